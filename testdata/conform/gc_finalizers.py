# __del__, callbacks and the closing of generators: after gc.collect() they have run.
import atexit
import gc
import sys
import weakref


def hook(args):
    message = args.err_msg and args.err_msg.split(" at 0x")[0]
    print("hook:", args.exc_type.__name__, args.exc_value, "|", message, "|", args.object)


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


def drop_order():
    a = Named("outer")
    a.child = Named("inner")
    a.child = None
    gc.collect()
    del a
    gc.collect()
    print("dropped")


def cycle():
    a, b = Named("a"), Named("b")
    a.other, b.other = b, a
    del a, b
    gc.collect()
    print("cycle done")


kept = []


class Phoenix:
    def __del__(self):
        kept.append(self)


def resurrection():
    p = Phoenix()
    p.value = 7
    r = weakref.ref(p)
    del p
    gc.collect()
    print("kept", len(kept), kept[0].value, gc.is_finalized(kept[0]))
    kept.clear()
    gc.collect()
    print("kept again", len(kept), r() is None)


def callbacks():
    x = Plain()
    r1 = weakref.ref(x, lambda r: print("first", r() is None))
    r2 = weakref.ref(x, lambda r: print("second", r() is None))
    p = weakref.proxy(x, lambda p: print("proxy callback"))
    del x
    gc.collect()
    print("callbacks done", r1() is None, r2() is None)
    try:
        p.attribute
    except ReferenceError as e:
        print(e)


def dead_callback():
    x = Plain()
    r = weakref.ref(x, lambda r: print("never called"))
    del r, x
    gc.collect()


def errors():
    sys.unraisablehook = hook

    class Bad:
        def __del__(self):
            raise ValueError("boo")

    class Arguments:
        def __del__(self, x):
            pass

    class Number:
        __del__ = 5

    Bad(), gc.collect()
    Arguments(), gc.collect()
    Number(), gc.collect()
    x = Plain()
    r = weakref.ref(x, lambda r: 1 / 0)
    del x
    gc.collect()

    def failing():
        try:
            yield 1
        finally:
            raise KeyError("in finally")

    g = failing()
    next(g)
    del g
    gc.collect()
    sys.unraisablehook = sys.__unraisablehook__


def generators():
    def guarded():
        try:
            yield 1
            yield 2
        finally:
            print("generator closed")

    g = guarded()
    print(next(g))
    del g
    gc.collect()
    g = guarded()
    print(list(g))
    del g
    gc.collect()

    class Manager:
        def __enter__(self):
            print("enter")

        def __exit__(self, *args):
            print("exit", args[0])

    def inside():
        with Manager():
            yield

    g = inside()
    next(g)
    del g
    gc.collect()
    print("generators done")


def handled_exception_stays():
    try:
        raise LookupError("outer")
    except LookupError:
        class Nosy:
            def __del__(self):
                try:
                    raise TypeError("inner")
                except TypeError:
                    pass
        Nosy()
        gc.collect()
        print(repr(sys.exception()))


def temporaries():
    # What a statement has computed on its way does not outlive it.
    Named("temporary").name
    gc.collect()
    [Named("in a list").name for _ in range(1)]
    gc.collect()
    len([Named("argument")])
    gc.collect()
    print("temporaries done")


class Base:
    def __del__(self):
        print("base del")


class Derived(Base):
    def __del__(self):
        print("derived del")
        super().__del__()


drop_order()
cycle()
resurrection()
callbacks()
dead_callback()
errors()
generators()
handled_exception_stays()
temporaries()
Derived()
gc.collect()

x = Plain()
weakref.finalize(x, print, "finalize", 1, end="!\n")
late = Plain()
weakref.finalize(late, print, "finalize at exit")
f = weakref.finalize(late, print, "not at exit")
f.atexit = False
del x
gc.collect()
print(f.alive, f.peek()[0] is late)

atexit.register(print, "atexit")
survivor = Named("left at exit")
