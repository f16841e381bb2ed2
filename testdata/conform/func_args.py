# Parameters of all kinds, and the binding of arguments.
def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 2, 3, 4, c=5), f(1, c=3, x=9, y=8), f(*[1, 2, 3], c=0, **{"d": 1, "z": 2}), f(c=1, a=2), f(1, *(), c=2, *[7, 8]), f(*"ab", *"cd", c=1, **{}, **{"q": 1}))
def p(a, b=2, /, c=3, *, d=4): return (a, b, c, d)
print(p(1), p(1, 2, 3, d=5), p(1, c=9), p(*[5, 6]))
def pk(a, /, **kw): return (a, kw)
print(pk(1, a=2), pk(1, **{"a": 3}))
def only(*, k): return k
def star(*a, **k): return a, k
print(only(k=1), star(), star(1, 2, x=3), star(*{1: 2}, **{"a b": 1}))
bad = [(f, (), {}), (f, (1,), {}), (f, (), {"c": 1}), (p, (), {}), (p, (1, 2, 3, 4), {}), (p, (1,), {"a": 2}), (p, (1,), {"b": 2}), (p, (1,), {"zz": 2}), (only, (), {}), (only, (1,), {}), (only, (), {"k": 1, "j": 2}), (pk, (), {"a": 1}),
       (lambda: 0, (1,), {}), (lambda a: 0, (), {}), (lambda a, b: 0, (), {}), (lambda a, b, c: 0, (), {}), (lambda a, b, c, d: 0, (1,), {}), (lambda a, b=1: 0, (1, 2, 3), {}), (lambda a: 0, (1,), {"a": 2}), (lambda *, a, b, c: 0, (), {}), (lambda *, a, b: 0, (1,), {"a": 1}), (lambda a, *, b: 0, (1, 2, 3), {}), (lambda a, /: 0, (), {"a": 1}), (lambda a, b, /: 0, (), {"a": 1, "b": 2}), (lambda **k: 0, (1,), {}), (lambda a, *b, c: 0, (), {}), (f, (1,), {"a": 1, "c": 2}), (lambda fname: 0, (), {"fnmae": 1}), (lambda alpha, beta=1: 0, (1,), {"betta": 1})]
for fn, a, k in bad:
    try: print(fn(*a, **k))
    except TypeError as e: print(e)
class C:
    def m(self, x): return x
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return x
for call in (lambda: C().m(), lambda: C().m(1, 2), lambda: C.m(1), lambda: C.s(), lambda: C().c(), lambda: C.c(1, 2), lambda: C(1), lambda: C().m(y=1), lambda: C.m(), lambda: f(*5), lambda: f(**5), lambda: f(1, **{"a": 2}, c=1), lambda: f(**{"c": 1}, **{"c": 2}), lambda: f(1, *None, c=1), lambda: f(**{1: 2}), lambda: f.__name__(), lambda: C().m(3)(1)):
    try: print(call())
    except TypeError as e: print(e)
def defaults(a, l=[], d={}): l.append(a); d[a] = len(l); return l, d
print(defaults(1), defaults(2), defaults(3, []), defaults.__defaults__, f.__kwdefaults__, p.__code__.co_argcount, p.__code__.co_posonlyargcount, p.__code__.co_kwonlyargcount, f.__code__.co_varnames)
n = 10
def late(x=n): return x
n = 20
print(late(), late(n), (lambda a, b=n: (a, b))(1), (lambda *a, **k: (a, k))(1, z=2))
late.__defaults__ = (99,); print(late()); late.__defaults__ = None
try: late()
except TypeError as e: print(e)
def order(a=print("default a"), b=print("default b")): pass
def ann(a: int, b: "x" = 1, *c: float, d: None = 2, **e: str) -> bool: pass
print(ann.__annotations__)
