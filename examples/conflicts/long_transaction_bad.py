"""One thread reads all accounts in one atomic block, while another changes them.

The line marked HOT is what the conflict report puts first; long_transaction_fixed.py is the
repaired program.
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
        with atomic("audit"):
            total = 0
            for i in range(200_000):
                total += accounts[i].balance * 3 % 7  # HOT
    finished.set()


def change():
    i = 0
    while not finished.is_set():
        for _ in range(40):  # whose turn it is
            i = (i * 5 + 1) % 199_999
        with atomic("transfer"):
            accounts[i].balance -= 1  # HOT
            accounts[i + 1].balance += 1  # HOT


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
