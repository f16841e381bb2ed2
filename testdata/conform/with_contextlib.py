# contextlib: contextmanager, suppress, closing, ExitStack, redirect, nullcontext.
import contextlib, io, sys
from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout, ContextDecorator
@contextmanager
def cm(name, catch=()):
    print("start", name)
    try: yield name.upper()
    except catch as e: print("caught", repr(e))
    finally: print("end", name)
with cm("a") as v: print(v)
with cm("b", ValueError): raise ValueError("x")
try:
    with cm("c"): raise KeyError("k")
except KeyError as e: print(repr(e))
@contextmanager
def twice(): yield 1; yield 2
@contextmanager
def never(): return; yield
@contextmanager
def swap():
    try: yield
    except ValueError as e: raise TypeError("swapped") from e
for c in (twice, never):
    try:
        with c(): pass
    except RuntimeError as e: print(e)
try:
    with twice(): raise ValueError("in twice")
except ValueError as e: print(repr(e))
try:
    with swap(): raise ValueError("o")
except TypeError as e: print(e, repr(e.__cause__))
@cm("deco")
def decorated(x): print("inside", x); return x * 2
print(decorated(4), decorated(5))
with suppress(KeyError, IndexError): {}["x"]
with suppress(ZeroDivisionError): [][0] if False else 1 / 0
try:
    with suppress(KeyError): 1 / 0
except ZeroDivisionError: print("not suppressed")
with suppress(ValueError): raise ExceptionGroup("g", [ValueError(1)])
class Res:
    def close(self): print("closed")
with closing(Res()) as r: print(type(r).__name__)
with nullcontext(5) as n: print(n)
buf = io.StringIO()
with redirect_stdout(buf): print("captured"); 
print(repr(buf.getvalue()))
with contextlib.redirect_stderr(buf): print("err", file=sys.stderr)
print(repr(buf.getvalue()))
with ExitStack() as st:
    vals = [st.enter_context(cm(n)) for n in "xy"]
    st.callback(print, "callback", 1, sep="-")
    st.push(lambda t, v, tb: print("pushed", t))
    print(vals)
try:
    with ExitStack() as st:
        st.callback(lambda: 1 / 0); st.enter_context(cm("z")); raise KeyError("k")
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
with ExitStack() as st:
    st.push(lambda *a: True); raise ValueError("swallowed")
st = ExitStack(); st.callback(print, "moved"); st2 = st.pop_all(); st.close(); print("--"); st2.close()
class CD(ContextDecorator):
    def __enter__(self): print("cd in"); return self
    def __exit__(self, *a): print("cd out"); return False
@CD()
def g(): return "g"
print(g())
class Abs(contextlib.AbstractContextManager):
    def __exit__(self, *a): return True
with Abs() as ab: 1 / 0
print(type(ab).__name__)
@contextmanager
def gen_arg(*a, **k): yield (a, k)
with gen_arg(1, b=2) as ga: print(ga)
with contextlib.chdir("."): print("chdir ok")
