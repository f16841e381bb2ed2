# Sleep, threads, signals, exits.
import _thread
import os
import signal
import sys
import threading
import time
import stm

# sleep in a block: the block is irrevocable and stays one.
x = [0]


def sleeps():
    with stm.atomic:
        x[0] += 1
        time.sleep(0.05)
        x[0] += 1


def watches():
    for _ in range(50):
        with stm.atomic:
            assert x[0] % 2 == 0, x
        time.sleep(0.001)


threads = [threading.Thread(target=f) for f in (sleeps, watches, sleeps)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x)

# A thread that is started in a block begins at its end; not at all if undone.
seen = []


def child(n):
    seen.append((n, x[0]))


def parent():
    with stm.atomic:
        t = threading.Thread(target=child, args=(1,))
        t.start()
        x[0] = "half"
        time.sleep(0.02)
        x[0] = "whole"
    t.join()
    with stm.atomic(rollback=True):
        u = threading.Thread(target=child, args=(2,))
        u.start()
        stm.abort()
    with stm.atomic:
        _thread.start_new_thread(child, (3,))
        x[0] = "third"
    while len(seen) < 2:
        time.sleep(0.001)
    time.sleep(0.02)


parent()
print(seen, threading.active_count())
seen.clear()
t = threading.Thread(target=parent)
t.start()
t.join()
print(seen, threading.active_count())

# join inside a block: an error for a thread that runs, nothing for one that is over.
done = threading.Event()
t = threading.Thread(target=done.wait)
t.start()
try:
    with stm.atomic:
        t.join()
except RuntimeError as e:
    print("RuntimeError", e)
done.set()
t.join()
with stm.atomic:
    t.join()

# A signal's handler runs on the main thread, between two transactions.
hits = []


def handler(n, frame):
    hits.append((threading.current_thread() is threading.main_thread(), stm.is_atomic()))


signal.signal(signal.SIGUSR1, handler)


def fire():
    for _ in range(3):
        os.kill(os.getpid(), signal.SIGUSR1)
        time.sleep(0.02)


t = threading.Thread(target=fire)
t.start()
with stm.atomic:
    before = len(hits)
    end = time.monotonic() + 0.05
    while time.monotonic() < end:
        pass
    print(len(hits) - before)
t.join()
while len(hits) < 1:
    pass
print(set(hits))

# sys.exit in a thread ends the thread, in a block it leaves the block; what was
# done stays.
def exits():
    with stm.atomic:
        x[0] = "exits"
        sys.exit(5)


t = threading.Thread(target=exits)
t.start()
t.join()
print(x, stm.is_atomic(), t.is_alive())
try:
    with stm.atomic(rollback=True):
        x[0] = "undone"
        sys.exit(6)
except SystemExit as e:
    print(e.code, x)

# Daemon threads, one that computes and one that waits, do not keep the program.
def forever():
    while True:
        x[0] = 1


threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("end")
