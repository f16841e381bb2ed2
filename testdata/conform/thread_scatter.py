import threading
class Map:
    kind = "class attribute"
    def __init__(self):
        self.length = 0
        self.items = {}
        self.lock = threading.Lock()
    @property
    def size(self):
        return self.length
    def add(self, k, v):
        with self.lock:
            self.items[k] = v
            self.length += 1
    def get(self, k):
        with self.lock:
            return self.items.get(k)
m = Map()
def work(n):
    for i in range(6000):
        m.add((n, i), i)
        m.get((n, i // 2))
        m.get((1 - n, i))
ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(m.length, len(m.items), m.size, m.kind, sorted(k for k in m.__dict__ if k != "lock"))
m.extra = 5
m.get = lambda k: "own"
print(m.extra, m.get(3), sorted(vars(m)))
del m.extra, m.get
print(hasattr(m, "extra"), m.get((0, 1)))
