"""The accounts are read in pieces, with a block for each.

long_transaction_bad.py is the program that the conflict report was asked about.
"""

import sys
import threading
import time
from stm import atomic

THREADS = 2
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0

N = int(300 * SCALE)
finished = threading.Event()


class Account:
    def __init__(self):
        self.balance = 100


accounts = [Account() for _ in range(200_000)]


def audit():
    for _ in range(N):
        total = 0
        for first in range(0, 200_000, 200):
            with atomic("audit"):
                for i in range(first, first + 200):
                    total += accounts[i].balance * 3 % 7
    finished.set()


def change():
    i = 0
    while not finished.is_set():
        for _ in range(40):  # whose turn it is
            i = (i * 5 + 1) % 199_999
        with atomic("transfer"):
            accounts[i].balance -= 1
            accounts[i + 1].balance += 1


def work(k):
    audit() if k == 0 else change()


def answer():
    return N


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
