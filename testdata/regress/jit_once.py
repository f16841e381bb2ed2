# What a trace does once, whatever comes of it: calls that change something and
# give now this, now that; iterators; exceptions where calls went well before.
import random
from collections import deque


class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"Thing({self.n})"


MIXED = [1, 2.5, "three", None, (4, 5), [6], Thing(7), True, 8]


def drain(make, take):
    out = []
    for _ in range(6):
        items = make(MIXED * 3)
        for _ in range(20):
            v = take(items)
            if isinstance(v, int):
                out.append(v + 1)
            elif isinstance(v, float):
                out.append(v * 2)
            else:
                out.append(repr(v))
        out.append(len(items))
    return out


def rows(n):
    out = []
    for k in range(n):
        it = iter(MIXED)
        for i, v in zip(range(k % 5), it):
            out.append((i, str(v)))
        out.append(len(list(it)))
        for i, v in enumerate(MIXED[:k % 4]):
            out.append((i, str(v)))
        d = {str(v): v for v in MIXED[:k % 7]}
        for key, v in d.items():
            out.append((key, isinstance(v, int)))
        for v in d.values():
            if isinstance(v, Thing):
                out.append(v.n)
        longer = 0
        for v in set(d):
            longer += len(v) > 1
        out.append(longer)
        for c in "añ中b"[:k % 5]:
            out.append(c)
        for v in reversed(MIXED[:k % 3]):
            out.append(str(v))
    return out


def raises(n):
    found = missing = bad = 0
    table = {i: i for i in range(0, n, 3)}
    for i in range(n):
        try:
            found += table[i]
        except KeyError as e:
            missing += e.args[0]
        try:
            found += int("12x"[:1 + i % 3])
        except ValueError:
            bad += 1
        try:
            [1, 2, 3].pop(i % 5)
        except IndexError:
            bad += 100
    return found, missing, bad


def changed(n):
    out = []
    for k in range(n):
        d = {i: i for i in range(5)}
        s = set(range(5))
        for c in (d, s, d.items(), d.values()):
            try:
                for i, v in enumerate(c):
                    if i == k % 6:
                        d[k + 100] = 1
                        s.add(k + 100)
            except RuntimeError as e:
                out.append(str(e))
        gone = {1: 2, 3: 4}
        try:
            for key in gone:
                if k % 2:
                    del gone[key]
                    gone[key + 50] = 1
        except RuntimeError as e:
            out.append(str(e))
    return out


rng = random.Random(5)
print([round(rng.random(), 6) for _ in range(40)], [rng.getrandbits(7) for _ in range(40)])
print(drain(list, lambda x: x.pop()))
print(drain(list, lambda x: x.pop(0)))
print(drain(deque, lambda x: x.popleft()))
print(drain(deque, lambda x: x.pop()))
print(drain(lambda x: dict(enumerate(x)), lambda x: x.pop(len(x) - 1)))
print(rows(40))
print(raises(60))
print(changed(24))
