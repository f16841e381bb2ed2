# Sections under locks and atomic blocks in hot loops: nested, left by
# exceptions, by return and by continue, with locks that somebody else holds.
import threading

try:
    from stm import atomic
except ImportError:
    atomic = threading.RLock()

lock, other, again = threading.Lock(), threading.Lock(), threading.RLock()


class Counter:
    def __init__(self):
        self.n = 0
        self.other = 0


def plain(c, n):
    for _ in range(n):
        with lock:
            c.n += 1


def twice(c, n):
    for _ in range(n):
        with lock:
            with other:
                c.n += 1
            c.other += 1


def reentrant(c, n):
    for _ in range(n):
        with again:
            with again:
                c.n += 1


def block(c, n):
    for _ in range(n):
        with atomic:
            c.n += 1


def blocks(c, n):
    for _ in range(n):
        with atomic:
            with lock:
                c.n += 1
            with atomic:
                c.other += 1


def raising(c, n):
    for i in range(n):
        try:
            with lock:
                c.n += 1
                if i % 3 == 0:
                    raise ValueError(i)
        except ValueError:
            c.other += 0


def leaving(c, n):
    def one(i):
        with again:
            if i % 5 == 0:
                return 1
            c.n += 1
        return 0

    skipped = 0
    for i in range(n):
        with atomic:
            if i % 7 == 0:
                skipped += 1
                continue
        skipped += one(i)
    with lock:
        c.other += skipped


def generated(c, n):
    def numbers():
        for i in range(n):
            with lock:
                c.n += 1
            yield i

    for i in numbers():
        with other:
            c.other += i % 2


def manual(c, n):
    for i in range(n):
        lock.acquire()
        try:
            c.n += 1
        finally:
            lock.release()


def tries(c, n):
    done = 0
    while done < n:
        if lock.acquire(False):
            c.n += 1
            done += 1
            lock.release()


for threads in (1, 2, 3):
    for work in (plain, twice, reentrant, block, blocks, raising, leaving, generated, manual, tries):
        c = Counter()
        n = 3000 // threads
        if threads == 1:
            work(c, n)
        else:
            ts = [threading.Thread(target=work, args=(c, n)) for _ in range(threads)]
            for t in ts:
                t.start()
            for t in ts:
                t.join()
        print(threads, work.__name__, c.n, c.other, lock.locked(), other.locked())


# A section in which another thread must wait for real, in a hot loop.
def handover(c, n, event, mine):
    for i in range(n):
        event.wait()
        event.clear()
        with lock:
            c.n += 1
        mine.set()


c = Counter()
a, b = threading.Event(), threading.Event()
a.set()
ts = [threading.Thread(target=handover, args=(c, 300, a, b)), threading.Thread(target=handover, args=(c, 300, b, a))]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(c.n)

# What is released too often.
try:
    for i in range(3000):
        with lock:
            if i == 2900:
                lock.release()
except RuntimeError as e:
    print(type(e).__name__, i)
print(lock.locked())
