"""Each thread is waited for before the next one is started.

No point is the reason: the report says that the threads have too little to
do. serial_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(40_000_000 * SCALE)
sums = [0] * THREADS


def work(k):
    total = 0
    for i in range(N):
        total += i * k % 7
    sums[k] = total


def answer():
    return sums


def main():
    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for thread in threads:
        thread.start()
        thread.join()  # HOT
    seconds = time.perf_counter() - start
    print("answer:", answer())
    print(f"time: {seconds:.3f}")


main()
