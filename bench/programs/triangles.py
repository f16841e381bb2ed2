"""Counting triangles and 4-cliques in a social graph: all threads read one list of sets.

Each edge is kept at its end of lower degree, so that every clique is found
once and the sets stay small. A thread counts for its own vertices and credits
the corners in a table of its own.
"""
# nature: read-shared

import random

import cli

CIRCLE = 110


def social_graph(count, rng):
    """People with friends in a circle around them and a few far away."""
    friends = [set() for _ in range(count)]
    rand = rng.random
    for person in range(count):
        for _ in range(40):
            if rand() < 0.9:
                other = (person + 1 + int(rand() * CIRCLE)) % count
            else:
                other = int(rand() * rand() * count)
            if other != person:
                friends[person].add(other)
                friends[other].add(person)
    return friends


def orient(friends):
    """For each vertex its neighbours of higher (degree, number)."""
    rank = [(len(near), v) for v, near in enumerate(friends)]
    return [{u for u in near if rank[u] > rank[v]}
            for v, near in enumerate(friends)]


class TriangleCount:
    """Counts the triangles at every vertex."""

    def __init__(self, friends, threads):
        self.friends = friends
        self.forward = orient(friends)
        self.threads = threads
        self.found = [None] * threads

    def work(self, k):
        """Count for every vertex v with v % threads == k."""
        forward = self.forward
        corners = {}
        triangles = cliques = 0
        for u in range(k, len(forward), self.threads):
            ahead = forward[u]
            for v in ahead:
                common = ahead & forward[v]
                if not common:
                    continue
                triangles += len(common)
                for w in common:
                    corners[w] = corners.get(w, 0) + 1
                    cliques += len(common & forward[w])
                corners[v] = corners.get(v, 0) + len(common)
                corners[u] = corners.get(u, 0) + len(common)
        self.found[k] = (triangles, cliques, corners)

    def totals(self):
        """The number of triangles and of 4-cliques."""
        return sum(f[0] for f in self.found), sum(f[1] for f in self.found)

    def clustering(self):
        """The sum of local clustering coefficients, in millionths."""
        at = [0] * len(self.friends)
        for _, _, corners in self.found:
            for v, count in corners.items():
                at[v] += count
        pairs = [len(near) * (len(near) - 1) // 2 for near in self.friends]
        return sum(1_000_000 * count // pair for count, pair in zip(at, pairs) if pair)


def main():
    opts = cli.options(size=14_000)
    friends = social_graph(opts.size, random.Random(opts.seed))
    counter = TriangleCount(friends, opts.threads)
    seconds = cli.timed(opts, counter.work)
    triangles, cliques = counter.totals()
    cli.report(f"triangles {triangles} cliques {cliques} "
               f"clustering {counter.clustering()}", seconds)


if __name__ == "__main__":
    main()
