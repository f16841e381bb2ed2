# stm.retry() waits for a change of what the block has read.
import stm
import threading


class Box:
    def __init__(self):
        self.items = []
        self.closed = False


def put(box, item, limit=3):
    with stm.atomic:
        if len(box.items) >= limit:
            stm.retry()
        box.items.append(item)


def get(box):
    with stm.atomic:
        if not box.items:
            if box.closed:
                return None
            stm.retry()
        return box.items.pop(0)


box, out = Box(), []


def consume():
    while (x := get(box)) is not None:
        with stm.atomic:
            out.append(x)


consumers = [threading.Thread(target=consume) for _ in range(2)]
for t in consumers:
    t.start()
for i in range(1, 201):
    put(box, i)
with stm.atomic:
    box.closed = True
for t in consumers:
    t.join()
print(sorted(out) == list(range(1, 201)), len(out), box.items)

# A lock that is held is waited for inside an atomic block, too.
lock, log = threading.Lock(), []
lock.acquire()


def wait():
    with stm.atomic:
        log.append("entered")
        with lock:
            log.append("locked")


t = threading.Thread(target=wait)
t.start()
log.append("release")
lock.release()
t.join()
print(log)

# Waiting for itself is refused.
with stm.atomic:
    with lock:
        try:
            lock.acquire()
        except RuntimeError as e:
            print("RuntimeError", e)
print(lock.locked())
