x = 'global'
def closures():
    fs = []
    for i in range(3):
        def f(j=i): return i, j
        fs.append(f)
    print([f() for f in fs], [g() for g in [lambda: i for i in range(3)]])
    def counter():
        n = 0
        def inc(by=1):
            nonlocal n
            n += by
            return n
        def dec():
            nonlocal n
            del n
            n = -1
        return inc, dec
    inc, dec = counter()
    print(inc(), inc(5), dec(), inc())
    def late():
        def g(): return y
        y = 5
        return g()
    print(late())
    def param(a, *b, c=1, **d):
        return lambda: (a, b, c, d)
    print(param(1, 2, 3, c=4, e=5)())
    def deep(a):
        def m1():
            def m2():
                def m3(): return a
                return m3
            return m2
        return m1()()()
    print(deep('deep'))
closures()

class A:
    x = 'class'
    y = [x for _ in range(1)]
    z = [x for x in range(2)]
    def m(self): return x
    w = (lambda: x)()
    x2 = x
    l = [[i * j for j in range(i)] for i in range(3)]
    v = list(q for q in [x])
    d = {k: v2 for k, v2 in [(x, 1)]}
    class B:
        t = x
        def get(self): return __class__, self.__class__
    del x
    u = x
print(A.y, A.z, A().m(), A.w, A.x2, A.u, A.B.t, A.B().get(), A.l, A.v, A.d)

def f():
    x = 'local'
    class C:
        a = x
        x = 'in class'
        b = x
        c = [x for _ in 'a']
        def m(self): return x
        def n(self): return __class__.b
    return C.a, C.b, C.c, C().m(), C().n()
try:
    print(f())
except NameError as e:
    print(e)
def f2():
    x = 'local'
    class C:
        a = [x for _ in 'a']
        def m(self): return x
        class D:
            b = x
            def m(self): return x, super().__repr__.__name__
    return C.a, C().m(), C.D.b, C.D().m()
print(f2())
def f3():
    global x
    x = 'changed'
    class C:
        nonlocal_ = x
        global y_global
        y_global = 3
    def g():
        x = 1
        def h():
            global x
            return x
        return h()
    return g()
print(f3(), x, y_global)

def comps():
    x = 5
    r = [x for x in range(3)]
    print(x, r)
    print([[x, y] for x in range(2) for y in range(x + 1) if x or y])
    print([(lambda: x)() for x in range(3)], x)
    print([x + 1 for x in [x]], [x for x in [x + 1, x]])
    print({x: x * 2 for x in range(2)}, {x % 2 for x in range(5)})
    print([[x for x in range(x)] for x in range(3)], x)
    print([y for y in [z for z in range(3)]], any(y > 1 for y in range(3)), all(y for y in []), tuple(y for y in 'ab'))
    t = [last := y for y in range(4)]
    print(last, t)
    print([fn() for fn in [lambda q=q: (q, x) for q in range(2)]])
    print([i for i in range(5) if i % 2 if i > 1], [b for a in [[1], [2, 3]] for b in a], [s for a in range(3) for s in [a * a]])
    def gen(): return (x for x in range(x))
    print(list(gen()))
    try:
        print([undefined_name for _ in range(1)])
    except NameError as e: print(e)
    try:
        [q for p in range(1) if q for q in range(2)]
    except UnboundLocalError as e: print(e)
    a = [1, 2]
    print([(a, b) for a, *b in ['abc', 'de']], a)
    print([i for i in 'ab' for i in i * 2], [*map(str, (i for i in range(2)))])
    print(sorted({(i, j) for i in range(2) for j in range(2)}), {**{i: 1 for i in 'a'}, **{'b': 2}})
comps()
print([x for x in 'ab'], x)
print([[y for y in x] for x in ('ab', 'c')], [(lambda: y)() for y in range(2)])
try:
    y
except NameError as e: print(e)

class Meta(type):
    def __prepare__(name, bases, **kw):
        return {'injected': 7, 'kw': kw}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): pass
class K(metaclass=Meta, opt=1):
    "K doc"
    q = injected
    def m(self): return super().__init__
    __private = 1
    def p(self): return self.__private, K.__private, __x_() if 0 else 2
print(K.q, K.kw, K.__doc__, K.__qualname__, K().p(), '_K__private' in K.__dict__, K.__module__, K.__static_attributes__)
class Base:
    def __init__(self, a): self.a = a
    def hello(self, *a, **k): return ('base', a, k)
    @property
    def prop(self): return 'prop'
    @classmethod
    def cm(cls): return cls.__name__
class Derived(Base):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
    def hello(self, *a, **k): return super().hello(*a, **k), super(Derived, self).hello(1, k=2), super().prop
    @classmethod
    def cm(cls): return super().cm()
    @staticmethod
    def sm(a, /, b, *, c): return a, b, c
d = Derived(1, 2)
print(d.a, d.b, d.hello(3, z=4), Derived.cm(), d.sm(1, b=2, c=3), Derived.__static_attributes__)
def deco(*args):
    print('deco', args)
    def wrap(f):
        print('wrap', f.__name__, args)
        return f
    return wrap
@deco(1)
@deco(2)
def decorated(): return 'ok'
@deco('c')
class Decorated: pass
print(decorated(), Decorated.__name__)
def g1(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(g1(1, c=3), g1(1, 2, 3, 4, c=5, e=6), g1(*[1, 2], *(3,), c=1, **{'z': 1}, **{}), g1(**{'a': 1, 'c': 2}))
def defaults(a=[], b=x, *, c={}): a.append(1); return a, b, c
print(defaults(), defaults())
def doc():
    """First.

        Indented.
    Back.
    """
print(repr(doc.__doc__), closures.__doc__)
print(f.__name__, f.__qualname__, (lambda: 0).__name__, Derived.hello.__qualname__, (lambda: (lambda: 0))().__qualname__)
del x
try: x
except NameError as e: print(e)
import os.path as osp, sys as system, collections.abc
from os import path as p2, sep
from math import *
print(osp is p2, system.__name__, collections.abc.__name__, floor(2.5))
def imp():
    import os.path
    from json import dumps as d, loads
    import xml.dom.minidom as md
    return os.path.join('a', 'b'), d([1]), loads('[2]'), md.__name__
print(imp())
try:
    from os import nothing_here
except ImportError as e: print(type(e).__name__)
