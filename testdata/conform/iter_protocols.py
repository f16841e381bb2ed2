# Iterators of every kind of object: exhaustion, independence, restart, changes under way.
class Up:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
class Once:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
u, o = Up(3), Once(3)
print(list(u), list(u), list(o), list(o), [(a, b) for a in Up(2) for b in Up(2)], [(a, b) for p in [Once(3)] for a in p for b in p])
for obj in ([1, 2], (1, 2), "ab", b"ab", {1: 2, 3: 4}, {1: 2}.values(), {1: 2}.items(), range(2), bytearray(b"x"), memoryview(b"y"), enumerate("a"), zip("a", "b"), map(str, [1]), filter(None, [1]), reversed([1]), (x for x in [1]), iter([1]), frozenset([1])):
    i, j = iter(obj), iter(obj)
    print(type(obj).__name__, i is obj, i is j, next(i), list(i), next(i, "end"), list(j))
class Lying:
    def __len__(self): return 5
    def __iter__(self): return iter([1])
class Endless:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self): self.n += 1; return self.n
e = Endless(); print(list(Lying()), len(Lying()), [next(e) for _ in range(3)], next(x for x in e if x > 10), list(zip(e, "ab")), e.n, [*zip("ab", e)], 99 in e, e.n)
def g():
    try:
        while True: yield len(got)
    finally: got.append("closed")
got = []; it = g(); next(it); it.close(); print(got)
a, b, *c = Once(5); print(a, b, c); x = iter([1, 2, 3, 4]); print([(p, q) for p, q in zip(x, x)], list(zip(*[iter("abcdef")] * 3)))
s = iter("abc"); print("b" in s, list(s)); it = iter([1, 2, 3]); print(max(it, key=lambda v: -v), list(it), sum(iter([1, 2]), 10), sorted(iter("cab")), dict(iter([("k", 1)])), list(map(next, [iter([1]), iter([2])])))
d = {"a": 1}; it = iter(d); print(next(it)); d["b"] = 2
try: next(it)
except RuntimeError as err: print(err)
l = [1]; it = iter(l); print(list(it)); l.append(2); print(list(it)); it = iter(l); l.append(3); print(list(it))
class Delegating:
    def __getattr__(self, n): raise AttributeError("asked " + n)
for f in (iter, list, next, len, reversed):
    try: f(Delegating())
    except TypeError as err: print(err)
class IterNone: __iter__ = None
class ContainsNone:
    __contains__ = None
    def __iter__(self): return iter([1])
for f in (lambda: iter(IterNone()), lambda: [*IterNone()], lambda: 1 in IterNone(), lambda: 1 in ContainsNone(), lambda: tuple(ContainsNone()), lambda: (lambda *a: a)(*IterNone())):
    try: print(f())
    except TypeError as err: print(err)
