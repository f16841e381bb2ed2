# Code that nothing can run any more is freed by a collection of everything; what can
# still be reached of it goes on working: functions, children of functions,
# generators, tracebacks, frames, and code objects.
import gc
import sys
import types


def run(text, **names):
    space = dict(names)
    exec(text, space)
    return space


def churn(n):
    total = 0
    for i in range(n):
        space = run(f"def f(x):\n    t = {i}\n    for k in range(x): t += k * {i}\n    return t\nr = f(30)\nr += f(1)\n")
        total += space["r"]
    return total


kept = []
for i in range(5):
    space = run(
        "import sys\n"
        "def outer(a):\n"
        "    def inner(b):\n"
        "        return [lambda c: (a, b, c, number) for _ in range(1)][0]\n"
        "    return inner\n"
        "def gen(n):\n"
        "    for k in range(n):\n"
        "        yield k, 'item', number\n"
        "def fail(n):\n"
        "    local = ('local', n)\n"
        "    return 1 // n\n"
        "def here():\n"
        "    mine = 'mine'\n"
        "    return sys._getframe()\n"
        "class C:\n"
        "    attribute = ['class', number]\n"
        "    def method(self, x): return self.attribute, x\n"
        "async def coroutine(x):\n"
        "    return x, number\n", number=i)
    g = space["gen"](10)
    next(g)
    try:
        space["fail"](0)
    except ZeroDivisionError as e:
        error = e
    kept.append((space["outer"](i), g, error, space["here"](), space["C"](), space["coroutine"](i), space["fail"].__code__, compile("x + 1", "text", "eval")))
    del space, g, error

for pause in range(3):
    print(churn(300))
    gc.collect()

for i, (inner, g, error, frame, c, coroutine, code, expression) in enumerate(kept):
    print(inner("b")("c"), next(g), next(g), c.method(5))
    tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_locals["local"], tb.tb_frame.f_globals["number"])
    print(frame.f_code.co_name, frame.f_locals["mine"], frame.f_lineno, frame.f_code.co_consts[-1])
    try:
        coroutine.send(None)
    except StopIteration as e:
        print(e.value)
    print(code.co_name, code.co_varnames, eval(expression, {"x": i}))
    f = types.FunctionType(code, {"number": -1})
    print(f(1), f.__code__ is code)

# A function that gets other code while the old one runs.
def change():
    def other(): return "other"
    change.__code__ = other.__code__
    for _ in range(3):
        churn(50)
        gc.collect()
    return "old", kept[0][4].method(1)

print(change(), change())

# What caches know of modules that have died is not said of others in their place.
def read(m):
    return m.value, m.value

for i in range(200):
    m = types.ModuleType("m")
    m.value = i
    if read(m) != (i, i):
        print("stale", i, read(m))
    del m
    if i % 20 == 0:
        gc.collect()
print("done")
