# Semaphore, BoundedSemaphore, RLock.
import threading
sem, lk, active, peak = threading.Semaphore(3), threading.Lock(), 0, 0
def work():
    global active, peak
    with sem:
        with lk: active += 1; peak = max(peak, active)
        for _ in range(200): pass
        with lk: active -= 1
ts = [threading.Thread(target=work) for _ in range(12)]
for t in ts: t.start()
for t in ts: t.join()
print(active, peak <= 3, sem.acquire(), sem.acquire(), sem.acquire(), sem.acquire(blocking=False), sem.acquire(timeout=0.01)); sem.release(3); print(sem.acquire(False)); sem.release()
b = threading.BoundedSemaphore(1); b.acquire(); b.release()
try: b.release()
except ValueError as e: print(e)
try: sem.release(0)
except ValueError as e: print(e)
r = threading.RLock(); print(r.acquire(), r.acquire(), r.acquire(False)); r.release(); r.release(); res = []
t = threading.Thread(target=lambda: res.append(r.acquire(False))); t.start(); t.join(); print(res); r.release()
t = threading.Thread(target=lambda: (res.append(r.acquire(False)), r.release())); t.start(); t.join(); print(res)
def other(): 
    try: r.release()
    except RuntimeError as e: res.append(str(e))
r.acquire(); t = threading.Thread(target=other); t.start(); t.join(); print(res[-1]); r.release()
def nested(n):
    with r: return n if n == 0 else 1 + nested(n - 1)
print(nested(20))
l = threading.Lock(); print(l.acquire(), l.locked(), l.acquire(False), l.acquire(timeout=0.01), l.acquire(blocking=True, timeout=0.01)); l.release(); print(l.locked(), l.__enter__(), l.locked(), l.__exit__(None, None, None), l.locked())
for f in (lambda: l.release(), lambda: l.acquire(False, 5), lambda: l.acquire(timeout=-5), lambda: l.acquire("x", "y"), lambda: l.acquire(timeout=1e20)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t = threading.Thread(target=l.acquire); t.start(); t.join(); print(l.locked()); l.release(); print(l.locked(), type(l).__name__, repr(l).startswith("<unlocked _thread.lock"), repr(r).split(" at ")[0])
