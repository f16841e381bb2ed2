x: int = 1
def f(a):
    b = a
    def g():
        nonlocal b
        b += a
        return lambda: (a, b, x)
    del b
    [lambda: i for i in a]
    return g
class C[T: int = str]:
    type A[U] = dict[T, U]
    y = [z for z in x]
    if x:
        w: T
    def m[V](self, v: V, *a: *V) -> T: ...
import a.b.c as d, e.f
from .. import g as h
