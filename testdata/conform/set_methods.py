# set and frozenset: all methods and operators (numbers only: their order is fixed, still sorted here).
def s(x): return sorted(x) if isinstance(x, (set, frozenset)) else x
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(s(a | b), s(a & b), s(a - b), s(b - a), s(a ^ b), s(a.union([9], (8,))), s(a.intersection([1, 2], {2})), s(a.difference([1], [2])), s(a.symmetric_difference([1, 9])), a.isdisjoint([7]), a.isdisjoint(b), {1, 2} <= a, {1, 2} < a, a <= a, a < a, a >= b, a.issubset(range(10)), a.issuperset([1]), a == {4, 3, 2, 1}, a != b, 3 in a, 9 not in a, len(a))
c = set(a); c.add(9); c.add(9); c.discard(1); c.discard(100); c.remove(2); c.update([10], (11, 12), {13}); print(s(c), c.pop() in range(20), len(c), s(c.copy()) == s(c))
c = {1, 2, 3}; c |= {4}; c &= {1, 2, 4, 5}; c -= {1}; c ^= {2, 7}; print(s(c)); c.intersection_update([4, 7, 8]); c.difference_update([7]); c.symmetric_difference_update([4, 5]); print(s(c)); c.clear(); print(c, set(), frozenset(), bool(c), {0} and True)
f = frozenset([1, 2]); print(f, s(f | {3}), type(f | {3}), type({3} | f), f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "v"}[frozenset([1, 2])], f in {f}, {1, 2} in {f}, s(f.union([5])), f.copy() is f, frozenset(f) is f, s(f - {1}), f < {1, 2, 3}, s(set("abca")), {1}, {1.0, 1, True}, frozenset({5}))
for g in (lambda: a.remove(99), lambda: set().pop(), lambda: {[]}, lambda: a | [1], lambda: a & 5, lambda: a - "x", lambda: a ^ None, lambda: f.add(1), lambda: set(5), lambda: a.add([]), lambda: hash(a), lambda: a < 5, lambda: a[0], lambda: a + b, lambda: [] in a, lambda: a.remove([1]), lambda: set(1, 2), lambda: a.union(5), lambda: a.add(), lambda: {{1}}, lambda: frozenset([[]]), lambda: a.isdisjoint(3), lambda: a.foo, lambda: a.remove("x"), lambda: f.remove(1), lambda: {1} < [1], lambda: a.discard({}), lambda: a.remove({1}), lambda: a.update(1)):
    try:
        print(g())
    except (TypeError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    a |= [1]
except TypeError as e:
    print(e)
print(s({x % 3 for x in range(10)}), s({*a, *b}), s(set(range(5)) - {i for i in range(3)}), s(a and b), len({(1, 2), (1, 2), (2, 1)}), sum({1, 2, 3}), max({4, 9, 2}), any({0}), {None}, {()}, s(set([3, 1, 2])))
def change(op):
    x = {1, 2, 3}
    try:
        for e in x: op(x, e)
    except RuntimeError as err:
        return str(err)
    return "fine"
print(change(lambda x, e: x.add(e + 10)), change(lambda x, e: x.discard(e)), change(lambda x, e: x.add(e)))
class S(set):
    def add(self, v): super().add(v * 2)
    def __repr__(self): return "S" + str(sorted(self))
x = S([1]); x.add(5); print(x, x | {2}, type(x | {2}), type({2} | x), x.copy(), type(x & x), S() == set(), repr(set([1])), repr(frozenset([1])), str({(1,)}), isinstance(x, set))
i = iter({7}); print(next(i), next(i, None), i.__length_hint__(), list(set()), {1: 2}.keys() & {1, 3}, {1} | {1: 5}.keys(), set({1: 2}), [*{3}], set.__name__, set().__doc__[:5], {1, 2}.__eq__([1]), {1}.__or__([1]), {1}.__len__())
class M(type): pass
print(s({3, *()} ^ {3}), s(set.union({1}, {2}, {3})), set.intersection({1, 2}, {2}), set().union(*[{1}, {2}]) == {1, 2}, frozenset.union(frozenset([1]), [2]) == {1, 2})
r = frozenset([frozenset([1]), frozenset()]); print(len(r), frozenset() in r, {1} in r, set([frozenset([1])]) == {frozenset({1})})
