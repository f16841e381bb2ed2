"""Each of the two threads writes an object of its own.

false_sharing_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(2_000_000 * SCALE)


class Progress:
    def __init__(self):
        self.done = 0


left, right = Progress(), Progress()


def work_left():
    for i in range(N):
        if i % 3:
            left.done += 1


def work_right():
    for i in range(N):
        if i % 3:
            right.done += 1


def work(k):
    work_left() if k == 0 else work_right()


def answer():
    return left.done, right.done


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
