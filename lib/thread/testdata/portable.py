# The same program runs on Gorgon and, with lib/portable, on CPython.
import threading
import stm
import transaction
from transaction import TransactionQueue, TransactionError


class Account:
    def __init__(self, n):
        self.balance = n


accounts = [Account(100) for _ in range(8)]


def move(k):
    for i in range(300):
        with stm.atomic("move"):
            accounts[(k + i) % 8].balance -= 1
            with transaction.atomic:
                accounts[(k * 3 + i * 5) % 8].balance += 1


threads = [threading.Thread(target=move, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(a.balance for a in accounts), stm.is_atomic(), bool(transaction.is_atomic()))

# retry in a function, or_else
box, out = [], []


@stm.atomic
def put(x):
    if len(box) >= 3:
        stm.retry()
    box.append(x)


@stm.atomic
def get():
    if not box:
        stm.retry()
    return box.pop(0)


def consume():
    while (x := get()) is not None:
        out.append(x)


t = threading.Thread(target=consume)
t.start()
for i in range(100):
    put(i)
put(None)
t.join()
print(out == list(range(100)))


def wait():
    stm.retry()


print(stm.or_else(wait, lambda: "second"), stm.or_else(lambda: "first", wait))
try:
    stm.or_else(wait, wait)
except RuntimeError as e:
    print(e)

# on_commit
stm.on_commit(lambda: print("at once"))
with stm.atomic:
    stm.on_commit(lambda: print("committed", stm.is_atomic()))
    print("inside", stm.is_atomic())

# parallel_for
total, log = [0], []


def body(i):
    total[0] += i
    log.append(total[0])
    if i == 70:
        raise KeyError(i)


try:
    stm.parallel_for(body, range(200), threads=3)
except KeyError as e:
    print("KeyError", e, len(log), log[-1])

# queues
q = TransactionQueue()
seen = set()


def visit(n):
    seen.add(n)
    if n < 200:
        q.add(visit, 2 * n)
        q.add(visit, 2 * n + 1)


q.add(visit, 1)
q.run()
print(len(seen), q.number_of_transactions_executed())


def steps(k):
    for i in range(4):
        seen.add((k, i))
        yield


for k in range(3):
    q.add_generator(steps(k))
q.run(2)
print(len(seen), q.number_of_transactions_executed())


def fail():
    raise ZeroDivisionError("no")


q.add(fail)
try:
    q.run()
except ZeroDivisionError as e:
    print("ZeroDivisionError", e)
for wrong in (q.run, q.number_of_transactions_executed):
    q.add(wrong)
    try:
        q.run()
    except TransactionError as e:
        print("TransactionError", e)

# the module's own queue
transaction.set_num_threads(2)
for n in range(10):
    transaction.add(seen.discard, n)
transaction.run()
print([n for n in range(12) if n in seen])

# containers
h = transaction.hashtable()
h[5] = "five"
print(h.get(5), h.get(6, "-"), 5 in h, len(h), h.keys(), h.setdefault(6, "six"), sorted(h.items()))
try:
    h[1 << 63] = 1
except OverflowError as e:
    print("OverflowError", e)
d = transaction.stmdict(a=1)
d["b"] = 2
print(d.keys(), d.items(), dict(d))
a, b = [1], [1]
s = transaction.stmidset([a])
m = transaction.stmiddict([(a, "a")])
print(a in s, b in s, m.get(a), m.get(b), len(m), m.pop(a), len(m))
w = transaction.queue()
w.put(1)
print(w.get(), w.task_done())
try:
    w.get(timeout=0.01)
except transaction.Empty:
    print("Empty")
with stm.atomic:
    try:
        w.get()
    except transaction.error as e:
        print("error", e)
c = transaction.count(10, 2)
print([next(c) for _ in range(3)])
with transaction.exclusive_atomic:
    try:
        with transaction.exclusive_atomic:
            pass
    except transaction.error as e:
        print("error", e)
with transaction.single_transaction, transaction.signals_enabled:
    print(bool(transaction.is_atomic()))


class C:
    x = stm.threadlocalproperty(list)
    y = stm.threadlocalproperty()


c = C()
c.x.append(1)
c.y = 2


def other():
    print(c.x, hasattr(c, "y"))


t = threading.Thread(target=other)
t.start()
t.join()
print(c.x, c.y)
del c.y
print(hasattr(c, "y"), stm.atomic, stm.atomic("n"))

# errors
for wrong in (lambda: stm.atomic.__exit__(None, None, None), stm.retry, stm.abort, lambda: stm.on_abort(print),
              lambda: stm.on_commit(1), lambda: stm.atomic(1), lambda: stm.parallel_for(print, [], grain=0),
              lambda: TransactionQueue().add(1), lambda: TransactionQueue().run(-1)):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
