# async/await by hand: coroutines are driven with send and throw.
def run(coro):
    try:
        while True: coro.send(None)
    except StopIteration as e: return e.value
class suspend:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self): r = yield self.v; return ("awaited", r)
async def simple(): return 5
async def chain(): return await simple() + await simple()
async def two():
    a = await suspend("first"); b = await Aw("second")
    return a, b
print(run(simple()), run(chain()))
c = two(); print(c.send(None), c.send("A"))
try: c.send("B")
except StopIteration as e: print(e.value)
print(type(c).__name__, c.cr_frame, c.cr_running, c.__name__, c.cr_code.co_name)
c = simple()
try: c.send(5)
except TypeError as e: print(e)
c.close()
try: c.send(None)
except RuntimeError as e: print(e)
async def catching():
    try: await suspend(1)
    except ValueError as e: print("caught", e); r = await suspend("after"); return r
    finally: print("fin")
c = catching(); c.send(None); print(c.throw(ValueError("thrown")))
try: c.send("ret")
except StopIteration as e: print(e.value)
c = catching(); c.send(None); c.close(); print("closed", c.cr_frame)
for bad in ("await 5", "await None", "await 'x'", "await [1]", "await (lambda: 0)", "await iter([])"):
    ns = {}
    exec(f"async def f(): return {bad}", ns)
    try: run(ns["f"]())
    except TypeError as e: print(bad, e)
class BadAw:
    def __await__(self): return 5
async def ba(): await BadAw()
try: run(ba())
except TypeError as e: print(e)
c = simple(); print(run(c))
async def again(): return await c
try: run(again())
except RuntimeError as e: print(e)
async def raises(): raise StopIteration("si")
try: run(raises())
except RuntimeError as e: print(e, repr(e.__cause__))
async def zero(): 1 / 0
async def outer():
    try: await zero()
    except ZeroDivisionError as e: return f"outer caught {e}"
print(run(outer()))
class ACM:
    def __init__(self, n, s=False): self.n, self.s = n, s
    async def __aenter__(self): print("aenter", self.n); await suspend(0); return self.n
    async def __aexit__(self, t, v, tb): print("aexit", self.n, t and t.__name__); await suspend(0); return self.s
async def awith():
    async with ACM("a") as a, ACM("b") as b: print(a, b)
    async with ACM("s", True): raise ValueError
    try:
        async with ACM("n"): raise KeyError("k")
    except KeyError as e: print("escaped", repr(e))
    async with (ACM("p") as p,): return p
print(run(awith()))
class AIt:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1; await suspend("tick"); return self.n
async def afor():
    async for x in AIt(3): print("x", x)
    else: print("else")
    async for x in AIt(5):
        if x == 3: break
    else: print("never")
    return [y async for y in AIt(3)], sorted({y async for y in AIt(2)}), {y: y * y async for y in AIt(2)}, [y async for y in AIt(6) if y % 2], [await simple() for _ in range(2)], x
print(run(afor()))
async def bad_for():
    async for x in [1]: pass
async def bad_with():
    async with 5: pass
class BadAiter:
    def __aiter__(self): return 5
async def bad_aiter():
    async for x in BadAiter(): pass
for f in (bad_for, bad_with, bad_aiter):
    try: run(f())
    except TypeError as e: print(e)
for src in ("async def f(): yield from x", "def f(): await x", "async def f():\n def g(): await x", "[await x for x in y]", "async with a: pass", "async def f():\n  yield 1\n  return 2", "await x", "lambda: await x", "async def f(): [i async for i in x]", "def f(): [i async for i in x]", "class A:\n await x"):
    try: compile(src, "<s>", "exec"); print(repr(src), "ok")
    except SyntaxError as e: print(repr(src), e.msg)
