"""PageRank with threads: each thread computes its own range of pages.

    pagerank.py [--threads N] [--pages N]

The pages of a small web are ranked by how often one arrives there when
following links at random. The new rank of a page depends only on the ranks of
the last round, so the threads need no lock: they only wait for each other at
the end of a round.
"""

import os
import random
import sys
import threading
import time

LINKS_PER_PAGE = 8
ROUNDS = 50
DAMPING = 0.85


def option(name, default):
    """The number after `name` on the command line."""
    if name in sys.argv:
        return int(sys.argv[sys.argv.index(name) + 1])
    return default


def random_web(pages):
    """For each page the pages that link to it."""
    rng = random.Random(2026)
    linked_from = [[] for _ in range(pages)]
    for page in range(pages):
        for _ in range(LINKS_PER_PAGE):
            # Page numbers near zero are the popular ones.
            target = int(pages * rng.random() * rng.random())
            # Spread the popular pages over all ranges.
            linked_from[target * 7919 % pages].append(page)
    return linked_from


def rank_pages(linked_from, threads):
    """The rank of every page after ROUNDS rounds."""
    pages = len(linked_from)
    # Two lists take turns: a round reads one and writes the other.
    ranks = [[1.0 / pages] * pages, [0.0] * pages]
    barrier = threading.Barrier(threads)

    def work(k):
        first, last = pages * k // threads, pages * (k + 1) // threads
        for round_number in range(ROUNDS):
            old, new = ranks[round_number % 2], ranks[1 - round_number % 2]
            for page in range(first, last):
                total = 0.0
                for source in linked_from[page]:
                    total += old[source]
                new[page] = (1 - DAMPING) / pages + DAMPING * total / LINKS_PER_PAGE
            barrier.wait()

    workers = [threading.Thread(target=work, args=(k,)) for k in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return ranks[ROUNDS % 2]


def main():
    threads = option("--threads", os.cpu_count() or 1)
    linked_from = random_web(option("--pages", 60_000))

    start = time.perf_counter()
    rank = rank_pages(linked_from, threads)
    seconds = time.perf_counter() - start

    best = sorted(range(len(rank)), key=rank.__getitem__, reverse=True)[:5]
    for page in best:
        print(f"page {page:6}  {rank[page]:.6f}  linked from {len(linked_from[page])} pages")
    print(f"{threads} threads: {seconds:.2f} s")


if __name__ == "__main__":
    main()
