# tuple: construction, methods, operators, errors.
t = (1, 2, 3, 2)
print(t, (), (1,), 1, (1, 2), tuple(), tuple([1]), tuple("ab"), tuple({1: 2}), tuple(x for x in "g"), t[0], t[-1], t[1:3], t[::-1], t.count(2), t.index(2), t.index(2, 2), len(t), 2 in t, t + (4,), t * 2, 2 * (0,), () * 5)
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, "a") < (2, 1), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), {(1, 2): "v"}[1, 2], sorted([(2, 1), (1, 2)]), max((1, 5), (2, 0)), bool(()), bool((0,)))
for f in (lambda: t[10], lambda: t["a"], lambda: t.index(9), lambda: t + [1], lambda: t * 1.0, lambda: t.append(1), lambda: (1, "a") < (1, 2), lambda: hash(([],)), lambda: tuple(5), lambda: t[::0], lambda: tuple(1, 2), lambda: t.count(), lambda: {([],): 1}, lambda: t < [1], lambda: "a" + t, lambda: t.index(2, 5)):
    try:
        print(f())
    except (ValueError, TypeError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
for src in ("t[0] = 1", "del t[0]", "t += 5", "a, b = t", "a, b = 1", "a, *b = ()", "a, b, c, d, e = t", "a, b = {1}", "[a, b] = 'xyz'", "t.x = 1", "a, b = iter([1])", "*a, b, c, d, e, f = t"):
    try:
        exec(src)
    except Exception as e:
        print(src, type(e).__name__, e)
t2 = t; t2 += (9,); print(t, t2)
a, b = b2, c = 1, 2; print(a, b, b2, c)
(a, (b, c)), d = (1, (2, 3)), 4; print(a, b, c, d)
a, b = b, a; [x, y] = "pq"; (z) = 5; (w,) = [6]; print(a, b, x, y, z, w)
m = ([],); 
try:
    m[0] += [1]
except TypeError as e:
    print(e, m)
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    x = property(lambda self: self[0])
    def __repr__(self): return f"P{tuple(self)}"
p = P(3, 4)
print(p, p.x, p == (3, 4), p + (5,), type(p[:]), hash(p) == hash((3, 4)), tuple(p), isinstance(p, tuple), sum(p))
r = (1, [2]); r[1].append(r); print(r)
print(str((1.0, "a", None, b"x")), repr(("é",)), f"{(1, 2)}", "%s %s" % (1, 2), list(reversed(t)), *t, sep="|")
it = iter(t); next(it); print(it.__length_hint__(), tuple(it), (1, 2).__class__, ().__len__(), (1,).__add__((2,)), tuple.__name__, (*t, *"ab"), (lambda *a: a)(*t))
x = 1, ; y = 1, 2,
print(x, y, (yield_ := (3,)), type((1)), type((1,)))
print(hash(()) == hash(tuple()), tuple(t) is t, (1, 2, 3) > (1, 2), (float("nan"),) == (float("nan"),))
