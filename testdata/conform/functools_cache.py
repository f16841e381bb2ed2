# functools: lru_cache, cache, cached_property, singledispatch.
from functools import *
calls = []
@lru_cache(maxsize=2)
def sq(x, y=0): calls.append((x, y)); return x * x
print(sq(1), sq(2), sq(1), sq(3), sq(2), calls, sq.cache_info()); sq.cache_clear(); print(sq.cache_info(), sq.cache_parameters(), sq.__wrapped__(5), sq.__name__)
calls.clear(); print(sq(1), sq(x=1), sq(1, 0), sq(1, y=0), sq(1.0), sq(True), calls)
@lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info())
@cache
def c(x): calls.append(x); return x
c(1); c(1.0); c("a"); c("a"); print(c.cache_info(), c.cache_parameters())
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info())
@lru_cache(maxsize=0)
def zero(x): return x
zero(1); zero(1); print(zero.cache_info())
for f in (lambda: sq([1]), lambda: lru_cache(maxsize="x"), lambda: sq(), lambda: sq(1, 2, 3), lambda: lru_cache(5)(6)):
    try: print(f())
    except TypeError as e: print(e)
@lru_cache(None)
def boom(x):
    if x: raise ValueError("not cached")
    return "fine"
for _ in range(2):
    try: boom(1)
    except ValueError as e: print(e)
print(boom(0), boom.cache_info())
class K:
    n = 0
    @lru_cache(maxsize=None)
    def m(self, x): K.n += 1; return x * 2
    @cached_property
    def prop(self): "prop doc"; K.n += 1; return [1]
    @classmethod
    @cache
    def cm(cls): K.n += 1; return cls.__name__
k = K(); print(k.m(2), k.m(2), K().m(2), K.n, k.prop is k.prop, k.__dict__, K.n, K.prop.__doc__, K.cm(), K.cm(), K.n); k.prop = "set"; print(k.prop); del k.prop; print(k.prop, K.n)
@singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list of {len(x)}"
@show.register(str)
@show.register(bytes)
def texty(x): return f"texty {x!r}"
@show.register
def _(x: float | complex): return f"number {x}"
show.register(type(None), lambda x: "none")
print(show(5), show(True), show([1]), show("a"), show(b"b"), show(2.5), show(1j), show(None), show({}), show.dispatch(bool) is show.dispatch(int), show.dispatch(dict) is show.dispatch(object), sorted(t.__name__ for t in show.registry))
import collections.abc
@show.register(collections.abc.Mapping)
def _(x): return "mapping"
print(show({}), show(collections.OrderedDict()), show((1,)))
for f in (lambda: show(), lambda: show.register(5), lambda: show.register(lambda x: 0)):
    try: f()
    except TypeError as e: print(str(e).split(" at 0x")[0])
class Disp:
    @singledispatchmethod
    def go(self, x): return "default"
    @go.register
    def _(self, x: int): return "int method"
    @go.register
    @classmethod
    def _(cls, x: str): return "str " + cls.__name__
print(Disp().go(1), Disp().go("a"), Disp().go(2.5), Disp.go("z"))
@lru_cache(maxsize=3)
def order(x): return x
for x in (1, 2, 3, 1, 4, 2): order(x)
print(order.cache_info(), [order(x) for x in (1, 4)], order.cache_info())
