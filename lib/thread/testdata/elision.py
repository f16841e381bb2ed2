# Locks that are elided look like locks that are held.
import threading
import time

lock = threading.Lock()


def run(*works):
    threads = [threading.Thread(target=w) for w in works]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


# The holder sees its lock held; a second acquire fails, a timed one in time.
def holder():
    with lock:
        print(lock.locked(), lock.acquire(False), lock.acquire(blocking=False))
        t = time.monotonic()
        print(lock.acquire(timeout=0.05), 0.04 < time.monotonic() - t < 2)
    print(lock.locked())


run(holder)

# A section that waits holds the lock for everybody.
entered, seen = threading.Event(), []


def waits():
    with lock:
        entered.set()
        time.sleep(0.1)


def looks():
    entered.wait()
    time.sleep(0.02)
    seen.append(lock.locked())
    seen.append(lock.acquire(False))
    seen.append(lock.acquire(timeout=0.01))
    seen.append(lock.acquire(timeout=5))
    lock.release()


run(waits, looks)
print(seen)

# A section that prints and one that is long exclude others all the same.
inside, most = [0], [0]


def section(k):
    for i in range(20):
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            if i % 5 == k:
                time.sleep(0.0005)
            for _ in range(200 if i % 7 else 30000):
                pass
            inside[0] -= 1


run(*[lambda k=k: section(k) for k in range(4)])
print(inside, most)

# All collide: no update is lost, whether locks are elided or not.
n = 0


def collide():
    global n
    for _ in range(2000):
        with lock:
            n += 1


run(*[collide] * 4)
print(n)

# Released by another thread; released when it is free.
lock.acquire()
run(lock.release)
print(lock.locked())
try:
    lock.release()
except RuntimeError as e:
    print(e)
r = threading.RLock()
with r:
    with r:
        run(lambda: print(r.acquire(False)))
        try:
            run(lambda: None)
        finally:
            print(r._recursion_count())
try:
    r.release()
except RuntimeError as e:
    print(e)

# An exception leaves the section with the lock free and its work done.
done = []
try:
    with lock:
        done.append(1)
        raise ValueError("out")
except ValueError as e:
    print(e, done, lock.locked())

# Everybody who waits gets a lock that is taken for real.
order, ready = [], []
lock.acquire()


def queue_up(k):
    ready.append(k)
    lock.acquire()
    order.append(k)
    time.sleep(0.002)
    lock.release()


threads = []
for k in range(6):
    t = threading.Thread(target=queue_up, args=(k,))
    t.start()
    while len(ready) <= k:
        time.sleep(0.001)
    time.sleep(0.02)
    threads.append(t)
lock.release()
for t in threads:
    t.join()
print(sorted(order))

# Two locks in different order, with timeouts: nobody hangs.
a, b = threading.Lock(), threading.Lock()
got = []


def cross(x, y):
    for _ in range(50):
        while True:
            with x:
                if y.acquire(timeout=0.001):
                    got.append(1)
                    y.release()
                    break


run(lambda: cross(a, b), lambda: cross(b, a))
print(len(got))
