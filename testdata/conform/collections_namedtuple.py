# namedtuple.
from collections import namedtuple
P = namedtuple("P", "x y"); p = P(1, 2)
print(p, p.x, p[1], P(x=3, y=4), p._fields, p._asdict(), p._replace(x=9), P._make([5, 6]), p == (1, 2), hash(p) == hash((1, 2)), len(p), list(p), p + (3,), p[::-1], isinstance(p, tuple), P.__name__, P.__doc__, P.x.__doc__, p.count(1), p.index(2), 1 in p, repr(P), P._fields, P._field_defaults, P.__slots__, P.__match_args__)
x, y = p; print(x, y, {p: "key"}[1, 2], max(P(1, 5), P(2, 0)), sorted([P(2, 1), P(1, 2)]), "%s-%s" % p, "{0.x} {1}".format(p, p.y), P(*"ab"), P(**{"x": 1, "y": 2}))
D = namedtuple("D", "a b c", defaults=[10, 20]); print(D(1), D(1, 2), D._field_defaults, D.__new__.__defaults__); E = namedtuple("E", ["f", "g"]); print(E("x", "y")); F = namedtuple("F", "a, b , c"); print(F._fields, namedtuple("Em", "")(), namedtuple("R", "class a a _x 1b", rename=True)._fields, namedtuple("M", "a", module="mod").__module__)
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: p.z, lambda: setattr(p, "x", 5), lambda: setattr(p, "new", 5), lambda: P._make([1]), lambda: p._replace(q=1), lambda: namedtuple("B", "a a"), lambda: namedtuple("B", "_a"), lambda: namedtuple("B", "class"), lambda: namedtuple("1B", "a"), lambda: namedtuple("B", "1a"), lambda: namedtuple("B", "a b", defaults=[1, 2, 3]), lambda: namedtuple("B", 5), lambda: p["x"], lambda: p[5], lambda: p.__dict__, lambda: namedtuple("def", "a"), lambda: namedtuple("B"), lambda: delattr(p, "x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Pt(namedtuple("Base", "x y")):
    __slots__ = ()
    @property
    def dist(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __str__(self): return f"<{self.x},{self.y}>"
    def __new__(cls, x=0, y=0): return super().__new__(cls, float(x), float(y))
q = Pt(3, 4); print(q, repr(q), q.dist, q._replace(y=0), type(q._replace(y=0)).__name__, Pt(), q == (3, 4), [q], Pt._fields)
match p:
    case P(a, b): print("matched", a, b)
match q:
    case Pt(x=3.0): print("kw match")
