# Closures, nonlocal, global, and scopes.
def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = counter(); inc2, get2 = counter(100)
print(inc(), inc(5), get(), inc2(), get2(), get())
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def make(): return [lambda: (i, j) for i in range(2) for j in range(2)]
print([f() for f in make()])
x = "global"
def scopes():
    x = "outer"
    def read(): return x
    def glob():
        global x
        x = "changed"
        return x
    def non():
        nonlocal x
        x = "nonlocal"
        def deep():
            nonlocal x
            x += "+deep"
        deep()
        return x
    return read(), glob(), x, non(), read(), x
print(scopes(), x)
def unbound():
    print(y)
    y = 1
def unbound_cell():
    def inner(): return z
    if False: z = 1
    return inner()
def deleted():
    q = 1
    def inner(): return q
    del q
    return inner()
for f in (unbound, unbound_cell, deleted, lambda: never_defined):
    try: f()
    except NameError as e: print(type(e).__name__, e, e.name)
class C:
    v = "class"; w = v + "!"
    def m(self): return v
    def n(self): return __class__.__name__
    l = [v for _ in range(2)] if False else [1]
    g = list(w for w in "ab")
v = "mod"
print(C().m(), C().n(), C.w, C.g)
def cls_scope():
    a = "fn"
    class D:
        b = a
        a = "own"
        c = a
        def m(self): return a
    return D.b, D.c, D().m()
try: print(cls_scope())
except NameError as e: print(type(e).__name__, e)
def cls_scope2():
    a = "fn"
    class D:
        b = a
        def m(self): return a
    return D.b, D().m()
print(cls_scope2())
def glob_decl():
    global made_here
    made_here = 5
    class E:
        global in_global
        in_global = 6
glob_decl(); print(made_here, in_global)
def compose(*fs):
    def run(x):
        for f in fs: x = f(x)
        return x
    return run
print(compose(lambda x: x + 1, lambda x: x * 2, str)(4))
def memo(f):
    cache = {}
    def w(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    w.cache = cache
    return w
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), len(fib.cache))
def exc_scope():
    try: 1 / 0
    except ZeroDivisionError as e: saved = e
    try: return e
    except UnboundLocalError as err: return str(err), str(saved)
print(exc_scope())
def add(a): return lambda b: lambda c: a + b + c
print(add(1)(2)(3), (lambda f: f(f, 5))(lambda s, n: 1 if n < 2 else n * s(s, n - 1)))
def params(a, b):
    def inner():
        nonlocal a
        a, c = b, a
        return a, b, c
    return inner(), a
print(params(1, 2), [[j for j in range(i)] for i in range(3)], {k: (lambda: k)() for k in "ab"})
