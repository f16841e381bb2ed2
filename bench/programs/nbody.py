"""Gravitation in many independent planetary systems.

Each thread moves whole systems forward; nothing is shared but the list that
holds them.
"""
# nature: disjoint

import math
import random

import cli

SYSTEMS = 24
PLANETS = 5
STEP = 0.001


class Body:
    """A point mass with position and velocity."""

    def __init__(self, mass, position, velocity):
        self.mass = mass
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity

    def kinetic_energy(self):
        speed2 = self.vx * self.vx + self.vy * self.vy + self.vz * self.vz
        return 0.5 * self.mass * speed2


class System:
    """A star and its planets."""

    def __init__(self, bodies):
        self.bodies = bodies
        self.pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]

    def attract(self, dt):
        """Change the velocities by the attraction of every pair."""
        for a, b in self.pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * math.sqrt(square))
            by_a = a.mass * pull
            by_b = b.mass * pull
            a.vx -= dx * by_b
            a.vy -= dy * by_b
            a.vz -= dz * by_b
            b.vx += dx * by_a
            b.vy += dy * by_a
            b.vz += dz * by_a

    def advance(self, dt):
        self.attract(dt)
        for body in self.bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz

    def energy(self):
        total = sum(body.kinetic_energy() for body in self.bodies)
        for a, b in self.pairs:
            distance = math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
            total -= a.mass * b.mass / distance
        return total


def random_system(rng):
    """A star of mass 1 with planets on nearly circular orbits."""
    bodies = [Body(1.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))]
    for number in range(PLANETS):
        radius = 1.0 + number + 0.3 * rng.random()
        speed = math.sqrt(1.0 / radius)
        angle = 6.28 * rng.random()
        x, y = math.cos(angle), math.sin(angle)
        bodies.append(Body(0.001 * rng.random(),
                           (radius * x, radius * y, 0.1 * rng.random()),
                           (-speed * y, speed * x, 0.0)))
    return System(bodies)


def main():
    opts = cli.options(size=360_000)
    rng = random.Random(opts.seed)
    systems = [random_system(rng) for _ in range(SYSTEMS)]
    before = sum(system.energy() for system in systems)

    def work(k):
        for i in range(k, SYSTEMS, opts.threads):
            system = systems[i]
            for _ in range(len(cli.share(opts.size, i, SYSTEMS))):
                system.advance(STEP)

    seconds = cli.timed(opts, work)

    after = sum(system.energy() for system in systems)
    if abs(after - before) > 1e-3 * abs(before):
        raise SystemExit(f"energy is not conserved: {before} {after}")
    places = sum(abs(body.x) + abs(body.y) for s in systems for body in s.bodies)
    cli.report(f"energy {after:.7f} places {places:.6f}", seconds)


if __name__ == "__main__":
    main()
