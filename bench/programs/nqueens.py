"""All solutions of the n-queens problem, split by the queens of the first rows.

A task is a placement of the first two queens; the threads take the tasks in
turn and search each on a board of their own.
"""
# nature: disjoint

import cli


class Board:
    """Queens row by row, with what they attack."""

    def __init__(self, size):
        self.size = size
        self.columns = []
        self.column_taken = [False] * size
        self.rising_taken = [False] * (2 * size)
        self.falling_taken = [False] * (2 * size)

    def free(self, column):
        """Can a queen stand in this column of the next row?"""
        row = len(self.columns)
        return not (self.column_taken[column]
                    or self.rising_taken[row + column]
                    or self.falling_taken[row - column + self.size])

    def place(self, column):
        row = len(self.columns)
        self.columns.append(column)
        self.column_taken[column] = True
        self.rising_taken[row + column] = True
        self.falling_taken[row - column + self.size] = True

    def remove(self):
        column = self.columns.pop()
        row = len(self.columns)
        self.column_taken[column] = False
        self.rising_taken[row + column] = False
        self.falling_taken[row - column + self.size] = False

    def solutions(self):
        """Yield every way to fill the remaining rows."""
        if len(self.columns) == self.size:
            yield tuple(self.columns)
            return
        for column in range(self.size):
            if self.free(column):
                self.place(column)
                yield from self.solutions()
                self.remove()


def symmetric(solution):
    """Does the solution stay the same when turned by half a circle?"""
    top = len(solution) - 1
    return all(solution[top - row] == top - column
               for row, column in enumerate(solution))


def tasks(size):
    """All placements of the first two queens that do not attack each other."""
    if size < 2:
        return [(0,)]
    return [(first, second) for first in range(size) for second in range(size)
            if abs(first - second) > 1]


def search(size, start):
    """Count the solutions that begin with `start`."""
    board = Board(size)
    for column in start:
        board.place(column)
    count = symmetrical = mixed = 0
    for solution in board.solutions():
        count += 1
        if symmetric(solution):
            symmetrical += 1
        mixed += sum(row * column for row, column in enumerate(solution))
    return count, symmetrical, mixed


def main():
    # One row more is about five times the work.
    opts = cli.options(size=12, power=15)
    todo = tasks(opts.size)
    found = [None] * len(todo)

    def work(k):
        for i in range(k, len(todo), opts.threads):
            found[i] = search(opts.size, todo[i])

    seconds = cli.timed(opts, work)

    count, symmetrical, mixed = (sum(column) for column in zip((0, 0, 0), *found))
    cli.report(f"solutions {count} symmetrical {symmetrical} mixed {mixed}", seconds)


if __name__ == "__main__":
    main()
