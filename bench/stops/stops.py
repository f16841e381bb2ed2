"""Threads in hot loops, while another one makes the work of Go's collector and of ours.

    stops.py SECONDS THREADS
"""

import sys
import threading
from time import perf_counter

TEXT = "def f(a, b):\n    return [a * i + b for i in range(10) if i % 3]\n" * 40


def spin(rounds):
    """A loop without calls: all of it is machine code."""
    total = 0
    for i in range(rounds):
        total += i & 1023
    return total


def chase(table, rounds):
    """A loop that reads a list and calls a function."""
    at = 0
    for _ in range(rounds):
        at = step(table, at)
    return at


def step(table, at):
    return table[at]


class Worker(threading.Thread):
    def __init__(self, number, table):
        super().__init__()
        self.number = number
        self.table = table
        self.rounds = 0

    def run(self):
        while not over:
            if self.number % 2:
                chase(self.table, 300_000)
            else:
                spin(1_000_000)
            self.rounds += 1


seconds, count = float(sys.argv[1]), int(sys.argv[2])
over = False
table = [(i * 7919 + 1) % 4096 for i in range(4096)]
workers = [Worker(k, table) for k in range(count)]
for w in workers:
    w.start()
end = perf_counter() + seconds
compiled = 0
garbage = None
while perf_counter() < end:
    compile(TEXT, "text", "exec")
    compiled += 1
    for i in range(3000):
        garbage = [i, (i, garbage is None)]
over = True
for w in workers:
    w.join()
print(f"{sum(w.rounds for w in workers)} rounds, {compiled} texts compiled")
