"""The lines are collected, and written when there are many.

io_in_block_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time
import os
from stm import atomic

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(2_000 * SCALE)
accounts = [1_000] * 512
out = os.open(os.devnull, os.O_WRONLY)


def work(k):
    lines = []
    for i in range(N):
        a, b = k * 256 + i * 7 % 256, k * 256 + i * 13 % 256
        with atomic("transfer"):
            accounts[a] -= 1
            accounts[b] += 1
            total = 0
            for x in range(300):
                total += x
        lines.append(b"%d %d\n" % (a, b))
        if len(lines) == 200:
            os.write(out, b"".join(lines))
            lines.clear()
    os.write(out, b"".join(lines))


def answer():
    return sum(accounts)


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
