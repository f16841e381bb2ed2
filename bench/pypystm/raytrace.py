"""A small ray tracer: spheres over a plane, with shadows and mirrors; a line of
the picture is a piece of work."""
# nature: read-shared

from math import sqrt

import setting

DEPTH = 3
LIGHT = (-4.0, 7.0, -6.0)


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))


class Sphere:
    def __init__(self, center, radius, brightness, mirror):
        self.center = center
        self.radius = radius
        self.brightness = brightness
        self.mirror = mirror

    def hit(self, origin, direction):
        """The distance at which a ray meets the sphere, or None."""
        to = self.center - origin
        along = to.dot(direction)
        square = along * along - to.dot(to) + self.radius * self.radius
        if along <= 0.0 or square <= 0.0:
            return None
        distance = along - sqrt(square)
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return (point - self.center) * (1.0 / self.radius)

    def shade(self, point):
        return self.brightness


class Plane:
    """The ground at y = 0, chequered."""

    mirror = 0.15

    def hit(self, origin, direction):
        if direction.y > -1e-6:
            return None
        distance = -origin.y / direction.y
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def shade(self, point):
        return 0.9 if (int(point.x // 1.0) + int(point.z // 1.0)) % 2 else 0.3


class Scene:
    def __init__(self, seed):
        random = setting.Random(seed)
        self.things = [Plane()]
        for i in range(9):
            radius = 0.4 + random.below(60) / 100.0
            center = Vector((i % 3 - 1) * 2.2, radius + random.below(100) / 100.0, 2.0 + (i // 3) * 2.2)
            self.things.append(Sphere(center, radius, 0.5 + random.below(50) / 100.0, random.below(60) / 100.0))
        self.light = Vector(*LIGHT)

    def nearest(self, origin, direction):
        best, found = None, None
        for thing in self.things:
            distance = thing.hit(origin, direction)
            if distance is not None and (best is None or distance < best):
                best, found = distance, thing
        return best, found

    def trace(self, origin, direction, depth):
        """The brightness that comes back along a ray."""
        distance, thing = self.nearest(origin, direction)
        if thing is None:
            return 0.2 + 0.3 * max(direction.y, 0.0)
        point = origin + direction * distance
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        light = 0.1
        angle = normal.dot(to_light)
        if angle > 0.0 and self.nearest(point + normal * 1e-4, to_light)[1] is None:
            light += 0.9 * angle
        result = thing.shade(point) * light
        if depth and thing.mirror:
            mirrored = direction - normal * (2.0 * normal.dot(direction))
            result = (1.0 - thing.mirror) * result \
                + thing.mirror * self.trace(point + normal * 1e-4, mirrored, depth - 1)
        return result

    def line(self, y, size):
        eye = Vector(0.0, 2.0, -5.0)
        values = []
        for x in range(size):
            direction = Vector((x - size / 2) / size, 0.1 - (y - size / 2) / size, 1.0).unit()
            values.append(min(255, int(255 * self.trace(eye, direction, DEPTH))))
        return values


def main():
    opts = setting.options(size=96, power=2)
    scene = Scene(opts.seed)
    picture = [None] * opts.size
    atomic = setting.atomic

    def work(k):
        for y in range(k, opts.size, opts.threads):
            values = scene.line(y, opts.size)
            with atomic:
                picture[y] = values

    seconds = setting.timed(opts, work)
    checksum = 0
    for values in picture:
        for v in values:
            checksum = (checksum * 263 + v) % 1_000_000_007
    setting.report(f"size {opts.size} checksum {checksum}", seconds)


if __name__ == "__main__":
    main()
