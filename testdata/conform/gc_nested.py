# Garbage is made, and collected, below native functions that have called back
# into Python and still hold things of their own.
import re
import weakref


class Node:
    def __init__(self, k):
        self.k, self.items, self.me = k, [k, str(k)], self


def churn(n=120):
    keep = {}
    for i in range(n):
        keep[i % 40] = Node(i)
    return sum(x.k + len(x.items[1]) for x in keep.values())


class Key:
    def __init__(self, v):
        self.v = [v, {v: str(v)}]

    def __lt__(self, other):
        churn()
        return self.v[0] < other.v[0]

    def __hash__(self):
        churn(10)
        return 1

    def __eq__(self, other):
        churn()
        return self.v == other.v

    def __repr__(self):
        churn()
        return "Key(%r)" % (self.v,)


class Dying:
    def __del__(self):
        print("del", churn(300))


class Index:
    def __index__(self):
        churn()
        return 3


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        churn(30)
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return [self.n]


print(sorted([Key(3), Key(1), Key(2)]))
table = {Key(1): ["one"], Key(2): ["two"]}
print(table[Key(2)], Key(1) in table, len({Key(5), Key(5), Key(6)}))
print(re.sub("a", lambda m: str(churn()) + m.group(), "banana"))
x = Dying()
del x
import gc
gc.collect()
print(list(map(lambda v: [v, churn()], range(2))))
print([10, 20, 30, 40][Index()], "%s %r" % (Key(7), [Key(8)]))
print(list(zip(Iter(3), Iter(3))))


def deep(n):
    if n == 0:
        return [Key(2), Key(1)]
    class Step:
        def __lt__(self, other):
            self.made = deep(n - 1)
            churn(20)
            return True
    pair = [Step(), Step()]
    pair.sort()
    return sorted(getattr(pair[0], "made", None) or pair[1].made)


print(deep(3))
seen = []
node = Node(1)
ref = weakref.ref(node, lambda r: seen.append(churn()))
node.me = None
del node
gc.collect()
print(seen, ref())
