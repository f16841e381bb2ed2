"""The lock is held while the thread sleeps.

The line marked HOT is what the conflict report puts first; lock_convoy_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(150 * SCALE)
lock = threading.Lock()
done = []


def work(k):
    for i in range(N):
        with lock:  # HOT
            time.sleep(0.001)
            done.append(i)


def answer():
    return len(done)


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
