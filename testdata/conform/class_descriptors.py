# Descriptors: data, non-data, __set_name__, property, order of lookup.
class Data:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
    def __get__(self, obj, owner=None): return self if obj is None else f"data {self.name} {obj.__dict__.get('_' + self.name)}"
    def __set__(self, obj, v): obj.__dict__["_" + self.name] = v
    def __delete__(self, obj): del obj.__dict__["_" + self.name]
class NonData:
    def __get__(self, obj, owner): return f"nondata {obj is not None} {owner.__name__}"
class SetOnly:
    def __set__(self, obj, v): obj.__dict__["so"] = v * 2
class C:
    d = Data(); e = Data()
    n = NonData()
    so = SetOnly()
c = C(); c.d = 5
print(c.d, c.e, c.n, C.n, C.d is C.__dict__["d"], c.__dict__); c.__dict__["d"] = "shadow?"; c.__dict__["n"] = "shadowed"; print(c.d, c.n); del c.d
c.so = 4; print(c.so, type(C.so).__name__)
try: del c.d
except KeyError as e: print("KeyError", e)
try: del c.so
except AttributeError as e: print(e)
class P:
    def __init__(self): self._x = 1
    @property
    def x(self): "doc of x"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): print("deleting"); self._x = None
    @property
    def ro(self): return "read"
    wo = property(None, lambda self, v: print("wo", v))
    empty = property()
p = P(); p.x = 10; p.x += 5; print(p.x, P.x.__doc__, P.x.fget.__name__, type(P.x).__name__, P.x.__name__); del p.x; print(p.x); p.wo = 3
for src in ("p.ro = 1", "del p.ro", "p.wo", "p.empty", "p.empty = 1", "del p.empty", "P.x.fget = 1", "P().ro()", "p.nope", "property(5).__get__(1)"):
    try: print(eval(src)) if "=" not in src and "del" not in src else exec(src)
    except (AttributeError, TypeError) as e: print(src, "->", type(e).__name__, e)
class Q(P):
    @P.x.getter
    def x(self): return "Q" + str(self._x)
    @property
    def ro(self): return super().ro + "!"
q = Q(); q.x = 3; print(q.x, q.ro, P().x)
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, o, n): self.n = n
    def __get__(self, obj, owner):
        if obj is None: return self
        v = obj.__dict__[self.n] = self.f(obj); return v
class L:
    @Lazy
    def val(self): print("computing"); return 42
l = L(); print(l.val, l.val, l.__dict__)
class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, obj, o): return getattr(obj, self.n, None) if obj else self
    def __set__(self, obj, v):
        if not isinstance(v, self.t): raise TypeError(f"{self.n[1:]} must be {self.t.__name__}, not {type(v).__name__}")
        setattr(obj, self.n, v)
class Person:
    name, age = Typed(str), Typed(int)
    def __init__(self, n, a): self.name, self.age = n, a
x = Person("Al", 3); print(x.name, x.age)
try: Person("Al", "3")
except TypeError as e: print(e)
def f(self): return ("f", self)
print(f.__get__(5)(), f.__get__(5, int).__self__, f.__get__(None, int) is f, staticmethod(f).__get__(5) is f, classmethod(f).__get__(5)(), classmethod(f).__get__(None, str)(), C.__dict__["n"].__get__(c, C), type(f.__get__(1)).__name__)
try: f.__get__(None)
except TypeError as e: print(e)
try:
    class Bad:
        x = type("X", (), {"__set_name__": lambda self, o, n: 1 / 0})()
except ZeroDivisionError as e: print(repr(e), e.__notes__)
class Inst: pass
i = Inst(); i.d = NonData(); print(type(i.d).__name__); Inst.d2 = NonData(); print(i.d2)
class M(type):
    d = NonData()
    @property
    def mp(cls): return "metaprop " + cls.__name__
class N(metaclass=M): pass
print(N.d, N.mp, hasattr(N(), "mp")); N2 = M("N2", (), {"mp": 5}); print(N2.mp, N2().mp)
class StaticCall:
    s = staticmethod(len); c = classmethod(lambda cls, x: (cls.__name__, x)); b = len
print(StaticCall().s("ab"), StaticCall.c(1), StaticCall().b([1]), int.__dict__["real"].__get__(5), str.__dict__["upper"].__get__("a")(), int.real.__get__(7, int))
