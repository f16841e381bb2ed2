# Keys with their own __hash__ and __eq__: who is asked and when.
log = []
class K:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self): log.append(f"hash {self.n}"); return self.h
    def __eq__(self, o): log.append(f"eq {self.n} {getattr(o, 'n', o)}"); return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f"K({self.n})"
def show(label, value):
    print(label, value, log[:]); log.clear()
a, b, c, a2 = K(1, 5), K(2, 5), K(3, 6), K(1, 5)
d = {}
d[a] = "a"; show("set", len(d))
d[b] = "b"; show("collide", len(d))
d[c] = "c"; show("other", len(d))
show("get same", d[a]); show("get equal", d[a2]); show("in", K(9, 5) in d); show("in2", K(9, 77) in d)
d[a2] = "new"; show("replace keeps key", [k is a for k in d][0])
del d[b]; show("del", len(d)); show("pop", d.pop(c)); show("setdefault", d.setdefault(a, 0))
class Bad:
    def __hash__(self): raise RuntimeError("no hash")
class BadEq:
    def __hash__(self): return 5
    def __eq__(self, o): raise RuntimeError("no eq")
class NotInt:
    def __hash__(self): return "x"
class Big:
    def __hash__(self): return 2**100
class NoHash:
    __hash__ = None
class EqOnly:
    def __eq__(self, o): return True
for f in (lambda: {Bad(): 1}, lambda: d[Bad()], lambda: {5: 1}[BadEq()], lambda: hash(NotInt()), lambda: hash(NoHash()), lambda: {EqOnly(): 1}, lambda: {EqOnly()}, lambda: {NoHash()}, lambda: Bad() in {}, lambda: NoHash() in [1], lambda: d.get(NoHash())):
    try:
        print(f())
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
log.clear()
print(hash(Big()) == hash(2**100), EqOnly.__hash__, hash(True) == hash(1) == hash(1.0), {1: "x"}[True], {0.0: 1}[-0.0], hash(1.5) == hash(3 / 2), hash(2**61 - 1), hash((1,)) == hash((1.0,)))
class Ci(str):
    def __hash__(self): return hash(str(self).lower())
    def __eq__(self, o): return str(self).lower() == str(o).lower()
h = {Ci("Hello"): 1}; h[Ci("HELLO")] = 2; print(h, Ci("hello") in h, len({Ci("A"), Ci("a"), Ci("b")}))
nan = float("nan"); n = {nan: 1}; print(n[nan], float("nan") in n, len({nan, nan, float("nan")}))
class Mut:
    def __init__(self): self.v = 1
    def __hash__(self): return self.v
    def __eq__(self, o): return self.v == o.v
m = Mut(); d = {m: "x"}; m.v = 2; print(m in d, list(d) == [m], len(d)); m.v = 1; print(m in d)
class Grow:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o):
        for i in range(50): self.d[i + 1000] = i
        return False
g = {}; g[Grow(g)] = 1; g[Grow({})] = 2
print(len([k for k in g if isinstance(k, Grow)]))
