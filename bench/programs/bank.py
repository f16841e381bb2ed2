"""Bank transfers between account objects under ONE lock.

Tellers (threads) work through batches of orders: choosing the accounts and
working out the charge is their own business, moving the money happens under
the bank's one lock.
"""
# nature: one-lock

import random
import threading

import cli

ACCOUNTS = 2_000
BATCHES = 64
OPENING = 1_000_000


class InsufficientFunds(Exception):
    """An account does not hold what it should pay."""


class Account:
    """A customer's account, in cents."""

    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.entries = 0

    def deposit(self, amount):
        self.balance += amount
        self.entries += 1

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"account {self.number}: {amount} > {self.balance}")
        self.balance -= amount
        self.entries += 1


class Bank:
    """All accounts and the lock that guards them."""

    def __init__(self, count):
        self.accounts = [Account(number, OPENING) for number in range(count)]
        self.lock = threading.Lock()

    def transfer(self, source, target, amount):
        """Move money between two accounts, given by number."""
        with self.lock:
            self.accounts[source].withdraw(amount)
            self.accounts[target].deposit(amount)

    def total(self):
        with self.lock:
            return sum(account.balance for account in self.accounts)


class Teller:
    """Works through batches of orders; a batch is the same whoever does it."""

    def __init__(self, bank, seed):
        self.bank = bank
        self.seed = seed
        self.done = 0
        self.volume = 0

    def order(self, rng):
        """Two different accounts and an amount with its charge."""
        count = len(self.bank.accounts)
        source = int(rng.random() * count)
        target = int(rng.random() * (count - 1))
        if target >= source:
            target += 1
        amount = 1 + int(rng.random() * 500)
        charge = max(1, amount // 100) if source % 10 else 0
        return source, target, amount + charge

    def run_batch(self, batch, orders):
        rng = random.Random(self.seed * 1_000_003 + batch)
        for _ in range(orders):
            source, target, amount = self.order(rng)
            self.bank.transfer(source, target, amount)
            self.done += 1
            self.volume += amount


def main():
    opts = cli.options(size=2_500_000)
    bank = Bank(ACCOUNTS)
    tellers = [Teller(bank, opts.seed) for _ in range(opts.threads)]

    def work(k):
        for batch in range(k, BATCHES, opts.threads):
            orders = len(cli.share(opts.size, batch, BATCHES))
            tellers[k].run_batch(batch, orders)

    seconds = cli.timed(opts, work)

    if bank.total() != ACCOUNTS * OPENING:
        raise SystemExit(f"money was lost or made: {bank.total()}")
    mixed = sum(a.number * (a.balance + 7 * a.entries) for a in bank.accounts)
    cli.report(f"transfers {sum(t.done for t in tellers)} "
               f"volume {sum(t.volume for t in tellers)} accounts {mixed}", seconds)


if __name__ == "__main__":
    main()
