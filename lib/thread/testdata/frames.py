# Generators and coroutines live on across transactions and threads.
import threading
import stm


def numbers():
    n = 0
    while True:
        n += 1
        for _ in range(50):
            pass
        yield n


g, lock, got = numbers(), threading.Lock(), []


def draw():
    for _ in range(100):
        with lock:
            x = next(g)
        got.append(x)


threads = [threading.Thread(target=draw) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(got) == list(range(1, 301)))


# Begun in one thread, ended in another.
def steps(log):
    try:
        while True:
            log.append((yield len(log)))
    finally:
        log.append("closed")


log = []
s = steps(log)
next(s)


def send():
    for i in range(5):
        s.send(i)


t = threading.Thread(target=send)
t.start()
t.join()
t = threading.Thread(target=s.close)
t.start()
t.join()
print(log)


# No yield out of an open atomic block, by whatever way.
def plain():
    with stm.atomic:
        log.append("in")
        yield 1


def delegates():
    with stm.atomic("outer"):
        yield from iter([1, 2])


def around():
    """A block around all of a generator's life is fine."""
    yield stm.is_atomic()


def contextless():
    stm.atomic.__enter__()
    yield


class Later:
    def __await__(self):
        yield


async def awaits():
    with stm.atomic:
        await Later()


async def asynchronous():
    with stm.atomic:
        yield 1


async def first(agen):
    return await agen.__anext__()


for make in (plain, delegates, contextless, awaits, lambda: first(asynchronous())):
    f = make()
    try:
        f.send(None)
    except RuntimeError as e:
        print("RuntimeError", e, stm.is_atomic())
        if stm.is_atomic():
            stm.atomic.__exit__(None, None, None)
with stm.atomic:
    print(list(around()), sum(x for x in range(4)), [*map(str, (y for y in "ab"))])


# An atomic block between two awaits, with threads beside the loop.
total = [0]


async def task(k):
    for _ in range(20):
        with stm.atomic:
            total[0] += 1
        await Later()


def busy():
    for _ in range(200):
        with stm.atomic:
            total[0] += 1


def loop(tasks):
    while tasks:
        for t in list(tasks):
            try:
                t.send(None)
            except StopIteration:
                tasks.remove(t)


t = threading.Thread(target=busy)
t.start()
loop([task(k) for k in range(5)])
t.join()
print(total)
