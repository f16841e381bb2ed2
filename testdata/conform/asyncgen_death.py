# Async generators that nobody will resume are closed, or handed to the hook.
import gc
import sys
import threading


def drive(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as e:
        return e.value


async def nothing():
    pass


class Forever:
    def __await__(self):
        yield "waiting"


async def plain(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


async def awaits(name):
    try:
        yield 1
    finally:
        await nothing()
        print("closed", name)


async def suspends(name):
    try:
        yield 1
    finally:
        await Forever()
        print("never printed", name)


async def fails(name):
    try:
        yield 1
    finally:
        raise ValueError(name)


async def unguarded(name):
    yield 1


def show(u):
    text = u.err_msg or ""
    print("unraisable:", type(u.exc_value).__name__, u.exc_value, "|", text.split(" <")[0])


def begun(make, name):
    gen = make(name)
    print(name, drive(gen.__anext__()))
    return gen


sys.unraisablehook = show
for make in plain, awaits, suspends, fails, unguarded:
    gen = begun(make, make.__name__)
    del gen
    gc.collect()

gen = plain("never begun")
del gen
gc.collect()

gen = begun(plain, "ended")
print(drive(gen.__anext__()))
try:
    drive(gen.__anext__())
except StopAsyncIteration:
    print("ended")
del gen
gc.collect()

kept = []


def first(gen):
    print("first", gen.__name__)


def finalizer(gen):
    print("finalizer", gen.__name__)
    kept.append(gen)


sys.set_asyncgen_hooks(first, finalizer)
print(sys.get_asyncgen_hooks() == (first, finalizer))
for make in plain, unguarded:
    gen = begun(make, "hook " + make.__name__)
    print(drive(gen.__anext__()) if make is plain else "once")
    del gen
    gc.collect()
gen = kept.pop(0)
print(drive(gen.aclose()))
kept.clear()
del gen
gc.collect()

# The hooks are those of the thread that begins the generator, as they are then.
made = []
thread = threading.Thread(target=lambda: made.append((sys.get_asyncgen_hooks(), begun(plain, "other thread"))))
thread.start()
thread.join()
print(made[0][0])
made.clear()
gc.collect()

gen = begun(plain, "old hook")
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
del gen
gc.collect()
kept.clear()
gc.collect()


def angry(gen):
    raise KeyError(gen.__name__)


sys.set_asyncgen_hooks(firstiter=angry)
gen = plain("angry")
try:
    gen.__anext__()
except KeyError as e:
    print("KeyError", e)
print(drive(gen.__anext__()))
del gen
gc.collect()
sys.set_asyncgen_hooks(None, angry)
gen = begun(plain, "angry finalizer")
del gen
gc.collect()
sys.set_asyncgen_hooks(None, None)
