"""Conway's game of life on sets of living cells, divided into regions.

The world is a torus of horizontal bands. A generation computes each band anew
from the band itself and the edges of its two neighbours, all of the last
generation; the threads take the bands in turn and meet at a barrier.
"""
# nature: disjoint

import random
import threading

import cli

BANDS = 16
BAND_HEIGHT = 12
HEIGHT = BANDS * BAND_HEIGHT
WIDTH = 192
AROUND = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


class Band:
    """A part of the world: rows top .. bottom - 1 and who lives there."""

    def __init__(self, number):
        self.number = number
        self.top = number * BAND_HEIGHT
        self.bottom = self.top + BAND_HEIGHT
        self.cells = set()

    def row(self, y):
        """The living cells of one row."""
        return [cell for cell in self.cells if cell[1] == y]

    def next_cells(self, above, below):
        """The cells that live in the next generation."""
        counts = {}
        for cell in self.cells:
            self.count_around(cell, counts)
        for cell in above.row(above.bottom - 1):
            self.count_around(cell, counts)
        for cell in below.row(below.top):
            self.count_around(cell, counts)
        cells = self.cells
        return {cell for cell, count in counts.items()
                if count == 3 or (count == 2 and cell in cells)}

    def count_around(self, cell, counts):
        """Add 1 to every neighbour of `cell` that lies in this band."""
        x, y = cell
        for dx, dy in AROUND:
            row = (y + dy) % HEIGHT
            if self.top <= row < self.bottom:
                near = ((x + dx) % WIDTH, row)
                counts[near] = counts.get(near, 0) + 1


class World:
    """All bands and the barrier between generations."""

    def __init__(self, threads, rng):
        self.threads = threads
        self.bands = [Band(number) for number in range(BANDS)]
        self.fresh = [None] * BANDS
        self.populations = []
        self.barrier = threading.Barrier(threads, action=self.turn)
        for _ in range(WIDTH * HEIGHT // 4):
            x, y = int(rng.random() * WIDTH), int(rng.random() * HEIGHT)
            self.bands[y // BAND_HEIGHT].cells.add((x, y))

    def turn(self):
        """Make the fresh cells the current ones; one thread does it for all."""
        for band, cells in zip(self.bands, self.fresh):
            band.cells = cells
        self.populations.append(self.population())

    def population(self):
        return sum(len(band.cells) for band in self.bands)

    def run(self, k, generations):
        """The k-th thread's bands through all generations."""
        for _ in range(generations):
            for number in range(k, BANDS, self.threads):
                above = self.bands[number - 1]
                below = self.bands[(number + 1) % BANDS]
                self.fresh[number] = self.bands[number].next_cells(above, below)
            self.barrier.wait()


def main():
    opts = cli.options(size=220)
    world = World(opts.threads, random.Random(opts.seed))
    seconds = cli.timed(opts, lambda k: world.run(k, opts.size))

    mixed = sum(x * 31 + y * 17 for band in world.bands for x, y in band.cells)
    cli.report(f"population {world.population()} through {sum(world.populations)} "
               f"cells {mixed}", seconds)


if __name__ == "__main__":
    main()
