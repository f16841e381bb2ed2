# Generators that can be awaited.
import types, inspect, asyncio
@types.coroutine
def g():
    x = yield 1
    return x
async def f(): return await g()
c=f(); print(c.send(None))
try: c.send(5)
except StopIteration as e: print(e.value)
@types.coroutine
def h(): return (yield from f())
c=h(); print(c.send(None), type(c), inspect.isawaitable(c), inspect.iscoroutine(c), hex(h.__code__.co_flags))
try: c.send(6)
except StopIteration as e: print(e.value)
class A:
    def __await__(self): return g()
async def k(): await A()
try: k().send(None)
except TypeError as e: print(e)
def plain(): yield 1
async def k(): await plain()
try: k().send(None)
except TypeError as e: print(e)
def bad(c): yield from c
try: next(bad(c := f()))
except TypeError as e: print(e); c.close()
@types.coroutine
def callable_(): return iter([1])
print(type(callable_()))
@types.coroutine
def twice(f=f): return f()
c=twice(); print(type(c), c.cr_origin, c.close())
print(inspect.iscoroutinefunction(g), inspect.isgeneratorfunction(g))
