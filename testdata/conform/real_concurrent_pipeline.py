# A pipeline of threads with queues: word counts, ordered output, back pressure, errors carried along.
import threading, queue
class Stage(threading.Thread):
    def __init__(self, name, f, inp, out): super().__init__(name=name); self.f, self.inp, self.out, self.n = f, inp, out, 0
    def run(self):
        while (item := self.inp.get()) is not None:
            seq, value = item
            if not isinstance(value, Exception):
                try: value = self.f(value)
                except Exception as e: e.add_note(f"in stage {self.name}"); value = e
            self.n += 1; self.out.put((seq, value))
        self.out.put(None)
def run(data, *fs, size=4):
    qs = [queue.Queue(size) for _ in range(len(fs) + 1)]
    stages = [Stage(f.__name__, f, a, b) for f, a, b in zip(fs, qs, qs[1:])]
    def feed():
        for item in enumerate(data): qs[0].put(item)
        qs[0].put(None)
    feeder = threading.Thread(target=feed)
    for t in (feeder, *stages): t.start()
    out = []
    while (item := qs[-1].get()) is not None: out.append(item)
    for t in (feeder, *stages): t.join()
    return [v for _, v in sorted(out, key=lambda t: t[0])], {s.name: s.n for s in stages}
def clean(s): return "".join(c for c in s.lower() if c.isalpha() or c == " ")
def split(s): return s.split()
def longest(ws): return max(ws, key=len)
def measure(w): return (len(w), w)
lines = ["The quick brown fox", "jumps over", "the LAZY dog!", "", "A man, a plan, a canal", "42"] * 5
res, counts = run(lines, clean, split, longest, measure)
print([r if not isinstance(r, Exception) else (type(r).__name__, r.__notes__) for r in res[:6]], counts, len(res), sum(isinstance(r, Exception) for r in res))
class Pool:
    def __init__(self, n): self.q = queue.Queue(); self.res, self.lock = {}, threading.Condition(); self.ts = [threading.Thread(target=self.work) for _ in range(n)]; [t.start() for t in self.ts]; self.n = 0
    def work(self):
        while (job := self.q.get()) is not None:
            k, f, a = job
            try: r = ("ok", f(*a))
            except Exception as e: r = ("error", repr(e))
            with self.lock: self.res[k] = r; self.lock.notify_all()
    def submit(self, f, *a): self.n += 1; self.q.put((self.n, f, a)); return self.n
    def get(self, k):
        with self.lock: self.lock.wait_for(lambda: k in self.res); return self.res[k]
    def close(self): [self.q.put(None) for _ in self.ts]; [t.join() for t in self.ts]
def collatz(n): return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
p = Pool(3); ks = [p.submit(collatz, n) for n in range(1, 30)] + [p.submit(lambda: 1 / 0), p.submit(collatz, "x")]
print([p.get(k)[1] for k in ks[:29]], p.get(ks[29]), p.get(ks[30])); p.close()
docs = {f"doc{i}": f"w{i % 3} w{i % 5} common w{i}" for i in range(12)}; index, lk = {}, threading.Lock()
def build(part):
    local = {}
    for name in part:
        for w in docs[name].split(): local.setdefault(w, set()).add(name)
    with lk:
        for w, ns in local.items(): index.setdefault(w, set()).update(ns)
names = sorted(docs); ts = [threading.Thread(target=build, args=(names[i::3],)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(index), len(index["common"]), sorted(index["w1"]), sorted(index["w0"] & index["w2"]), sorted(w for w, ns in index.items() if len(ns) == 1))
class Cell:
    def __init__(self): self.v, self.c = None, threading.Condition()
    def put(self, v):
        with self.c:
            while self.v is not None: self.c.wait()
            self.v = v; self.c.notify_all()
    def take(self):
        with self.c:
            while self.v is None: self.c.wait()
            v, self.v = self.v, None; self.c.notify_all(); return v
def sieve(n):
    first = Cell(); threads = []
    def source():
        for i in range(2, n): first.put(i)
        first.put(-1)
    def filt(src, dst, p):
        while (x := src.take()) != -1:
            if x % p: dst.put(x)
        dst.put(-1)
    threads.append(threading.Thread(target=source)); threads[-1].start(); src, primes = first, []
    while (p := src.take()) != -1:
        primes.append(p); dst = Cell(); threads.append(threading.Thread(target=filt, args=(src, dst, p))); threads[-1].start(); src = dst
    for t in threads: t.join()
    return primes
print(sieve(40))
