# What queues say to arguments, subclasses and hands that reach into them.
import queue, threading, time
q=queue.Queue(2)
for f in (lambda: q.put(1, timeout=-1), lambda: q.get(timeout=-1), lambda: q.get(timeout="x"), lambda: q.put(1,True,"x"), lambda: q.get(False), lambda: q.get(timeout=0), lambda: q.get(timeout=0.01), lambda: q.task_done()):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
q.put(1); q.put(2); print(q.full(), q.qsize(), q.unfinished_tasks)
for f in (lambda: q.put(3, False), lambda: q.put(3, timeout=0), lambda: q.put(3, timeout=0.01), lambda: q.put(1, timeout=-1), lambda: q.get(timeout=-1), lambda: q.get(False, -1), lambda: q.put(7, False, -1)):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
with q.mutex:
    q.queue.clear()
print(q.empty(), q.unfinished_tasks)
q.unfinished_tasks = 2
q.task_done(); q.task_done()
q.join()
try: q.task_done()
except ValueError as e: print(e)
class L(queue.Queue):
    def _put(self, item): print("put", item); super()._put(item)
    def _get(self): r = super()._get(); print("get", r); return r
l=L(1); l.put(5); print(l.get())
class I(queue.Queue):
    def _init(self, n): self.queue=[]
    def _put(self, x): self.queue.insert(0,x)
    def _get(self): return self.queue.pop()
    def _qsize(self): return len(self.queue)
i=I(); i.put(1); i.put(2); print(i.get(), i.get(), i.qsize())
class J(queue.Queue):
    def _init(self, n): self.queue=[]
    def _get(self): return self.queue.pop(0)
j=J(3); j.put(1); j.put(2); print(j.get(), j.get(), j.qsize())
class K(queue.Queue):
    def _init(self, n): super()._init(n); self.seen=n
k=K(4); k.put(9); print(k.get(), k.seen, type(k.queue))
s=queue.Queue(); s.put(1); s.shutdown()
print(s.get())
for f in (s.get, lambda: s.put(1), lambda: s.get(False)):
    try: f()
    except queue.ShutDown: print("shut")
s=queue.Queue(); s.put(1); s.put(2); s.shutdown(True); print(s.unfinished_tasks, s.qsize())
w=queue.Queue(1); w.put(0)
def putter():
    try: w.put(1)
    except queue.ShutDown: print("putter shut")
t=threading.Thread(target=putter); t.start(); time.sleep(0.05); w.shutdown(); t.join()
w=queue.Queue()
def getter():
    try: w.get()
    except queue.ShutDown: print("getter shut")
t=threading.Thread(target=getter); t.start(); time.sleep(0.05); w.shutdown(); t.join()
w=queue.Queue(); got=[]
t=threading.Thread(target=lambda: got.append(w.get())); t.start(); time.sleep(0.05)
with w.not_empty:
    w.queue.append("by hand"); w.not_empty.notify()
t.join(); print(got)
w=queue.Queue(1); w.put(1)
t=threading.Thread(target=lambda: w.put(2)); t.start(); time.sleep(0.05)
with w.mutex:
    print(w.queue.popleft()); w.not_full.notify()
t.join(); print(w.get())
p=queue.PriorityQueue(3); [p.put(x) for x in (3,1,2)]; print([p.get() for _ in range(3)])
print(queue.LifoQueue(3).maxsize, queue.Queue[int])
q=queue.Queue(0); q.put(None); print(q.get(), q.maxsize)
m=queue.Queue(2.5); m.put(1); m.put(2); m.put(3); print(m.full(), m.qsize())
