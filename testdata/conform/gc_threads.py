# Finalizers and callbacks of objects that several threads make, once each.
import gc
import threading
import weakref

lock = threading.Lock()
ended = []
called = []


class Thing:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        ended.append(self.n)


class Quiet:
    pass


references = []


def work(k):
    for i in range(200):
        Thing((k, i))
        q = Quiet()
        with lock:
            references.append(weakref.ref(q, lambda r, n=(k, i): called.append(n)))
        del q
        if i % 50 == 49:
            gc.collect()


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
gc.collect()
gc.collect()
everything = sorted((k, i) for k in range(4) for i in range(200))
print(len(ended), sorted(ended) == everything)
print(len(called), sorted(called) == everything)
print(all(r() is None for r in references))
