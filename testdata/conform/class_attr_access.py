# __getattr__, __getattribute__, __setattr__, __delattr__.
class A:
    cls_attr = "class"
    def __init__(self): self.__dict__["real"] = 1
    def __getattr__(self, n):
        print("getattr", n, end="; ")
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n} here")
    def __setattr__(self, n, v): print("setattr", n, v, end="; "); super().__setattr__(n, v * 2 if isinstance(v, int) else v)
    def __delattr__(self, n): print("delattr", n, end="; "); object.__delattr__(self, n)
a = A()
print(a.real, a.cls_attr, a.dyn_x, hasattr(a, "dyn_y"), hasattr(a, "nope"), getattr(a, "nope", "default")); a.x = 5; print(a.x, a.__dict__); del a.x; print(a.__dict__)
for f in (lambda: a.nope, lambda: delattr(a, "missing"), lambda: A.nope, lambda: a.__nope__):
    try: print(f())
    except AttributeError as e: print(e, "|", e.name if hasattr(e, "name") else "")
class B:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("hidden")
        if n.startswith("u_"): return n.upper()
        return object.__getattribute__(self, n)
    def m(self): return self.v
b = B(); print(b.v, b.u_x, b.m(), hasattr(b, "secret"), len("x"))
class C(B):
    def __getattr__(self, n): return f"fallback {n}"
c = C(); print(c.secret, c.zzz, c.v, c.u_y)
class D:
    def __getattribute__(self, n): raise ValueError("broken " + n)
try: D().x
except ValueError as e: print(e)
try: hasattr(D(), "x")
except ValueError as e: print("hasattr lets it through", e)
class Special:
    def __getattr__(self, n): print("asked", n, end="; "); return lambda *a: 5
s = Special()
for f in (lambda: len(s), lambda: s + 1, lambda: s[0], lambda: iter(s), lambda: s(), lambda: 1 in s):
    try: print(f())
    except TypeError as e: print(e)
print(s.__len__(), bool(s), str(s)[:18], s.anything())
class Proxy:
    def __init__(self, o): object.__setattr__(self, "_o", o)
    def __getattr__(self, n): return getattr(object.__getattribute__(self, "_o"), n)
    def __setattr__(self, n, v): setattr(self._o, n, v)
    def __delattr__(self, n): delattr(self._o, n)
class T: pass
t = T(); p = Proxy(t); p.x = 5; print(t.x, p.x, p.__dict__ == {"_o": t}); del p.x; print(hasattr(t, "x"), Proxy([1, 2]).count(1))
class Dyn: pass
Dyn.__getattr__ = lambda self, n: "added " + n; d = Dyn(); print(d.foo); d.__getattr__ = lambda n: "inst"; print(d.bar); del Dyn.__getattr__
try: d.foo
except AttributeError as e: print(e)
class E:
    @property
    def p(self): return self.missing
    def __getattr__(self, n): return "ga " + n
print(E().p, E().missing)
class F:
    @property
    def p(self): raise AttributeError("in property")
try: F().p
except AttributeError as e: print(e)
class M(type):
    def __getattr__(cls, n): return f"meta {n} of {cls.__name__}"
    def __setattr__(cls, n, v): print("meta set", n); super().__setattr__(n, v)
class G(metaclass=M): y = 1
print(G.x, G.y); G.z = 3; print(G.z, G().y)
try: G().x
except AttributeError as e: print(e)
o = T(); o.__dict__["with space"] = 1; print(getattr(o, "with space"), vars(o)); o.__dict__ = {"new": 2}; print(o.new, hasattr(o, "with space"))
for src in ("o.__dict__ = 5", "del o.__dict__; print(o.__dict__)", "o.__class__ = int", "(5).x = 1", "object().x = 1", "int.x = 1", "T.__dict__['x'] = 1", "T.__name__ = 5", "T.__name__ = 'TT'; print(T)", "del T.__name__", "T.__bases__ = ()", "T.__mro__ = ()", "T.__doc__ = 'd'; print(T.__doc__)", "None.x = 1", "del (1).real", "T.__module__ = 'm'; print(T)"):
    try: exec(src); print(src, "ok")
    except (TypeError, AttributeError) as e: print(src, "->", type(e).__name__, e)
