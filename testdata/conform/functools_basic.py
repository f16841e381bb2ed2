# functools: partial, reduce, wraps, cmp_to_key, total_ordering.
from functools import *
import functools
def f(a, b=2, *c, d=4, **e): "doc of f"; return (a, b, c, d, e)
p = partial(f, 1, d=9)
print(p(), p(5), p(5, 6, d=1), p(z=3), p.func is f, p.args, p.keywords, partial(p, 7)(), partial(p, 7).args, repr(partial(int, "10", base=2)), partial(int, base=2)("101"), partial(print, "x")(), partial(f)(1))
p.attr = 1; print(p.attr, p.__dict__, hasattr(p, "__name__"), callable(p))
print(partial(f, Placeholder, 5)(1), partial(pow, Placeholder, 2)(9), repr(Placeholder))
for g in (lambda: partial(), lambda: partial(5), lambda: p(a=1), lambda: partial(f, Placeholder), lambda: partial(f, Placeholder, 1)(), lambda: partial(len)(1, 2), lambda: p.func.nope):
    try: print(g())
    except (TypeError, AttributeError) as e: print(e)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6)), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + [b], "ab", []), reduce(lambda a, b: 1 / 0, [5]), reduce(lambda a, b: 0, [], "init"), reduce(lambda a, b: a - b, [1, 2], initial=10))
for g in (lambda: reduce(max, []), lambda: reduce(5, [1, 2]), lambda: reduce(max, 5), lambda: reduce(max), lambda: reduce(lambda a: 0, [1, 2])):
    try: print(g())
    except TypeError as e: print(e)
def deco(fn):
    @wraps(fn)
    def w(*a): "w doc"; return fn(*a)
    return w
g = deco(f); print(g.__name__, g.__doc__, g.__wrapped__ is f, g.__qualname__, g(1)); update_wrapper(h := lambda: 0, f, assigned=("__doc__",), updated=()); print(h.__doc__, h.__name__)
print(sorted([5, 2, 9], key=cmp_to_key(lambda a, b: b - a)), sorted("hello", key=cmp_to_key(lambda a, b: (a > b) - (a < b))), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2) if False else "", max([1, 3, 2], key=cmp_to_key(lambda a, b: b - a)))
k = cmp_to_key(lambda a, b: a - b); print(k(1) < k(2), k(2) >= k(2), k(3).obj, k(1) == k(1))
try: k(1) < 5
except TypeError as e: print(e)
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented
print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2), sorted([V(3), V(1)], reverse=True)[0].v)
try: V(1) <= 5
except TypeError as e: print(e)
try:
    @total_ordering
    class Bad: pass
except ValueError as e: print(e)
class PM:
    def m(self, a, b): return (a, b)
    half = partialmethod(m, "fixed")
print(PM().half(2))
class Cell:
    def state(self, v): self.s = v
    alive = partialmethod(state, True)
c = Cell(); c.alive(); print(c.s)
compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs); print(compose(str, len, lambda n: n * 2)(12345))
