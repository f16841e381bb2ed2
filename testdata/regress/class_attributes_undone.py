"""Attributes of classes are written in blocks that are undone, and under one name in several classes."""
import threading

try:
    from stm import atomic, parallel_for
except ImportError:
    class atomic:
        """Undoes what these programs do, without stm."""
        def __init__(self, rollback):
            pass

        def __enter__(self):
            self.kept = K.v, K.w, hasattr(K, "late")

        def __exit__(self, kind, *rest):
            if kind:
                K.v, K.w = self.kept[:2]
                if not self.kept[2] and hasattr(K, "late"):
                    del K.late

    def parallel_for(f, items, threads):
        for i in items:
            f(i)


class K:
    v = w = 0


class L:
    v = w = 0


class M(L):
    pass


class Undo(Exception):
    pass


lock = threading.Lock()


def work(k):
    for i in range(30):
        try:
            with lock, atomic(rollback=True):
                K.v += 1
                K.w -= 1
                K.late = k
                if i % 3 == 0:
                    raise Undo
                del K.late
        except Undo:
            pass


def seen():
    return [(c.v, getattr(c, "v"), c().v, getattr(c(), "w")) for c in (K, L, M)]


print(seen())
threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen(), hasattr(K, "late"))

# The name is often written in K: what was found in L and M is not remembered.
for c in K, L:
    for i in range(40):
        c.v = c.often = i
        L.once = M.often = -i
print(seen(), L.often, M.often, L.once)


class Ordered:
    first = 0


def step(i):
    Ordered.first = 10 * Ordered.first + i
    setattr(Ordered, f"v{i % 3}", i)


parallel_for(step, range(1, 9), threads=3)
print(Ordered.first, Ordered.v0, Ordered.v1, Ordered.v2)
