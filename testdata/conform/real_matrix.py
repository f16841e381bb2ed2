# A matrix class: operators, determinant, inverse with fractions of our own, LU, powers, Game of Life.
from math import gcd
class Frac:
    __slots__ = ("n", "d")
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError(f"Frac({n}, 0)")
        g = gcd(n, d) * (1 if d > 0 else -1); self.n, self.d = n // g, d // g
    @staticmethod
    def of(x): return x if isinstance(x, Frac) else Frac(x)
    def __add__(self, o): o = Frac.of(o); return Frac(self.n * o.d + o.n * self.d, self.d * o.d)
    def __sub__(self, o): o = Frac.of(o); return Frac(self.n * o.d - o.n * self.d, self.d * o.d)
    def __mul__(self, o): o = Frac.of(o); return Frac(self.n * o.n, self.d * o.d)
    def __truediv__(self, o): o = Frac.of(o); return Frac(self.n * o.d, self.d * o.n)
    def __radd__(self, o): return self + o
    def __rsub__(self, o): return Frac.of(o) - self
    def __rmul__(self, o): return self * o
    def __rtruediv__(self, o): return Frac.of(o) / self
    def __neg__(self): return Frac(-self.n, self.d)
    def __eq__(self, o): o = Frac.of(o) if isinstance(o, (int, Frac)) else None; return NotImplemented if o is None else (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = Frac.of(o); return self.n * o.d < o.n * self.d
    def __hash__(self): return hash((self.n, self.d))
    def __bool__(self): return self.n != 0
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    def __float__(self): return self.n / self.d
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1: raise ValueError("ragged rows")
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0]) if self.rows else 0
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, k): return self.rows[k[0]][k[1]] if isinstance(k, tuple) else self.rows[k]
    def __setitem__(self, k, v): self.rows[k[0]][k[1]] = v
    def _same(self, o):
        if self.shape != o.shape: raise ValueError(f"shapes {self.shape} and {o.shape} differ")
    def __add__(self, o): self._same(o); return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __sub__(self, o): return self + -o
    def __neg__(self): return Matrix([[-a for a in r] for r in self.rows])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows]) if isinstance(k, (int, float, Frac)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f"cannot multiply {self.shape} by {o.shape}")
        cols = list(zip(*o.rows)); return Matrix([[sum(a * b for a, b in zip(r, c)) for c in cols] for r in self.rows])
    def __pow__(self, n):
        if n < 0: return self.inverse() ** -n
        r, b = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: r = r @ b
            b = b @ b; n >>= 1
        return r
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __repr__(self): return "[" + "; ".join(" ".join(map(str, r)) for r in self.rows) + "]"
    def __iter__(self): return (x for r in self.rows for x in r)
    def det(self):
        m, sign, prev = [r[:] for r in self.rows], 1, 1
        for k in range(len(m) - 1):
            if not m[k][k]:
                for i in range(k + 1, len(m)):
                    if m[i][k]: m[k], m[i] = m[i], m[k]; sign = -sign; break
                else: return 0
            for i in range(k + 1, len(m)):
                for j in range(k + 1, len(m)): m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) // prev
            prev = m[k][k]
        return sign * m[-1][-1]
    def inverse(self):
        n = len(self.rows); m = [[Frac.of(x) for x in r] + [Frac(int(i == j)) for j in range(n)] for i, r in enumerate(self.rows)]
        for k in range(n):
            p = next((i for i in range(k, n) if m[i][k]), None)
            if p is None: raise ZeroDivisionError("matrix is singular")
            m[k], m[p] = m[p], m[k]; m[k] = [x / m[k][k] for x in m[k]]
            for i in range(n):
                if i != k and m[i][k]: m[i] = [a - m[i][k] * b for a, b in zip(m[i], m[k])]
        return Matrix([r[n:] for r in m])
a, b = Matrix([[1, 2], [3, 4]]), Matrix([[0, 1], [1, 1]])
print(a + b, a - b, a @ b, a * 3, 2 * a, -a, a.T, a == Matrix([[1, 2], [3, 4]]), a[0, 1], a[1], a.det(), a.inverse(), a @ a.inverse() == Matrix.identity(2), b ** 50, a ** -2, list(a), a.shape)
h = Matrix([[Frac(1, i + j + 1) for j in range(4)] for i in range(4)]); print(h.inverse(), (h.inverse() @ h).rows == Matrix.identity(4).rows, Matrix([[2, 0, 1, 3], [1, 5, -2, 0], [0, 7, 3, 1], [4, 4, 4, 9]]).det(), Matrix([[0, 1], [1, 0]]).det(), Matrix([[1, 2], [2, 4]]).det())
for f in (lambda: a @ Matrix([[1, 2, 3]]), lambda: a + Matrix([[1]]), lambda: Matrix([[1, 2], [3]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a * "x", lambda: Frac(1, 0), lambda: a @ 5, lambda: Frac(1) + "x"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(sum([Frac(1, k) for k in range(1, 11)]), sorted([Frac(1, 2), Frac(1, 3), Frac(2, 3)]), 1 - Frac(1, 3), 2 / Frac(3, 4), float(Frac(1, 8)), {Frac(2, 4): "half"}[Frac(1, 2)], Frac(1, 2) == 0.5)
def life(cells, n):
    from collections import Counter
    for _ in range(n):
        c = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
        cells = {p for p, k in c.items() if k == 3 or k == 2 and p in cells}
    return cells
print(sorted(life({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 8)), sorted(life({(0, 1), (1, 1), (2, 1)}, 1)))
