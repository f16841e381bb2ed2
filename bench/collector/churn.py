"""Much that is short-lived beside a large live graph.

    churn.py LIVE_MIB GARBAGE_GIB THREADS
"""

import sys
import threading
from time import perf_counter


class Node:
    def __init__(self, number, link):
        self.number = number
        self.link = link
        self.items = [number, None]


def graph(mib):
    """Objects of about so many MiB, held by links and one list."""
    nodes = []
    link = None
    for number in range(mib * 7200):
        link = Node(number, link if number % 50 else None)
        nodes.append(link)
    return nodes


def churn(nodes, rounds, first, step):
    """Half a MiB of garbage in each round, of which one list is kept."""
    n = len(nodes)
    for k in range(first, rounds, step):
        for i in range(1500):
            x = [i, (k, i), {i: k}]
        nodes[k * 7919 % n].items[1] = x


live, gib, count = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
nodes = graph(live)
rounds = int(gib * 2010)
began = perf_counter()
if count == 1:
    churn(nodes, rounds, 0, 1)
else:
    threads = [threading.Thread(target=churn, args=(nodes, rounds, k, count)) for k in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
seconds = perf_counter() - began
kept = sum(1 for o in nodes if o.items[1] is not None)
assert kept == min(rounds, len(nodes)), (kept, rounds)
print(f"time: {seconds:.3f}")
