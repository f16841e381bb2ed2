# Lists as stacks, queues, matrices; in-place algorithms.
def bubble(a):
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
def quick(a): return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])
def merge(a):
    if len(a) < 2: return a
    m = len(a) // 2; l, r, out = merge(a[:m]), merge(a[m:]), []
    while l and r: out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
def heap(a):
    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and a[c + 1] > a[c]: c += 1
            if a[i] >= a[c]: return
            a[i], a[c] = a[c], a[i]; i = c
    for i in range(len(a) // 2, -1, -1): sift(i, len(a))
    for n in range(len(a) - 1, 0, -1): a[0], a[n] = a[n], a[0]; sift(0, n)
    return a
def insertion(a):
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and a[j - 1] > x: a[j] = a[j - 1]; j -= 1
        a[j] = x
    return a
def radix(a):
    for k in range(0, 12, 4):
        b = [[] for _ in range(16)]
        for x in a: b[x >> k & 15].append(x)
        a = [x for bb in b for x in bb]
    return a
data = [(i * 271 + 7) % 199 for i in range(60)]
print(all(f(data[:]) == sorted(data) for f in (bubble, quick, merge, heap, insertion, radix)), heap(data[:])[:10])
st = []; [st.append(x) for x in "abc"]; print(st.pop(), st[-1], st); q = [1, 2, 3]; q.append(4); print(q.pop(0), q)
m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([list(r) for r in zip(*m)], [r[::-1] for r in m], [list(r) for r in zip(*m[::-1])], [m[i][i] for i in range(3)], sum(m, []), [x for r in m for x in r if x % 2], [[m[j][i] for j in range(3)] for i in range(3)])
def spiral(m): return m and [*m[0]] + spiral([list(r) for r in zip(*m[1:])][::-1])
def bsearch(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x: lo = mid + 1
        else: hi = mid
    return lo if lo < len(a) and a[lo] == x else -1
def dedupe(a): seen = set(); return [x for x in a if not (x in seen or seen.add(x))]
def rotate(a, k): k %= len(a); return a[-k:] + a[:-k]
def pascal(n): r = [1]; return [r := [1] + [a + b for a, b in zip(r, r[1:])] + [1] if i else r for i in range(n)]
print(spiral(m), bsearch([1, 3, 5, 7], 5), bsearch([1, 3], 4), dedupe([3, 1, 3, 2, 1]), rotate([1, 2, 3, 4], 1), pascal(6), max(sum(data[i:i + 5]) for i in range(56)))
best = cur = data[0] - 100
for x in data[1:]: cur = max(x - 100, cur + x - 100); best = max(best, cur)
print(best, [sum(r) for r in m], list(map(max, zip(*m))), [*map(list, {tuple(sorted(r)) for r in [[1, 2], [2, 1]]})])
del data[::2]; data[5:10] = []; data.insert(2, -1); print(data[:8], len(data), data.index(max(data)))
