# Dining philosophers with ordered forks, readers and writers, a ping-pong.
import threading
N, ROUNDS = 5, 40
forks, meals = [threading.Lock() for _ in range(N)], [0] * N
def phil(i):
    a, b = sorted((i, (i + 1) % N))
    for _ in range(ROUNDS):
        with forks[a], forks[b]: meals[i] += 1
ts = [threading.Thread(target=phil, args=(i,)) for i in range(N)]
for t in ts: t.start()
for t in ts: t.join()
print(meals)
class RW:
    def __init__(self): self.c, self.readers, self.writer = threading.Condition(), 0, False
    def read(self, f):
        with self.c:
            while self.writer: self.c.wait()
            self.readers += 1
        try: return f()
        finally:
            with self.c: self.readers -= 1; self.c.notify_all()
    def write(self, f):
        with self.c:
            while self.writer or self.readers: self.c.wait()
            self.writer = True
        try: return f()
        finally:
            with self.c: self.writer = False; self.c.notify_all()
rw, data, bad = RW(), {"a": 0, "b": 0}, []
def w():
    def f(): data["a"] += 1; data["b"] += 1
    for _ in range(60): rw.write(f)
def r():
    def f():
        if data["a"] != data["b"]: bad.append(dict(data))
    for _ in range(60): rw.read(f)
ts = [threading.Thread(target=f) for f in (w, r, w, r, r)]
for t in ts: t.start()
for t in ts: t.join()
print(data, bad)
ping, pong, log = threading.Semaphore(1), threading.Semaphore(0), []
def a():
    for i in range(5): ping.acquire(); log.append(f"ping{i}"); pong.release()
def b():
    for i in range(5): pong.acquire(); log.append(f"pong{i}"); ping.release()
ts = [threading.Thread(target=a), threading.Thread(target=b)]
for t in ts: t.start()
for t in ts: t.join()
print(log)
once, made = threading.Lock(), []
inst = None
def get():
    global inst
    if inst is None:
        with once:
            if inst is None: made.append(1); inst = object()
    return inst
res = []; ts = [threading.Thread(target=lambda: res.append(get())) for _ in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(len(made), len(set(map(id, res))))
