# Event and Barrier: phases stay in step.
import threading
ev, log, lk = threading.Event(), [], threading.Lock()
def waiter(n):
    r = ev.wait()
    with lk: log.append((n, r))
ts = [threading.Thread(target=waiter, args=(i,)) for i in range(4)]
for t in ts: t.start()
print(ev.is_set(), log); ev.set()
for t in ts: t.join()
print(sorted(log), ev.is_set(), ev.wait(), ev.wait(0)); ev.clear(); print(ev.wait(0.01), ev.is_set())
phases, N = [], 4
def action(): phases.append(("action", len(phases)))
b = threading.Barrier(N, action=action)
idx = []
def party(n):
    for p in range(3):
        with lk: phases.append(("work", p))
        i = b.wait()
        with lk: idx.append(i)
ts = [threading.Thread(target=party, args=(i,)) for i in range(N)]
for t in ts: t.start()
for t in ts: t.join()
print([k for k, _ in phases].count("action"), sorted(idx), b.n_waiting, b.parties, b.broken)
order = [p for k, p in phases if k == "work"]; print(order == sorted(order), phases[4][0], phases[9][0], phases[14][0])
b2, errs = threading.Barrier(2), []
def breaker():
    try: b2.wait()
    except threading.BrokenBarrierError as e: errs.append(type(e).__name__)
t = threading.Thread(target=breaker); t.start()
while b2.n_waiting == 0: pass
b2.abort(); t.join(); print(errs, b2.broken)
try: b2.wait()
except threading.BrokenBarrierError as e: print(repr(e))
b2.reset(); print(b2.broken)
try: b2.wait(0.01)
except threading.BrokenBarrierError as e: print("timeout", b2.broken)
print(repr(threading.Barrier(3)).split(" at ")[0], issubclass(threading.BrokenBarrierError, RuntimeError))
