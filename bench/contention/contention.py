"""Threads that all want the same thing.

    contention.py --threads N --seconds S SCENARIO

Every thread repeats one operation for S seconds and notes the longest time from
one to the next. Printed: how many operations a second all threads made together,
the part of the least busy thread in percent of the mean, and the longest time
between two operations of a thread in milliseconds.
"""

import argparse
import collections
import queue
import sys
import threading
import time

try:
    from stm import atomic
except ImportError:  # another Python: one lock for all blocks
    atomic = threading.RLock()


class Counter:
    def __init__(self):
        self.n = 0


def counter(me, threads):
    def step():
        shared.n += 1
    return step, None


def counter_lock(me, threads):
    def step():
        with lock:
            shared.n += 1
    return step, lambda total: shared.n == total


def counter_atomic(me, threads):
    def step():
        with atomic:
            shared.n += 1
    return step, lambda total: shared.n == total


def dict_key(me, threads):
    def step():
        with lock:
            table["hot"] += 1
    return step, lambda total: table["hot"] == total


def dict_keys(me, threads):
    """Nine of ten operations are on keys of the thread's own."""
    mine = [f"k{me}_{k}" for k in range(9)]
    keys = iter(())

    def step():
        nonlocal keys
        key = next(keys, None)
        if key is None:
            keys = iter(mine)
            key = "hot"
        with atomic:
            table[key] += 1
    return step, lambda total: sum(table.values()) == total


def long_and_short(me, threads):
    """The first thread adds all numbers up in one block and stores the sum, the
    others move one from place to place. One operation of the first is worth as
    many of the others' as take as long; one thread alone does both."""
    place = me

    def move():
        nonlocal place
        place = (place + 7) % PLACES
        with atomic:
            numbers[place] -= 1
            numbers[place * 5 % PLACES] += 1
        return 1

    def add():
        with atomic:
            total = 0
            for n in numbers:
                total += n
            sums.append(total)
        return LONG

    turns = 0

    def both():
        nonlocal turns
        turns += 1
        return move() if turns % LONG else add()
    return (both if threads == 1 else move if me else add), lambda total: not any(sums)


def queued(me, threads):
    """One thread puts and gets in turn, of several one half puts and the other gets."""
    if threads == 1:
        puts = False

        def step():
            nonlocal puts
            puts = not puts
            if puts:
                pipe.put(me)
            else:
                pipe.get()
    elif me % 2 == 0:
        def step():
            pipe.put(me)
    else:
        def step():
            pipe.get()
    return step, None


def simple_queued(me, threads):
    if threads == 1:
        puts = False

        def step():
            nonlocal puts
            puts = not puts
            if puts:
                simple.put(me)
            else:
                simple.get()
    elif me % 2 == 0:
        def step():
            while simple.qsize() > 1000:
                time.sleep(0.0001)
            simple.put(me)
    else:
        def step():
            simple.get()
    return step, None


def deque_ends(me, threads):
    def step():
        line.append(me)
        line.popleft()
    return step, lambda total: len(line) == 100


def one_writer(me, threads):
    """The first thread replaces what all others read."""
    def write():
        with lock:
            shared.pair = (shared.n, shared.n)
            shared.n += 1

    def read():
        with lock:
            a, b = shared.pair
            if a != b:
                raise AssertionError("half of a write was seen")
    return (read if me else write), None


SCENARIOS = [counter, counter_lock, counter_atomic, dict_key, dict_keys, long_and_short, queued, simple_queued, deque_ends, one_writer]
PLACES = 2000
LONG = 400

lock = threading.Lock()
shared = Counter()
shared.pair = (0, 0)
table = collections.Counter({f"k{t}_{k}": 0 for t in range(64) for k in range(9)}, hot=0)
numbers = [0] * PLACES
sums = []
pipe = queue.Queue(100)
simple = queue.SimpleQueue()
line = collections.deque(range(100))


def let_go():
    """Let go who waits at a queue that nobody serves any more."""
    while simple.qsize() >= 1000:
        simple.get_nowait()
    simple.put(None)
    try:
        pipe.get_nowait() if pipe.full() else pipe.put_nowait(None)
    except (queue.Full, queue.Empty):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", choices=[f.__name__ for f in SCENARIOS])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=1)
    opts = parser.parse_args()
    scenario = next(f for f in SCENARIOS if f.__name__ == opts.scenario)
    n = opts.threads
    done, longest, times = [0] * n, [0.0] * n, [0.0] * n
    begun = threading.Barrier(n)

    def work(me):
        step, _ = scenario(me, n)
        begun.wait()
        count, gap = 0, 0.0
        began = last = now = time.monotonic()
        end = began + opts.seconds
        while now < end:
            count += step() or 1
            now = time.monotonic()
            if now - last > gap:  # who waits at the end waits for a thread that has ended
                gap = max(gap, min(now, end) - last)
            last = now
        done[me], longest[me], times[me] = count, gap, now - began

    if n == 1:
        work(0)
    else:
        team = [threading.Thread(target=work, args=(k,), daemon=True) for k in range(n)]
        for t in team:
            t.start()
        end = time.monotonic() + opts.seconds + 20
        while any(t.is_alive() for t in team):
            time.sleep(0.01)
            if time.monotonic() > end:
                sys.exit("a thread does not end")
            if time.monotonic() > end - 19.9:
                let_go()
    total = sum(done)
    check = scenario(0, n)[1]
    if check and not check(total):
        sys.exit(f"{opts.scenario}: the result is wrong")
    print(f"{total / max(times):.0f} {100 * min(done) * n / total:.0f} {1000 * max(longest):.2f}")


main()
