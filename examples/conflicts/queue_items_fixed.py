"""Lists of items go through the queue.

queue_items_bad.py is the program that the conflict report was asked about.
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
        for i in range(0, N, 200):
            items.put(range(i, min(i + 200, N)))
        items.put(None)
        return
    total = 0
    while (part := items.get()) is not None:
        for i in part:
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
