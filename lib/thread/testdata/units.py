# A built-in operation is one unit, even when it runs Python code on its way.
import threading

N = 200


class Slow:
    """Equal to all of its kind with its number; comparing takes a while."""

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        for _ in range(3):
            pass
        return 1

    def __eq__(self, other):
        for _ in range(3):
            pass
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


def run(*works):
    failures = []

    def guarded(work):
        try:
            work()
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=guarded, args=(w,)) for w in works]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for f in failures:
        raise f


# setdefault: whoever comes first, all get the same object.
for k in range(10):
    d, got = {}, []
    run(*[lambda: got.append(d.setdefault(Slow(k), object())) for _ in range(4)])
    assert len(set(map(id, got))) == 1 and len(d) == 1

# pop: only one gets it.
d = {Slow(i): i for i in range(20)}
got = []


def take():
    for i in range(20):
        x = d.pop(Slow(i), None)
        if x is not None:
            got.append(x)


run(take, take, take)
print(sorted(got) == list(range(20)), len(d))

# add and discard of sets count right.
s = set()
run(*[lambda: [s.add(Slow(i)) for i in range(20)] for _ in range(3)])
print(len(s))

# update is seen whole or not at all.
d, seen = {}, set()
keys = [Slow(i) for i in range(8)]


def update():
    for n in range(N // 4):
        d.update({k: n for k in keys})


def watch():
    for _ in range(N // 4):
        seen.add(len(set(d.copy().values())))


run(update, watch)
print(seen <= {0, 1})

# sort: others see the list before or after it.
items = [Slow(n) for n in range(12)]
seen = set()


def sort():
    for i in range(20):
        items.sort(reverse=i % 2 == 0)


def look():
    for _ in range(100):
        seen.add(tuple(x.n for x in items.copy()))


run(sort, look)
print(seen <= {tuple(range(12)), tuple(range(11, -1, -1))})

# extend and slices take all of another list at once.
out = []
run(*[lambda k=k: [out.extend([(k, i) for i in range(4)]) for _ in range(25)] for k in range(2)],
    *[lambda k=k: [out.__setitem__(slice(0, 0), [(k, i) for i in range(4)]) for _ in range(25)] for k in (2, 3)])
groups = [out[i:i + 4] for i in range(0, len(out), 4)]
print(len(out), all(len({k for k, _ in g}) == 1 for g in groups))

# max, sum, index, in over a list that others change at its end.
base = [Slow(i) for i in range(10)]


def change():
    for i in range(N):
        base.append(Slow(-1))
        base.pop()


def ask():
    for _ in range(N // 4):
        assert max(base).n == 9 and base.index(Slow(7)) == 7 and Slow(3) in base
        assert base.count(Slow(5)) == 1


run(change, ask)
print(len(base))
