# What waits: outside of blocks and inside.
import queue
import threading
import time
import stm
from concurrent.futures import ThreadPoolExecutor


def run(*works):
    threads = [threading.Thread(target=w) for w in works]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def later(f):
    def wait_and_call():
        time.sleep(0.02)
        f()
    return wait_and_call


# Event
ev, log = threading.Event(), []


def waits():
    with stm.atomic:
        log.append("before")
        ev.wait()
        log.append("after")


run(waits, later(ev.set))
print(log)

# Condition, with a predicate
cond, items = threading.Condition(), []


def consume():
    with stm.atomic:
        with cond:
            while not items:
                cond.wait()
            log.append(items.pop())


def produce():
    with cond:
        items.append("item")
        cond.notify()


run(consume, later(produce))
with_wait_for = []


def consume():
    with stm.atomic, cond:
        with_wait_for.append(cond.wait_for(lambda: items, timeout=5))


run(consume, later(produce))
print(log[-1], with_wait_for, items)

# Queue: get, put with a maximum, join
q, small = queue.Queue(), queue.Queue(1)
small.put("first")


def getter():
    with stm.atomic:
        log.append(q.get())
        q.task_done()


def putter():
    with stm.atomic:
        small.put("second")


def joiner():
    with stm.atomic:
        q.join()
        log.append("joined")


run(getter, later(lambda: q.put("got")))
run(putter, later(small.get))
q.put(1)
run(joiner, later(lambda: (q.get(), q.task_done())))
print(log[-2:], small.get())
for timeout in (0.02, 0):
    with stm.atomic:
        try:
            q.get(timeout=timeout)
        except queue.Empty:
            print("Empty")


def times_out():
    began = time.monotonic()
    with stm.atomic:
        try:
            q.get(timeout=0.02)
        except queue.Empty:
            print("Empty", cond.acquire(), cond.wait_for(lambda: False, timeout=0.03), cond.release())
    print(0.045 < time.monotonic() - began < 2)


run(times_out)
simple = queue.SimpleQueue()


def getter():
    with stm.atomic:
        log.append(simple.get())


run(getter, later(lambda: simple.put("simple")))
print(log[-1])

# Semaphore, Lock
sem, lock = threading.Semaphore(0), threading.Lock()
lock.acquire()


def waits():
    with stm.atomic:
        sem.acquire()
    with stm.atomic:
        print(lock.acquire(timeout=0.01))
    with stm.atomic:
        lock.acquire()
        log.append("locked")
    lock.release()


run(waits, later(sem.release), later(lambda: (time.sleep(0.1), lock.release())))
print(log[-1], lock.locked())

# What can never end is an error.
with stm.atomic:
    lock.acquire()
    for wait in (lock.acquire, threading.Event().wait, threading.Barrier(2).wait, queue.Queue().get):
        try:
            wait()
        except RuntimeError as e:
            print("RuntimeError", e)
    lock.release()
with stm.atomic:
    print(threading.Event().wait(0.01), threading.Barrier(1).parties)

# A future's result inside of a block
with ThreadPoolExecutor(2) as pool:
    f = pool.submit(later(lambda: None))
    with stm.atomic:
        print(f.result(), f.done())
