"""Items go through one queue one by one.

The line marked HOT is what the conflict report puts first; queue_items_fixed.py is the
repaired program.
"""

import sys
import threading
import time
import queue

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(60_000 * SCALE)
items = queue.Queue()
sums = []


def work(k):
    if k == 0:
        for i in range(N):
            items.put(i)  # HOT
        items.put(None)
        return
    total = 0
    while (i := items.get()) is not None:  # HOT
        total += i * 3 % 7
    sums.append(total)


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
