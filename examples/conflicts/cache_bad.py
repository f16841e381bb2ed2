"""All threads fill one cache while they use it.

The line marked HOT is what the conflict report puts first; cache_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(24_000 * SCALE)
cache = {}


def expensive(x):
    total = 0
    for i in range(400):
        total += i * x % 7
    return total


def lookup(x):
    if x not in cache:  # HOT
        cache[x] = expensive(x)  # HOT
    return cache[x]


sums = [0] * THREADS


def work(k):
    total = 0
    for x in range(N):
        total += lookup(x)
    sums[k] = total


def answer():
    return sums


def main():
    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    print("answer:", answer())
    print(f"time: {seconds:.3f}")


main()
