# Defaults: when they are evaluated, mutable ones, keyword-only, changed from outside.
order = []
def d(x): order.append(x); return x
def f(a=d("a"), *, k=d("k"), b: d("ann") = d("b")): return a, k, b
print(order, f(), f(1, k=2), f.__defaults__, f.__kwdefaults__)
for i in range(2):
    def g(x=i): return x
    print(g())
def acc(x, l=[], *, s=set(), **kw): l.append(x); s.add(x); return len(l), len(s), kw
print(acc(1), acc(2), acc(1, z=5), acc(9, [], s=set()))
f.__defaults__ = ("new",); f.__kwdefaults__["k"] = "newk"; print(f()); f.__kwdefaults__ = None
try: f()
except TypeError as e: print(e)
def h(*, a, b=1): return a, b
for args, kw in (((), {}), ((), {"b": 2}), ((1,), {"a": 1}), ((), {"a": 1, "c": 2})):
    try: print(h(*args, **kw))
    except TypeError as e: print(e)
def none(a=None): a = [] if a is None else a; a.append(1); return a
print(none(), none(), none([0]))
def self_ref(n, f=lambda g, k: 1 if k < 2 else k * g(g, k - 1)): return f(f, n)
print(self_ref(6))
sentinel = object()
def opt(x=sentinel): return "missing" if x is sentinel else x
print(opt(), opt(None), opt(x=0))
def many(a, b=2, /, c=3, d=4, *args, e, f=6, **kw): return (a, b, c, d, args, e, f, kw)
print(many(1, e=5), many(1, 20, 30, 40, 50, 60, e=5), many(1, e=5, c=9, a=1, b=2), many(*range(3), **{"e": 0, "d": 7}))
class C:
    size = 3
    def m(self, n=size, l=[size]): return n, l
C.size = 9; print(C().m(), C().m.__defaults__, C.m.__func__ if hasattr(C.m, "__func__") else "plain")
print((lambda a, b=1, *c, d, e=2, **f: (a, b, c, d, e, f))(0, d=4), (lambda *, x=1: x)(), (lambda x=1, /: x)(2))
def vararg_names(*args, **kwargs): args = args + (1,); kwargs["new"] = 1; return args, kwargs
src = {"old": 0}; print(vararg_names(0, **src), src)
def shadow(list, /, print=print, *, len=len): return len(list)
print(shadow([1, 2]), shadow("abc", len=lambda x: "own"))
