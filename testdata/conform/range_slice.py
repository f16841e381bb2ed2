# range and slice objects.
print(range(5), range(2, 5), range(2, 10, 3), range(0), range(5, 2), range(10, 0, -3), list(range(10, 0, -3)), list(range(-3, 3)), len(range(10)), len(range(0, 10, 3)), len(range(10, 0)), range(5)[2], range(5)[-1], range(10)[2:8:2], range(10)[::-1], range(10, 0, -2)[1:3], range(3)[5:])
print(3 in range(5), 5 in range(5), 4 in range(0, 10, 3), 6 in range(0, 10, 3), 3.0 in range(5), 3.5 in range(5), "a" in range(5), -1 in range(5), 2**70 in range(2**71), range(5) == range(0, 5, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(5) != range(6), hash(range(0)) == hash(range(5, 1)), range(5) == [0, 1, 2, 3, 4])
r = range(1, 20, 4)
print(r.start, r.stop, r.step, r.index(9), r.count(9), r.count(10), list(reversed(r)), max(r), min(r), sum(r), sorted(r, reverse=True), bool(range(0)), bool(r), [*r], tuple(r), r[-1])
big = range(2**65, 2**66, 2**63); print(big, list(big), len(big), big[1], big[-1], 2**65 + 2**63 in big, big.index(2**65), list(range(2**63 - 2, 2**63 + 2)), range(-2**70, 2**70)[2**70])
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 3, 4), lambda: r[10], lambda: r["a"], lambda: r.index(2), lambda: len(range(2**70)), lambda: range(5) < range(6), lambda: range(5) + range(5), lambda: range(stop=5), lambda: r.__setattr__("start", 1), lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2).indices("a"), lambda: slice("a").indices(5), lambda: slice(1, 2, 0).indices(5), lambda: slice(1).indices(-1), lambda: range(None)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)
s = slice(1, 10, 2)
print(s, slice(5), slice(None), slice(1, 2), s.start, s.stop, s.step, slice(5).start, s == slice(1, 10, 2), s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(100, -100, -1).indices(4), slice(2**70).indices(3), "abcdefghijkl"[s], hash(s) == hash(slice(1, 10, 2)), slice(1, 2) < slice(1, 3), {slice(1): 2}[slice(1)])
class G:
    def __getitem__(self, k): return k
g = G()
print(g[1], g[1:2], g[::], g[1:2, 3], g[...], g[:, 1:], g[()], g["a":"b"], g[1,], g[:1:2], g[*[1, 2]], g[x := 5], g[lambda: 0].__class__.__name__)
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(list(range(I(2), I(5))), "abcdef"[I(1):I(4)], range(10)[I(3)], list(range(True)), [1, 2, 3][slice(0, 2)])
it = iter(range(5)); print(next(it), it.__length_hint__(), list(it), next(it, "end"), list(range(3)) * 2, [i for i in range(10, -1, -5)], list(map(range, (1, 2))))
for i in range(3): i = 10
print(i)
for i in range(0): pass
print(i, sum(range(10**6)), range(10**18)[10**17], len(range(0, 10**18, 7)))
