# Condition: a bounded buffer with producers and consumers.
import threading
cond, buf, done, got = threading.Condition(), [], [], []
def producer(n):
    for i in range(50):
        with cond:
            while len(buf) >= 3: cond.wait()
            buf.append(n * 100 + i); cond.notify_all()
    with cond: done.append(n); cond.notify_all()
def consumer():
    while True:
        with cond:
            cond.wait_for(lambda: buf or len(done) == 3)
            if not buf: return
            got.append(buf.pop(0)); cond.notify_all()
ts = [threading.Thread(target=producer, args=(i,)) for i in range(3)] + [threading.Thread(target=consumer) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(len(got), sorted(got) == [n * 100 + i for n in range(3) for i in range(50)], buf, sorted(done), all([x for x in got if x // 100 == n] == sorted(x for x in got if x // 100 == n) for n in range(3)))
with cond: print(cond.wait(0.01), cond.wait_for(lambda: False, 0.01), cond.wait_for(lambda: 5))
turn, out = 0, []
c2 = threading.Condition()
def player(me, n):
    global turn
    for i in range(n):
        with c2:
            c2.wait_for(lambda: turn == me)
            out.append("ABC"[me]); turn = (turn + 1) % 3; c2.notify_all()
ts = [threading.Thread(target=player, args=(i, 5)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print("".join(out))
rl = threading.RLock(); c3 = threading.Condition(rl); woken = []
def w():
    with rl, c3: woken.append(c3.wait(5))
ts = [threading.Thread(target=w) for _ in range(3)]
for t in ts: t.start()
import time
while True:
    with c3:
        c3.notify(1)
    if len(woken) == 3: break
    time.sleep(0.001)
for t in ts: t.join()
print(woken)
for f in (c3.notify, c3.notify_all, c3.wait, c3.release):
    try: f()
    except RuntimeError as e: print(e)
