# collections.deque.
from collections import deque
d = deque([1, 2, 3]); d.append(4); d.appendleft(0); d.extend("ab"); d.extendleft("xy"); print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], d[2])
d.rotate(2); print(d); d.rotate(-1); print(d); d.rotate(100); print(d); d[1] = "set"; del d[0]; d.insert(1, "ins"); d.insert(-1, "near end"); d.insert(100, "end"); d.remove("ins"); print(d, d.count(1), d.index(2), 3 in d, "q" in d); d.reverse(); print(d, list(reversed(d)), d.copy() == d)
m = deque(range(5), maxlen=3); print(m, m.maxlen, d.maxlen); m.append(9); m.appendleft(8); m.extend([1, 2, 3, 4]); print(m, deque(maxlen=0), deque([1], maxlen=0), deque("ab", 5)); m += [7]; print(m, m + deque([1]), m * 2, deque([1]) * 3, deque([1]) + deque([2]))
print(deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]), deque([1]) == [1], bool(deque()), deque([1, [2]]), str(deque()), deque(deque("ab")), [*deque("cd")], sorted(deque([3, 1])), deque([1, 2]) != deque([1]), sum(deque([1, 2])), max(deque([1, 5, 2])))
e = deque()
for f in (lambda: e.pop(), lambda: e.popleft(), lambda: e[0], lambda: d.remove("zzz"), lambda: d.index("zzz"), lambda: deque(5), lambda: deque(maxlen=-1), lambda: deque(maxlen="a"), lambda: deque([1], 2, 3), lambda: d + [1], lambda: d < [1], lambda: d["a"], lambda: d[100], lambda: d.__setitem__(100, 1), lambda: d.__delitem__(-100), lambda: hash(d), lambda: d[1:2], lambda: d.rotate("a"), lambda: deque([1, 2, 3], maxlen=3).insert(1, 5), lambda: d * "a", lambda: setattr(d, "maxlen", 5), lambda: d.append(), lambda: d.index(1, 50), lambda: d.extend(5), lambda: deque([1, "a"]) < deque(["a", 1])):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
it = iter(d := deque([1, 2, 3])); next(it); d.append(4)
try: next(it)
except RuntimeError as x: print(x)
for i in (d := deque(range(3))):
    pass
r = deque([1]); r.append(r); print(r); d.clear(); print(d, d.copy(), len(d))
q = deque([("a", 0)]); seen = {"a"}; g = {"a": "bc", "b": "d", "c": "d", "d": "e", "e": ""}; order = []
while q:
    n, dist = q.popleft(); order.append((n, dist))
    for x in g[n]:
        if x not in seen: seen.add(x); q.append((x, dist + 1))
print(order)
class D(deque):
    def __init__(self, *a): super().__init__(*a); self.tag = 1
x = D([1, 2]); print(x, x.tag, type(x.copy()).__name__, x == deque([1, 2]), type(x + x).__name__)
big = deque(range(1000)); big.rotate(333); print(big[0], big[500], sum(big), len(big)); 
for _ in range(500): big.popleft(); big.append(big.pop() + 1)
print(big[0], big[-1], len(big))
