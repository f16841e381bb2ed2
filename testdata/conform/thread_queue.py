# queue: Queue, LifoQueue, PriorityQueue, SimpleQueue.
import queue, threading
q = queue.Queue()
for i in range(3): q.put(i)
print(q.qsize(), q.get(), q.get_nowait(), q.empty(), q.full(), q.get(), q.empty(), q.maxsize)
for f in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.01), lambda: q.get(timeout=-1), lambda: q.put(1, timeout=-1) or "no limit"):
    try: print(f())
    except (queue.Empty, queue.Full, ValueError) as e: print(type(e).__name__, e)
b = queue.Queue(2); b.put("a"); b.put("b"); print(b.full())
for f in (lambda: b.put_nowait("c"), lambda: b.put("c", False), lambda: b.put("c", timeout=0.01)):
    try: f()
    except queue.Full as e: print("Full", e)
l = queue.LifoQueue(); p = queue.PriorityQueue(); s = queue.SimpleQueue()
for x in (3, 1, 2): l.put(x); p.put((x, "v")); s.put(x)
print([l.get() for _ in range(3)], [p.get()[0] for _ in range(3)], [s.get() for _ in range(3)], s.empty(), s.qsize())
try: s.get(False)
except queue.Empty as e: print(type(e).__name__)
work, results = queue.Queue(maxsize=5), queue.Queue()
def worker():
    while (item := work.get()) is not None:
        results.put((item, item * item)); work.task_done()
    work.task_done()
ts = [threading.Thread(target=worker) for _ in range(4)]
for t in ts: t.start()
for i in range(100): work.put(i)
for _ in ts: work.put(None)
work.join()
for t in ts: t.join()
got = sorted(results.get() for _ in range(100)); print(got[:3], got[-1], results.empty(), len(got))
try: work.task_done()
except ValueError as e: print(e)
sd = queue.Queue(); sd.put(1); sd.put(2); sd.shutdown(); print(sd.get(), sd.get())
for f in (lambda: sd.get(), lambda: sd.put(1)):
    try: f()
    except queue.ShutDown as e: print("ShutDown", type(e).__mro__[1].__name__)
im = queue.Queue(); im.put(1); im.shutdown(immediate=True); print(im.empty())
order = []
def stage(inp, out, f):
    while (x := inp.get()) is not None: out.put(f(x))
    out.put(None)
qs = [queue.Queue() for _ in range(4)]
ts = [threading.Thread(target=stage, args=(qs[i], qs[i + 1], f)) for i, f in enumerate((lambda x: x + 1, lambda x: x * 2, str))]
for t in ts: t.start()
for i in range(10): qs[0].put(i)
qs[0].put(None)
while (x := qs[3].get()) is not None: order.append(x)
for t in ts: t.join()
print(order)
