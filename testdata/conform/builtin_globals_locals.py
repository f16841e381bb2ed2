# globals, locals, vars, dir, and what they show.
g = 1
def f(a, b=2):
    c = 3
    first = sorted(locals())
    d = 4
    loc = locals()
    loc["c"] = 99
    return first, sorted(locals()), c, locals()["c"], locals() is locals()
print(f(1)); print(globals()["g"], "f" in globals()); globals()["made"] = 5; print(made); del globals()["made"]
try: made
except NameError as e: print(e)
def closure():
    x = 1
    def inner(): y = x; return sorted(locals())
    return inner()
print(closure())
class C:
    a = 1
    here = sorted(k for k in locals() if not k.startswith("__"))
    b = 2
    def m(self): return sorted(locals())
print(C.here, C().m(), sorted(k for k in vars(C) if not k.startswith("__")))
c = C(); c.x = 1; print(vars(c), vars(c) is c.__dict__, [n for n in dir(c) if not n.startswith("__")], [n for n in dir(C) if not n.startswith("__")])
vars(c)["y"] = 2; print(c.y)
for bad in (5, "s", [], object()):
    try: vars(bad)
    except TypeError as e: print(e)
print(vars() is globals(), locals() is globals(), "dir" in dir(__builtins__), len(dir(5)) > 50, dir(type("X", (), {"__dir__": lambda s: ["b", "a"]})()))
def empty(): return locals(), dir()
print(empty(), (lambda q: locals())(7), [sorted(locals()) for i in [1]][0] != [] if False else "", [locals()["i"] for i in range(2)], list(locals()["j"] for j in range(2)))
def args(*a, **k): return locals()
print(args(1, 2, z=3))
def deleted(): x = 1; del x; return locals()
print(deleted())
def gen(): x = 1; yield locals(); y = 2; yield locals()
print(list(gen()))
def upd():
    exec("new = 5")
    return "new" in locals()
print(upd(), (lambda: dir())(), sorted((lambda a, *, b: locals())(1, b=2)))
import math
print("sqrt" in vars(math), math.__name__, "sqrt" in dir(math), [n for n in dir(math) if n.startswith("is")])
def globals_of(): return globals() is __import__("__main__").__dict__
print(globals_of(), f.__globals__ is globals())
def shadow(len=3): return len, sorted(locals())
print(shadow()); max = lambda *a: "shadowed"; print(max(1, 2)); del max; print(max(1, 2))
import builtins
builtins.extra = "from builtins"; print(extra); del builtins.extra
print(builtins.len is len, builtins.__name__, builtins.True_ if hasattr(builtins, "True_") else "no", __builtins__ is builtins)
