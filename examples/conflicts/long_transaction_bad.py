"""One thread sums a large list up in one atomic block, while another changes it.

The line marked HOT is what the conflict report puts first; long_transaction_fixed.py is the
repaired program.
"""

import sys
import threading
import time
from stm import atomic

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(20 * SCALE)
values = list(range(200_000))
finished = threading.Event()


def audit():
    for _ in range(N):
        with atomic("audit"):
            total = 0
            for v in values:  # HOT
                total += v * 3 % 7
    finished.set()


def change():
    i = 0
    while not finished.is_set():
        i = (i * 5 + 1) % 199_999
        values[i] += 1  # HOT
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
