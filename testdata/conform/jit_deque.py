"""Loops that put items into deques and take them out: with one thread, with locks,
and with two threads at the two ends."""
import threading
import time
from collections import deque


def swing(d, rounds):
    """As many in as out, after a while with a longer queue, so that the block grows."""
    total = 0
    for i in range(rounds):
        d.append(i)
        if i % 700 == 5:
            d.append((i, i))
            d.append(str(i))
        x = d.popleft()
        total += x if type(x) is int else len(x)
    return total, len(d), list(d)[:5]


def drain(d):
    n = 0
    try:
        while True:
            d.popleft()
            n += 1
    except IndexError as e:
        return n, str(e)


def bounded(d, rounds):
    for i in range(rounds):
        d.append(i)
    return list(d)


def locked(d, lock, rounds):
    total = 0
    for i in range(rounds):
        with lock:
            d.append(i)
            d.append(i + 1)
            total += d.popleft()
    return total, len(d)


def both_ends(d, rounds):
    total = 0
    for i in range(rounds):
        d.append(i)
        d.append(-i)
        d.appendleft(i)
        total += d.pop() - d.popleft()
        if i % 3 == 0:
            total += d.popleft()
    return total, len(d), d[0], d[-1]


class Wide(deque):
    def append(self, x):
        super().append(x * 2)


def overridden(d, rounds):
    for i in range(rounds):
        d.append(i)
    total = 0
    while d:
        total += d.popleft()
    return total


def run():
    d = deque()
    print(swing(d, 6000))
    print(swing(d, 6000))
    print(drain(d), drain(d))
    print(bounded(deque(maxlen=4), 5000), bounded(deque(maxlen=0), 500))
    print(locked(deque(), threading.Lock(), 4000))
    print(both_ends(deque([1, 2, 3]), 4000))
    print(overridden(Wide(), 3000), overridden(deque(), 3000))


run()
out = []
threads = [threading.Thread(target=lambda: out.append((swing(deque(), 5000), drain(deque(range(3000)))))) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(out[0] == out[1] == out[2], out[0])

# One puts in, the other takes out.
line, seen = deque(), []


def produce():
    for i in range(2000):
        line.append(i)


def consume():
    while len(seen) < 2000:
        try:
            seen.append(line.popleft())
        except IndexError:
            time.sleep(0.0005)


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen == list(range(2000)), len(line))

# Two workers pass items around in a ring of queues.
ring = [deque(range(50)), deque(range(100, 150))]


def pass_on(k):
    moved = 0
    while moved < 800:
        try:
            ring[1 - k].append(ring[k].popleft())
            moved += 1
        except IndexError:
            time.sleep(0.0005)


threads = [threading.Thread(target=pass_on, args=(k,)) for k in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(ring[0]) + len(ring[1]), sorted([*ring[0], *ring[1]]) == [*range(50), *range(100, 150)])
