# Generators: next, send, throw, close, return values.
def g():
    print("start")
    x = yield 1
    print("got", x)
    try:
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e)
        y = yield "recovered"
    finally: print("cleanup")
    return "result"
it = g(); print(next(it), it.send("a"), it.throw(ValueError("v")))
try: next(it)
except StopIteration as e: print("stop", e.value, e.args)
try: next(it)
except StopIteration as e: print("again", e.value)
it = g(); next(it); next(it); print(it.close(), it.close())
it = g(); print(it.close(), list(it))
it = g()
try: it.send(5)
except TypeError as e: print(e)
try: it.throw(KeyError("early"))
except KeyError as e: print(repr(e), list(it))
def ignoring():
    try: yield 1
    except GeneratorExit: yield 2
it = ignoring(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def returning():
    try: yield 1
    except GeneratorExit: return "closed value"
it = returning(); next(it); print(it.close())
def reenter():
    try: next(me)
    except ValueError as e: print(e)
    yield
me = reenter(); next(me)
def stop(): yield 1; raise StopIteration("inner")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def raising(): yield 1; 1 / 0; yield 2
it = raising(); print(next(it))
try: next(it)
except ZeroDivisionError as e: print(e, next(it, "finished"))
def empty(): return 5; yield
try: next(empty())
except StopIteration as e: print(e.value)
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)], f.gi_running, f.gi_frame is not None, f.gi_code.co_name, f.gi_yieldfrom, f.__name__, f.__qualname__, type(f).__name__, iter(f) is f, f.gi_suspended)
def acc():
    total = 0
    while (v := (yield total)) is not None: total += v
    return total
a = acc(); next(a); print(a.send(1), a.send(10))
try: a.send(None)
except StopIteration as e: print(e.value)
def tup(): yield 1, 2; yield; x = yield (3); yield [x, (yield)]
t = tup(); print(next(t), next(t), next(t), t.send("x"), t.send("y"), list(t))
for bad in (lambda: f.throw(5), lambda: f.throw(), lambda: f.send(), lambda: f[0], lambda: len(f), lambda: f()):
    try: bad()
    except TypeError as e: print(e)
def w():
    while True:
        try: yield "waiting"
        except (KeyError, ValueError) as e: print("in gen", repr(e))
it = w(); next(it); print(it.throw(KeyError("k")), it.throw(ValueError), it.throw(ValueError("q")))
try: it.throw(TypeError("t"))
except TypeError as e: print("out", e)
print(next(it, "dead"), sum(x for x in range(5)), max((x * x % 7 for x in range(10)), default=0), [*fib.__code__.co_varnames])
l = [1, 2, 3]; e = (x for x in l); l.append(4); print(list(e))
try: (x for x in 5)
except TypeError as err: print(err)
