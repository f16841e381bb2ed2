# Sums of generators, arithmetic of bools, iterators in loops.
import random
from fractions import Fraction

r = random.Random(3)


class Joins:
    def __radd__(self, o):
        return ("r", o)


def both(xs, *start):
    for _ in range(3):
        a, b = sum((x for x in xs), *start), sum(xs, *start)
    print(repr(a), repr(b))


cases = [
    (range(200),), ([True, 2, False],), ([1, 2.5, 3],), ([0.1] * 200,), ([0.1, 1, 0.2, True, 3j, 4],), ([],), ([], 1.5),
    ([1e308, 1e308, -1e308],), ([float("inf"), 1.0, -1.0],), ([float("nan"), 1.0],), ([1 << 60, 1 << 62, 5],),
    ([1.0, 1 << 70, 2.0],), ([-0.0], -0.0), ([-0.0],), ([2 ** 63, 0.5, -2 ** 63],),
    ([r.uniform(-1, 1) * 10 ** r.randint(-20, 20) for _ in range(300)],), ([r.random() for _ in range(300)], 0.0),
    ([Fraction(1, 3), 1, 0.5],), ([0.5, Fraction(1, 3)],), ([[1], [2]], []), ([1, 2, Joins()],), ([0.1, 0.2, Joins()],),
]
for case in cases:
    both(*case)
for bad in ["a"], [1.5, "a"], [1, None]:
    try:
        both(bad)
    except TypeError as e:
        print(e)


def bools(n):
    t = 0
    f = 0.5
    for i in range(n):
        even = i % 2 == 0
        t += even
        t = t + True - False
        t += (i > 5) * 3 + (even + even) - (i < 10)
        f = f + even
        f *= 1 + (i == 7)
        t += sum(x > i % 7 for x in range(9)) + any(x > 3 for x in (i, 2)) * 2 + (not even)
        t += even // 1 + (even % 2) + (True << 3) + (even & 1)
    return t, f, type(t), type(True + True), even + 4


def mixed(xs):
    t = 0
    for x in xs:
        t += x
        t = t * 1
    return t


print(bools(300))
print(mixed([True, False, 4, 5] * 60), mixed([4, True, 5, False] * 60), mixed([4.5, True, 5, False] * 60))


def iterated(n):
    t = 0
    for i in range(n):
        it = iter([i, 2, 3])
        for x in it:
            t += x
            break
        for x in it:
            t += x * 2
        for x in iter(range(i % 4)):
            t += x
        for x in iter((1, i)):
            t += x
        t += type(i) is int
        t += type(t) is float
        t += type(it) is type(iter([]))
    return t


print(iterated(200))


def unequal(n):
    t = 0
    values = [1, 2.5, "a", None, (1,), True, [1], 3, 4.5, "b", {1: 2}, {1}, frozenset((1,)), 1 << 70, 0, False, ..., b"a", bytearray(b"a")]
    for i in range(n):
        for v in values:
            if v is None:
                t += 1
            elif v == 1:
                t += 2
            elif v == 2.5:
                t += 3
            elif v == "a":
                t += 4
            elif v != b"a":
                t += 5
            if v != 0 and v != True:
                t += 7
            t += (v == (1,)) + (v == {1}) * 3 + (v != [1]) * 5 + (v == i) + (v != None)
            if v == values[i % len(values)]:
                t += 11
    return t


print(unequal(60))
