# Operators whose methods change, by class, by right operand and by subclass.
class A:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ("A.add", self.v)
    def __lt__(self, o): return NotImplemented if o == 3 else self.v < getattr(o, "v", 0)
    def __iadd__(self, o):
        if o == "no": return NotImplemented
        self.v += 1
        return self

class B(A):
    def __radd__(self, o): return ("B.radd", self.v)

def add(a, b): return a + b
def less(a, b):
    try:
        return (a < b, [1 if a < b else 0])
    except TypeError as e:
        return str(e)

for round in range(3):
    for x in (A(1), B(2)):
        for y in (A(3), B(4), 3, 2.5, None, "s"):
            print(round, type(x).__name__, type(y).__name__, add(x, y), less(x, y))
    a = A(5)
    for k in (1, 2, "no", 3):
        a += k
        print(a if isinstance(a, tuple) else a.v)
        if isinstance(a, tuple):
            a = A(6)
    if round == 0:
        A.__add__ = lambda self, o: ("changed", self.v)
    if round == 1:
        del A.__add__
        A.__add__ = lambda self, o: NotImplemented
        A.__radd__ = lambda self, o: "r"
        add = lambda a, b: (lambda: a + b)() if isinstance(b, A) else None

import heapq
class E:
    def __init__(self, k): self.k = k
    def __lt__(self, o): return self.k < o.k
h = []
for k in (5, 2, 9, 1, 7, 3):
    heapq.heappush(h, E(k))
E.__lt__ = lambda self, o: self.k < o.k
print([heapq.heappop(h).k for _ in range(3)])
def bad(self, o): raise ValueError("no order")
E.__lt__ = bad
try:
    heapq.heappop(h)
except ValueError as e:
    print(e)
print(sorted(x.k for x in h))
