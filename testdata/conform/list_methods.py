# All methods of list.
a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.extend("ab"); a.insert(0, "first"); a.insert(-1, "x"); a.insert(100, "last"); a.insert(-100, "zero")
print(a, len(a), a.index(1), a.count(2), a.pop(), a.pop(0), a.pop(-2), a)
a.remove(3); a.reverse()
print(a, a.copy() == a, a.copy() is a, a.index("a", 0, 3), a.clear(), a)
b = [5, 3, 8, 1, 9, 2]
b.sort(); print(b)
b.sort(reverse=True); print(b)
b.sort(key=lambda x: x % 3); print(b)
b.sort(key=lambda x: -x % 4, reverse=True); print(b)
words = ["banana", "Apple", "cherry", "date"]
words.sort(key=str.lower); print(words)
words.sort(key=len); print(words)
print(sorted(words), sorted(words, reverse=True), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({3: 1, 1: 2}), sorted("hello", key=lambda c: (-ord(c))), sorted([True, 0, 2, 0.5]))
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, "a"].sort(), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [].extend(5), lambda: [].insert(1), lambda: [1].index(1, 5), lambda: [].pop("a"), lambda: [].sort(lambda x: x), lambda: [].sort(key=5), lambda: [1, 2].sort(key=5), lambda: [1].count(), lambda: list(5), lambda: list(1, 2), lambda: [3, None].sort(), lambda: [].foo, lambda: hash([]), lambda: [1, 2].sort(reverse="x"), lambda: list(x=1)):
    try:
        print(f())
    except (ValueError, TypeError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), sorted([K(3), K(1), K(2)], reverse=True), min([K(3), K(1)]), max([K(3), K(1)], key=lambda k: -k.v))
c = [1, 2, 3]
try:
    c.sort(key=lambda x: c.append(x) or x)
except ValueError as e:
    print(e, c)
def bad(x):
    if x == 2: raise RuntimeError("bad key")
    return -x
c = [3, 1, 2]
try:
    c.sort(key=bad)
except RuntimeError as e:
    print(e, c)
big = [(i * 7919) % 1009 for i in range(1000)]
s = sorted(big)
assert all(s[i] <= s[i + 1] for i in range(999)) and sorted(s, reverse=True) == s[::-1]
stable = sorted([(i % 5, i) for i in range(40)], key=lambda t: t[0])
print(stable, list(), list((1, 2)), list("ab"), list({1: 2}), list(range(3)), [*"xy", *[1]], list(x for x in (1,)))
