# Async generators driven by hand.
def run(coro):
    out = []
    try:
        while True: out.append(coro.send(None))
    except StopIteration as e: return e.value, out
class suspend:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def agen():
    try:
        r = yield 1
        print("got", r)
        await suspend("w")
        yield 2
    except ValueError as e: print("in gen", repr(e)); yield "recovered"
    finally: print("agen finally"); await suspend("cleanup")
async def consume(): return [x async for x in agen()]
print(run(consume()))
async def drive():
    g = agen()
    print(await g.__anext__(), await g.asend("S"))
    try: await g.__anext__()
    except StopAsyncIteration as e: print("stop", e.args)
    try: await g.__anext__()
    except StopAsyncIteration as e: print("again", e.args)
    g = agen(); await anext(g); print(await g.athrow(ValueError("V"))); print(await anext(g, "default"))
    g = agen(); await anext(g); print(await g.aclose()); print(await anext(g, "dead"))
    g = agen()
    try: await g.asend(5)
    except TypeError as e: print(e)
    await g.aclose()
    return "done"
print(run(drive()))
async def count(n):
    for i in range(n): yield i
async def pipeline():
    doubled = (x * 2 async for x in count(4))
    print(type(doubled).__name__, [x async for x in doubled if x])
    nested = [y async for x in count(3) async for y in count(x)]
    return nested, [x + y async for x in count(2) for y in (10, 20)], [await suspend(i) for i in range(2)], sum([x async for x in count(5)])
print(run(pipeline()))
async def early():
    async for x in count(10):
        if x == 2: return x
print(run(early()))
async def ignoring():
    try: yield 1
    finally: yield 2
async def ai():
    g = ignoring(); await anext(g)
    try: await g.aclose()
    except RuntimeError as e: print(e)
run(ai())
async def stops(): yield 1; raise StopAsyncIteration("x")
async def st():
    try: return [x async for x in stops()]
    except RuntimeError as e: return str(e), repr(e.__cause__)
print(run(st()))
g = count(1); print(type(g).__name__, g.__name__, g.ag_running, g.ag_frame is not None, hasattr(g, "__aiter__"), g.__aiter__() is g, hasattr(g, "asend"))
try: [x for x in count(2)]
except TypeError as e: print(e)
try: iter(g)
except TypeError as e: print(e)
async def excs():
    async def bad(): yield 1; 1 / 0
    try:
        async for x in bad(): print(x)
    except ZeroDivisionError as e: return str(e)
print(run(excs()))
async def delegating(): 
    async for x in count(2): yield x
    async for x in count(2): yield x * 10
print(run((lambda: (lambda c: c)(collect()))()) if False else "")
async def collect(): return [x async for x in delegating()]
print(run(collect()))
