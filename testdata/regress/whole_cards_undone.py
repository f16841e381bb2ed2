"""Who begins to store at an edge of 64 items has all of them saved at once, and stores to
the rest without more ado: a block that is rolled back, also one within another, finds
all as it was, although other lists were stored to between, items were appended or dropped
and memory was collected."""

import random
import threading

try:
    import stm
except ImportError:
    stm = None


class Undo(Exception):
    pass


def undone(lists, work):
    """work(), and all that it does to the lists taken back."""
    if stm is None:
        saved = [list(x) for x in lists]
        work()
        for x, items in zip(lists, saved):
            x[:] = items
        return
    try:
        with stm.atomic(rollback=True):
            work()
            raise Undo
    except Undo:
        pass


def up(x, step, value):
    for i in range(0, len(x), step):
        x[i] = value


def down(x, value):
    for i in range(len(x) - 1, -1, -1):
        x[i] = [value]


def count(x, first, last):
    for i in range(first, last):
        x[i] += 1


def both(x, y):
    for i in range(min(len(x), len(y))):
        x[i], y[i] = y[i], x[i]


def shift(x):
    for i in range(100):
        x.append(i)
    for i in range(128):
        x[i] = x[i + 1]
    del x[150:]


def check(size):
    a = list(range(size))
    b = [str(i) for i in range(size)]

    def inner():
        up(a, 1, None)
        both(a, b)
        down(b, 7)

    def outer():
        count(a, 64, 192)
        undone((a, b), inner)
        count(a, 0, 128)
        [[k] for k in range(3000)]
        up(b, 3, -1)
        undone((a, b), lambda: shift(a))
        shift(a)
        count(a, 0, len(a))

    for work in (inner, outer, lambda: up(a, 1, 0), lambda: down(a, b), lambda: shift(b)):
        undone((a, b), work)
        assert a == list(range(size)), work
        assert b == [str(i) for i in range(size)], work
    outer()
    return a[:3], a[60:66], a[-3:], b[:5]


for size in (192, 200, 256, 1000):
    for _ in range(3):
        result = check(size)
    print(size, result)

shared = [0] * 500
other = [0] * 500
lock = threading.Lock()


def work(seed):
    rng = random.Random(seed)
    for _ in range(60):
        first = rng.choice((0, 64, 100, 128, 320))
        with lock:
            count(shared, first, first + 180)
            count(other, 0, 500)
    for i in range(seed * 125, seed * 125 + 125):
        with lock:
            other[i] += 1000


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(shared), shared[499], set(other))
