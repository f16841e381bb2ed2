# Annotations: evaluated late, stored apart, seen through __annotate__.
def f(a: int, b: Undefined = 1, *c: "str", d: list[int] = (), **e: print) -> Later: return a
print(f(5))
try: f.__annotations__
except NameError as e: print(e)
class Undefined: pass
Later = "now defined"
print(f.__annotations__)
class C:
    x: int = 5
    y: Missing
    "doc?"
    z: "forward" = 3
print(C.x, hasattr(C, "y"))
try: C.__annotations__
except NameError as e: print(e)
Missing = float
print(C.__annotations__, C().x, "__annotations__" in C.__dict__, callable(C.__annotate__))
v: int = 5
w: undefined_w
print(v, "w" in globals())
try: print(__annotations__)
except NameError as e: print(e)
undefined_w = 1
print(__annotate__(1))
import annotationlib
def g(p: nowhere, q: int) -> nowhere.sub[int]: pass
print(annotationlib.get_annotations(g, format=annotationlib.Format.STRING), annotationlib.get_annotations(g, format=annotationlib.Format.FORWARDREF)["q"])
try: g.__annotate__(annotationlib.Format.VALUE)
except NameError as e: print(e)
def local():
    x: int
    y: never_evaluated = 1
    (z): also = 2
    obj.attr: int = 3
    d["k"]: str
    return y, z
class O: pass
obj = O(); d = {}
try: print(local())
except NameError as e: print(e)
print(vars(obj), d)
def unset():
    x: int
    return x
try: unset()
except UnboundLocalError as e: print(e)
class Base: a: int
class Sub(Base): b: str
class NoAnn(Base): pass
print(Base.__annotations__, Sub.__annotations__, NoAnn.__annotations__)
def inner_scope():
    T = int
    class K:
        U = str
        a: T
        b: U
        def m(self, x: U, y: T) -> "K": pass
    return K
K = inner_scope(); print(K.__annotations__)
try: print(K.m.__annotations__)
except NameError as e: print(e)
f.__annotations__ = {"new": 1}; print(f.__annotations__); f.__annotations__["more"] = 2; print(f.__annotations__); del f.__annotations__; print(f.__annotations__)
lam = lambda x: x
print(lam.__annotations__, lam.__annotate__)
calls = []
def noted(x): calls.append(x); return x
def h(a: noted("a"), b: noted("b")): pass
print(calls, h.__annotations__, calls, h.__annotations__ is h.__annotations__, calls)
if False:
    cond: int = 1
class Cond:
    if True: yes: int
    else: no: str
print(Cond.__annotations__)
for src in ("x: int = yield", "def f(): (x): int; global x", "x: (y := 1)", "def f(a: (yield)): pass", "f(): int", "x, y: int", "[x]: int", "(x, y): int = 1, 2", "x: int, y: int", "a.b: int", "a[0]: int = 1", "def f() -> (await x): pass", "5: int", "class A:\n x: (yield)"):
    try: compile(src, "<s>", "exec"); print(src, "ok")
    except SyntaxError as e: print(src, "->", e.msg)
