# __slots__: no __dict__, inheritance, conflicts, errors.
class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A(); print(a.x, hasattr(a, "y"), hasattr(a, "__dict__"), A.__slots__, type(A.x).__name__, A.x.__name__, A.x); a.y = 2; print(a.y); del a.y
for src in ("a.y", "a.z = 1", "del a.y", "a.z", "a.__dict__", "del a.z", "A.x.__get__(5)", "A.x.__set__(5, 1)"):
    try: exec(src); print(src, "ok")
    except (AttributeError, TypeError) as e: print(src, "->", type(e).__name__, e)
class B(A):
    __slots__ = ("w",)
class C(A): pass
class D:
    __slots__ = ("q", "__dict__")
class E:
    __slots__ = "single"
class F(B):
    __slots__ = {"doc": "documented slot"}
class G: __slots__ = ()
b, c, d, e, f = B(), C(), D(), E(), F()
b.w = 3; c.anything = 4; d.q, d.free = 5, 6; e.single = 7; f.doc = 8
print(b.w, b.x, c.__dict__, d.q, d.__dict__, e.single, f.doc, f.w if hasattr(f, "w") else "unset", F.__slots__, [k.__name__ for k in F.__mro__], F.doc.__doc__)
for body in ("__slots__ = ('x', 'x')\nclass Z: __slots__ = ('a b',)", "class Z: __slots__ = (5,)", "class Z: __slots__ = ('x',); x = 1", "class Z(int): __slots__ = ('x',)", "class Z(A, D): pass", "class Z(A, type('Y', (), {'__slots__': ('n',)})): pass", "class Z(A, G): __slots__ = ()", "class Z: __slots__ = ('__dict__', '__dict__')", "class Z(A): __slots__ = ('__dict__',)\nclass ZZ(Z): __slots__ = ('__dict__',)", "class Z: __slots__ = 5", "class Z(tuple): __slots__ = ('x',)", "class Z(tuple): __slots__ = ()", "G().x = 1", "class Z(str): __slots__ = ()\nZ('a').b = 1", "class Z(list): __slots__ = ('x',)\nz = Z(); z.x = 1; print(z.x)", "class Z: __slots__ = ('__weakref__',)", "class Z: __slots__ = ['a', 'b']\nprint(Z.__slots__)"):
    try: exec(body); print(body.replace("\n", "; "), "ok")
    except (TypeError, ValueError, AttributeError) as err: print(body.replace("\n", "; "), "->", type(err).__name__, err)
class P:
    __slots__ = ("__priv", "_p")
    def __init__(self): self.__priv = 1
    def get(self): return self.__priv
print(P().get(), sorted(n for n in dir(P) if "priv" in n))
class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"Point({self.x}, {self.y})"
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)
print(Point(1, 2) + Point(3, 4), {Point(1, 1), Point(1, 1)}, Point(1, 2) == Point(1, 2))
try: a.__class__ = Point
except TypeError as err: print(err)
class A2:
    __slots__ = ("x", "y")
try: a.__class__ = A2; print(a.x)
except TypeError as err: print(err)
class Def:
    __slots__ = ("v",)
    def __getattr__(self, n): return f"default {n}"
print(Def().v, Def().other)
