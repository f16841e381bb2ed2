# Classes: attributes, methods, instances, inheritance.
class A:
    """Doc of A."""
    count = 0
    def __init__(self, v):
        self.v = v
        A.count += 1
    def get(self): return self.v
    @classmethod
    def make(cls, v): return cls(v * 2)
    @staticmethod
    def util(x): return x + 1
class B(A):
    def get(self): return "B" + str(super().get())
    def own(self): return self.v
a, b = A(1), B.make(2)
print(a.get(), b.get(), b.own(), A.util(1), b.util(2), A.count, B.count, b.count, isinstance(b, A), isinstance(a, B), issubclass(B, A), issubclass(A, A), type(b) is B, type(b).__name__, B.__bases__, B.__mro__, A.__doc__, B.__doc__, a.__dict__, A.__name__, A.__module__, A.__qualname__)
b.count = 5; print(b.count, B.count, A.count, b.__dict__); del b.count; print(b.count)
a.new = "n"; A.later = lambda self: self.v + 100; print(a.new, a.later(), b.later(), vars(a), sorted(k for k in vars(A) if not k.startswith("__")))
m = a.get; a.v = 77; print(m(), A.get(a), m.__self__ is a, m.__func__ is A.get)
a.get = lambda: "instance"; print(a.get(), A(0).get()); del a.get; print(a.get())
print(hasattr(a, "v"), hasattr(a, "zz"), getattr(a, "v"), getattr(a, "zz", "def"), setattr(a, "s", 1), a.s, delattr(a, "s"), hasattr(a, "s"))
for f in (lambda: a.zz, lambda: A.zz, lambda: A(), lambda: A(1, 2), lambda: a.get(5), lambda: a(), lambda: a + 1, lambda: a < b, lambda: a[0], lambda: len(a), lambda: iter(a), lambda: delattr(a, "zz"), lambda: setattr(a, 5, 1), lambda: getattr(a, 5), lambda: int(a), lambda: -a, lambda: 1 in a, lambda: getattr(a), lambda: isinstance(a, 5), lambda: issubclass(5, A), lambda: issubclass(A, 5), lambda: isinstance(a, (int, "x")), lambda: abs(a), lambda: a @ a, lambda: next(a), lambda: round(a), lambda: reversed(a), lambda: super(), lambda: super().x, lambda: float(a), lambda: hash(a) * 0, lambda: a == a, lambda: a != b, lambda: object(1), lambda: object().x):
    try: print(f())
    except (TypeError, AttributeError, RuntimeError) as e: print(type(e).__name__, e)
class Empty: pass
e = Empty(); e.x, e.y = 1, 2; print(e.__dict__, Empty() == Empty(), e == e, bool(e), e.__class__.__name__, repr(e).startswith("<__main__.Empty object at 0x"), Empty)
class Outer:
    class Inner:
        def m(self): return self.__class__.__qualname__
    x = 5; y = x * 2; z = [x] * 2
    for i in range(3): pass
    if y > 5: big = True
    def f(self): return self.Inner().m()
print(Outer().f(), Outer.y, Outer.z, Outer.i, Outer.big, Outer.Inner, Outer.f.__qualname__)
e.__class__ = Outer; print(type(e), e.f(), e.y)
def factory(n):
    class Local:
        val = n
        def __repr__(self): return f"Local({self.val})"
    return Local
print(factory(1)(), factory(2)(), factory(1) is factory(1), factory.__name__, factory(1).__qualname__)
D = type("D", (A,), {"extra": 5, "m": lambda self: self.extra}); print(D(1).m(), D.__name__, D.__bases__, D.__module__)
x = 1
class S:
    x = x + 1
    y = x
    del x
print(S.y, x, hasattr(S, "x"))
class Priv:
    def __init__(self): self.__p = 1; self._q = 2; self.__r__ = 3
    def __m(self): return self.__p
    def call(self): return self.__m()
p = Priv(); print(p.__dict__, p.call(), p._Priv__m())
try: p.__p
except AttributeError as err: print(err)
print(A.__dict__["make"].__func__.__name__, type(A.__dict__), type(A.__dict__["util"]).__name__, a.__class__ is A, a.__module__, A.get.__name__, type(A.get), B.__base__, object.__bases__, type(type), type.__mro__, A.__subclasses__()[0])
