# await outside of a coroutine.
def f():
    return await g()
