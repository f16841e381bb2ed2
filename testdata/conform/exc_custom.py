# Exception classes: args, str, repr, attributes, subclasses.
class MyError(Exception): pass
class WithInit(Exception):
    def __init__(self, code, msg="default"):
        super().__init__(code, msg)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[1]}"
class NoSuper(Exception):
    def __init__(self, a, b): self.a = a
for e in (MyError(), MyError("m"), MyError("a", 2), MyError(None), WithInit(5), WithInit(6, "text"), NoSuper(1, 2), ValueError(), ValueError("it's"), ValueError('"q"'), ValueError("a\nb"), KeyError("k"), KeyError("a", "b"), KeyError(), IndexError(3), Exception([1]), Exception(("t",)), OSError(2, "No such file"), OSError("only"), OSError(2, "msg", "file.txt"), OSError(13, "x"), OSError(1, "m", "a", None, "b"), StopIteration(5), SystemExit(3), SystemExit(), SystemExit("msg"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), UnicodeEncodeError("ascii", "é", 0, 1, "bad"), ImportError("i", name="n", path="p"), NameError("n", name="x"), AttributeError("a", name="y", obj=5), SyntaxError("s"), SyntaxError("s", ("f.py", 1, 2, "text")), AssertionError(), NotImplementedError("ni"), RuntimeError(b"bytes"), OSError(), ZeroDivisionError(1.5), BlockingIOError(11, "again", 3)):
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args, "|", {k: v for k, v in e.__dict__.items()})
print(type(OSError(2, "x")), type(OSError(13, "x")), type(OSError(17, "x")), type(OSError(999, "x")), OSError(2, "x").errno, OSError(2, "x", "f").filename, OSError(2, "s").strerror, issubclass(FileNotFoundError, OSError), IOError is OSError, EnvironmentError is OSError, StopIteration(7).value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, ImportError("x", name="mod").name, AttributeError(name="q", obj=1).obj)
for c in (BaseException, Exception, ArithmeticError, LookupError, OSError, RuntimeError, ValueError, Warning, SyntaxError, ImportError, NameError, StopIteration):
    print(c.__name__, c.__bases__[0].__name__, sorted(s.__name__ for s in c.__subclasses__() if s.__module__ == "builtins"))
e = ValueError("x")
e.args = (1, 2); e.note = "n"; print(e, repr(e), e.note); e.args = []; print(repr(e), e.args)
for src in ("e.args = 5", "e.__cause__ = 5", "e.__context__ = 'x'", "e.__traceback__ = 5", "del e.args", "del e.__cause__", "e.with_traceback(5)", "e.add_note(5)", "UnicodeDecodeError('x')", "OSError(1, 2, foo=3)", "ValueError(a=1)", "WithInit()", "e.__suppress_context__ = 'x'", "ImportError('a', foo=1)", "UnicodeDecodeError('u', 'notbytes', 0, 1, 'r')", "e < e"):
    try: exec(src); print(src, "ok")
    except Exception as x: print(src, "->", type(x).__name__, x)
class Eq(Exception):
    def __eq__(self, o): return isinstance(o, Eq) and self.args == o.args
    def __hash__(self): return 1
print(Eq(1) == Eq(1), ValueError(1) == ValueError(1), {Eq(1): "d"}[Eq(1)])
try: raise MyError
except MyError as err: print(repr(err))
try: raise WithInit
except TypeError as err: print(err)
class Meta(type):
    def __instancecheck__(cls, o): return True
    def __subclasscheck__(cls, o): return True
class Any(Exception, metaclass=Meta): pass
try:
    try: raise ValueError("v")
    except Any: print("matched by metaclass")
    except ValueError: print("not matched")
except ValueError: pass
class NewErr(Exception):
    def __new__(cls, *a): self = super().__new__(cls, *a); self.made = True; return self
print(NewErr(1).made, NewErr(1).args)
class Dyn(Exception):
    def __str__(self): raise RuntimeError("no str")
try: str(Dyn())
except RuntimeError as x: print(x)
print(e.add_note("one"), e.add_note("two"), e.__notes__, isinstance(e, Exception), e.with_traceback(None) is e, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__, BaseException.__doc__.splitlines()[0])
