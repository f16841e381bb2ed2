"""What a module's variables no longer refer to dies, though a trace knows where they lay before."""
import gc
import weakref


class Thing:
    pass


def work():
    total = 0
    for _ in range(5000):
        total += turn
    return total


thing = Thing()
watched = weakref.ref(thing)
for turn in range(300):
    pass
print(work())
for k in range(200):
    globals()[f"more{k}"] = k
print(work())
del thing
gc.collect()
print(watched())
