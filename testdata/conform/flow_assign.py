# Assignment: targets, unpacking, order of evaluation, augmented forms.
a = b = c = [1]; b.append(2); print(a, c is a)
(a, b), [c, d] = [1, 2], (3, 4); print(a, b, c, d)
a, *b = "xyz"; *a2, b2 = [1]; a3, *b3, c3 = 1, 2; print(a, b, a2, b2, a3, b3, c3)
*a, = range(3); [*b] = "ab"; (c, *d), e = (1, 2, 3), 4; print(a, b, c, d, e)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9; print(i, x)
x[0], x[1] = x[1], x[0]; print(x)
def t(label, v): print(label, end=" "); return v
t("a", {})[t("b", "k")] = t("c", 1); print()
t("f", [1, 2])[t("g", 0)] += t("h", 5); print()
t("x", print if False else (lambda *a, **k: None))(t("y", 1), *t("z", [2]), k=t("w", 3)); print()
d = {t("k1", 1): t("v1", 2), t("k2", 3): t("v2", 4)}; print(d)
class C:
    def __init__(self): self.v = 10
    def __iadd__(self, o): self.v += o; return self
    def __isub__(self, o): return "replaced"
    def __add__(self, o): return "add"
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return "rmul"
c = C(); k = c; c += 5; print(c.v, c is k); c -= 1; print(c)
try: c = C(); c *= C()
except TypeError as e: print(e)
k = 5; k *= C(); print(k)
n = 5
for op in ("+= 2", "-= 3", "*= 4", "//= 3", "%= 4", "**= 3", "<<= 2", ">>= 1", "|= 6", "&= 14", "^= 5", "/= 4"):
    exec("n " + op); print(op, n)
s = "a"; s += "b"; s *= 3; print(s)
l = [1]; m = l; l += "ab"; l *= 2; print(m)
o = type("O", (), {})(); o.x = 1; o.x += 1; o.x **= 5; print(o.x)
d = {"a": [1]}; d["a"] += [2]; d["a"] *= 2; print(d)
for src in ("a, b = 1, 2, 3", "a, b = [1]", "a, *b, c = [1]", "a, b = None", "(a, b), c = 1, 2", "undefined += 1", "x[5] += 1", "'a'[0] += 'b'", "n += 'a'", "l += 5", "s -= 'a'", "o.nope += 1", "d['nope'] += 1", "(1, 2)[0] += 1", "a, b = {1: 2}", "a, b = 'abc'", "None[0] = 1", "None.x = 1", "n @= 2", "n **= 'x'", "n |= 1.5"):
    try: exec(src); print(src, "ok")
    except Exception as e: print(src, "->", type(e).__name__, e)
x: int = 5; y: "str"; (z): float = 1.5; print(x, z, "y" in globals())
a = 1,; b = *[1, 2], 3; print(a, b); c = yield_ = 4; print(c, yield_)
_, __, *___ = range(5); print(_, __, ___)
a = a0 = [1, 2, 3]; a[1:], b = [9], a; print(a, b)
