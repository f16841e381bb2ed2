"""Worms that creep over one grid; each step of a worm is an atomic block."""
# nature: atomic

import setting

WIDTH, HEIGHT = 160, 120
WORMS = 16
LENGTH = 10
DIRECTIONS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Worm:
    """A worm: the cells that it lies on, its head last."""

    def __init__(self, number, seed, grid):
        self.number = number
        self.random = setting.Random(seed * 100 + number)
        row = 3 + number * (HEIGHT - 6) // WORMS
        self.cells = [(10 + i, row) for i in range(LENGTH)]
        for x, y in self.cells:
            grid[y][x] = number
        self.direction = 0
        self.steps = 0
        self.stuck = 0

    def step(self, grid):
        """Move one cell on if the cell ahead is free."""
        random = self.random
        if random.below(4) == 0:
            self.direction = (self.direction + (1 if random.below(2) else 3)) % 4
        dx, dy = DIRECTIONS[self.direction]
        x, y = self.cells[-1]
        x, y = (x + dx) % WIDTH, (y + dy) % HEIGHT
        self.steps += 1
        if grid[y][x]:
            self.direction = random.below(4)
            self.stuck += 1
            return
        grid[y][x] = self.number
        self.cells.append((x, y))
        tx, ty = self.cells.pop(0)
        grid[ty][tx] = 0


def main():
    opts = setting.options(size=600_000)
    grid = [[0] * WIDTH for _ in range(HEIGHT)]
    worms = [Worm(n + 1, opts.seed, grid) for n in range(WORMS)]
    atomic = setting.atomic

    def work(k):
        mine = worms[k::opts.threads]
        counts = [len(setting.share(opts.size, worm.number - 1, WORMS)) for worm in mine]
        for i in range(max(counts, default=0)):
            for worm, count in zip(mine, counts):
                if i < count:
                    with atomic:
                        worm.step(grid)

    seconds = setting.timed(opts, work)
    for worm in worms:
        if len(set(worm.cells)) != LENGTH or any(grid[y][x] != worm.number for x, y in worm.cells):
            raise SystemExit(f"worm {worm.number} is torn")
    occupied = sum(1 for row in grid for cell in row if cell)
    setting.report(f"steps {sum(worm.steps for worm in worms)} cells {occupied}", seconds)


if __name__ == "__main__":
    main()
