"""The threads insert into one dict, and take its size as a number.

The line marked HOT is what the conflict report puts first; dict_size_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(60_000 * SCALE)
numbers = {}
lock = threading.Lock()


def work(k):
    for i in range(k, N, THREADS):
        name = i * 7919
        with lock:
            numbers[name] = len(numbers)  # HOT


def answer():
    return len(numbers), len(set(numbers.values()))


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
