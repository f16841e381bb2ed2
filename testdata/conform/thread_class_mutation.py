# Classes, globals and functions that change while threads run.
import threading
class C:
    v = 0
    def m(self): return 0
seen, stop = set(), threading.Event()
def reader():
    c = C()
    while not stop.is_set(): seen.add(c.m() == c.m() or True); getattr(c, "later", None); c.v
def m1(self): return 1
ts = [threading.Thread(target=reader) for _ in range(3)]
for t in ts: t.start()
for i in range(100):
    C.m = (lambda k: lambda self: k)(i); C.v = i
    if i % 10 == 0: C.later = i
    if i % 10 == 5 and hasattr(C, "later"): del C.later
stop.set()
for t in ts: t.join()
print(C().m(), C.v, hasattr(C, "later"), seen <= {True})
made = []
def make(n):
    for i in range(50):
        cls = type(f"K{n}_{i}", (C,), {"n": n, "who": lambda self, i=i: i})
        made.append(cls().who() + cls.n)
ts = [threading.Thread(target=make, args=(n,)) for n in (0, 100, 200)]
for t in ts: t.start()
for t in ts: t.join()
print(len(made), sum(made), len(C.__subclasses__()) <= 150)
config = {"mode": "a"}; modes = []; lk = threading.Lock()
def user():
    for _ in range(100):
        with lk: modes.append(config["mode"])
def writer():
    for m in "abcd" * 10: config["mode"] = m
ts = [threading.Thread(target=user), threading.Thread(target=writer), threading.Thread(target=user)]
for t in ts: t.start()
for t in ts: t.join()
print(len(modes), set(modes) <= set("abcd"), config)
glob = 0
def setg(n):
    global glob
    for i in range(100): globals()[f"g_{n}_{i}"] = i; glob = n
ts = [threading.Thread(target=setg, args=(n,)) for n in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(sum(v for k, v in globals().items() if k.startswith("g_")), glob in (0, 1, 2))
