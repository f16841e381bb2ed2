"""Generators that hot loops drive: resumed, suspended and ended inside traces."""
import sys


def entries(tb):
    n = 0
    while tb is not None:
        n, tb = n + 1, tb.tb_next
    return n


def count(n):
    for i in range(n):
        yield i


def some(n):
    i = 0
    while i < n:
        if i % 3 == 0:
            yield i
        i += 1


def pairs(n):
    for i in range(n):
        a, b = i, i * 0.5
        yield a, b
        yield b, a


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


def echo():
    got = None
    while True:
        got = yield got


def guarded(n, log):
    try:
        for i in range(n):
            yield i
    finally:
        log.append(n)


def fails(n):
    for i in range(n):
        yield 10 // (n - 2 - i)


def chain(*parts):
    for part in parts:
        for x in part:
            yield x


def squares(source):
    return (x * x for x in source)


def queens(n, row, columns):
    if row == n:
        yield tuple(columns)
        return
    for c in range(n):
        if all(c != d and abs(c - d) != row - r for r, d in enumerate(columns)):
            columns.append(c)
            yield from queens(n, row + 1, columns)
            columns.pop()


def first(source, wanted):
    for x in source:
        if x >= wanted:
            return x
    return None


def kinds(n):
    for i in range(n):
        yield i if i % 4 else "s" * (i % 7)
        if i % 5 == 0:
            yield None


def running():
    me = yield
    for _ in range(30):
        try:
            next(me)
        except ValueError as e:
            yield str(e), me.gi_running, me.gi_frame is None


def handling(n):
    for i in range(n):
        try:
            if i % 3 == 0:
                raise KeyError(i)
            yield i
        except KeyError as e:
            yield repr(e), sys.exception() is e


def depth():
    n, f = 0, sys._getframe()
    while f:
        n, f = n + 1, f.f_back
    return n


def depths(n):
    for _ in range(n):
        yield depth()


def endless(n):
    while True:
        yield n
        yield from endless(n + 1)


def main():
    print(sum(count(24)), sum(some(60)))
    total = 0
    for k in range(24):
        for x in count(k % 6):
            total += x
        for x in some(k % 11):
            total += x
    print(total)
    total = 0.0
    for a, b in pairs(30):
        total += a - b * 2
    print(total)
    print(list(tree(4)))
    e = echo()
    next(e)
    print([e.send(k if k % 2 else str(k)) for k in range(20)])
    log, got = [], []
    for k in range(16):
        g = guarded(k, log)
        for x in g:
            if x > 5:
                break
            got.append(x)
        g.close()
    print(len(log), sum(got))
    for k in range(30):
        try:
            for x in fails(k % 7):
                got.append(x)
        except ZeroDivisionError as e:
            got.append(entries(e.__traceback__))
    print(got[-60:])
    print(list(chain(count(5), some(10), "ab", [1, 2]))[:40])
    total = 0
    for x in squares(squares(count(24))):
        total += x
    print(total)
    print(len(list(queens(5, 0, []))), next(queens(6, 0, [])))
    print([first(some(60), k) for k in range(0, 60, 7)])
    print(list(kinds(24)))
    r = running()
    next(r)
    print(r.send(r))
    print(set(r))
    print(list(handling(14)))
    try:
        raise OSError
    except OSError:
        print(list(handling(8)), sum(count(50)))
        for x in count(50):
            total += x
        print(sys.exception())
    print(total, {d - depth() for d in depths(40)})
    out = set()
    for d in depths(40):
        out.add(d - depth())
    print(out)
    sys.setrecursionlimit(80)
    for _ in range(2):
        n = 0
        try:
            for x in endless(0):
                n += 1
        except RecursionError as e:
            print(e, n > 30)
    sys.setrecursionlimit(1000)
    g = count(100)
    for x in g:
        if x == 70:
            print(g.gi_frame.f_locals, g.gi_suspended, g.gi_yieldfrom)
            break
    g.close()
    print(g.gi_frame, list(g))
    g = tree(4)
    seen = []
    for x in g:
        seen.append(g.gi_yieldfrom is not None)
    print(seen)


main()
