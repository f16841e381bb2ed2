# Discrete event simulation: a shop with queues, generators as processes.
import heapq
class Sim:
    def __init__(self): self.t, self.q, self.n, self.log = 0, [], 0, []
    def at(self, t, proc, value=None): self.n += 1; heapq.heappush(self.q, (t, self.n, proc, value))
    def start(self, gen): self.at(self.t, gen)
    def run(self, until=10**9):
        while self.q and self.q[0][0] <= until:
            self.t, _, proc, value = heapq.heappop(self.q)
            try: cmd = proc.send(value)
            except StopIteration: continue
            match cmd:
                case ("wait", d): self.at(self.t + d, proc)
                case ("get", res): res.request(self, proc)
                case ("put", res): res.release(self); self.at(self.t, proc)
                case _: raise TypeError(f"bad command {cmd!r}")
        return self.t
class Resource:
    def __init__(self, name, n): self.name, self.free, self.waiting, self.busy, self.last, self.n = name, n, [], 0, 0, n
    def tick(self, sim): self.busy += (self.n - self.free) * (sim.t - self.last); self.last = sim.t
    def request(self, sim, proc):
        self.tick(sim)
        if self.free: self.free -= 1; sim.at(sim.t, proc, 0)
        else: self.waiting.append((proc, sim.t))
    def release(self, sim):
        self.tick(sim)
        if self.waiting: proc, since = self.waiting.pop(0); sim.at(sim.t, proc, sim.t - since)
        else: self.free += 1
def lcg(seed):
    while True: seed = (seed * 1103515245 + 12345) % 2**31; yield seed >> 16
def customer(sim, i, tills, rnd, stats):
    arrived = sim.t
    yield ("wait", 5 + next(rnd) % 30)
    waited = yield ("get", tills)
    sim.log.append((sim.t, i, "served"))
    yield ("wait", 2 + next(rnd) % 6)
    yield ("put", tills)
    stats.append((i, waited, sim.t - arrived))
def source(sim, n, tills, rnd, stats):
    for i in range(n):
        sim.start(customer(sim, i, tills, rnd, stats))
        yield ("wait", 1 + next(rnd) % 4)
for n in (1, 2, 3):
    sim, stats, tills = Sim(), [], Resource("tills", n)
    sim.start(source(sim, 40, tills, lcg(7), stats)); end = sim.run()
    waits = [w for _, w, _ in stats]
    print(f"tills={n} end={end} served={len(stats)} mean wait={sum(waits) / len(waits):.2f} max={max(waits)} busy={tills.busy / (end * n):.3f} first={stats[:3]} last={stats[-1]}")
    print(sim.log[:4], sorted(set(i for _, i, _ in sim.log)) == list(range(40)))
def bad(): yield ("fly",)
s = Sim(); s.start(bad())
try: s.run()
except TypeError as e: print(e)
def ticker(sim, n, every):
    for k in range(n): sim.log.append((sim.t, every)); yield ("wait", every)
s = Sim()
for e in (3, 5, 2): s.start(ticker(s, 4, e))
print(s.run(until=7), s.log, len(s.q))
