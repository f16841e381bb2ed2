"""The list is summed up in pieces, each copied at once.

long_transaction_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(20 * SCALE)
values = list(range(200_000))
finished = threading.Event()


def audit():
    for _ in range(N):
        total = 0
        for first in range(0, len(values), 2_000):
            for v in values[first:first + 2_000]:
                total += v * 3 % 7
    finished.set()


def change():
    i = 0
    while not finished.is_set():
        i = (i * 5 + 1) % 199_999
        values[i] += 1
        time.sleep(0.0005)


def work(k):
    audit() if k == 0 else change()


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
