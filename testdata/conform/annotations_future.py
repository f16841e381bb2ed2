# The future import: annotations are texts.
from __future__ import annotations
def f(a: int, b: undefined.x[1] = 2, *c: lambda: 0, d: {'a': 1}, e: 1 if x else 2, g: "quoted", h: not  a, i: f(1, *b, c=2), j: a[1:2, ...], k: -1 + 2*3, l: (1,), m: [i for i in x if y], n: a.b.c, o: f'{x!r:>5}', p: b'x', q: a < b <= c, r: (yield_), s: None, t: x and y or z, u: {**a, 'b': c}, v: {1, 2}, w: lambda x, *y, z=1, **k: x, z: (a, b) if c else d) -> list[int]: pass
for k, v in f.__annotations__.items(): print(k, v)
class C:
    x: Undefined = 1
    y: list [ int ]
print(C.__annotations__)
z: anything | None = 3
print(__annotations__)
import __future__
print(__future__.annotations.compiler_flag == f.__code__.co_flags & __future__.annotations.compiler_flag, annotations)
