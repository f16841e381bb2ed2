"""Lee's algorithm: lay the wires of a circuit board. Each wire is one big atomic
block, from the search through the shared board to the laying of the wire."""
# nature: atomic

import setting

LAYERS = 3


class Board:
    """A board of size x size points on some layers; a point holds the number of
    the wire that goes through it."""

    def __init__(self, size):
        self.size = size
        self.points = [0] * (size * size * LAYERS)

    def neighbours(self, p):
        """The points beside, above and below a point."""
        size = self.size
        plane = size * size
        x, y = p % size, p % plane // size
        if x > 0:
            yield p - 1
        if x < size - 1:
            yield p + 1
        if y > 0:
            yield p - size
        if y < size - 1:
            yield p + size
        if p >= plane:
            yield p - plane
        if p < plane * (LAYERS - 1):
            yield p + plane

    def search(self, start, end):
        """How far all points are from start that are not farther than end."""
        points, neighbours = self.points, self.neighbours
        distance = {start: 0}
        front = [start]
        d = 0
        while front and end not in distance:
            d += 1
            following = []
            for p in front:
                for q in neighbours(p):
                    if q not in distance and (points[q] == 0 or q == end):
                        distance[q] = d
                        following.append(q)
            front = following
        return distance

    def lay(self, number, start, end):
        """Lay a wire along a shortest way; None: there is none."""
        distance = self.search(start, end)
        if end not in distance:
            return None
        way, p = [end], end
        while p != start:
            p = min((q for q in self.neighbours(p) if q in distance), key=lambda q: (distance[q], q))
            way.append(p)
        for p in way:
            self.points[p] = number
        return way


def choose_wires(size, count, seed):
    """Pairs of points, all different, on the first layer."""
    random = setting.Random(seed)
    used, wires = set(), []
    while len(wires) < count:
        x, y = random.below(size), random.below(size)
        dx, dy = random.below(31) - 15, random.below(31) - 15
        if abs(dx) + abs(dy) < 4 or not (0 <= x + dx < size and 0 <= y + dy < size):
            continue
        start, end = y * size + x, (y + dy) * size + x + dx
        if start not in used and end not in used:
            used.update((start, end))
            wires.append((start, end))
    wires.sort(key=lambda w: abs(w[0] % size - w[1] % size) + abs(w[0] // size - w[1] // size))
    return wires


def verify(board, wires, ways):
    """Every wire is connected and lies on the board alone."""
    points = 0
    for number, ((start, end), way) in enumerate(zip(wires, ways), 1):
        if way is None:
            raise SystemExit(f"wire {number} was not laid")
        if way[0] != end or way[-1] != start or any(board.points[p] != number for p in way):
            raise SystemExit(f"wire {number} is broken")
        if any(q not in board.neighbours(p) for p, q in zip(way, way[1:])):
            raise SystemExit(f"wire {number} has a gap")
        points += len(way)
    if points != sum(1 for p in board.points if p):
        raise SystemExit("points of no wire")


def main():
    opts = setting.options(size=160)
    side = 120
    board = Board(side)
    wires = choose_wires(side, opts.size, opts.seed)
    for number, ends in enumerate(wires, 1):
        for p in ends:
            board.points[p] = number
    ways = [None] * len(wires)
    turn = [0]
    atomic = setting.atomic

    def work(k):
        while True:
            with atomic:
                n = turn[0]
                turn[0] = n + 1
            if n >= len(wires):
                return
            with atomic:
                ways[n] = board.lay(n + 1, *wires[n])

    seconds = setting.timed(opts, work)
    verify(board, wires, ways)
    setting.report(f"wires {len(wires)}, all laid", seconds)


if __name__ == "__main__":
    main()
