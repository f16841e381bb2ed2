# _thread: the low level.
import _thread, threading, time
lk = _thread.allocate_lock(); out = []; done = _thread.allocate_lock(); done.acquire(); n = 0
def work(a, b=0):
    global n
    with lk:
        out.append(a + b); n += 1
        if n == 4: done.release()
for i in range(4): _thread.start_new_thread(work, (i,), {"b": 10})
done.acquire(); print(sorted(out), lk.locked(), type(lk).__name__, _thread.LockType is type(lk), _thread.get_ident() == threading.get_ident(), isinstance(_thread._count(), int), _thread.error is RuntimeError, _thread.TIMEOUT_MAX > 1)
for f in (lambda: _thread.start_new_thread(5, ()), lambda: _thread.start_new_thread(work, 5), lambda: _thread.start_new_thread(work, (), 5), lambda: _thread.allocate_lock().release(), lambda: _thread.start_new_thread()):
    try: f()
    except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
ended = _thread.allocate_lock(); ended.acquire()
def leaver():
    try: _thread.exit()
    finally: ended.release()
_thread.start_new_thread(leaver, ()); ended.acquire(); print("left")
try: _thread.exit()
except SystemExit as e: print(repr(e))
r = _thread.RLock(); r.acquire(); r.acquire(); print(r._is_owned(), r._recursion_count(), r._release_save()[0], r._is_owned())
seen = []
def ident(): seen.append(_thread.get_ident()); fin.release()
fin = _thread.allocate_lock(); fin.acquire(); _thread.start_new_thread(ident, ()); fin.acquire(); print(seen[0] != _thread.get_ident(), seen[0] != 0)
