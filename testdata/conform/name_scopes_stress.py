# Names in every scope at once: class bodies, comprehensions, lambdas, globals, deletes, shadowed builtins.
x = "module"
class A:
    x = "class A"
    y = [x for _ in range(1)] == ["module"]
    z = (lambda: x)()
    def m(self, x="param"):
        def inner(): return x
        class B:
            x = "class B"
            def n(self): return x
            w = x
        return inner(), B.w, B().n(), [x for x in range(2)][-1], x
    try: q = nope
    except NameError: q = "no nope"
a = A(); print(A.x, A.y, A.z, a.m(), a.m("arg"), A.q)
def f():
    global x
    x = "changed by f"
    def g():
        x = "g local"
        def h():
            global x
            return x
        return h(), x
    return g()
print(f(), x)
def k(x):
    def l():
        nonlocal x
        x += 1
        def m(x): x += 100; return x
        return m(x), x
    return l(), x
print(k(1))
len = lambda v: "shadow"; print(len([1])); del len; print(len([1]))
def u():
    try: return v
    except UnboundLocalError as e: r = str(e)
    v = 1
    return r
print(u())
def loopvar():
    for i in range(3): pass
    out = [i for i in range(10, 12)]
    return i, out, [(lambda: i)() for _ in range(1)]
print(loopvar())
def exc():
    e = "outer e"
    try: raise KeyError("k")
    except KeyError as err: e = err
    return repr(e), "err" in locals()
print(exc())
def dele():
    z = 1; del z; z = 2; del z
    try: z
    except UnboundLocalError as e: return str(e)
print(dele()); g1 = 1
def r(): return g1
def s(): exec("g1 = 5"); return g1
print(r(), s(), eval("g1", {"g1": 7}), (lambda g1: eval("g1"))(9))
class Meta(type):
    attr = "meta"
    def look(cls): return cls.attr
class M(metaclass=Meta): pass
print(M.attr, M.look(), hasattr(M(), "attr")); M.attr = "own"; print(M.look(), Meta.attr)
def outer():
    v = 1
    class K:
        nonlocal v
        v = 2
        t = v
    return v, K.t, "v" in vars(K)
print(outer()); _ = 5; __ = _ + 1; ___ = lambda _: _; print(_, __, ___(7)); i = 100; [i for i in range(3)]; print(i); (j := 1); print([j := j + n for n in range(3)], j)
def args(a, b=lambda: a_later): return b()
a_later = "later"; print(args(1)); print((lambda x: [x for x in range(x)])(3), (lambda: (lambda: x)())(), [f() for f in [lambda: n for n in range(3)]], [f(9) for f in [lambda x, n=n: (x, n) for n in range(2)]])
