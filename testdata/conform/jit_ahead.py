"""Loops over lists of indexes into long lists of all sorts of things."""
import random

rng = random.Random(7)
SIZE = 4500
order = [int(rng.random() * SIZE) for _ in range(3000)]
numbers = [i * 3 for i in range(SIZE)]
lists = [[(k, i) for k in range(i % 5)] for i in range(SIZE)]
objects = [(i, str(i)) for i in range(SIZE)]
mixed = [None if i % 7 == 0 else [i] if i % 3 == 0 else i if i % 2 else float(i) for i in range(SIZE)]


def items(index, of):
    total = 0
    for u in index:
        total += of[u]
    return total


def nested(index, of):
    total = 0
    for u in index:
        for k, i in of[u]:
            total += k * i
    return total


def pairs(index, of):
    total = 0
    for u in index:
        i, s = of[u]
        total += i + len(s)
    return total


def kinds(index, of):
    seen = [0, 0, 0, 0]
    for u in index:
        x = of[u]
        if x is None:
            seen[0] += 1
        elif type(x) is list:
            seen[1] += x[0]
        elif type(x) is int:
            seen[2] += x
        else:
            seen[3] += int(x)
    return seen


def shrinking(index, of):
    """Both lists change while the loop runs."""
    total = 0
    for u in index:
        total += len(of[u])
        if u % 11 == 0:
            of[u] = []
        elif u % 13 == 0:
            of[u].append((u, u))
        elif u % 17 == 0:
            index.pop()
        elif u % 19 == 0:
            of[u].clear()
    return total, len(index)


def growing(index, of):
    total = 0
    for u in index:
        total += of[u % len(of)]
        if total % 5 == 0 and len(index) < 6000:
            index.append(-1 - u)
        if total % 7 == 0:
            of.append(u)
    return total, len(index), len(of)


for _ in range(3):
    print(items(order, numbers), nested(order, lists), pairs(order, objects), kinds(order, mixed))
print(items([-1 - u for u in order], numbers), items([True, False] * 200, numbers))
print(shrinking(order[:], [x[:] for x in lists]))
print(growing(order[:2000], numbers[:]))
try:
    items(order + [SIZE], numbers)
except IndexError as error:
    print(error)
try:
    items(order[:1500] + [1.5] + order[:50], numbers)
except TypeError as error:
    print(error)
try:
    items(order[:1500] + [1 << 70] + order[:50], numbers)
except IndexError as error:
    print(error)
print(items(order[:1500] + [2 ** 46 % SIZE], numbers))
