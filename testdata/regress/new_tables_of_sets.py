"""A set that a transaction has made has a table that nobody else knows; one that others
know and that is given such a table, as by `&=` or by growing, is found changed by who has
looked before. What is done to either within a block that is rolled back is undone."""

import threading

try:
    import stm
except ImportError:
    stm = None


class Undo(Exception):
    pass


def undone(sets, work):
    """work(), and all that it does to the sets taken back."""
    if stm is None:
        saved = [set(s) for s in sets]
        work()
        for s, items in zip(sets, saved):
            s.clear()
            s.update(items)
        return
    try:
        with stm.atomic(rollback=True):
            work()
            raise Undo
    except Undo:
        pass


def changes(s, other):
    """Functions that change s, which has items that other has too."""
    def grow():
        for i in range(1000, 1100):
            s.add(i)

    def keep():
        nonlocal s
        s &= other
        s.add(-1)

    def widen():
        s.add("text")
        s.discard("text")
        s.add((1, 2))

    def clear():
        s.clear()
        s.update(other)

    def drop():
        for i in list(s)[::2]:
            s.discard(i)

    return grow, keep, widen, clear, drop


def check(size, make):
    s, other = make(range(size)), make(range(0, 2 * size, 3))

    def outer():
        grow()
        s.add(size + 1)
        undone((s, other), keep)
        fresh = s & other
        wanted = sorted(fresh)
        for change in changes(fresh, s):
            undone((fresh,), change)
            assert sorted(fresh) == wanted, change
        keep()
        undone((s,), widen)
        clear()

    grow, keep, widen, clear, drop = changes(s, other)
    for work in (grow, keep, widen, clear, drop, outer):
        undone((s, other), work)
        assert sorted(s) == list(range(size)), work
        assert sorted(other) == list(range(0, 2 * size, 3)), work
    outer()
    return len(s), len(s & other), sum(s)


def read(items):
    s = set()
    for i in items:
        s.add(i)
    return s


for size in (3, 5, 40, 300):
    for make in (set, read, lambda items: {i for i in items}, lambda items: set(items) & set(items)):
        result = check(size, make)
    print(size, *result)


shared = set(range(100))
evens, odds = set(range(0, 100, 2)), set(range(1, 100, 2))
section = stm.atomic if stm else threading.Lock()
done = threading.Event()
torn = []


def look(k):
    for i in range(2000):
        with section:
            first = k in shared
            for _ in range(2000):
                pass
            last = k + 50 in shared  # comes and goes with k
        with section:
            common = len(shared & evens), len(shared & odds)
        if first != last or sum(common) not in (50, 100):
            torn.append((k, i, first, last, common))


def turn(s):
    i = 0
    while not done.is_set():
        i += 1
        with section:
            s &= odds if i % 2 else evens
        with section:
            s |= evens
            for k in odds:
                s.add(k)
        for _ in range(1000):
            pass


writer = threading.Thread(target=turn, args=(shared,))
writer.start()
reader = threading.Thread(target=look, args=(4,))
reader.start()
reader.join()
done.set()
writer.join()
print(sorted(shared) == list(range(100)), torn[:3])
