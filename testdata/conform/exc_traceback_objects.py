# Traceback objects: frames, line numbers, tb_next.
import sys
def a(): b()
def b():
    x = "local of b"
    c()
def c(): raise ValueError("deep")
try: a()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        f = tb.tb_frame
        print(f.f_code.co_name, tb.tb_lineno, f.f_lineno, f.f_code.co_firstlineno, sorted(k for k in f.f_locals if len(k) == 1 and f.f_code.co_name != "<module>"))
        tb = tb.tb_next
    print(sys.exc_info()[0], sys.exc_info()[1] is e, sys.exc_info()[2] is e.__traceback__, sys.exception() is e)
print(sys.exc_info(), sys.exception())
def depth(e):
    n, tb = 0, e.__traceback__
    while tb: n, tb = n + 1, tb.tb_next
    return n
saved = ValueError("saved")
for _ in range(3):
    try: raise saved
    except ValueError as e: print(depth(e))
def reraise():
    try: c()
    except ValueError as e: raise e
try: reraise()
except ValueError as e: print(depth(e), [t for t in [e.__traceback__.tb_next.tb_lineno]])
def bare():
    try: c()
    except ValueError: raise
try: bare()
except ValueError as e: print(depth(e))
try: raise saved.with_traceback(None)
except ValueError as e: print(depth(e))
try: a()
except ValueError as e:
    t = e.__traceback__.tb_next.tb_next
    try: raise KeyError("grafted").with_traceback(t)
    except KeyError as k: print(depth(k), k.__traceback__.tb_next is t)
print(ValueError().__traceback__)
def handler():
    try: 1 / 0
    except ZeroDivisionError:
        def inner(): return sys.exception()
        return repr(inner())
print(handler(), sys.exception())
def g():
    try: yield sys.exception()
    finally: pass
    try: 1 / 0
    except ZeroDivisionError: yield repr(sys.exception())
    yield sys.exception()
try: raise KeyError("k")
except KeyError:
    it = g(); print(repr(next(it)), next(it), repr(next(it)))
def me(): return sys._getframe()
f = me(); print(f.f_code.co_name, f.f_back.f_code.co_name if f.f_back else None, f.f_globals is globals(), f.f_lasti >= 0)
def lines():
    l1 = sys._getframe().f_lineno
    l2 = (
        sys._getframe().f_lineno
    )
    return l2 - l1, sys._getframe(1).f_code.co_name
print(lines())
e = ValueError()
try: e.__traceback__ = 5
except TypeError as x: print(x)
try: 1 / 0
except ZeroDivisionError as x:
    tb = type(x.__traceback__)(None, x.__traceback__.tb_frame, 0, 42)
    print(tb.tb_lineno, tb.tb_next)
    try: tb.tb_next = tb
    except ValueError as y: print(y)
    tb.tb_next = None
