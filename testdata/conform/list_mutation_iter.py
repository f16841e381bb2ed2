# Changing a list while going over it, and other shapes of aliasing.
a = [1, 2, 3, 4]
seen = []
for x in a:
    seen.append(x)
    if x == 2: a.remove(1)
print(seen, a)
a = [1, 2, 3]
for x in a:
    if len(a) < 8: a.append(x * 10)
print(a)
a = list(range(6))
for x in a[:]: a.remove(x) if x % 2 else None
print(a)
a = [3, 2, 1]
for i, x in enumerate(a):
    a[i] = x * x
print(a)
a = list(range(5))
it = iter(a)
next(it); a.clear()
print(list(it), next(it, "end")); a.append(1); print(list(it))
r = reversed(a := [1, 2, 3]); next(r); a.append(4); print(list(r))
class Evil:
    def __init__(self, l): self.l = l
    def __eq__(self, o):
        self.l.clear()
        return False
l = []
l.extend([Evil(l), 1, 2])
print(2 in l, l)
l = [1, 2, 3, 4, 5]
l[:] = [x for x in l if x % 2]
print(l)
l = [0] * 3
l[1], l[2], l[0] = 1, 2, l[1]
print(l)
i = 0
i, l[i] = 2, "set"
print(i, l)
m = [[1, 2], [3, 4]]
m2 = m[:]; m2[0].append(9); m2.append(5)
print(m, m2, [list(t) for t in zip(*[[1, 2], [3, 4]])])
a = [1, 2, 3]
a.extend(a); a.extend(iter(a[:2])); a += a
print(a, a.count(1))
try:
    for x in (b := [1, 2, 3]): b.append(x) if len(b) < 6 else 1 / 0
except ZeroDivisionError: print(b)
def f(x, acc=[]): acc.append(x); return acc
print(f(1), f(2), f(3, []), f(4))
def modify(lst): lst[0] = "m"; lst = [0]; return lst
q = [1]; print(modify(q), q)
