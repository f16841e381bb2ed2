# Arithmetic dunders: reflected, in-place, NotImplemented, subclass priority.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
    def _op(name, sym):
        def f(self, o):
            if isinstance(o, V): return f"{self.n}{sym}{o.n}"
            if isinstance(o, int): return f"{self.n}{sym}int{o}"
            return NotImplemented
        return f
    def _rop(name, sym):
        def f(self, o): return f"r:{o}{sym}{self.n}" if isinstance(o, (int, str, list)) else NotImplemented
        return f
    for n_, s_ in dict(add="+", sub="-", mul="*", truediv="/", floordiv="//", mod="%", pow="**", lshift="<<", rshift=">>", matmul="@").items():
        locals()[f"__{n_}__"] = _op(n_, s_); locals()[f"__r{n_}__"] = _rop(n_, s_)
    locals()["__and__"] = _op("and", "&"); locals()["__or__"] = _op("or", "|"); locals()["__xor__"] = _op("xor", "^")
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __round__(self, n=None): return ("round", n)
    def __int__(self): return 11
    def __float__(self): return 2.5
    def __complex__(self): return 1 + 2j
    def __index__(self): return 3
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
a, b = V(1), V(2)
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a << b, a >> b, a @ b, a & b, a | b, a ^ b)
print(a + 5, 5 + a, 5 - a, 5 * a, 5 / a, 5 // a, 5 % a, 5 ** a, 5 << a, 5 >> a, 5 @ a, [1] + a, "%s!" % a, "x" + a, [1] * a)
print(-a, +a, ~a, abs(a), divmod(a, 7), divmod(7, a), round(a), round(a, 2), int(a), float(a), complex(a), [10, 20, 30, 40][a], hex(a), range(a), bin(a))
import math, operator
print(math.trunc(a), math.floor(a), math.ceil(a), operator.index(a), math.sqrt(V(1)), "%d %f" % (a, a), bytes(a), chr(a).encode(), [0] * 2, 1 << int(a))
for src in ("a + 1.5", "1.5 + a", "a & 1.5", "1 & a", "a + None", "{} - a", "a < b", "divmod(a)", "pow(a, 2, 3)", "a ** b", "-b", "a += 1.5", "round(a, 'x')", "a @ 'x'", "a << []", "[] >> a"):
    try: print(src, "=", eval(src) if "+=" not in src else exec(src))
    except TypeError as e: print(src, "->", e)
class Sub(V):
    def __radd__(self, o): return f"Sub.radd({o})"
    def __rsub__(self, o): return NotImplemented
print(a + Sub(9), Sub(9) + a, a - Sub(9), 4 + Sub(1), a * Sub(3))
class I:
    def __init__(self): self.l = []
    def __iadd__(self, o): self.l.append(o); return self
    def __imul__(self, o): return "imul"
    def __imatmul__(self, o): return ("imatmul", o)
    def __ipow__(self, o): return NotImplemented
    def __pow__(self, o): return "pow"
    def __ior__(self, o): return NotImplemented
i = j = I(); i += 1; i += "x"; print(i is j, i.l); j *= 5; print(j); k = I(); k **= 2; print(k); m = I(); m @= 3; print(m)
try: i |= 1
except TypeError as e: print(e)
try: i -= 1
except TypeError as e: print(e)
class N:
    __add__ = None
    def __radd__(self, o): return "N.radd"
class R:
    def __radd__(self, o): return "R.radd"
for f in (lambda: N() + R(), lambda: 1 + N(), lambda: R() + N(), lambda: R() + R(), lambda: V(1) + R()):
    try: print(f())
    except TypeError as e: print(e)
class P3:
    def __pow__(self, e, m=None): return ("pow", e, m)
    def __rpow__(self, b, m=None): return ("rpow", b, m)
print(P3() ** 2, pow(P3(), 2), pow(P3(), 2, 5), 2 ** P3(), pow(2, P3(), 7))
a.__add__ = lambda o: "instance"; print(a + b)
print(sum([V(1), V(2)], 0) if False else (0 + V(1)), NotImplemented, type(NotImplemented))
try: bool(NotImplemented)
except TypeError as e: print(e)
