"""Threads that share nothing which the program could name.

    disjoint.py [SECONDS [THREADS [KIND…]]]

Each kind of work runs in all threads at once, on objects of their own, with a
boundary between any two rounds; every other round is an atomic block, so that what
it reads counts up to its end. A line for each kind says how many transactions
committed, were aborted and had to wait.
"""

import collections
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import functools
import heapq
import io
import itertools
import json
import operator
import random
import re
import string
import struct
import sys
import threading
import time
import weakref

import stm


class Point:
    scale = 3

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, dx):
        return Point(self.x + dx, self.y)

    @property
    def size(self):
        return abs(self.x) + abs(self.y)

    @classmethod
    def origin(cls):
        return cls(0, 0)

    @staticmethod
    def twice(n):
        return 2 * n

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, other):
        return self.x < other.x

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return self.y if i else self.x

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


class Derived(Point):
    def __init__(self, x):
        super().__init__(x, x)
        self.extra = [x]

    def moved(self, dx):
        p = super().moved(dx)
        p.y = self.extra[0]
        return p


class Fault(Exception):
    pass


def instances(me, i):
    p = Point(i, me)
    for k in range(8):
        p = p.moved(k)
        p.label = k
        setattr(p, f"dynamic{k % 3}", k)
    s = Slotted(p, i)
    s.a, s.b = s.b, s.a
    return p.size + p.label + s.a


def methods(me, i):
    p, d = Point.origin(), Derived(i)
    for k in range(6):
        p = p + d.moved(k)
        p.x += Point.twice(k) + len(p) + p[0] % 7 + d.scale
        with p as q:
            q.y = (q == d) + (q < d)
    return p.size


def closures(me, i):
    total = 0

    def add(n):
        nonlocal total
        total += n
        return lambda m=n: m + total

    fs = [add(k) for k in range(8)]
    partial = functools.partial(operator.add, i)
    return sum(f() for f in fs) + partial(total)


def exceptions(me, i):
    n = 0
    for k in range(4):
        try:
            try:
                if k % 2:
                    raise Fault(me, i)
                {}[k]
            except KeyError as e:
                raise ValueError(str(e)) from e
        except (Fault, ValueError) as e:
            n += len(e.args)
        finally:
            n += 1
    try:
        int("x")
    except ValueError as e:
        n += len(str(e))
    return n


def strings(me, i):
    parts = []
    for k in range(10):
        parts.append(str(i * k) + "," + chr(97 + k))
    s = ";".join(parts)
    s = s.upper().replace("A", "aa").strip(";").center(120, "-")
    return len(s.split(";")) + s.count("1") + len("%s %5d %r" % (s[:4], i, me)) + len("{:>9} {x}".format(i, x=me))


def fstrings(me, i):
    w = 9
    a = f"{me}:{i:>{w}} {i * 1.5:.3f} {i!r:5} {i:#x} {me=}"
    return len(a) + len(f"{a[:5]!s}{'x' if i else 'y'}")


def dicts(me, i):
    d = {}
    for k in range(30):
        d[k] = k
        d[f"k{k}"] = i
        d[(me, k)] = k
    for k in range(0, 30, 3):
        del d[k]
    d.update(a=1, b=2)
    d.setdefault("c", []).append(i)
    return len(d) + sum(v for v in d.values() if isinstance(v, int)) + len({**d, "z": 1}) + ("a" in d)


def lists(me, i):
    x = []
    for k in range(100):
        x.append(k ^ i & 15)
    x.extend(range(20))
    x.insert(3, me)
    x.pop()
    x.remove(me)
    y = x[2:50:3] + [0] * 5
    y.reverse()
    a, *b = y
    return x.index(max(x)) + sum(y) + len(b)


def sets(me, i):
    a = {k * i % 97 for k in range(40)}
    b = {str(k) for k in range(10)} | {me}
    b.discard("3")
    a.add(("t", i))
    return len(a & set(range(50))) + len(b ^ {"1", "x"}) + len(frozenset(b))


def counted(n):
    for k in range(n):
        got = yield k
        if got:
            yield got


def delegated(n):
    yield from counted(n)
    yield from (k * k for k in range(n))


def generators(me, i):
    g = counted(5)
    n = next(g) + g.send(7)
    g.close()
    return n + sum(delegated(9)) + len([a for a in counted(6) if a % 2])


RANDOMS = threading.local()


def randoms(me, i):
    try:
        r = RANDOMS.mine
    except AttributeError:
        r = RANDOMS.mine = random.Random(me)
    x = [r.random() for _ in range(5)]
    r.shuffle(x)
    return r.randrange(100) + r.choice([1, 2, 3]) + r.gauss(0, 1) + len(r.sample(range(50), 4)) + sum(x)


