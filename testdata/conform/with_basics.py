# Context managers: protocol, suppression, exceptions in the methods.
class CM:
    def __init__(self, name, suppress=False, fail=None): self.name, self.suppress, self.fail = name, suppress, fail
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter": raise RuntimeError("enter " + self.name)
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.fail == "exit": raise RuntimeError("exit " + self.name)
        return self.suppress
with CM("a") as a: print("body", a)
with CM("a") as a, CM("b") as b: print(a, b)
with (CM("p") as p, CM("q"),): print(p)
with CM("s", True): raise ValueError("suppressed")
def run(f):
    try: print("result", f())
    except Exception as e: print("escaped", repr(e), "context", repr(e.__context__))
def f1():
    with CM("x"): raise ValueError("v")
def f2():
    with CM("out", True), CM("in"): raise ValueError("v")
    return "after"
def f3():
    with CM("out", True), CM("in", fail="enter"): print("never")
    return "after"
def f4():
    with CM("x", fail="exit"): raise ValueError("body")
def f5():
    with CM("x", fail="exit"): pass
def f6():
    with CM("x"): return "returned"
def f7():
    for i in range(3):
        with CM(str(i)):
            if i == 0: continue
            break
    return i
def f8():
    with CM("x", fail="enter"): print("never")
def f9():
    with CM("a", True) as v:
        with CM("b"): 1 / 0
    return v
def f10():
    with CM("y", True): return 1 / 0
def f11():
    def g():
        with CM("gen"): yield 1; yield 2
    it = g(); next(it); it.close(); return "closed"
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11): print("--", f.__name__); run(f)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
class Neither: pass
class Inst: pass
i = Inst(); i.__enter__ = i.__exit__ = lambda *a: None
class AsyncOnly:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
for o in (NoExit(), NoEnter(), Neither(), i, 5, AsyncOnly(), CM):
    try:
        with o: print("never")
    except TypeError as e: print(e)
class Truthy(CM):
    def __exit__(self, *a): return [0]
class Falsy(CM):
    def __exit__(self, *a): return []
class BadTruth(CM):
    def __exit__(self, *a):
        class B:
            def __bool__(self): raise OSError("truth")
        return B()
with Truthy("t"): 1 / 0
try:
    with Falsy("f"): 1 / 0
except ZeroDivisionError as e: print(e)
try:
    with BadTruth("b"): 1 / 0
except OSError as e: print(e, repr(e.__context__))
d = {}
with CM("k") as d["key"], CM("l") as (x, *y): print(d, x, y)
with CM("n") as n: pass
print(n)
try:
    with CM("u") as (p, q, r): print("never")
except ValueError as e: print(e)
with open(__file__) as fh: print(fh.readline().strip(), fh.closed)
print(fh.closed)
