"""What is undone up to a savepoint comes back even in tables that the same transaction has made larger."""
import threading

try:
    from stm import atomic
except ImportError:
    class atomic:
        """Undoes what these programs do, without stm."""
        def __init__(self, rollback):
            pass

        def __enter__(self):
            self.kept = dict(d), set(s), list(q)

        def __exit__(self, kind, *rest):
            if kind:
                d.clear(), s.clear(), q.clear()
                d.update(self.kept[0]), s.update(self.kept[1]), q.extend(self.kept[2])
from collections import deque

d, s, q = {}, set(), deque()


class Undo(Exception):
    pass


def fill(n):
    for k in range(n):
        d[k], _ = k, s.add((k,))
        q.append(k)


def change(n):
    for k in range(0, n, 2):
        del d[k]
        s.discard((k,))
    for k in range(n // 3):
        q.popleft()
        q.append(-k)
        q[1] = 7
    d["new"] = 1
    s.add("new")


def work():
    with lock:
        for n in 1, 4, 9, 30, 100:
            fill(n)
            try:
                with atomic(rollback=True):
                    change(n)
                    raise Undo
            except Undo:
                pass
            results.append((sorted(d) == list(range(n)), sorted(s) == [(k,) for k in range(n)], list(q) == list(range(n))))
            d.clear(), s.clear(), q.clear()


lock = threading.Lock()
results = []
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(results), set(results))
