"""Loops whose bodies call functions with loops: traces that follow returns."""
import sys


def entries(tb):
    n = 0
    while tb is not None:
        n, tb = n + 1, tb.tb_next
    return n


def inner(n, skip):
    total = 0
    for i in range(n):
        if i == skip:
            continue
        total += i
    return total


def outer(rounds):
    total = 0
    for k in range(rounds):
        total += inner(k % 7, k % 3)
        total -= inner(3, k % 5)
    return total


def search(rows, wanted):
    for row in rows:
        for cell in row:
            if cell == wanted:
                return row
    return None


class Tree:
    def __init__(self, depth):
        self.parts = [Tree(depth - 1) for _ in range(3)] if depth else []
        self.weight = depth

    def total(self):
        n = self.weight
        for part in self.parts:
            n += part.total()
        return n

    def find(self, weight):
        if self.weight == weight:
            return self
        for part in self.parts:
            found = part.find(weight)
            if found is not None:
                return found
        return None


class Number:
    def __init__(self, n):
        self.n = 0
        for _ in range(n):
            self.n += 1

    def __add__(self, other):
        total = self.n
        for _ in range(other.n):
            total += 1
        return Number(total)

    def __lt__(self, other):
        for _ in range(2):
            if self.n < other.n:
                return True
        return False


def fails(n, at):
    total = 0
    for i in range(n):
        total += 100 // (at - i)
    return total


def catches(rounds):
    seen = []
    for k in range(rounds):
        try:
            seen.append(fails(4, k % 9))
        except ZeroDivisionError as e:
            seen.append(entries(e.__traceback__))
    return seen


def depth():
    n, frame = 0, sys._getframe()
    while frame is not None:
        n, frame = n + 1, frame.f_back
    return n


def deep(n):
    for _ in range(2):
        if n:
            return deep(n - 1)
    return depth()


def sink(n):
    for _ in range(1):
        return 1 + sink(n + 1)


def permutations(items, chosen, found):
    if not items:
        found.append(tuple(chosen))
        return
    for i in range(len(items)):
        chosen.append(items[i])
        permutations(items[:i] + items[i + 1:], chosen, found)
        chosen.pop()


def ackermann(m, n):
    while m:
        if not n:
            n = 1
        else:
            n = ackermann(m, n - 1)
        m -= 1
    return n + 1


def main():
    print(outer(80))
    rows = [list(range(k, k + 5)) for k in range(0, 60, 5)]
    print([search(rows, k * 3) for k in range(24)])
    tree = Tree(3)
    print(tree.total(), [tree.find(w).weight for w in (3, 2, 1, 0)], tree.find(9))
    n = Number(0)
    for k in range(16):
        n = n + Number(k % 4)
    print(n.n, sum(Number(k % 5) < Number(k % 3) for k in range(20)))
    print(catches(20))
    print([deep(k) - depth() for k in range(12)])
    sys.setrecursionlimit(90)
    for _ in range(2):
        try:
            sink(0)
        except RecursionError as e:
            print(e, entries(e.__traceback__) > 60)
    sys.setrecursionlimit(1000)
    found = []
    permutations("abcd", [], found)
    print(len(found), found[::5])
    print([ackermann(m, 3) for m in range(4)])


main()
