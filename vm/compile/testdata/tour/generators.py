def f(a):
    x = yield a
    y = yield from x
    return (i for i in y)
async def g(a):
    async with a as b:
        await b
    async for i in a:
        yield i
    return
async def h(a):
    return [x async for x in a if await x]
