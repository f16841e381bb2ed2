# Atomic blocks: isolation, undo, nesting, decorator.
import stm
import threading


class Account:
    def __init__(self, n):
        self.balance = n


accounts = [Account(100) for _ in range(8)]
seen = []


def move(k):
    for i in range(300):
        a, b = accounts[(k + i) % 8], accounts[(k * 3 + i * 5) % 8]
        with stm.atomic:
            a.balance -= 1
            for _ in range(5):
                pass
            b.balance += 1


def watch():
    for _ in range(100):
        with stm.atomic:
            seen.append(sum(a.balance for a in accounts))


threads = [threading.Thread(target=move, args=(k,)) for k in range(3)]
threads.append(threading.Thread(target=watch))
for t in threads:
    t.start()
for t in threads:
    t.join()
print(set(seen), len(seen), sum(a.balance for a in accounts))

# Leaving by an exception keeps what was done.
a = Account(1)
try:
    with stm.atomic:
        a.balance = 2
        raise ValueError("out")
except ValueError as e:
    print(e, a.balance)

# Unless the block undoes.
d, l, s = {"k": 1}, [1, 2], {1}
try:
    with stm.atomic(rollback=True):
        a.balance = 3
        d["k"] = 2
        d["new"] = 3
        l.append(3)
        l[0] = 9
        s.add(2)
        a.extra = 5
        raise ValueError("undone")
except ValueError as e:
    print(e, a.balance, d, l, s, hasattr(a, "extra"))

with stm.atomic(rollback=True):
    d["k"] = 7
    l.clear()
    stm.abort()
print(d, l)

with stm.atomic(rollback=True):
    d["k"] = 8
print(d)

# Nesting is flat.
print(stm.is_atomic())
with stm.atomic:
    with stm.atomic("inner"):
        print(stm.is_atomic())
    print(stm.is_atomic())
print(stm.is_atomic())


@stm.atomic
def f(x, *, y):
    "doc"
    return x + y, stm.is_atomic()


print(f(1, y=2), f.__name__, f.__doc__)
print(stm.atomic, stm.atomic("n"), stm.atomic("n", rollback=True))

# on_commit and on_abort.
stm.on_commit(lambda: print("at once"))
with stm.atomic:
    stm.on_commit(lambda: print("committed", stm.is_atomic()))
    print("inside")
with stm.atomic(rollback=True):
    stm.on_abort(lambda: print("aborted"))
    stm.on_commit(lambda: print("never"))
    stm.abort()

for what in (stm.abort, stm.retry, lambda: stm.on_abort(print)):
    try:
        what()
    except RuntimeError as e:
        print("RuntimeError", e)
try:
    with stm.atomic:
        with stm.atomic(rollback=True):
            pass
except RuntimeError as e:
    print("RuntimeError", e)
try:
    with stm.atomic:
        stm.retry()
except RuntimeError as e:
    print("RuntimeError", e)
try:
    stm.atomic(1)
except TypeError as e:
    print("TypeError", e)
print(stm.is_atomic(), sorted(k for k in stm.stats())[:2])
