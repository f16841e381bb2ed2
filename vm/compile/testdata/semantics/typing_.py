import typing
x: int = 1
y: 'str'
if x:
    z: list[int] = []
else:
    never: dict
def f(a: int, /, b: 'str' = 'd', *args: tuple, c: list[int] = None, **kw: dict) -> None:
    local: undefined_annotation = 5
    (p): another
    return local
print(f(1), f.__annotations__)
class C:
    a: int = 1
    b: 'C'
    if a:
        c: float
    else:
        d: complex
    def m(self, other: C) -> C: ...
print(C.__annotations__, C.m.__annotations__)
def g[T, *Ts, **P](a: T, *b: T) -> T: return a
print(g(3), [type(p).__name__ for p in g.__type_params__])
def h[T: int, U: (str, bytes)](a: T = 5, *, k: U = 'k') -> T: return a, k
print(h(), h.__type_params__[0].__bound__, h.__type_params__[1].__constraints__)
class G[T]:
    attr: T
    def m[V](self, v: V) -> dict[T, V]: return v
    class Inner[W]:
        def n(self) -> tuple[T, W]: return 'n'
print(G.__type_params__, G[int], G().m(2), G.Inner().n(), G.__orig_bases__, G.m.__qualname__)
class H[T](G[T], metaclass=type): pass
print(H.__mro__[1].__name__, H.__orig_bases__)
type Alias[K, V] = dict[K, list[V]]
print(Alias.__value__, Alias.__type_params__, Alias.__name__)
type Simple = int | str
print(Simple.__value__)
def outer():
    T0 = 5
    class K:
        T0 = 6
        type A = list[T0] if 0 else T0
        def f[X](self, a: X = T0): return a, T0
        type B[X] = tuple[X, T0]
    return K.A.__value__, K().f()
print(outer())
name = 'world'
t = t'hello {name!r:>{10}} and {1 + 1}!'
print(t.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
w = 8
print(f'{name}', f'{name!r}', f'{name:>{w}}|', f'{name!s:^{w}.3}|', f'{3.14159:.2f}', f'a{{{1}}}b', f'{x=}', f'{name!a:*<10}' f'{1}', f'')
print(f'{f"{1 + 1}" + "x"}', f'{ {1: 2}[1] }', f'{(lambda q: q * 2)(4)}', f'{x:{"0"}{w}}')
if (k := x) and __debug__: print('debug', k)
global_dict = {}
class Weird:
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __getitem__(self, k): return k
q = Weird()
q[1:2] = 3
q[1:2, ::3] = 4
q[...] = 5
del q[1:2], q[::2]
print(q[1:2], q[:], q[::-1], q[1, 2:3], q[*'ab', 1], q['a':], q[:-1])
print([1, 2, 3, 4][1:-1], name[::2], (1, 2, 3)[-2:])
