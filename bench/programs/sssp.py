"""Shortest paths from several depots of a road map.

The map is a grid of towns with roads of different lengths and a few motorways.
The threads divide the towns whose distance has just improved and relax their
roads on one shared list of distances, under locks that each guard a part of
the towns. Towns beyond the current limit wait, so that most towns are visited
few times.
"""
# nature: shared

import random
import threading

import cli

DEPOTS = 10
STRIPES = 64
STEP = 25


def road_map(width, height, rng):
    """For each town the list of (neighbour, length)."""
    roads = [[] for _ in range(width * height)]

    def connect(u, v, length):
        roads[u].append((v, length))
        roads[v].append((u, length))

    for y in range(height):
        for x in range(width):
            town = y * width + x
            if x + 1 < width:
                connect(town, town + 1, 1 + int(rng.random() * 20))
            if y + 1 < height:
                connect(town, town + width, 1 + int(rng.random() * 20))
    for _ in range(len(roads) // 50):
        u = int(rng.random() * len(roads))
        connect(u, int(rng.random() * len(roads)), 60 + int(rng.random() * 40))
    return roads


class Distances:
    """Distances of all towns from one depot, improved by all threads."""

    def __init__(self, roads, threads):
        self.roads = roads
        self.threads = threads
        self.locks = [threading.Lock() for _ in range(STRIPES)]
        self.barrier = threading.Barrier(threads, action=self.merge)
        self.near_parts = [[] for _ in range(threads)]
        self.far_parts = [[] for _ in range(threads)]

    def start(self, depot):
        """Forget the last depot and begin with `depot`."""
        self.best = [float("inf")] * len(self.roads)
        self.best[depot] = 0
        self.limit = STEP
        self.near = [depot]
        self.far = []

    def merge(self):
        """Choose the next towns to visit; one thread does it for all."""
        self.near = [v for part in self.near_parts for v in part]
        for part in self.far_parts:
            self.far.extend(part)
        while not self.near and self.far:
            low, self.limit = self.limit, self.limit + STEP
            waiting = {v for v in self.far if self.best[v] >= low}
            self.near = [v for v in waiting if self.best[v] < self.limit]
            self.far = [v for v in waiting if self.best[v] >= self.limit]

    def relax(self, towns):
        """Try the roads of `towns`; return improved towns, near and far."""
        best, roads, locks, limit = self.best, self.roads, self.locks, self.limit
        near, far = [], []
        for u in towns:
            here = best[u]
            for v, length in roads[u]:
                through = here + length
                if through >= best[v]:
                    continue
                with locks[v % STRIPES]:
                    improved = through < best[v]
                    if improved:
                        best[v] = through
                if improved:
                    (near if through < limit else far).append(v)
        return near, far

    def work(self, k):
        """The k-th thread's part of the search from the current depot."""
        while self.near:
            mine = cli.share(len(self.near), k, self.threads)
            towns = self.near[mine.start:mine.stop]
            self.near_parts[k], self.far_parts[k] = self.relax(towns)
            self.barrier.wait()


class Planner:
    """Distances from every depot in turn."""

    def __init__(self, roads, depots, threads):
        self.distances = Distances(roads, threads)
        self.depots = depots
        self.results = []
        self.barrier = threading.Barrier(threads)

    def work(self, k):
        for depot in self.depots:
            if k == 0:
                self.distances.start(depot)
            self.barrier.wait()
            self.distances.work(k)
            self.barrier.wait()
            if k == 0:
                self.results.append(self.distances.best)


def main():
    opts = cli.options(size=100_000)
    rng = random.Random(opts.seed)
    height = max(2, int((opts.size / 4) ** 0.5))
    roads = road_map(max(2, opts.size // height), height, rng)
    depots = [rng.randrange(len(roads)) for _ in range(DEPOTS)]
    planner = Planner(roads, depots, opts.threads)
    seconds = cli.timed(opts, planner.work)

    parts = [f"{max(d)}/{sum(d)}" for d in planner.results]
    cli.report("farthest/sum " + " ".join(parts), seconds)


if __name__ == "__main__":
    main()
