# Operators, slicing and assignment to slices of lists.
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::3], a[::-1], a[-3:], a[8:2:-2], a[100:], a[-100:3], a[5:5], a[0], a[-1], a[True])
print([1] + [2], [1, 2] * 2, 2 * [0], [1] * 0, [1] * -1, [[]] * 2, 3 in a, 30 in a, 3 not in a, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 5], [1, 2] != [1, 2.0], [1] == (1,), len(a), not [], bool([0]))
a[2:4] = ["a", "b", "c"]; print(a)
a[0:0] = [100]; print(a)
a[-1:] = []; print(a)
a[::2] = range(len(a[::2])); print(a)
a[1:3] = (x for x in "gen"); print(a)
a[5:2] = ["mid"]; print(a)
a[::-1] = list(a); print(a)
del a[0]; print(a)
del a[1:3]; print(a)
del a[::3]; print(a)
del a[-1], a[0]; print(a)
a[:] = [1, 2, 3]; a[len(a):] = [4]; print(a)
a[1:2] = a; print(a)
a += (5, 6); a += "x"; a *= 2; print(a)
b = a; b += [7]; print(a is b, a[-1])
b = b + [8]; print(a is b, len(a), len(b))
for src in ("a[100]", "a[-100]", "a['x']", "a[1.0]", "a[::0]", "a[100] = 1", "a['x'] = 1", "del a[100]", "a[0:2] = 5", "a[::2] = [1]", "a + (1,)", "a + 1", "1 + a", "a * 1.5", "a * a", "a < 1", "a < (1,)", "a - [1]", "a['x':]", "del a[::0]", "a()", "-a", "a[1, 2]", "a[None] = 5", "del a['q']", "a += 5", "[1] > 'a'", "a[2**100]", "a.x = 1", "a[[1]]"):
    try:
        exec(src); print(src, "ok")
    except Exception as e:
        print(src, type(e).__name__, e)
x = [[0] * 3 for _ in range(2)]
x[0][1] = 5
y = [[0] * 3] * 2
y[0][1] = 5
print(x, y)
r = [1]; r.append(r); r[0] = [r]
print(r, r[1] is r)
first, *rest = a; *init, last = a; p, *q, s = [1, 2]
print(first, rest[:2], init[:2], last, p, q, s)
class L(list):
    def __getitem__(self, i): return "got" if i == 99 else super().__getitem__(i)
    def __repr__(self): return "L" + super().__repr__()
l = L([1, 2]); l.tag = 1
print(l, l[99], l + [3], type(l + [3]), type(l[:]), l == [1, 2], l * 2, type(l.copy()), list(l), sum(l), l.tag)
it = iter(a)
print(next(it), it.__length_hint__(), list(it)[:3], next(it, "done"), a.__len__(), a.__contains__(4), list(reversed([1, 2])), [].__add__([1]), [1].__eq__(5), [1].__lt__(2))
