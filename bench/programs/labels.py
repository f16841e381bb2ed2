"""Label propagation with atomic blocks (a lock where there is no `stm`).

Every vertex starts with a label of its own and takes over the lowest label
among its neighbours until nothing changes. Moving a vertex from one community
to another changes the vertex and two communities: that is one atomic block.
"""
# nature: atomic

import random
import threading

import cli

try:
    from stm import atomic
except ImportError:
    atomic = threading.Lock()

CLUSTER = 300
REACH = 6
DEGREE = 6


class Community:
    """All vertices with one label."""

    def __init__(self, label):
        self.label = label
        self.size = 1
        self.weight = label + 1


class Vertex:
    """A vertex, its neighbours and the community that it is in."""

    def __init__(self, number):
        self.number = number
        self.neighbours = []
        self.community = Community(number)

    def connect(self, other):
        self.neighbours.append(other)
        other.neighbours.append(self)

    def move(self):
        """Join the neighbouring community of the lowest label, if lower."""
        with atomic:
            old = best = self.community
            for near in self.neighbours:
                if near.community.label < best.label:
                    best = near.community
            if best is old:
                return False
            old.size -= 1
            old.weight -= self.number + 1
            best.size += 1
            best.weight += self.number + 1
            self.community = best
            return True


def clustered_graph(count, rng):
    """Rings of CLUSTER vertices, each connected with some of the next REACH."""
    order = list(range(count))
    rng.shuffle(order)
    vertices = [Vertex(number) for number in range(count)]
    for i in range(count):
        first = i - i % CLUSTER
        members = min(CLUSTER, count - first)
        for _ in range(DEGREE // 2):
            j = first + (i - first + 1 + int(rng.random() * REACH)) % members
            if j != i:
                vertices[order[i]].connect(vertices[order[j]])
    return vertices


class Propagation:
    """Sweeps over all vertices until a sweep changes nothing."""

    def __init__(self, vertices, threads):
        self.vertices = vertices
        self.threads = threads
        self.moved = [0] * threads
        self.done = False
        self.barrier = threading.Barrier(threads, action=self.end_sweep)

    def end_sweep(self):
        self.done = not any(self.moved)

    def work(self, k):
        mine = cli.share(len(self.vertices), k, self.threads)
        own = self.vertices[mine.start:mine.stop]
        while not self.done:
            moved = 0
            for vertex in own:
                if vertex.move():
                    moved += 1
            self.moved[k] = moved
            self.barrier.wait()


def main():
    opts = cli.options(size=100_000)
    vertices = clustered_graph(opts.size, random.Random(opts.seed))
    seconds = cli.timed(opts, Propagation(vertices, opts.threads).work)

    communities = {v.community.label: v.community for v in vertices}
    members = {}
    for vertex in vertices:
        label = vertex.community.label
        members[label] = members.get(label, 0) + 1
    for label, community in communities.items():
        if community.size != members[label]:
            raise SystemExit(f"community {label}: {community.size} != {members[label]}")
    squares = sum(c.size * c.size for c in communities.values())
    mixed = sum(c.label * c.weight for c in communities.values())
    cli.report(f"communities {len(communities)} squares {squares} mixed {mixed}", seconds)


if __name__ == "__main__":
    main()
