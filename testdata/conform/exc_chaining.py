# __cause__, __context__, from None, suppression.
def info(e):
    out = []
    while e is not None and len(out) < 6:
        out.append((repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__))
        e = e.__cause__ or e.__context__
    return out
def run(f):
    try: f()
    except Exception as e:
        print(f.__name__)
        for line in info(e): print("  ", *line)
@run
def implicit():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("while handling")
@run
def explicit():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("because") from e
@run
def from_none():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("hidden") from None
@run
def from_class():
    raise ValueError("x") from KeyError
@run
def three():
    try:
        try: 1 / 0
        except ZeroDivisionError: {}["k"]
    except KeyError as e: raise TypeError("third") from e
@run
def in_finally():
    try: raise KeyError("first")
    finally: raise ValueError("in finally")
@run
def handled_inside():
    try: raise KeyError("a")
    except KeyError:
        try: raise ValueError("b")
        except ValueError: pass
        raise TypeError("c")
@run
def reraise():
    try: raise KeyError("a")
    except KeyError as e:
        try: raise ValueError("b")
        except ValueError: raise e
@run
def cross_function():
    def helper(): raise OSError("helper failed")
    try: raise KeyError("a")
    except KeyError: helper()
@run
def after_handler():
    try: raise KeyError("a")
    except KeyError: pass
    raise ValueError("no context")
@run
def self_cause():
    e = ValueError("self")
    raise e from e
@run
def loop():
    a, b = ValueError("a"), KeyError("b")
    try:
        try: raise a
        except ValueError: raise b
    except KeyError: raise a
@run
def generator_context():
    def g():
        try: yield
        except KeyError: raise ValueError("in gen")
    it = g(); next(it); it.throw(KeyError("thrown"))
@run
def gen_isolated():
    def g():
        try: raise KeyError("gen inner")
        except KeyError: yield 1; raise ValueError("late")
    it = g(); next(it)
    try: raise OSError("outer")
    except OSError: next(it)
@run
def with_exit():
    class C:
        def __enter__(self): pass
        def __exit__(self, *a): raise ValueError("from exit")
    with C(): raise KeyError("body")
@run
def prop_context():
    class C:
        @property
        def p(self): raise AttributeError("inner p")
        def __getattr__(self, n): raise LookupError("getattr " + n)
    C().p
@run
def manual():
    e = ValueError("m"); e.__context__ = KeyError("set"); e.__cause__ = None
    raise e
e = ValueError(); e.__cause__ = KeyError(); print(e.__suppress_context__); e.__suppress_context__ = False; print(e.__suppress_context__)
