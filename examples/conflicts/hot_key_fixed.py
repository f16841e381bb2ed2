"""Each thread counts in a dict of its own; the dicts are merged at the end.

hot_key_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(150_000 * SCALE)
counts = {}
lock = threading.Lock()


def work(k):
    mine = {"all": 0}
    for i in range(N):
        word = (i * 7919 + k * 104729) % 50_021
        mine["all"] += 1
        if word < 10:
            mine[word] = mine.get(word, 0) + 1
    with lock:
        for word, n in mine.items():
            counts[word] = counts.get(word, 0) + n


def answer():
    return sorted(counts.values())


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
