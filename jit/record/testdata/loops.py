# Loops of one kind of work each. See golden_test.go.

import sys


def hot_sum(n):
    total = 0
    for k in range(n):
        total += k
    return total


def hot_items(items):
    total = 0
    for i in range(len(items)):
        total += items[i]
    return total


def hot_store(items):
    for i in range(len(items)):
        items[i] = i * 2


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def hot_attribute(p, n):
    for k in range(n):
        p.x += k


def hot_float(n):
    x = 0.5
    for _ in range(n):
        x = x * 0.75 + 0.25
    return x


def twice(x):
    return x + x


def hot_call(n):
    total = 0
    for k in range(n):
        total += twice(k)
    return total


def hot_new(n):
    total = 0
    for k in range(n):
        p = Point(k, 1)
        total += p.x + p.y
    return total


def hot_dict(counts, n):
    for k in range(n):
        counts[k & 7] += 1


N = int(sys.argv[1])
hot_sum(N)
hot_items(list(range(N)))
hot_store([0] * N)
hot_attribute(Point(1, 2), N)
hot_float(N)
hot_call(N)
hot_new(N)
hot_dict(dict.fromkeys(range(8), 0), N)
