# Function objects: attributes, repr-free introspection, docstrings.
def f(a, b=1, *args, k=2, **kw):
    """Doc of f.

    More."""
    x = a
    return x
print(f.__name__, f.__qualname__, f.__module__, repr(f.__doc__), f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__, f.__code__.co_name, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_nlocals, f.__code__.co_firstlineno, f.__code__.co_flags & 0x0c, callable(f), type(f).__name__, f.__globals__ is globals(), f.__builtins__ is not None, f.__type_params__)
f.attr = 5; f.__name__ = "renamed"; f.__doc__ = None; f.__qualname__ = "Q.renamed"
print(f.attr, f.__dict__, f.__name__, repr(f).startswith("<function Q.renamed at 0x"), f.__doc__, vars(f))
def outer():
    y = 1; z = 2
    def inner(): return y + z
    class K:
        def m(self): return lambda: [i for i in range(2)]
    return inner, K
inner, K = outer()
print(inner.__qualname__, K.__qualname__, K.m.__qualname__, K().m().__qualname__, inner.__closure__[0].cell_contents, inner.__code__.co_freevars, outer.__code__.co_cellvars, K().m.__func__ is K.m, K().m.__self__.__class__ is K, (lambda: 0).__name__, (lambda: 0).__qualname__)
inner.__closure__[0].cell_contents = 100; print(inner())
for src in ("f.__name__ = 5", "f.__defaults__ = 5", "f.__code__ = 5", "f.__kwdefaults__ = 5", "f.__closure__ = ()", "f.__dict__ = 5", "del f.__name__", "f.nope", "f.__globals__ = {}", "f.__qualname__ = 1", "f[0]", "f + 1", "f < f", "f.__doc__ = 5; print(f.__doc__)", "f.__annotations__ = 5", "len.x = 1", "K().m.x = 1", "len.__name__ = 'x'"):
    try: exec(src); print(src, "ok")
    except (TypeError, AttributeError) as e: print(src, "->", type(e).__name__, e)
def g(): return 1
def h(): return 2
g.__code__ = h.__code__; print(g(), g.__name__)
def one(): "only doc"
def nodoc(): 5
def fdoc(): f"not {1}"
print(one.__doc__, one(), nodoc.__doc__, fdoc.__doc__, len.__name__, len.__doc__.splitlines()[0], len.__self__.__name__, len.__module__, type(len).__name__, type([].append).__name__, [].append.__name__, [].append.__qualname__, [].append.__self__, str.upper.__name__, str.upper.__qualname__, type(str.upper).__name__, str.upper.__objclass__, type(int.__add__).__name__, type((1).__add__).__name__, dict.fromkeys.__name__, type(dict.fromkeys).__name__)
print(len, print, [].append == [].append, str.upper, int.__add__, "a".upper == "a".upper, type(K.__dict__["__dict__"]), K.__dict__["__dict__"], int.real, type(int.real).__name__, type.__dict__["__name__"] if False else "")
T = type(f)
new = T(f.__code__, {"__builtins__": {}}, "made", (7,)); print(new(3, k=1), new.__name__, new.__defaults__)
print(isinstance(f, T), type(K().m)(f, 5)(), type(type(K().m)(f, 5)).__name__, type(lambda: 0) is T, type([].append) is type(len))
m1, m2 = K().m, K().m
k = K(); print(k.m == k.m, m1 == m2, k.m is k.m, hash(k.m) == hash(k.m), k.m.__doc__, k.m.__name__, k.m.__func__.__name__)
