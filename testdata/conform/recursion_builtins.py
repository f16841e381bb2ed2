# How deep a recursion goes that passes through builtins: what stands for a native function is no frame.
import json
import sys
import threading

deepest = 0


def measure(name, f):
    global deepest
    deepest = 0
    try:
        f(0)
    except RecursionError as e:
        print(name, deepest, e)


def seen(n):
    global deepest
    deepest = n


def by_sum(n):
    seen(n)
    return sum(by_sum(k) for k in (n + 1,))


def by_list(n):
    seen(n)
    return list(by_list(k) for k in (n + 1,))


def by_any(n):
    seen(n)
    return any(by_any(k) for k in (n + 1,))


def by_sorted(n):
    seen(n)
    return sorted([n + 1], key=by_sorted)


def by_sort(n):
    seen(n)
    [n + 1].sort(key=by_sort)


def by_max(n):
    seen(n)
    return max([n + 1, n + 1], key=by_max)


def by_map(n):
    seen(n)
    return list(map(by_map, [n + 1]))


def by_join(n):
    seen(n)
    return "".join(by_join(k) for k in (n + 1,))


def generator(n):
    yield by_next(n)


def by_next(n):
    seen(n)
    return next(generator(n + 1))


class Shown:
    def __repr__(self):
        global deepest
        deepest += 1
        return repr(Shown())


def by_repr(n):
    return repr(Shown())


for f in by_sum, by_list, by_any, by_sorted, by_sort, by_max, by_map, by_join, by_next, by_repr:
    measure(f.__name__, f)

# The limit is the same behind what has been caught, and in a thread.
measure("again", by_sorted)
t = threading.Thread(target=measure, args=("thread", by_sum))
t.start()
t.join()
sys.setrecursionlimit(300)
measure("lower", by_map)
sys.setrecursionlimit(1000)

# At the limit a builtin may still be called.


def last(n):
    try:
        return last(n + 1)
    except RecursionError:
        return n, sorted([3, 1, 2]), sum([1, 2]), max([1, 5], key=None)


print(last(0)[1:])


# A loop that is compiled counts the same.
def warm(n):
    total = 0
    for i in range(3000):
        total += sum(k for k in (i, n))
    return total


def deep(n):
    seen(n)
    return sum([deep(n + 1), warm(n)])


print(warm(1))
measure("warm", deep)

# Structures nest deeper than functions.
nested = []
for i in range(5000):
    nested = [nested]
text = json.dumps(nested)
print(len(text), len(repr(nested)), json.loads(text) == nested)
