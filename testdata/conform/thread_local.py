# threading.local: each thread sees its own attributes.
import threading
loc, lk, out = threading.local(), threading.Lock(), {}
loc.x = "main"
class Local(threading.local):
    shared = []
    def __init__(self, start=0): self.n = start; Local.shared.append(threading.current_thread().name)
    def bump(self): self.n += 1; return self.n
sub = Local(10)
def work(i):
    missing = not hasattr(loc, "x")
    loc.x = i
    for _ in range(i): sub.bump()
    loc.__dict__["y"] = i * 2
    with lk: out[i] = (missing, loc.x, sub.n, loc.y, sorted(loc.__dict__))
ts = [threading.Thread(target=work, args=(i,), name=f"t{i}") for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(out.items()), loc.x, sub.n, sorted(Local.shared), hasattr(loc, "y"), loc.__dict__)
try: loc.nope
except AttributeError as e: print(str(e).split(" at ")[0])
del loc.x; print(hasattr(loc, "x"), isinstance(sub, threading.local))
try: threading.local(5)
except TypeError as e: print(e)
try: loc.__dict__ = {}
except AttributeError as e: print(e)
