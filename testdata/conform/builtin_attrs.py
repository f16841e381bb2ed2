# getattr, setattr, hasattr, delattr, property, super, staticmethod, classmethod as functions.
class A:
    x = 1
    def __init__(self): self.y = 2
    def m(self): return "m"
a = A()
print(getattr(a, "x"), getattr(a, "nope", 5), getattr(a, "m")(), hasattr(a, "y"), hasattr(a, "z"), setattr(a, "z", 3), a.z, delattr(a, "z"), hasattr(a, "z"), getattr(5, "real"), getattr("s", "upper")(), getattr(A, "m")(a), getattr(a, "weird name", None), setattr(a, "weird name", 1), a.__dict__, getattr([], "__len__")())
for n in dir(object): assert hasattr(a, n), n
for f in (lambda: getattr(a), lambda: getattr(a, 5), lambda: getattr(a, "q"), lambda: getattr(a, "q", 1, 2), lambda: hasattr(a), lambda: hasattr(a, 5), lambda: setattr(a, "b"), lambda: setattr(5, "b", 1), lambda: setattr(a, 5, 1), lambda: delattr(a, "q"), lambda: delattr(a, "x"), lambda: delattr(a), lambda: getattr(None, "x"), lambda: setattr(None, "x", 1), lambda: setattr("s", "upper", 1), lambda: delattr("s", "upper"), lambda: setattr(int, "x", 1), lambda: delattr(int, "real"), lambda: setattr(len, "x", 1), lambda: setattr([], "x", 1), lambda: getattr(A, "y"), lambda: setattr(a, "__class__", 5), lambda: setattr(a, "__dict__", []), lambda: getattr(a, "x\0y")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = property(lambda s: s.y, lambda s, v: setattr(s, "y", v), None, "the doc"); A.p = p; a.p = 10; print(a.p, A.p is p, p.__doc__, p.fget(a), p.fdel)
A.s = staticmethod(lambda v: v * 2); A.c = classmethod(lambda cls, v: (cls.__name__, v)); print(a.s(4), A.c(1), a.c(2), A.__dict__["s"].__func__(3), type(A.__dict__["c"]).__name__)
A.new = lambda self, k: (self.y, k); print(a.new("k")); del A.new; print(hasattr(a, "new"))
class B(A):
    def m(self): return "B" + super().m()
    def both(self): return [f() for f in (super().m, self.m)]
print(B().m(), B().both(), super(B, B()).m(), type(super(B, B())).__name__, repr(super(B, B()))[:37])
import types
ns = types.SimpleNamespace(a=1, b="x"); ns.c = [1]; print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[1]), vars(ns), hasattr(ns, "d")); del ns.a; print(ns, types.SimpleNamespace({"k": 1}), types.SimpleNamespace())
try: ns.a
except AttributeError as e: print(e)
mp = types.MappingProxyType({"k": 1}); print(mp, mp["k"], len(mp), list(mp), mp.get("z"), mp | {"j": 2})
try: mp["x"] = 1
except TypeError as e: print(e)
print(types.NoneType, types.EllipsisType, types.NotImplementedType, types.GenericAlias(list, (int,)), types.new_class("Dyn", (A,), {}, lambda ns: ns.update(q=1)).q, types.resolve_bases((A,)), types.UnionType)
