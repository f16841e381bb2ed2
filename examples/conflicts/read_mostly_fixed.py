"""A new table is made, and put in place of the old one by one assignment.

read_mostly_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time
from stm import atomic

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(6_000 * SCALE)
prices = {k: 1 for k in range(200)}
finished = threading.Event()


def read():
    for _ in range(N):
        table = prices
        total = 0
        for k in range(200):
            total += table[k]
    finished.set()


def write():
    global prices
    n = 1
    while not finished.is_set():
        n += 1
        prices = {k: n + k * k % 3 for k in range(200)}
        time.sleep(0.0001)


def work(k):
    read() if k == 0 else write()


def answer():
    return N


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
