"""Many tellers, one bank, ONE lock around every transfer.

    bank.py [--threads N] [--transfers N]

The simplest correct program: whoever touches an account holds the bank's lock.
A runtime that takes the lock literally lets one teller work at a time. Gorgon
runs the sections under the lock optimistically: two transfers wait for each
other only when they touch the same account, and there are many accounts.

Each teller also has work of its own, outside the lock: it draws the order and
checks its number by a little arithmetic.
"""

import os
import random
import sys
import threading
import time

ACCOUNTS = 5_000
OPENING_BALANCE = 1_000_000


def option(name, default):
    """The number after `name` on the command line."""
    if name in sys.argv:
        return int(sys.argv[sys.argv.index(name) + 1])
    return default


class Account:
    def __init__(self, number):
        self.number = number
        self.balance = OPENING_BALANCE


class Bank:
    def __init__(self):
        self.lock = threading.Lock()
        self.accounts = [Account(number) for number in range(ACCOUNTS)]

    def transfer(self, source, target, amount):
        with self.lock:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True


def check_digits(source, target, amount):
    """Check digits of an order, as on a bank form: remainder by 97."""
    rest = 0
    for part in (source, target, amount):
        for digit in f"{part:06}":
            rest = (rest * 10 + int(digit)) % 97
    return 98 - rest


def teller(bank, seed, transfers, results, k):
    """Carry out `transfers` random orders."""
    rng = random.Random(seed)
    done = special = 0
    for _ in range(transfers):
        # Local work: nobody else sees this order yet.
        source = int(rng.random() * ACCOUNTS)
        target = (source + 1 + int(rng.random() * (ACCOUNTS - 1))) % ACCOUNTS
        amount = 1 + int(rng.random() * 1_000)
        if check_digits(source, target, amount) == 97:
            special += 1
        # The shared work is short and mostly touches different accounts.
        if bank.transfer(bank.accounts[source], bank.accounts[target], amount):
            done += 1
    results[k] = (done, special)


def main():
    threads = option("--threads", os.cpu_count() or 1)
    transfers = option("--transfers", 600_000)
    bank = Bank()
    results = [None] * threads

    start = time.perf_counter()
    tellers = []
    for k in range(threads):
        share = transfers * (k + 1) // threads - transfers * k // threads
        tellers.append(threading.Thread(target=teller, args=(bank, k, share, results, k)))
    for thread in tellers:
        thread.start()
    for thread in tellers:
        thread.join()
    seconds = time.perf_counter() - start

    total = sum(account.balance for account in bank.accounts)
    print(f"{sum(done for done, _ in results)} transfers, {sum(s for _, s in results)} special")
    print(f"money in the bank: {total}, as at the opening: {total == ACCOUNTS * OPENING_BALANCE}")
    print(f"{threads} threads: {seconds:.2f} s")


if __name__ == "__main__":
    main()
