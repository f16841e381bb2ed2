"""PageRank by power iteration on a random directed graph.

Every thread owns a range of vertices. An iteration has two phases, divided by
a barrier: each vertex publishes what it gives to each of its targets, then each
vertex collects from its sources.
"""
# nature: disjoint

import random
import threading

import cli

DAMPING = 0.85
DEGREE = 10
ITERATIONS = 70


class Graph:
    """A directed graph kept by incoming edges, as PageRank reads it."""

    def __init__(self, count):
        self.count = count
        self.sources = [[] for _ in range(count)]
        self.out_degree = [0] * count

    def add_edge(self, source, target):
        self.sources[target].append(source)
        self.out_degree[source] += 1


def random_graph(count, rng):
    """Every vertex gets DEGREE outgoing edges; some targets are popular."""
    graph = Graph(count)
    popular = list(range(count))
    rng.shuffle(popular)
    rand = rng.random
    for source in range(count):
        for _ in range(DEGREE):
            position = rand()
            graph.add_edge(source, popular[int(position * position * count)])
    return graph


class PageRank:
    """The shared state of one computation."""

    def __init__(self, graph, threads):
        self.graph = graph
        self.threads = threads
        self.rank = [1.0 / graph.count] * graph.count
        self.gift = [0.0] * graph.count
        self.barrier = threading.Barrier(threads)

    def publish(self, mine):
        rank, gift, degree = self.rank, self.gift, self.graph.out_degree
        for v in mine:
            gift[v] = rank[v] / degree[v]

    def collect(self, mine):
        rank, gift, sources = self.rank, self.gift, self.graph.sources
        base = (1.0 - DAMPING) / self.graph.count
        for v in mine:
            total = 0.0
            for u in sources[v]:
                total += gift[u]
            rank[v] = base + DAMPING * total

    def work(self, k):
        """Do all iterations for the k-th range of vertices."""
        mine = cli.share(self.graph.count, k, self.threads)
        for _ in range(ITERATIONS):
            self.publish(mine)
            self.barrier.wait()
            self.collect(mine)
            self.barrier.wait()

    def best(self, count):
        """The vertices of the highest rank."""
        order = sorted(range(self.graph.count),
                       key=lambda v: (-round(self.rank[v], 12), v))
        return order[:count]


def main():
    opts = cli.options(size=40_000)
    graph = random_graph(opts.size, random.Random(opts.seed))
    pagerank = PageRank(graph, opts.threads)
    seconds = cli.timed(opts, pagerank.work)

    scaled = sum(round(r * 1e12) for r in pagerank.rank) // 1000
    best = " ".join(str(v) for v in pagerank.best(5))
    cli.report(f"sum {scaled} best {best}", seconds)


if __name__ == "__main__":
    main()
