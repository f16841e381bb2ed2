# A vector and a polynomial with all operators.
import math
class Vec:
    __slots__ = ("c",)
    def __init__(self, *c): self.c = tuple(c)
    def __repr__(self): return f"Vec{self.c}"
    def __eq__(self, o): return self.c == o.c if isinstance(o, Vec) else NotImplemented
    def __hash__(self): return hash(self.c)
    def __len__(self): return len(self.c)
    def __iter__(self): return iter(self.c)
    def __getitem__(self, i): return Vec(*self.c[i]) if isinstance(i, slice) else self.c[i]
    def __add__(self, o): return Vec(*map(sum, zip(self, o, strict=True))) if isinstance(o, Vec) else NotImplemented
    def __sub__(self, o): return self + -o
    def __neg__(self): return Vec(*(-x for x in self))
    def __pos__(self): return self
    def __mul__(self, k): return Vec(*(x * k for x in self)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __truediv__(self, k): return Vec(*(x / k for x in self))
    def __floordiv__(self, k): return Vec(*(x // k for x in self))
    def __mod__(self, k): return Vec(*(x % k for x in self))
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o, strict=True))
    def __abs__(self): return math.hypot(*self)
    def __bool__(self): return any(self)
    def __round__(self, n=0): return Vec(*(round(x, n) for x in self))
    def __contains__(self, x): return x in self.c
    def __lt__(self, o): return abs(self) < abs(o)
    def __format__(self, spec): return "(" + ", ".join(format(x, spec) for x in self) + ")"
    def __xor__(self, o): a, b, c = self; d, e, f = o; return Vec(b * f - c * e, c * d - a * f, a * e - b * d)
    def __divmod__(self, k): return self // k, self % k
    def __invert__(self): return Vec(*self.c[::-1])
    def __call__(self, f): return Vec(*map(f, self))
u, v = Vec(1, 2, 3), Vec(4, -5, 6)
print(u + v, u - v, u * 2, 3 * u, u / 2, v // 2, v % 4, u @ v, abs(Vec(3, 4)), -u, +u, ~u, u ^ v, divmod(v, 3), bool(Vec(0, 0)), bool(u), round(u / 3, 2), 2 in u, u < v, f"{u / 3:.2f}", u == Vec(1, 2, 3), {u: 1}[Vec(1, 2, 3)], u[1], u[1:], len(u), [*u], max(u), sum(u), u(lambda x: x * x), sum([u, v], Vec(0, 0, 0)), sorted([v, u])[0])
for f in (lambda: u + 1, lambda: u + Vec(1), lambda: u @ Vec(1, 2), lambda: u * "x", lambda: "x" * u, lambda: u ** 2, lambda: u < 5, lambda: Vec(1) ^ u, lambda: u[9], lambda: u.d, lambda: setattr(u, "d", 1), lambda: f"{u:q}", lambda: u @ 5):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Poly:
    def __init__(self, *c):
        c = list(c)
        while len(c) > 1 and c[-1] == 0: c.pop()
        self.c = tuple(c) or (0,)
    def __str__(self):
        terms = []
        for i, a in reversed(list(enumerate(self.c))):
            if a: terms.append(("-" if a < 0 else "+") + (str(abs(a)) if abs(a) != 1 or not i else "") + ("x" + (f"^{i}" if i > 1 else "") if i else ""))
        return "".join(terms).removeprefix("+") or "0"
    def __call__(self, x):
        r = 0
        for a in reversed(self.c): r = r * x + a
        return r
    def lift(o): return o if isinstance(o, Poly) else Poly(o)
    def __add__(self, o): from itertools import zip_longest; return Poly(*(a + b for a, b in zip_longest(self.c, Poly.lift(o).c, fillvalue=0)))
    def __mul__(self, o):
        o = Poly.lift(o); r = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): r[i + j] += a * b
        return Poly(*r)
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -Poly.lift(o)
    def __rsub__(self, o): return -self + o
    def __pow__(self, n):
        r = Poly(1)
        for _ in range(n): r = r * self
        return r
    def __divmod__(self, o):
        r, q = list(self.c), [0] * max(1, len(self.c) - len(o.c) + 1)
        for i in range(len(r) - len(o.c), -1, -1):
            q[i] = k = r[i + len(o.c) - 1] // o.c[-1]
            for j, b in enumerate(o.c): r[i + j] -= k * b
        return Poly(*q), Poly(*r)
    def diff(self): return Poly(*[i * a for i, a in enumerate(self.c)][1:])
    def __eq__(self, o): return self.c == Poly.lift(o).c
x = Poly(0, 1); p = x ** 2 - 3 * x + 2
print(p, p(5), p * p, p - p, (x + 1) ** 5, 1 - x, p.diff(), (x ** 3 - 1).diff().diff(), *divmod(x ** 3 - 1, x - 1), p == Poly(2, -3, 1), Poly(5) == 5, -p, p(x + 1), p(1j), [p(i) for i in range(4)], str(Poly()), p(Poly(1, 1))(3))
