"""Each thread has numbers of its own: every second one.

dict_size_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time
import itertools

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(60_000 * SCALE)
parts = [{} for _ in range(THREADS)]


def work(k):
    numbers = parts[k]
    fresh = itertools.count(k, THREADS)
    for i in range(k, N, THREADS):
        name = i * 7919
        numbers[name] = next(fresh)


def answer():
    numbers = parts[0] | parts[1]
    return len(numbers), len(set(numbers.values()))


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
