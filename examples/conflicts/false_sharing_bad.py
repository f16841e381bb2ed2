"""Two threads write two attributes of one object.

The line marked HOT is what the conflict report puts first; false_sharing_fixed.py is the
repaired program.
"""

import sys
import threading
import time

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(2_000_000 * SCALE)


class Progress:
    def __init__(self):
        self.left = 0
        self.right = 0


progress = Progress()


def work_left():
    for i in range(N):
        if i % 3:
            progress.left += 1  # HOT


def work_right():
    for i in range(N):
        if i % 3:
            progress.right += 1  # HOT


def work(k):
    work_left() if k == 0 else work_right()


def answer():
    return progress.left, progress.right


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
