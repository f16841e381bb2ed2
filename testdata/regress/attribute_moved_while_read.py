"""An attribute behind the inline ones was read from its block before the object's
lock was looked at: when the block's lock moved the snapshot, what had been loaded
from the object before was taken to be of that snapshot, although the attributes had
moved into a dict meanwhile. Two sections read the same value then."""

import threading

try:
    import stm
    atomic = stm.atomic(rollback=True)
except ImportError:
    atomic = threading.RLock()

THREADS = 8
EACH = 6


def one_round():
    class Wide:  # a new one: its first instance has few inline attributes
        pass

    shared = Wide()
    shared.a = shared.b = shared.c = shared.d = shared.e = 0
    start = threading.Barrier(THREADS)

    def work():
        start.wait()
        for n in range(EACH):
            with atomic:
                before = shared.e
                shared.e = before + 1
                for _ in range(300 if n else 30000):  # the first one makes the others wait
                    pass

    team = [threading.Thread(target=work) for _ in range(THREADS)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return THREADS * EACH - shared.e


print([lost for lost in (one_round() for _ in range(25)) if lost])
