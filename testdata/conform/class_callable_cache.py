# Callable objects, bound methods as values, caches per class, methods replaced at run time.
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, scale=1): return (self.n + x) * scale
    def bound(self): return self.n
add5 = Adder(5); print(add5(1), add5(1, scale=2), list(map(add5, range(3))), sorted([3, 1, 2], key=Adder(0)), callable(add5))
m = add5.bound; add5.n = 50; print(m(), m.__self__ is add5, [f() for f in (add5.bound, Adder(1).bound)], m == add5.bound, m is add5.bound, {m: 1}[add5.bound])
Adder.bound = lambda self: "replaced"; print(add5.bound(), m()); add5.bound = lambda: "instance"; print(add5.bound()); del add5.bound; print(add5.bound())
Adder.__call__ = lambda self, x: "new call"; print(add5(1)); add5.__call__ = lambda x: "ignored"; print(add5(1))
class Meta(type):
    def __call__(cls, *a):
        key = (cls, a)
        if key not in cache: cache[key] = super().__call__(*a); made.append(cls.__name__)
        return cache[key]
cache, made = {}, []
class Point(metaclass=Meta):
    def __init__(self, x, y): self.x, self.y = x, y
print(Point(1, 2) is Point(1, 2), Point(1, 2) is Point(2, 1), made)
class Chain:
    def __init__(self): self.calls = []
    def __getattr__(self, n): return lambda *a, **k: (self.calls.append((n, a, k)), self)[1]
print(Chain().where(1).order(by="x").limit(5).calls)
class Multi:
    def __init__(self): self.table = {}
    def register(self, *types):
        def deco(f): self.table[types] = f; return f
        return deco
    def __call__(self, *a):
        for types, f in self.table.items():
            if len(types) == len(a) and all(isinstance(x, t) for x, t in zip(a, types)): return f(*a)
        raise TypeError("no match for " + ", ".join(type(x).__name__ for x in a))
area = Multi()
@area.register(int)
def _(r): return ("int", r)
@area.register(int, float)
def _(a, b): return ("int float", a * b)
@area.register(str)
def _(s): return ("str", s)
print(area(3), area(2, 1.5), area("x"))
try: area([])
except TypeError as e: print(e)
class Hooked:
    before = staticmethod(lambda n: log.append(("before", n)))
    def __getattribute__(self, n):
        v = object.__getattribute__(self, n)
        if n.startswith("do_"): object.__getattribute__(self, "before")(n)
        return v
    def do_a(self): return "a"
    def other(self): return self.do_a() + "o"
log = []; h = Hooked(); print(h.do_a(), h.other(), log)
class Countdown:
    def __init__(self, n): self.n = n
    def __call__(self): self.n -= 1; return self.n
    def __iter__(self): return iter(self, 0)
print(list(Countdown(4)), list(iter(Countdown(3), 1))); fns = {"sq": lambda x: x * x, "neg": int.__neg__, "up": str.upper, "len": len, "add": Adder(1)}; print({k: f("ab" if k in ("up", "len") else 4) for k, f in fns.items()})
print([f.__name__ for f in (len, str.upper, Adder.__init__, Point)], str.upper("x"), list.append.__qualname__, int.__add__(1, 2), (5).__add__.__self__, [].append.__self__)
