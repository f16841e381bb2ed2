"""A ray tracer of many small classes; all threads read one scene.

Each thread renders its own rows. Vectors, rays and hits are short-lived
objects; shapes answer to one interface and are chosen by dynamic dispatch.
"""
# nature: read-shared

import math
import random

import cli

EPSILON = 1e-6
DEPTH = 3


class Vec:
    """A vector or a colour of three floats."""

    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def mirrored(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    """A half-line; its direction has length 1."""

    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Material:
    """A colour and how much of the light is reflected."""

    def __init__(self, colour, mirror):
        self.colour = colour
        self.mirror = mirror


class Shape:
    """What can be hit by a ray."""

    def __init__(self, material):
        self.material = material

    def distance(self, ray):
        """The distance to the nearest hit in front of the ray, or None."""
        raise NotImplementedError

    def normal(self, point):
        raise NotImplementedError

    def colour(self, point):
        return self.material.colour


class Sphere(Shape):
    def __init__(self, centre, radius, material):
        super().__init__(material)
        self.centre = centre
        self.radius = radius

    def distance(self, ray):
        offset = self.centre - ray.origin
        along = offset.dot(ray.direction)
        square = self.radius * self.radius - offset.dot(offset) + along * along
        if square < 0.0:
            return None
        half = math.sqrt(square)
        if along - half > EPSILON:
            return along - half
        if along + half > EPSILON:
            return along + half
        return None

    def normal(self, point):
        return (point - self.centre).unit()


class Floor(Shape):
    """The plane y = height with a chequered pattern."""

    def __init__(self, height, material, other):
        super().__init__(material)
        self.height = height
        self.other = other

    def distance(self, ray):
        if abs(ray.direction.y) < EPSILON:
            return None
        distance = (self.height - ray.origin.y) / ray.direction.y
        return distance if distance > EPSILON else None

    def normal(self, point):
        return Vec(0.0, 1.0, 0.0)

    def colour(self, point):
        odd = (math.floor(point.x) + math.floor(point.z)) % 2
        return self.other if odd else self.material.colour


class Scene:
    """Shapes, one lamp and the sky."""

    def __init__(self, shapes, lamp):
        self.shapes = shapes
        self.lamp = lamp
        self.sky = Vec(0.4, 0.6, 0.9)

    def nearest(self, ray):
        """The first shape on the ray and its distance."""
        best, best_distance = None, math.inf
        for shape in self.shapes:
            distance = shape.distance(ray)
            if distance is not None and distance < best_distance:
                best, best_distance = shape, distance
        return best, best_distance

    def trace(self, ray, depth):
        """The colour that a ray sees."""
        shape, distance = self.nearest(ray)
        if shape is None:
            return self.sky * (0.5 + 0.5 * abs(ray.direction.y))
        point = ray.at(distance)
        normal = shape.normal(point)
        colour = shape.colour(point) * self.light(point, normal)
        mirror = shape.material.mirror
        if depth > 1 and mirror > 0.0:
            direction = ray.direction.mirrored(normal)
            seen = self.trace(Ray(point + normal * 1e-4, direction), depth - 1)
            colour = colour * (1.0 - mirror) + seen * mirror
        return colour

    def light(self, point, normal):
        """How bright the lamp makes a point; 0.1 in shadow."""
        to_lamp = (self.lamp - point).unit()
        facing = normal.dot(to_lamp)
        if facing <= 0.0:
            return 0.1
        shape, _ = self.nearest(Ray(point + normal * 1e-4, to_lamp))
        return 0.1 if shape is not None else 0.1 + 0.9 * facing


def random_scene(rng):
    """A floor and a dozen of spheres on it."""
    shapes = [Floor(0.0, Material(Vec(0.9, 0.9, 0.9), 0.1), Vec(0.2, 0.2, 0.2))]
    for number in range(12):
        radius = 0.3 + 0.5 * rng.random()
        centre = Vec(-4.0 + 8.0 * rng.random(), radius, 2.0 + 6.0 * rng.random())
        colour = Vec(rng.random(), rng.random(), rng.random())
        shapes.append(Sphere(centre, radius, Material(colour, 0.3 * (number % 3))))
    return Scene(shapes, Vec(-5.0, 8.0, -3.0))


def render_row(scene, row, width, height):
    """A row as a list of (red, green, blue), each 0..255."""
    pixels = []
    eye = Vec(0.0, 1.5, -3.0)
    for column in range(width):
        direction = Vec((column - width / 2) / height, (height / 2 - row) / height, 1.0)
        seen = scene.trace(Ray(eye, direction.unit()), DEPTH)
        pixels.append(tuple(int(255 * min(1.0, c)) for c in (seen.x, seen.y, seen.z)))
    return pixels


def main():
    # The size is the height; the work grows with its square.
    opts = cli.options(size=300, power=2)
    width = max(1, opts.size * 4 // 3)
    scene = random_scene(random.Random(opts.seed))
    rows = [None] * opts.size

    def work(k):
        for row in range(k, opts.size, opts.threads):
            rows[row] = render_row(scene, row, width, opts.size)

    seconds = cli.timed(opts, work)

    channels = [sum(pixel[c] for row in rows for pixel in row) for c in range(3)]
    bright = sum(1 for row in rows for pixel in row if sum(pixel) > 384)
    cli.report(f"rgb {channels[0]} {channels[1]} {channels[2]} bright {bright}", seconds)


if __name__ == "__main__":
    main()
