# Locks that are elided, published, handed over and released by others.
import threading
import time

total = 0
lock = threading.Lock()
data = {}


def add(k):
    global total
    for i in range(500):
        with lock:
            total += 1
            data[i % 7] = data.get(i % 7, 0) + 1
            if i % 100 == 50:
                time.sleep(0.0001)


threads = [threading.Thread(target=add, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, sum(data.values()), lock.locked())

# A lock as a signal: acquired by one thread, released by another.
gate = threading.Lock()
gate.acquire()
order = []


def opener():
    order.append("open")
    gate.release()


t = threading.Thread(target=opener)
t.start()
gate.acquire()
order.append("through")
t.join()
print(order, gate.locked(), gate.acquire(False), gate.acquire(timeout=0.01))
gate.release()

# Reentrant locks.
r = threading.RLock()
n = 0


def deep(k):
    global n
    with r:
        n += 1
        if k:
            deep(k - 1)


threads = [threading.Thread(target=deep, args=(20,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(n, r._is_owned())

# One producer, many consumers, a condition.
cond, items, got = threading.Condition(), [], []


def consumer():
    while True:
        with cond:
            while not items:
                cond.wait()
            x = items.pop()
        if x is None:
            return
        with cond:
            got.append(x)


threads = [threading.Thread(target=consumer) for _ in range(3)]
for t in threads:
    t.start()
for i in range(100):
    with cond:
        items.insert(0, i)
        cond.notify()
for _ in threads:
    with cond:
        items.insert(0, None)
        cond.notify()
for t in threads:
    t.join()
print(sorted(got) == list(range(100)))

# A lock that is held across a join of the thread that waits for it.
lock.acquire()
state = []


def late():
    with lock:
        state.append("late")


t = threading.Thread(target=late)
t.start()
t.join(0.02)
print(t.is_alive(), state)
lock.release()
t.join()
print(t.is_alive(), state)