def new_randoms(me, i):
    r = random.Random(i)
    return r.getrandbits(40) + r.randint(1, 6)


class Cached:
    default = 1

    def __init__(self, k):
        setattr(self, f"a{k % 5}", k)

    def get(self):
        return self.default

    def __getattr__(self, name):
        return name


def attributes(me, i):
    n = 0
    for k in range(8):
        c = Cached(k)
        n += c.get() + getattr(c, f"a{k % 5}") + len(c.nothing) + hasattr(c, "a2")
        del c.__dict__[f"a{k % 5}"]
        c.default = k
    return n


WORD = re.compile(r"(\w+)\s*=\s*(\d+)")


def regexes(me, i):
    text = f"alpha = {i}, beta={me}; gamma = 7"
    n = sum(int(m[2]) for m in WORD.finditer(text))
    return n + len(re.sub(r"[aeiou]", "_", text)) + len(re.split(r"[,;]\s*", text)) + bool(re.match("alp", text))


def classes(me, i):
    class Base:
        n = i

        def f(self):
            return self.n

    class Mine(Base):
        __slots__ = ("v",)

        def f(self):
            return super().f() + 1

    m = Mine()
    m.v = 3
    T = type("T", (Base,), {"n": 5})
    T.later = 4
    return m.f() + m.v + T().f() + T.later + isinstance(m, Base)


def sorting(me, i):
    x = [(k * 7919 + i) % 101 for k in range(60)]
    y = sorted(x, key=lambda v: -v)
    x.sort()
    p = sorted([Point(v, 0) for v in x[:8]])
    return y[0] + x[0] + p[0].x + min(x, key=str) + sorted(map(str, x))[0].count("1")


