"""The cache is filled first, each thread a part, and only read afterwards.

cache_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(24_000 * SCALE)
parts = [{} for _ in range(THREADS)]
filled = threading.Barrier(THREADS)


def expensive(x):
    total = 0
    for i in range(400):
        total += i * x % 7
    return total


sums = [0] * THREADS


def work(k):
    mine = parts[k]
    for x in range(k, N, THREADS):
        mine[x] = expensive(x)
    filled.wait()
    total = 0
    for x in range(N):
        total += parts[x % THREADS][x]
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
