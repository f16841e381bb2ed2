# A little event loop on coroutines: tasks, sleep in virtual time, queue, gather.
import heapq
from collections import deque
class syscall:
    def __init__(self, *request): self.request = request
    def __await__(self): return (yield self.request)
class Loop:
    def __init__(self): self.now, self.ready, self.sleeping, self.n, self.results = 0, deque(), [], 0, {}
    def spawn(self, coro, name): self.ready.append((coro, name, None, None)); self.results[name] = None
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                when, _, task = heapq.heappop(self.sleeping)
                self.now = when
                self.ready.append(task)
            coro, name, value, exc = self.ready.popleft()
            try: req = coro.throw(exc) if exc else coro.send(value)
            except StopIteration as e: self.results[name] = ("ok", e.value); continue
            except Exception as e: self.results[name] = ("error", repr(e)); continue
            self.handle(req, coro, name)
    def handle(self, req, coro, name):
        match req:
            case ("sleep", n):
                self.n += 1
                heapq.heappush(self.sleeping, (self.now + n, self.n, (coro, name, self.now + n, None)))
            case ("spawn", sub, subname): self.spawn(sub, subname); self.ready.append((coro, name, subname, None))
            case ("now",): self.ready.append((coro, name, self.now, None))
            case ("yield",): self.ready.append((coro, name, None, None))
            case ("fail", e): self.ready.append((coro, name, None, e))
            case ("result", other):
                if self.results.get(other) is None: self.ready.append((coro, name, None, None)) if not self.sleeping else self.handle(("sleep", 1), coro, name)
                else: self.ready.append((coro, name, self.results[other], None))
async def sleep(n): return await syscall("sleep", n)
async def worker(name, delays):
    for d in delays:
        await sleep(d)
        print(f"t={await syscall('now')} {name} after {d}")
    return name * 2
async def failing():
    await sleep(2)
    try: await syscall("fail", ValueError("injected"))
    except ValueError as e: print("handled", e)
    raise KeyError("task died")
async def main():
    await syscall("spawn", worker("sub", [1, 1]), "sub")
    r = None
    while r is None: r = await syscall("result", "sub")
    print("sub gave", r)
    async with Span("section"): await sleep(1)
    return "main done"
class Span:
    def __init__(self, n): self.n = n
    async def __aenter__(self): self.start = await syscall("now")
    async def __aexit__(self, *a): print(self.n, "took", await syscall("now") - self.start)
loop = Loop()
for coro, name in ((worker("a", [1, 3]), "a"), (worker("b", [2, 2]), "b"), (failing(), "f"), (main(), "main")): loop.spawn(coro, name)
loop.run()
print(loop.results, loop.now)
