# Thread objects: names, daemons, join, state, errors, subclasses.
import threading
t = threading.Thread(target=lambda: None)
print(t.name, t.daemon, t.is_alive(), t.ident, t.native_id); t.start(); t.join(); print(t.is_alive(), t.ident is not None, t.name)
n = threading.Thread(target=print, args=("in thread",), kwargs={"end": "!\n"}, name="named", daemon=True); print(n.name, n.daemon); n.start(); n.join(); n.name = "renamed"; print(n.name, n.getName() if False else "")
for f in (lambda: t.start(), lambda: threading.Thread(target=5).daemon, lambda: threading.Thread(5), lambda: threading.Thread().join(), lambda: threading.current_thread().join(), lambda: setattr(t, "daemon", True) or "set", lambda: threading.Thread(foo=1), lambda: threading.Lock().release(), lambda: threading.RLock().release(), lambda: threading.Semaphore(-1), lambda: threading.Thread(args=5), lambda: threading.Barrier(0), lambda: threading.BoundedSemaphore(1).release(), lambda: threading.Condition().notify(), lambda: threading.Condition().wait()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m = threading.main_thread(); print(m.name, threading.current_thread() is m, m.is_alive(), m.daemon, threading.active_count(), [x.name for x in threading.enumerate()], threading.get_ident() == m.ident)
class Worker(threading.Thread):
    def __init__(self, n): super().__init__(name=f"W{n}"); self.n, self.result = n, None
    def run(self): self.result = self.n * 2; self.me = threading.current_thread() is self
ws = [Worker(i) for i in range(3)]
for w in ws: w.start()
for w in ws: w.join()
print([w.result for w in ws], [w.name for w in ws], all(w.me for w in ws))
seen = []
def outer():
    def inner(): seen.append(threading.current_thread().name)
    i = threading.Thread(target=inner, name="inner"); i.start(); i.join(); seen.append(threading.current_thread().name)
o = threading.Thread(target=outer, name="outer"); o.start(); o.join(); print(seen)
e = threading.Event(); d = threading.Thread(target=e.wait, daemon=True); d.start(); print(d.is_alive(), d.join(0.01), d.is_alive()); e.set(); d.join(); print(d.is_alive())
print(repr(m).startswith("<_MainThread(MainThread, started "), repr(threading.Thread(name="x")), repr(t).startswith("<Thread(Thread-1 (<lambda>), stopped"), threading.TIMEOUT_MAX > 1e6, threading.stack_size())
def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
r = []; x = threading.Thread(target=lambda: r.append(rec(500))); x.start(); x.join(); print(r)
