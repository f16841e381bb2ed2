# Decorators on functions and classes.
def deco(f):
    print("deco", f.__name__)
    def w(*a, **k):
        print("call", f.__name__, a, k)
        return f(*a, **k)
    return w
def arg(n):
    print("arg", n)
    def d(f):
        print("apply", n)
        def w(*a): return [f(*a)] * n
        return w
    return d
@deco
def a(x): return x + 1
@arg(2)
@deco
@arg(1)
def b(x): return x
print(a(1), b(5))
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, o, t=None): return self if o is None else lambda *a: self(o, *a)
@Count
def c(x): return x * 2
print(c(1), c(2), c.n)
def tag(cls): cls.tag = cls.__name__.lower(); return cls
@tag
class K:
    @Count
    def m(self, x): return (self.tag, x)
    @staticmethod
    def s(x): return x
    @classmethod
    @deco
    def cm(cls, x): return cls.__name__, x
    @property
    def p(self): return "prop"
k = K(); print(k.m(1), k.m(2), K.m.n, k.s(3), K.s(4), k.cm(5), K.cm(6), k.p, K.tag)
registry = {}
def register(name=None):
    def d(f): registry[name or f.__name__] = f; return f
    return d
@register()
def one(): return 1
@register("zwei")
def two(): return 2
print({k: f() for k, f in registry.items()})
@lambda f: f.__name__.upper()
def named(): pass
print(named)
fs = [lambda f: "zero", deco]
@fs[0]
def z(): pass
@(lambda v: (lambda f: v))(9)
class Z: pass
print(z, Z)
@staticmethod
def st(x): return x
print(st(1), type(st).__name__, st.__wrapped__(2), st.__name__)
def bad(): raise ValueError("in decorator")
try:
    @bad()
    def never(): pass
except ValueError as e: print(e, "never" in globals())
try:
    @5
    def never(): pass
except TypeError as e: print(e)
@print
class P: pass
