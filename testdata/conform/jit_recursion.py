"""Recursion without loops: functions whose traces begin where they are entered."""
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


class Tree:
    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth else None
        self.right = Tree(depth - 1) if depth else None
        self.depth = depth

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()

    def __add__(self, n):
        if self.left is None:
            return n + 0.5
        return self.left + (self.right + n)

    def deepest(self, limit):
        if self.depth == limit:
            raise LookupError(self.depth)
        return self.left.deepest(limit) if limit % 2 else self.right.deepest(limit)


def collatz(n, steps):
    if n == 1:
        return steps
    return collatz(n // 2 if n % 2 == 0 else 3 * n + 1, steps + 1)


def entries(tb):
    n = 0
    while tb is not None:
        n, tb = n + 1, tb.tb_next
    return n


def endless(n):
    return 1 + endless(n + 1)


def guarded(n):
    try:
        return 10 // n + guarded(n - 1)
    except ZeroDivisionError:
        return -1
    finally:
        seen.append(n)


def frames(n):
    if n == 0:
        f, k = sys._getframe(), 0
        while f is not None:
            f, k = f.f_back, k + 1
        return k
    return frames(n - 1)


def grows(n):
    return n if n < 3 else grows(n - 1) * grows(n - 2)


def joined(n):
    return "" if n == 0 else joined(n - 1) + str(n)


seen = []


def main():
    print([fib(n) for n in range(14)])
    print(tak(8, 5, 2), [even(n) for n in range(12)], odd(60))
    tree = Tree(6)
    print(tree.count(), tree + 0, tree + 1.25)
    for k in range(12):
        try:
            tree.deepest(k % 7)
        except (LookupError, AttributeError) as e:
            print(type(e).__name__, entries(e.__traceback__), end=" ")
    print()
    print([collatz(n, 0) for n in range(1, 30)])
    sys.setrecursionlimit(90)
    for _ in range(4):
        try:
            endless(0)
        except RecursionError as e:
            print(e, entries(e.__traceback__) > 60)
    sys.setrecursionlimit(1000)
    print([guarded(n) for n in range(12)], len(seen), seen[-5:])
    print([frames(n) - frames(0) for n in range(40)])
    print([grows(n) for n in range(12)])
    print(joined(30))


main()
