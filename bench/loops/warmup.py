"""How a program gets faster while it runs: lines `end seconds`, the end of each
piece of equal work since the program began, and how long the piece took."""
import sys
from time import perf_counter

began = perf_counter()
PIECES = int(sys.argv[1])
NODES, DEGREE = 2_000, 8


class Node:
    def __init__(self, number):
        self.number = number
        self.into = []
        self.rank = 1.0 / NODES


def link(nodes):
    x = 1
    for node in nodes:
        for _ in range(DEGREE):
            x = x * 1103515245 + 12345 & 0x7FFFFFFF
            node.into.append(nodes[x % NODES])


def share(node):
    total = 0.0
    for other in node.into:
        total += other.rank / DEGREE
    return total


def step(nodes):
    new = [0.15 / NODES + 0.85 * share(node) for node in nodes]
    for node, rank in zip(nodes, new):
        node.rank = rank


nodes = [Node(i) for i in range(NODES)]
link(nodes)
for _ in range(PIECES):
    start = perf_counter()
    step(nodes)
    end = perf_counter()
    print(f"{end - began:.6f} {end - start:.6f}")
