# A decimal big number class of our own: addition to square root, checked against int.
class Big:
    BASE = 10 ** 4
    def __init__(self, v="0"):
        if isinstance(v, int): v = str(v)
        self.neg = v.startswith("-"); v = v.lstrip("+-").lstrip("0") or "0"
        if not v.isdigit(): raise ValueError(f"not a number: {v!r}")
        self.d = [int(v[max(0, i - 4):i]) for i in range(len(v), 0, -4)]; self.neg &= self.d != [0]
    @classmethod
    def make(cls, d, neg=False):
        while len(d) > 1 and not d[-1]: d.pop()
        r = cls.__new__(cls); r.d, r.neg = d, neg and d != [0]; return r
    def __str__(self): return "-" * self.neg + str(self.d[-1]) + "".join(f"{x:04}" for x in reversed(self.d[:-1]))
    def __repr__(self): return f"Big('{self}')"
    @staticmethod
    def cmp(a, b): return (len(a) > len(b)) - (len(a) < len(b)) or (a[::-1] > b[::-1]) - (a[::-1] < b[::-1])
    def __eq__(self, o): return isinstance(o, Big) and (self.neg, self.d) == (o.neg, o.d)
    def __lt__(self, o):
        if self.neg != o.neg: return self.neg
        c = self.cmp(self.d, o.d); return c > 0 if self.neg else c < 0
    def __neg__(self): return Big.make(self.d[:], not self.neg)
    def __abs__(self): return Big.make(self.d[:])
    @staticmethod
    def add_abs(a, b):
        out, c = [], 0
        for i in range(max(len(a), len(b))): c, x = divmod((a[i] if i < len(a) else 0) + (b[i] if i < len(b) else 0) + c, Big.BASE); out.append(x)
        return out + [c] if c else out
    @staticmethod
    def sub_abs(a, b):
        out, c = [], 0
        for i, x in enumerate(a): x -= c + (b[i] if i < len(b) else 0); c = x < 0; out.append(x + Big.BASE * c)
        return out
    def __add__(self, o):
        if self.neg == o.neg: return Big.make(self.add_abs(self.d, o.d), self.neg)
        return Big.make(self.sub_abs(self.d, o.d), self.neg) if self.cmp(self.d, o.d) >= 0 else Big.make(self.sub_abs(o.d, self.d), o.neg)
    def __sub__(self, o): return self + -o
    def __mul__(self, o):
        out = [0] * (len(self.d) + len(o.d))
        for i, x in enumerate(self.d):
            c = 0
            for j, y in enumerate(o.d): c, out[i + j] = divmod(out[i + j] + x * y + c, self.BASE)
            out[i + len(o.d)] += c
        return Big.make(out, self.neg != o.neg)
    def __divmod__(self, o):
        if o.d == [0]: raise ZeroDivisionError("Big division by zero")
        q, r = [0] * len(self.d), Big()
        b = abs(o)
        for i in range(len(self.d) - 1, -1, -1):
            r = Big.make([self.d[i]] + r.d); lo, hi = 0, self.BASE - 1
            while lo < hi:
                m = (lo + hi + 1) // 2
                if Big.cmp((b * Big(m)).d, r.d) <= 0: lo = m
                else: hi = m - 1
            q[i] = lo; r = r - b * Big(lo)
        q = Big.make(q, self.neg != o.neg); r.neg = self.neg and r.d != [0]
        if r.d != [0] and self.neg != o.neg: q, r = q - Big(1), r + o
        return q, r
    def __floordiv__(self, o): return divmod(self, o)[0]
    def __mod__(self, o): return divmod(self, o)[1]
    def __pow__(self, n):
        r, b = Big(1), self
        while n: r, b, n = (r * b if n & 1 else r), b * b, n >> 1
        return r
    def sqrt(self):
        if self.neg: raise ValueError("square root of a negative number")
        x = Big("1" + "0" * (len(str(self)) // 2 + 1))
        while (y := (x + self // x) // Big(2)) < x: x = y
        return x
    def __hash__(self): return hash(str(self))
nums = [0, 1, -1, 9999, 10000, -10001, 123456789012345, -987654321098765432, 10 ** 20, 2 ** 70]
bad = [(a, b, op) for a in nums for b in nums for op, f in (("+", lambda x, y: x + y), ("-", lambda x, y: x - y), ("*", lambda x, y: x * y), ("//", lambda x, y: x // y if y != type(y)(0) else y), ("%", lambda x, y: x % y if y != type(y)(0) else y)) if str(f(Big(a), Big(b))) != str(f(a, b))]
print(bad, sorted(map(Big, nums), key=lambda b: b)[:3], str(Big(3) ** 100) == str(3 ** 100), Big("2" + "0" * 40).sqrt(), max(map(Big, nums)), Big("-0"), Big("0012"), {Big(5): 1}[Big("5")])
f = Big(1)
for i in range(2, 31): f = f * Big(i)
print(f, f // Big(2 ** 26), f % Big(10007))
for g in (lambda: Big("12a"), lambda: Big(1) // Big(0), lambda: Big(-4).sqrt(), lambda: Big(1) + 1):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
