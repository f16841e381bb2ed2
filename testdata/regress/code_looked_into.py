"""Code of functions that nothing has called yet shows all that it has."""
import inspect
import textwrap
import threading
import types


def codes(code):
    yield code
    for k in code.co_consts:
        if isinstance(k, types.CodeType):
            yield from codes(k)


for name, f in sorted(vars(textwrap.TextWrapper).items()):
    if inspect.isfunction(f):
        c = f.__code__
        print(name, c.co_name, c.co_argcount, c.co_varnames, c.co_freevars, c.co_firstlineno, inspect.signature(f))
print(sorted(c.co_qualname for c in codes(textwrap.dedent.__code__)))
print(textwrap.shorten.__code__.replace(co_name="other").co_varnames)
print(len(list(textwrap.fill.__code__.co_lines())) > 1, textwrap.fill.__doc__[:20], textwrap.fill.__kwdefaults__)


def outer():
    a = 1

    def inner(b, *, c=2):
        def innermost():
            return a, b, c
        return innermost
    return inner


inner = outer()
print(inner.__code__.co_freevars, inner.__code__.co_cellvars, inner.__kwdefaults__)


def given(x):
    return [x + k for k in range(3)]


def taking(y):
    return y


taking.__code__ = given.__code__
print(taking(1), given(2))
try:
    taking.__code__ = inner.__code__
except ValueError as e:
    print(e)
print(inner(5)(), types.FunctionType(given.__code__, {"range": range})(7))


# Many threads call the same function first.
def first(n):
    def made(k, *rest, **named):
        return k + n + len(rest) + named.get("x", 0)
    return made


def work(made, out):
    out.append([f(1, 2, x=3) for f in made])


made = [first(n) for n in range(50)]
outs = []
threads = [threading.Thread(target=work, args=(made, outs)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(outs[0] == [n + 5 for n in range(50)], all(o == outs[0] for o in outs))