def itertoolses(me, i):
    n = sum(a * b for a, b in itertools.product(range(5), repeat=2))
    n += len(list(itertools.chain(range(5), itertools.islice(itertools.count(i), 4))))
    n += sum(len(list(g)) for k, g in itertools.groupby(range(20), key=lambda v: v // 4))
    n += sum(a for a, in zip(itertools.accumulate(range(9)))) + len(list(itertools.combinations(range(6), 2)))
    return n + sum(map(operator.mul, range(6), range(6))) + len(list(filter(None, enumerate(range(4)))))


def containers(me, i):
    d = collections.deque(range(10), maxlen=12)
    d.rotate(3)
    d.appendleft(i)
    c = collections.Counter("abracadabra")
    c.update("xyz")
    dd = collections.defaultdict(list)
    for k in range(10):
        dd[k % 3].append(k)
    od = collections.OrderedDict(a=1, b=2)
    od.move_to_end("a")
    h = []
    for k in range(12):
        heapq.heappush(h, k * 5 % 7)
    return d.popleft() + c.most_common(1)[0][1] + len(dd) + next(iter(od.values())) + heapq.heappop(h)


PAIR = collections.namedtuple("Pair", "left right")


def tuples(me, i):
    p = PAIR(i, me)._replace(left=3)
    a, (b, c) = p.left, (p.right, i)
    return (hash((a, b, c)) & 7) + len(p + (1, 2)) + (1, "a").count("a")


def numbers(me, i):
    x = (i + 1) * 123456789123456789
    x = x * x % (10 ** 20 + 39)
    f = (i * 0.1) ** 0.5
    return (x & 0xff) + int(f) + len(str(x)) + round(f, 2) + pow(3, i, 1000007) + int("123") + len(b"abc" + bytes([i & 255])) + (1 + 2j).real


def matching(me, i):
    match (Point(i, 0), {"k": [1, i, 3]}):
        case (Point(x=x, y=0), {"k": [1, n, *rest]}):
            return x + n + len(rest)
    return 0


def texts(me, i):
    t = string.Template("$a and $b").substitute(a=i, b=me)
    return len(t.title()) + len(t.encode().hex()) + t.isascii() + len(t.translate({97: "xx"})) + hash(t) % 3


def recursion(me, i):
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib(9)


@functools.lru_cache(maxsize=None)
def cached(n):
    return n * n


def locks(me, i):
    lock = threading.Lock()
    with lock:
        n = i
    r = threading.RLock()
    with r, r:
        n += 1
    e = threading.Event()
    e.set()
    return n + e.is_set()


GLOBAL = 17


def module_globals(me, i):
    return GLOBAL + len(string.digits) + sys.maxsize + (time.monotonic() > 0) + threading.current_thread().mine


def evaluated(me, i):
    space = {"i": i}
    exec("x = i + 1\ndef f(n): return n * x", space)
    return eval("f(3) + x", space)


async def awaited(n):
    return await awaited(n - 1) if n else 1


async def stream(n):
    for k in range(n):
        yield k


async def gathered(n):
    async with Async() as a:
        return await awaited(3) + sum([k async for k in stream(n)]) + a


class Async:
    async def __aenter__(self):
        return 1

    async def __aexit__(self, *exc):
        return None


def coroutines(me, i):
    c = gathered(6)
    try:
        c.send(None)
    except StopIteration as e:
        return e.value
    return 0


def binaries(me, i):
    b = bytearray(struct.pack("<IHd", i, me, 1.5))
    b += b"tail"
    with memoryview(b) as m:
        m[0] = 255 & i
        n = sum(m[:4]) + len(m.tolist())
    f = io.StringIO()
    f.write(b.hex())
    print(i, me, sep="-", file=f)
    g = io.BytesIO(bytes(b))
    return n + len(f.getvalue()) + len(g.read(5)) + struct.unpack("<I", b[:4])[0]


@dataclasses.dataclass(order=True)
class Record:
    key: int
    name: str = "n"
    tags: list = dataclasses.field(default_factory=list)


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Flags(enum.Flag):
    A = 1
    B = 2
    C = 4


def library(me, i):
    r = Record(i, tags=[me])
    q = dataclasses.replace(r, name="m")
    c = copy.deepcopy({"a": [r, q], "b": (1, {2})})
    # Not here: repr(r) and the decoder that json.loads keeps, which write to a set
    # and a dict that all threads share.
    t = json.loads(json.dumps({"k": [1, 2.5, None, "x" * (i % 5)], "r": dataclasses.asdict(q)}), cls=json.JSONDecoder, strict=False)
    return len(c["a"]) + len(t["k"]) + (q < r) + Colour(2).value + (Flags.A | Flags.B).value + len(Colour.RED.name)


def abstract(me, i):
    n = isinstance([], collections.abc.Sequence) + isinstance({}, collections.abc.Mapping) + isinstance(i, (str, int))
    return n + issubclass(dict, collections.abc.Iterable) + callable(abstract) + len(list[int].__args__) + hasattr(int | None, "__or__")


class Lazy:
    @functools.cached_property
    def slow(self):
        return [1, 2]


@contextlib.contextmanager
def managed(x):
    x.append(1)
    yield x
    x.pop()


def lazies(me, i):
    @functools.lru_cache(maxsize=8)
    def mine(n):
        return n + i

    z = Lazy()
    with managed(z.slow) as x, contextlib.suppress(KeyError):
        x.append(mine(3) + mine(3) + cached(7))
        {}[i]
    w = weakref.ref(z)
    d = weakref.WeakValueDictionary(a=z)
    return len(z.slow) + (w() is z) + len(d)


def imports(me, i):
    import bisect
    from textwrap import dedent
    return bisect.bisect([1, 2, 3], 2) + len(dedent("  a")) + len(sys.intern(f"name{i % 3}")) + type(i)(4)


KINDS = [instances, methods, closures, exceptions, strings, fstrings, dicts, lists, sets, generators, randoms, new_randoms,
         attributes, regexes, classes, sorting, itertoolses, containers, tuples, numbers, matching, texts, recursion, locks,
         module_globals, evaluated, coroutines, binaries, library, abstract, lazies, imports]


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    wanted = sys.argv[3:]
    kinds = [f for f in KINDS if not wanted or f.__name__ in wanted]
    for kind in kinds:
        run(kind.__name__, [kind] * threads, seconds / (len(kinds) + 1))
    if len(kinds) > 1:
        run("all", [functools.partial(every, kinds)] * threads, seconds / (len(kinds) + 1))


def every(kinds, me, i):
    return kinds[i % len(kinds)](me, i)


def run(name, bodies, seconds):
    counts = [None] * len(bodies)
    barrier = threading.Barrier(len(bodies))

    def work(me, body):
        threading.current_thread().mine = me
        for k in range(24):  # what is made once is there then
            body(me, k)
        barrier.wait()
        stm.hint_commit_soon()
        end = time.monotonic() + seconds
        before = stm.stats()
        i = 0
        while time.monotonic() < end:
            for _ in range(2):
                i += 1
                body(me, i)
                stm.hint_commit_soon()
                with stm.atomic:
                    body(me, i)
                stm.hint_commit_soon()
        after = stm.stats()
        stm.hint_commit_soon()
        barrier.wait()
        counts[me] = {k: after[k] - before[k] for k in after}

    team = [threading.Thread(target=work, args=x) for x in enumerate(bodies)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    total = collections.Counter()
    for c in counts:
        total.update(c)
    reasons = ",".join(f"{k.removeprefix('aborts_')}={n}" for k, n in sorted(total.items()) if k.startswith("aborts_") and n)
    print(name, total["commits"], total["aborts"], total["waits"], reasons or "-", flush=True)


main()
