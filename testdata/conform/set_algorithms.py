# Sets in use: sieve, graph closure, set partitions, unique paths.
print(sorted(set(range(2, 60)) - {i * j for i in range(2, 8) for j in range(2, 30)}))
rel = {(1, 2), (2, 3), (3, 4), (5, 6)}
while True:
    new = rel | {(a, d) for a, b in rel for c, d in rel if b == c}
    if new == rel: break
    rel = new
print(sorted(rel))
def partitions(s):
    if not s: yield []; return
    first, *rest = s
    for p in partitions(rest):
        yield [[first]] + p
        for i in range(len(p)): yield p[:i] + [[first] + p[i]] + p[i + 1:]
print(len(list(partitions([1, 2, 3, 4]))), sorted(sorted(map(tuple, p)) for p in partitions([1, 2, 3])))
def powerset(s): return [{x for i, x in enumerate(s) if n >> i & 1} for n in range(1 << len(s))]
print(sorted(map(sorted, powerset([1, 2, 3]))))
pos, seen, steps = (0, 0), {(0, 0)}, 0
for c in "RRUULLDDRRRDDLLU" * 3: dx, dy = {"R": (1, 0), "L": (-1, 0), "U": (0, 1), "D": (0, -1)}[c]; pos = pos[0] + dx, pos[1] + dy; seen.add(pos)
print(pos, len(seen), min(seen), max(seen))
fs = {frozenset(w) for w in ("abc", "cab", "xyz", "zyx", "ab")}; print(len(fs), frozenset("abc") in fs, sorted(map(sorted, fs)))
happy = set()
for n in range(1, 50):
    x, path = n, set()
    while x != 1 and x not in path: path.add(x); x = sum(int(d) ** 2 for d in str(x))
    if x == 1: happy.add(n)
print(sorted(happy), {1, 2} & happy, len(happy ^ {1, 2, 3}), happy.isdisjoint({2, 3}), sorted(happy)[:3] == [1, 7, 10])
pent = {n * (3 * n - 1) // 2 for n in range(1, 300)}; print(next((b - a) for b in sorted(pent) for a in sorted(pent) if a < b and a + b in pent and b - a in pent) if False else len(pent), 12 in pent, 13 in pent)
big = set(range(0, 10000, 3)) & set(range(0, 10000, 5)); print(len(big), sum(big), big == set(range(0, 10000, 15)), big - set(range(9000)) == {x for x in big if x >= 9000})
s = set()
for i in range(2000): s.add(i * 7 % 1009); s.discard(i * 11 % 1009)
print(len(s), sum(s))
