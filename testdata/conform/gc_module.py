# The module gc: signatures, errors, and what can be relied on.
import gc
import sys


def attempt(f, *args, **kw):
    try:
        print(f.__name__, args, kw, "->", f(*args, **kw))
    except Exception as e:
        print(f.__name__, args, kw, type(e).__name__, e)


print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
print(gc.get_threshold())
gc.set_threshold(1)
print(gc.get_threshold())
gc.set_threshold(700, 11, 12)
print(gc.get_threshold())
attempt(gc.set_threshold)
attempt(gc.set_threshold, 1, 2, 3, 4)
attempt(gc.set_threshold, "a")
print([type(x) for x in gc.get_count()])
print([sorted(d) for d in gc.get_stats()])
attempt(gc.collect, 3)
attempt(gc.collect, -1)
attempt(gc.collect, 1.5)
attempt(gc.collect, "x")
print(all(gc.collect(generation=g) >= 0 for g in range(3)))
attempt(gc.get_objects, 5)
attempt(gc.get_objects, "a")
print(gc.get_debug(), gc.set_debug(gc.DEBUG_UNCOLLECTABLE), gc.get_debug(), gc.set_debug(0))
attempt(gc.set_debug, "a")
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print(gc.garbage, gc.callbacks)


class C:
    pass


class Node:
    def __init__(self):
        self.me = self


gc.disable()  # a collection that comes by itself would take what is counted here
for _ in range(100):
    Node()
print(gc.collect() >= 100)
gc.enable()

c = C()
c.x = marker = ["marker"]
for o in (1, 1.5, "s", b"b", None, True, 1j, 10**40, object(), range(3), bytearray(1)):
    print(type(o).__name__, gc.is_tracked(o), end="; ")
print()
for o in ([], {}, set(), (), (c,), [1], {"a": 1}, c, C, attempt, gc, iter([]), lambda: 0):
    print(type(o).__name__, gc.is_tracked(o), end="; ")
print()
print(gc.is_finalized(c), gc.is_finalized(1))
attempt(gc.is_tracked)

print(any(o is marker for o in gc.get_objects()), any(o is c for o in gc.get_objects()))
print(type(gc.get_objects()), any(o is c for o in gc.get_objects(generation=None)))
print([type(o).__name__ for o in gc.get_referrers(marker) if o is c or o is globals() or type(o) is dict][:1] != [])
holder = [marker]
box = (marker,)
d = {"k": marker}
s = {1, 2}
found = gc.get_referrers(marker)
print([any(o is x for o in found) for x in (holder, box, d)])
print(sorted(gc.get_referents([1, 2], (3,), {4: 5}, s), key=str))
print(gc.get_referents(1, "text"), marker in gc.get_referents(holder))
print(any(r is C for r in gc.get_referents(c)))
print(gc.get_referrers())

seen = []


def watch(phase, info):
    seen.append((phase, sorted(info), info["generation"], info["uncollectable"]))


gc.callbacks.append(watch)
gc.collect(1)
gc.callbacks.remove(watch)
print(seen[0])
print(seen[-1])

gc.freeze()
print(gc.get_freeze_count() > 100)
gc.unfreeze()
print(gc.get_freeze_count())
before = sum(x["collections"] for x in gc.get_stats())
gc.collect()
print(sum(x["collections"] for x in gc.get_stats()) > before)


def big_loop():
    # Garbage with cycles does not pile up.
    for i in range(20_000):
        a = [i]
        a.append(a)
    return len(a)


print(big_loop())
