# Lists and tuples.
l = [3, 1, 2]
l.append(4)
l[0] = 10
print(l, len(l), l[1:3], l[-1], sorted(l), sum(l), max(l), min(l), l + [5], [0] * 3, l.index(2), l.pop(), l)
l.sort(); l.reverse(); l.insert(1, 99); del l[0]
print(l, 99 in l, [x * x for x in range(5)], [x for x in range(10) if x % 2 == 0])
t = (1, "two", 3.0)
a, b, c = t
print(t, a, b, c, t[1], len(t), (1,), ())
for i, v in enumerate(["x", "y"]): print(i, v)
for p, q in zip([1, 2], "ab"): print(p, q)
a, b = b, a; first, *rest = l; print(a, b, first, rest)
