"""All threads count words in one dict, and each word under one key too.

The line marked HOT is what the conflict report puts first; hot_key_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(150_000 * SCALE)
counts = {"all": 0}
lock = threading.Lock()


def work(k):
    for i in range(N):
        word = (i * 7919 + k * 104729) % 50_021
        with lock:
            counts["all"] += 1  # HOT
        if word < 10:
            with lock:
                counts[word] = counts.get(word, 0) + 1


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
