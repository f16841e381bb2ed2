"""A stored key whose __eq__ is written in Python: hot loops call it as often as CPython does, and see what it changes."""
import gc
log = []
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o):
        log.append(1)
        return self.v == (o.v if isinstance(o, K) else o)
def run(name, f, n=50):
    log.clear()
    for i in range(n): f(i)
    print(name, len(log))
class S(str):
    def __eq__(self, o):
        log.append(2); return str.__eq__(self, o)
    __hash__ = str.__hash__
class I(int):
    def __eq__(self, o):
        log.append(3); return int.__eq__(self, o)
    __hash__ = int.__hash__
for mk, keys in ((K, ["a","b","c"]), (K, [1,2,3]), (S, ["a","b","c"]), (I, [1,2,3]), (K, [(1,2),(3,4),(5,6)]), (K, [1.5,2.5,3.5])):
    d = {mk(k): 0 for k in keys}
    s = {mk(k) for k in keys}
    l = [mk(k) for k in keys]
    def get(i): return d[keys[i%3]]
    def get2(i): return d.get(keys[i%3])
    def inn(i): return keys[i%3] in d
    def ins(i): return keys[i%3] in s
    def st(i): d[keys[i%3]] = i
    def aug(i): d[keys[i%3]] += 1
    def sd(i): return d.setdefault(keys[i%3], 1)
    def add(i): s.add(keys[i%3])
    def inl(i): return keys[i%3] in l
    def idx(i): return l.index(keys[i%3])
    def isect(i): return len(s & {keys[i%3]})
    def isect2(i): return len({keys[i%3]} & s)
    def isect3(i): return len(s.intersection([keys[i%3]]))
    def miss(i): return d.get("zzz"), d.get(99)
    def eq1(i): return l[i%3] == keys[i%3]
    def eq2(i): return keys[i%3] == l[i%3]
    def ne2(i): return keys[i%3] != l[i%3]
    def pop(i): d[keys[i%3]] = d.pop(keys[i%3], 0)
    def tp(i): return (keys[i%3], 1) == (l[i%3], 1)
    def dtp(i): return {(l[i%3],): 1}.get((keys[i%3],))
    for f in (get,get2,inn,ins,st,aug,sd,add,inl,idx,isect,isect2,isect3,miss,eq1,eq2,ne2,tp,dtp,pop):
        try: run(f"{mk.__name__} {keys[0]!r} {f.__name__}", f)
        except Exception as e: print(f.__name__, type(e), e)


class Acting:
    """Its == changes what the loop around it has in its hands."""

    def __init__(self, k):
        self.k = k

    def __hash__(self):
        return hash(self.k)

    def __eq__(self, other):
        state.turns += 1
        state.items.append(state.turns)
        if state.turns % 7 == 0:
            gc.collect()
            junk = [[float(n)] * 3 for n in range(200)]
        if state.turns % 11 == 0 and state.fails:
            raise LookupError(state.turns)
        return self.k == other


class State:
    def __init__(self, fails):
        self.turns, self.items, self.fails = 0, [0], fails


def act(what, fails):
    global state
    state = State(fails)
    d, s, seen, caught = {Acting(k): 1 for k in "abc"}, {Acting(k) for k in "abc"}, [], 0
    for i in range(120):
        x = i * 0.5
        before = len(state.items)
        key = "abc"[i % 3]
        try:
            what(d, s, key)
        except LookupError as e:
            caught += e.args[0]
        seen.append((x + 1.0, before, state.turns, state.items[-1], [x]))
    print(what.__name__, fails, state.turns, caught, seen[-1], sum(v[0] for v in seen), sum(v[4][0] for v in seen))


def item(d, s, k):
    d[k]


def store(d, s, k):
    d[k] = 1


def both(d, s, k):
    d[k] += len(k)


def found(d, s, k):
    if k in d and k in s:
        s.add(k)


def common(d, s, k):
    return len(s & {k}) + len(s - {k}) + len({k} | s)


def taken(d, s, k):
    s.discard(k)
    s.add(Acting(k))
    d[Acting(k)] = d.pop(k)


for fails in False, True:
    for what in item, store, both, found, common, taken:
        act(what, fails)
