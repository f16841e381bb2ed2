"""All threads append to one list.

The line marked HOT is what the conflict report puts first; list_append_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(600_000 * SCALE)
results = []


def work(k):
    for i in range(k, N, THREADS):
        value = (i * 31 + i // 3) % 1009
        results.append(value)  # HOT


def answer():
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
