"""Each thread counts in a local variable; the sums are added up at its end.

shared_counter_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(300_000 * SCALE)
lock = threading.Lock()


class Stats:
    done = 0


stats = Stats()
stats.done = 0


def work(k):
    done = 0
    for i in range(N):
        if (i * i + k) % 7 < 5:
            done += 1
    with lock:
        stats.done += done


def answer():
    return stats.done


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
