# Comparison dunders, hash, bool, and their fallbacks.
class C:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"C{self.v}"
    def __eq__(self, o):
        print("eq", self, o, end="; ")
        return self.v == o.v if isinstance(o, C) else NotImplemented
    def __lt__(self, o):
        print("lt", self, o, end="; ")
        return self.v < o.v if isinstance(o, C) else NotImplemented
    def __hash__(self): return hash(self.v)
class D(C):
    def __gt__(self, o): print("D.gt", end="; "); return True
    def __eq__(self, o): print("D.eq", end="; "); return True
    __hash__ = C.__hash__
a, b, d = C(1), C(2), D(1)
print(a == b, a != b, a == C(1), a < b, a > b, b > a, a == 5, 5 == a, a != 5, a == d, d == a, a < d, d < a)
for f in (lambda: a <= b, lambda: a >= b, lambda: a < 5, lambda: 5 > a, lambda: 5 < a, lambda: a > None):
    try: print(f())
    except TypeError as e: print(e)
print(sorted([C(3), C(1), C(2)]), max(C(1), C(5)), a in [b, C(1)], [a, b].index(C(2)), [a] == [C(1)], (a, b) < (a, C(3)), {a: 1}[C(1)], len({a, C(1), b}), [a].count(5))
class NoEq: pass
class EqOnly:
    def __eq__(self, o): return True
class NeOnly:
    def __ne__(self, o): return "ne!"
print(NoEq() == NoEq(), NoEq() != NoEq(), EqOnly() == 1, EqOnly() != 1, 1 == EqOnly(), NeOnly() != 1, NeOnly() == 1, EqOnly.__hash__, NeOnly.__hash__ is object.__hash__, EqOnly() in [1], [EqOnly()] == [5])
class Weird:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return []
    def __eq__(self, o): return [o]
    def __bool__(self): return False
    __hash__ = None
w = Weird()
print(w < 1, w <= 1, w == 1, w != 1, 1 > w, 1 >= w, 1 == w, not w, w < 1 < 2)
class Rich:
    def __init__(self, r): self.r = r
    def __eq__(self, o): return self.r
    def __ne__(self, o): return self.r
class BadBool:
    def __bool__(self): raise ValueError("no truth")
for f in (lambda: 1 in [Rich(BadBool())], lambda: [Rich(1)] == [2], lambda: bool(Rich(BadBool()) == 1), lambda: [Rich(0)].index(1), lambda: not BadBool(), lambda: BadBool() and 1, lambda: [x for x in [1] if BadBool()], lambda: sorted([BadBool(), BadBool()])):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
class Lt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return str(self.v)
l = [Lt(i * 7 % 10) for i in range(10)]; l.sort(); print(l, min(l), max(l), sorted(l, reverse=True))
class T:
    def __eq__(self, o): return NotImplemented
print(T() == T(), T() != T(), object() == object(), None == 0, (1, 2) == [1, 2], 1 < 2.5, True < 2, "a" == b"a")
x = T(); print(x == x, x is x, [x] == [x], x in (x,), 1 == 1.0 == True, (1).__eq__("a"), (1).__lt__(2.0), object.__eq__(1, 2), object().__lt__(1), "a".__ne__("b"))
