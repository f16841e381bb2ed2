# A priority queue with decrease-key, a task scheduler with dependencies, round-robin generators.
class IndexedHeap:
    def __init__(self): self.h, self.pos = [], {}
    def __len__(self): return len(self.h)
    def _swap(self, i, j): self.h[i], self.h[j] = self.h[j], self.h[i]; self.pos[self.h[i][1]], self.pos[self.h[j][1]] = i, j
    def _up(self, i):
        while i and self.h[i] < self.h[(i - 1) // 2]: self._swap(i, (i - 1) // 2); i = (i - 1) // 2
    def _down(self, i):
        while (c := 2 * i + 1) < len(self.h):
            if c + 1 < len(self.h) and self.h[c + 1] < self.h[c]: c += 1
            if self.h[i] <= self.h[c]: return
            self._swap(i, c); i = c
    def push(self, item, pri):
        if item in self.pos:
            i = self.pos[item]; old = self.h[i]; self.h[i] = (pri, item); self._up(i) if (pri, item) < old else self._down(i)
        else: self.h.append((pri, item)); self.pos[item] = len(self.h) - 1; self._up(len(self.h) - 1)
    def pop(self):
        if not self.h: raise IndexError("empty heap")
        self._swap(0, len(self.h) - 1); pri, item = self.h.pop(); del self.pos[item]
        if self.h: self._down(0)
        return item, pri
    def __contains__(self, item): return item in self.pos
h = IndexedHeap()
for w, p in (("write", 5), ("read", 2), ("idle", 9), ("net", 4)): h.push(w, p)
h.push("idle", 1); h.push("read", 7); print([h.pop() for _ in range(len(h))], "idle" in h)
try: h.pop()
except IndexError as e: print(e)
x = 12345
for i in range(300): x = x * 1103515245 + 12345 & 0x7FFFFFFF; h.push(i % 90, x % 1000)
out = [h.pop()[1] for _ in range(len(h))]; print(len(out), out == sorted(out), out[:5])
class Task:
    def __init__(self, name, cost, deps=(), priority=0): self.name, self.cost, self.deps, self.priority = name, cost, set(deps), priority
class CycleError(Exception): pass
def schedule(tasks, workers):
    todo = {t.name: t for t in tasks}
    missing = {d for t in tasks for d in t.deps} - set(todo)
    if missing: raise KeyError(f"unknown dependencies: {', '.join(sorted(missing))}")
    done, running, t, log = set(), [], 0, []
    while todo or running:
        ready = sorted((x for x in todo.values() if x.deps <= done), key=lambda x: (-x.priority, x.name))
        for x in ready[:workers - len(running)]: del todo[x.name]; running.append((t + x.cost, x.name)); log.append((t, "start", x.name))
        if not running: raise CycleError(" and ".join(sorted(todo)))
        running.sort(); t, name = running.pop(0); done.add(name); log.append((t, "end", name))
    return t, log
T = [Task("fetch", 3), Task("parse", 2, ["fetch"]), Task("lint", 1, ["parse"], 5), Task("compile", 4, ["parse"]), Task("docs", 2), Task("link", 1, ["compile"]), Task("test", 5, ["link", "lint"]), Task("pack", 1, ["test", "docs"])]
for n in (1, 2, 3): end, log = schedule(T, n); print(n, end, log if n == 2 else len(log))
for bad in ([Task("a", 1, ["b"]), Task("b", 1, ["a"])], [Task("a", 1, ["nope"])]):
    try: schedule(bad, 1)
    except (CycleError, KeyError) as e: print(type(e).__name__, e)
def worker(name, n):
    for i in range(n):
        got = yield f"{name}{i}"
        if got: yield f"{name} got {got}"
    return f"{name} done"
def round_robin(*gens):
    queue, results = [(g, None) for g in gens], []
    while queue:
        g, msg = queue.pop(0)
        try: v = g.send(msg); print(v, end=" "); queue.append((g, "mail" if v.endswith("1") else None))
        except StopIteration as e: results.append(e.value)
    return results
print(round_robin(worker("a", 3), worker("b", 1), worker("c", 2)))
class Timer:
    def __init__(self): self.events = IndexedHeap(); self.now = 0; self.n = 0; self.f = {}
    def after(self, d, f, *a): self.n += 1; self.f[self.n] = (f, a); self.events.push(self.n, self.now + d); return self.n
    def cancel(self, k): self.f[k] = (lambda: None, ())
    def run(self):
        while len(self.events): k, self.now = self.events.pop(); f, a = self.f.pop(k); f(*a)
t, got = Timer(), []
def tick(n):
    got.append((t.now, n))
    if n < 4: t.after(n * 2 + 1, tick, n + 1)
t.after(5, got.append, "five"); dead = t.after(6, got.append, "never"); t.after(1, tick, 0); t.cancel(dead); t.run(); print(got, t.now)
