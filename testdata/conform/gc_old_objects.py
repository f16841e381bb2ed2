# What is stored into objects that have outlived collections must live on.
from collections import OrderedDict, defaultdict, deque


def litter(n=3000):
    for i in range(n):
        x = [i, (i, str(i)), {i: [i]}]
    return x


class Thing:
    def __init__(self):
        self.a = None


class Slotted:
    __slots__ = ("a", "b")


def cell():
    kept = None

    def put(v):
        nonlocal kept
        kept = v

    return put, lambda: kept


def gen():
    got = []
    while True:
        x = yield got
        got = [x, got[:2]]


def many(thing, n):
    for k in range(n):
        setattr(thing, f"name{k % 50}", (k, [k]))


things = [Thing() for _ in range(40)]
slotted = [Slotted() for _ in range(40)]
short = [None] * 100
long = [None] * 30000
table = {k: None for k in range(20)}
big = {k: None for k in range(8000)}
names = set()
line = deque(maxlen=5000)
ordered = OrderedDict()
groups = defaultdict(list)
cells = [cell() for _ in range(10)]
running = gen()
next(running)
whole = None
wide = Thing()
litter(20000)
for round in range(60):
    for i, o in enumerate(things):
        o.a = (round, [i])
    for i, o in enumerate(slotted):
        o.a, o.b = [round, i], {i: (round,)}
    for i in range(round % 7, len(short), 7):
        short[i] = [round, str(i)]
    for i in range(round, len(long), 997):
        long[i] = (i, [round])
    for i in range(20):
        table[i] = [i * round]
        big[(round * 131 + i * 977) % 8000] = ([i], round)
        big["new", round, i] = [round]
        names.add((round % 9, str(i)))
        line.append([round, i])
        line.appendleft((i, [round]))
        groups[i % 6].append([round])
    ordered[str(round % 13)] = [round]
    ordered.move_to_end(str(round % 5), last=False) if str(round % 5) in ordered else None
    for k, (put, get) in enumerate(cells):
        put([round, k])
    running.send((round, [round]))
    whole = [round, whole[:1] if whole else None]
    many(wide, 70)
    short[3:6] = [[round], (round,), {round}]
    short.append([round])
    short.insert(1, (round, [1]))
    del short[50:52]
    short.sort(key=str)
    litter()
print([o.a for o in things][::7])
print([(o.a, o.b) for o in slotted][::9])
print(len(short), short[::11])
print([x for x in long if x][::40])
print(table[7], sorted(map(str, (v for v in big.values() if v)))[::150])
print(sorted(names)[::17])
print(len(line), list(line)[::300])
print(list(ordered.items()))
print([groups[k][-3:] for k in sorted(groups)])
print([get() for put, get in cells])
print(next(running), whole)
print(sorted(wide.__dict__.items())[:4])
