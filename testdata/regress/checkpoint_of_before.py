"""A transaction between two others is rolled back: the blocks of the one before it stay left."""
import threading

try:
    from stm import atomic
except ImportError:
    def atomic(rollback, lock=threading.RLock()):
        return lock


class Shared:
    def __init__(self):
        self.v = 0
        self.w = 0


shared = [Shared() for _ in range(60)]
lock = threading.Lock()
done = [0] * 4


def stepping(n):
    for _ in range(3):
        with atomic(rollback=True):
            s = shared[n]
            s.v += 1
            for _ in range(40):
                pass
            s.w += n
        yield n


def work(k):
    for n in range(len(shared)):
        for _ in stepping(n):
            with atomic(rollback=True):
                shared[n].v += 1
            with lock:
                done[k] += 1
                for _ in range(20):
                    pass
            list(stepping(n))


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(s.v for s in shared), sum(s.w for s in shared), done)
