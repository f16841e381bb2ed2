import asyncio
def gen(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got
def deleg():
    r = yield from gen(2)
    print('r', r)
    x = yield
    print('x', x)
    y = yield (yield from [10, 20])
    return y
g = deleg()
print(next(g), g.send('a'), g.send('b'), g.send('c'), next(g), next(g))
try: g.send('end')
except StopIteration as e: print(e.value)
print(list(gen(3)), [*gen(2)], sum(gen(4)))
def infinite():
    n = 0
    while True:
        n = (yield n) or n + 1
g = infinite()
print(next(g), next(g), g.send(10), next(g))
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
print([x for x, _ in zip(fib(), range(12))])
def bad():
    raise StopIteration(1)
    yield
try: next(bad())
except RuntimeError as e: print(e)
def tree(t):
    if t:
        yield from tree(t[0])
        yield t[1]
        yield from tree(t[2])
print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))
print(list((i, j) for i in range(3) for j in range(i)), next((x for x in []), 'none'))
lam = lambda: (yield 5)
print(list(lam()))

async def arange(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
class ACM:
    async def __aenter__(self):
        print('aenter')
        return 'acm'
    async def __aexit__(self, t, v, tb):
        print('aexit', t and t.__name__)
        return t is KeyError
class AIter:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return self.n
async def coro(x):
    await asyncio.sleep(0)
    return x * 2
async def early():
    async with ACM() as a:
        async for i in arange(5):
            if i == 2: return a, i
async def main():
    print(await coro(4), [await coro(i) for i in range(3)])
    async for i in arange(3): print('i', i)
    else: print('else')
    async for i in arange(9):
        if i == 1: continue
        if i == 3: break
        print(i)
    print([x async for x in arange(4) if x % 2], {x: await coro(x) async for x in AIter()}, {x async for x in arange(2)})
    async with ACM() as a: print(a)
    async with ACM(), ACM(): raise KeyError
    try:
        async with ACM(): raise ValueError
    except ValueError: print('value')
    print(await early())
    g = (await coro(i) for i in range(3))
    print([x async for x in g])
    print([[y async for y in arange(x)] for x in range(3)])
    async def ag():
        x = yield 1
        print('sent', x)
        try: yield 2
        finally: print('closing')
    a = ag()
    print(await a.__anext__(), await a.asend('v'))
    await a.aclose()
    print(await asyncio.gather(coro(1), coro(2)))
    try:
        await 5
    except (TypeError, AttributeError): print('not awaitable')
    return 'main'
print(asyncio.run(main()))
