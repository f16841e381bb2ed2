"""Breadth-first search, level by level, from several sources.

The threads divide each level's vertices and mark what they find in one shared
list of distances. Two threads may find a vertex at the same moment: both write
the same distance, so that no lock is needed.
"""
# nature: shared

import random
import threading

import cli

DEGREE = 8
SOURCES = 6


def random_graph(count, rng):
    """An undirected graph: a ring with random chords, so that it is connected."""
    neighbours = [[] for _ in range(count)]
    ends = rng.choices(range(count), k=count * (DEGREE // 2 - 1))
    position = 0
    for u in range(count):
        v = (u + 1) % count
        neighbours[u].append(v)
        neighbours[v].append(u)
        for _ in range(DEGREE // 2 - 1):
            w = ends[position]
            position += 1
            neighbours[u].append(w)
            neighbours[w].append(u)
    return neighbours


class Search:
    """One search; all threads run `work` on it."""

    def __init__(self, neighbours, threads):
        self.neighbours = neighbours
        self.threads = threads
        self.distance = []
        self.level = 0
        self.frontier = []
        self.found = [[] for _ in range(threads)]
        self.barrier = threading.Barrier(threads, action=self.advance)

    def start(self, source):
        """Prepare a search from `source`."""
        self.distance = [-1] * len(self.neighbours)
        self.distance[source] = 0
        self.level = 1
        self.frontier = [source]

    def advance(self):
        """Make what was found the next level; one thread does it for all."""
        self.frontier = [v for found in self.found for v in found]
        self.found = [[] for _ in range(self.threads)]
        self.level += 1

    def expand(self, vertices):
        """Mark the unvisited neighbours of `vertices`; return them."""
        distance, neighbours, level = self.distance, self.neighbours, self.level
        found = []
        for u in vertices:
            for v in neighbours[u]:
                if distance[v] < 0:
                    distance[v] = level
                    found.append(v)
        return found

    def work(self, k):
        """The k-th thread's part of the search."""
        while self.frontier:
            mine = cli.share(len(self.frontier), k, self.threads)
            self.found[k] = self.expand(self.frontier[mine.start:mine.stop])
            self.barrier.wait()


class Searches:
    """Searches from several sources, one after another."""

    def __init__(self, neighbours, sources, threads):
        self.search = Search(neighbours, threads)
        self.sources = sources
        self.results = []
        self.barrier = threading.Barrier(threads)

    def work(self, k):
        for source in self.sources:
            if k == 0:
                self.search.start(source)
            self.barrier.wait()
            self.search.work(k)
            self.barrier.wait()
            if k == 0:
                self.results.append(self.search.distance)


def main():
    opts = cli.options(size=120_000)
    rng = random.Random(opts.seed)
    neighbours = random_graph(opts.size, rng)
    sources = [rng.randrange(opts.size) for _ in range(SOURCES)]
    searches = Searches(neighbours, sources, opts.threads)
    seconds = cli.timed(opts, searches.work)

    parts = [f"{max(d)}/{sum(d)}" for d in searches.results]
    cli.report("depth/sum " + " ".join(parts), seconds)


if __name__ == "__main__":
    main()
