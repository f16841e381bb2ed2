"""The Mandelbrot set; each thread computes its own rows of the picture."""
# nature: disjoint

import cli

LIMIT = 80
SHADES = " .:-=+*#%@"


class Window:
    """The part of the plane that the picture shows."""

    def __init__(self, left, right, bottom, top):
        self.left = left
        self.right = right
        self.bottom = bottom
        self.top = top

    def at(self, column, row, width, height):
        """The point in the middle of a pixel."""
        x = self.left + (column + 0.5) * (self.right - self.left) / width
        y = self.top - (row + 0.5) * (self.top - self.bottom) / height
        return x, y


def escape_time(cx, cy):
    """The number of steps until the orbit of the point leaves the circle."""
    x = y = 0.0
    for step in range(LIMIT):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return LIMIT


class Picture:
    """Escape times of every pixel, by rows."""

    def __init__(self, width, height, window):
        self.width = width
        self.height = height
        self.window = window
        self.rows = [None] * height

    def compute_row(self, row):
        times = []
        for column in range(self.width):
            cx, cy = self.window.at(column, row, self.width, self.height)
            times.append(escape_time(cx, cy))
        self.rows[row] = times

    def total(self):
        return sum(sum(times) for times in self.rows)

    def inside(self):
        """The number of pixels that never escaped."""
        return sum(times.count(LIMIT) for times in self.rows)

    def shade(self, row):
        """A row as text, about sixty characters wide."""
        stride = max(1, self.width // 60)
        top = len(SHADES) - 1
        return "".join(SHADES[t * top // LIMIT] for t in self.rows[row][::stride])


def main():
    # The size is the height; the work grows with its square.
    opts = cli.options(size=800, power=2)
    width = max(1, opts.size * 4 // 3)
    picture = Picture(width, opts.size, Window(-2.2, 0.8, -1.125, 1.125))

    def work(k):
        for row in range(k, picture.height, opts.threads):
            picture.compute_row(row)

    seconds = cli.timed(opts, work)

    print("middle:", picture.shade(picture.height // 2))
    cli.report(f"total {picture.total()} inside {picture.inside()}", seconds)


if __name__ == "__main__":
    main()
