# concurrent.futures.ThreadPoolExecutor and Future.
from concurrent.futures import ThreadPoolExecutor, Future, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, CancelledError, TimeoutError
import threading
def sq(x): return x * x
def fail(x): raise ValueError(f"bad {x}")
with ThreadPoolExecutor(max_workers=4) as ex:
    print(list(ex.map(sq, range(10))), list(ex.map(pow, [2, 3], [5, 2])), list(ex.map(sq, [])), list(ex.map(sq, range(5), buffersize=2)))
    f = ex.submit(sq, 7); print(f.result(), f.done(), f.running(), f.cancelled(), f.exception(), f.cancel())
    g = ex.submit(fail, 3)
    try: g.result()
    except ValueError as e: print(e, repr(g.exception()))
    fs = [ex.submit(sq, i) for i in range(20)]; print(sorted(x.result() for x in as_completed(fs)) == sorted(i * i for i in range(20)))
    d, nd = wait(fs); print(len(d), len(nd), wait(fs, return_when=ALL_COMPLETED).not_done)
    try: list(ex.map(lambda x: 1 / x, [1, 0, 2]))
    except ZeroDivisionError as e: print(e)
    called = []; h = ex.submit(sq, 3); h.add_done_callback(lambda fu: called.append(fu.result())); h.result(); k = ex.submit(max, 3, 9, key=lambda x: -x); print(k.result())
print(called)
try: ex.submit(sq, 1)
except RuntimeError as e: print(e)
ev = threading.Event(); ex = ThreadPoolExecutor(1); a = ex.submit(ev.wait); b = ex.submit(sq, 2); c = ex.submit(sq, 3)
print(b.cancel(), b.cancelled(), b.done())
try: b.result()
except CancelledError as e: print("cancelled")
try: c.result(timeout=0.01)
except TimeoutError as e: print("timeout")
ev.set(); print(a.result(), c.result(), a.cancel()); ex.shutdown()
fu = Future(); print(fu.done()); fu.set_result(5); print(fu.result(), fu.done())
try: fu.set_result(6)
except Exception as e: print(type(e).__name__)
fu = Future(); fu.set_exception(KeyError("set")); print(repr(fu.exception()))
fu = Future(); print(fu.set_running_or_notify_cancel(), fu.running(), fu.cancel()); fu.set_result(1)
ex = ThreadPoolExecutor(2, thread_name_prefix="pool", initializer=lambda: setattr(loc, "init", 1)); loc = threading.local(); print(ex.submit(lambda: (threading.current_thread().name[:4], loc.init)).result()); ex.shutdown(wait=True)
for bad in (0, -1, "x"):
    try: ThreadPoolExecutor(bad)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
ev2 = threading.Event(); ex = ThreadPoolExecutor(1); fs = [ex.submit(ev2.wait)] + [ex.submit(sq, i) for i in range(5)]
while not fs[0].running(): pass
ex.shutdown(wait=False, cancel_futures=True); ev2.set(); print([f.cancelled() for f in fs], fs[0].result())
with ThreadPoolExecutor(3) as ex:
    total = sum(ex.map(lambda n: sum(range(n)), range(100))); print(total, sum(f.result() for f in [ex.submit(len, "ab" * i) for i in range(5)]))
