"""SimpleQueue: arguments, errors, many producers and consumers, waiting."""
import queue, threading, time
q = queue.SimpleQueue()
print(repr(q)[:26], queue.SimpleQueue, queue.Empty, queue.Empty.__mro__)
for bad in (lambda: queue.SimpleQueue(1), lambda: q.get(timeout=-1), lambda: q.get(timeout="x"), lambda: q.get(True, float("nan")), lambda: q.get(False), lambda: q.get_nowait(), lambda: q.put(), lambda: q.get(timeout=1e20), lambda: q.get(block=True, timeout=0.01), lambda: q.get(timeout=0)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
q.put(1); q.put(2, False, timeout=3); q.put_nowait(3); q.put(item=4)
print(q.qsize(), q.empty(), q.get(), q.get(False), q.get_nowait(), q.get(timeout=5), q.empty(), q.qsize())
class S(queue.SimpleQueue):
    def __init__(self, a): self.a = a
print(S(3).a, queue.SimpleQueue[int])
# many producers, consumers
N=4; M=300
out=[[] for _ in range(N)]
def prod(k):
    for i in range(M): q.put((k,i))
def cons(k):
    while True:
        x = q.get()
        if x is None: return
        out[k].append(x)
cs=[threading.Thread(target=cons,args=(k,)) for k in range(N)]
ps=[threading.Thread(target=prod,args=(k,)) for k in range(N)]
for t in cs+ps: t.start()
for t in ps: t.join()
for _ in cs: q.put(None)
for t in cs: t.join()
al=sorted(x for o in out for x in o)
print(len(al), al==[(k,i) for k in range(N) for i in range(M)], all([x[1] for x in o if x[0]==k]==sorted(x[1] for x in o if x[0]==k) for o in out for k in range(N)), q.empty())
# ping pong
a,b=queue.SimpleQueue(),queue.SimpleQueue()
def pong():
    for _ in range(300): b.put(a.get()+1)
t=threading.Thread(target=pong); t.start()
s=0
for i in range(300):
    a.put(i); s+=b.get()
t.join(); print(s)
t0=time.time()
try: a.get(timeout=0.2)
except queue.Empty: print("Empty", 0.19<time.time()-t0<2)
import weakref, pickle, copy
r = weakref.ref(q); print(r() is q)
for f in (pickle.dumps, copy.copy, lambda q: queue.SimpleQueue(a=1), lambda q: len(q), lambda q: iter(q)):
    try: print(f(q))
    except Exception as e: print(type(e).__name__, e)
