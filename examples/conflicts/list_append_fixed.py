"""Each thread appends to a list of its own; the lists are joined at the end.

list_append_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time
import itertools

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(600_000 * SCALE)
lists = [[] for _ in range(THREADS)]


def work(k):
    results = lists[k]
    for i in range(k, N, THREADS):
        value = (i * 31 + i // 3) % 1009
        results.append(value)


def answer():
    results = list(itertools.chain(*lists))
    return len(results), sum(results)


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
