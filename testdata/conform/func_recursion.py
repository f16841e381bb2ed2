# Recursion: depth, mutual, and the limit.
import sys
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(50), fact(300) % 10**9)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(200), odd(201))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 5))
def hanoi(n, a="A", b="B", c="C"): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(len(hanoi(8)), hanoi(2))
print(sys.getrecursionlimit())
def forever(n): return forever(n + 1)
try: forever(0)
except RecursionError as e: print(type(e).__name__, e, isinstance(e, RuntimeError))
depth = 0
def count():
    global depth
    depth += 1
    count()
try: count()
except RecursionError: print(900 < depth < 1000)
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
r = R()
for f in (lambda: repr(r), lambda: r == 5, lambda: r.attr, lambda: r + 1, lambda: r(), lambda: hash(r), lambda: len(r)):
    try: f(); print("no error")
    except RecursionError as e: print("RecursionError")
sys.setrecursionlimit(200)
def d(n): return 0 if n == 0 else 1 + d(n - 1)
print(d(150))
try: d(300)
except RecursionError as e: print(e)
sys.setrecursionlimit(5000); print(d(3000)); sys.setrecursionlimit(1000)
for bad in (0, -5, "x"):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e: print(e)
def gen(n):
    if n: yield from gen(n - 1)
    yield n
print(sum(gen(100)))
def flat(x): return [y for e in x for y in (flat(e) if isinstance(e, list) else [e])]
print(flat([1, [2, [3, [4, []]]], 5]))
l = []
for _ in range(500): l = [l]
print(len(repr(l)))
