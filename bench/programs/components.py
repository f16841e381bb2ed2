"""Connected components of an edge list with one shared union-find.

The edges are lines of text, as they come from a file. Each thread parses its
own part of the lines and joins the ends of each edge under the one lock that
guards the forest.
"""
# nature: one-lock

import random
import threading

import cli


class UnionFind:
    """A forest of disjoint sets with union by size and path halving."""

    def __init__(self, count):
        self.parent = list(range(count))
        self.size = [1] * count
        self.lock = threading.Lock()

    def find(self, v):
        parent = self.parent
        while parent[v] != v:
            parent[v] = v = parent[parent[v]]
        return v

    def union(self, a, b):
        """Join the sets of a and b; False when they were one set already."""
        with self.lock:
            a = self.find(a)
            b = self.find(b)
            if a == b:
                return False
            if self.size[a] < self.size[b]:
                a, b = b, a
            self.parent[b] = a
            self.size[a] += self.size[b]
            return True


def edge_lines(vertices, edges, rng):
    """Lines `from to weight`, most of them between vertices close to each other."""
    sources = rng.choices(range(vertices), k=edges)
    jumps = rng.choices(range(1, 20), k=edges)
    weights = rng.choices([f"{i / 100:.3f}" for i in range(100)], k=edges)
    for i in range(0, edges, 50):
        jumps[i] = int(rng.random() * vertices)
    return [f"{a}\t{(a + jump) % vertices}\t{weight}"
            for a, jump, weight in zip(sources, jumps, weights)]


def parse_edge(line):
    """The two ends and the weight of an edge."""
    source, target, weight = line.split("\t")
    return int(source), int(target), float(weight)


class Loader:
    """Reads the lines into the forest, each thread a part of them."""

    def __init__(self, forest, lines, threads):
        self.forest = forest
        self.lines = lines
        self.threads = threads
        self.joined = [0] * threads
        self.skipped = [0] * threads

    def work(self, k):
        joined = skipped = 0
        mine = cli.share(len(self.lines), k, self.threads)
        for line in self.lines[mine.start:mine.stop]:
            source, target, weight = parse_edge(line)
            if weight < 0.25:
                skipped += 1
            elif self.forest.union(source, target):
                joined += 1
        self.joined[k] = joined
        self.skipped[k] = skipped


def main():
    opts = cli.options(size=900_000)
    rng = random.Random(opts.seed)
    vertices = max(2, opts.size)
    forest = UnionFind(vertices)
    lines = edge_lines(vertices, opts.size, rng)
    loader = Loader(forest, lines, opts.threads)
    seconds = cli.timed(opts, loader.work)

    roots = [v for v in range(vertices) if forest.parent[v] == v]
    sizes = sorted((forest.size[v] for v in roots), reverse=True)
    squares = sum(s * s for s in sizes)
    cli.report(f"components {len(roots)} joined {sum(loader.joined)} "
               f"skipped {sum(loader.skipped)} largest {sizes[0]} "
               f"squares {squares}", seconds)


if __name__ == "__main__":
    main()
