"""Many threads change one object of each mutable type of the library.

    builtins.py [SECONDS [THREADS [SEED [KIND…]]]]

Nothing guards the objects. Each thread does random operations, all of them single
built-in ones, and keeps books of what it has put in and taken out. Afterwards the
object must be whole and hold just what the books say. Prints a line for each kind;
anything broken ends the program with an exception.
"""

import collections
import functools
import gc
import heapq
import io
import itertools
import queue
import random
import re
import sys
import threading
import time
import weakref


class Books:
    """What one thread has put into an object and taken out of it: how many
    numbers, and their sum."""

    def __init__(self, me):
        self.me = me
        self.rng = random.Random(SEED * 1000 + me)
        self.made = 0
        self.count = 0
        self.total = 0
        self.notes = []

    def new(self):
        """A number that nobody else makes."""
        self.made += 1
        return self.made * 64 + self.me

    def put(self, n):
        self.count += 1
        self.total += n

    def took(self, n):
        self.count -= 1
        self.total -= n


class Kind:
    """One shared object: step does an operation, check is called at the end."""

    def __init__(self, threads):
        self.threads = threads

    def step(self, b):
        raise NotImplementedError

    def check(self, books):
        """Check that contents() is what the books say."""
        items = list(self.contents())
        expect(len(set(items)), len(items), "an item is there twice")
        expect(len(items), sum(b.count for b in books), "number of items")
        expect(sum(items), sum(b.total for b in books), "sum of items")


def expect(got, want, what):
    if got != want:
        raise AssertionError(f"{what}: {got!r}, not {want!r}")


class Lists(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.x = []

    def step(self, b):
        x, op = self.x, b.rng.randrange(13)
        if len(x) > 3000:
            op = 6
        try:
            if op < 4:
                n = b.new()
                x.append(n)
                b.put(n)
            elif op == 4:
                n = b.new()
                x.insert(b.rng.randrange(50), n)
                b.put(n)
            elif op == 5:
                new = [b.new() for _ in range(b.rng.randrange(20))]
                x.extend(new)
                for n in new:
                    b.put(n)
            elif op < 8:
                b.took(x.pop())
            elif op == 8:
                b.took(x.pop(b.rng.randrange(70)))
            elif op == 9:
                x.reverse() if b.rng.randrange(2) else x.sort()
            elif op == 10:
                new = [b.new(), b.new()]
                x[5:5] = new
                for n in new:
                    b.put(n)
            elif op == 11:
                y = x[2:60]
                expect(len(set(y)), len(y), "a slice has an item twice")
            else:
                n = x[-1]
                x.remove(n)
                b.took(n)
        except (IndexError, ValueError):
            pass

    def contents(self):
        expect(len(self.x), sum(1 for _ in self.x), "len")
        expect(self.x[::-1][::-1], self.x, "reversed twice")
        return self.x


class WildLists(Kind):
    """Operations that throw items away."""

    def __init__(self, threads):
        super().__init__(threads)
        self.x = list(range(100))
        self.y = [None] * 64

    def step(self, b):
        x, r = self.x, b.rng.randrange
        op = r(12)
        try:
            if op == 0:
                x[r(20):r(20, 90)] = range(r(60))
            elif op == 1:
                x[::2] = x[::2]
            elif op == 2:
                del x[r(40):r(40, 80)]
            elif op == 3:
                x.clear()
            elif op == 4:
                x *= 2
                del x[200:]
            elif op == 5:
                x += [r(9)] * r(90)
            elif op == 6:
                x[r(100)] = r(100)
            elif op == 7:
                self.y[r(64)] = [r(100) for _ in range(5)]
            elif op == 8:
                sum(v[0] for v in self.y if v)
            elif op == 9:
                sorted(x), max(x), x.count(3), x.copy() == x
            elif op == 10:
                x.sort(key=lambda n: -n)
            else:
                x.extend(x[:30])
        except (IndexError, ValueError):
            pass

    def check(self, books):
        expect(all(type(n) is int and 0 <= n < 100 for n in self.x), True, "items")
        expect(len(self.x), len(list(iter(self.x))), "len")
        expect(all(v is None or len(v) == 5 for v in self.y), True, "places")


class Dicts(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.d = {}

    def step(self, b):
        d, op = self.d, b.rng.randrange(10)
        if len(d) > 2000:
            op = 5
        if op < 4:
            n = b.new()
            if op == 0:
                d[n] = n
            elif op == 1:
                d.update({n: n})
            elif op == 2:
                expect(d.setdefault(n, n), n, "setdefault")
            else:
                k = f"s{n}"
                d[k] = n
                b.notes.append(k)
            b.put(n)
        elif op < 7:
            try:
                b.took(d.popitem()[1])
            except KeyError:
                pass
        elif op == 7:
            if b.notes:
                n = d.pop(b.notes.pop(b.rng.randrange(len(b.notes))), None)
                if n is not None:
                    b.took(n)
        elif op == 8:
            expect(len(d.copy()) >= 0, True, "copy")
            b.rng.random() < 0.1 and list(d.items())
        else:
            for k in b.notes[-3:]:
                n = d.get(k)
                expect(n is None or f"s{n}" == k, True, "value of another key")

    def contents(self):
        d = self.d
        expect(len(d), len(list(d)), "len")
        for k, v in d.items():
            expect(d[k], v, "look-up")
            expect(k in (v, f"s{v}"), True, "key of another value")
        expect(list(reversed(list(reversed(d)))), list(d), "reversed")
        return d.values()


class WildDicts(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.d = {}
        self.hot = {k: 0 for k in range(8)}

    def step(self, b):
        d, r = self.d, b.rng.randrange
        op = r(10)
        try:
            if op == 0:
                d.clear()
            elif op < 3:
                d[r(200)] = r(9)
            elif op == 3:
                d[f"a{r(50)}"] = 1
            elif op == 4:
                del d[r(200)]
            elif op == 5:
                d |= {k: 1 for k in range(r(100))}
            elif op == 6:
                for k in d:
                    d.get(k)
            elif op == 7:
                d[(r(5), "t")] = b.me
            elif op == 8:
                self.hot[r(8)] += 1
            else:
                d.keys() & {1, 2}, d == self.hot, sum(1 for v in d.values()), str(d)
        except (KeyError, RuntimeError):
            pass

    def check(self, books):
        expect(len(self.d), len(list(self.d.items())), "len")
        for k in list(self.d):
            self.d.pop(k)
        expect(self.d, {}, "emptied")
        expect(list(self.hot), list(range(8)), "keys")


class Sets(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.s = set()
        self.wild = set()

    def step(self, b):
        s, op = self.s, b.rng.randrange(10)
        if len(s) > 2000:
            op = 5
        if op < 3:
            n = b.new()
            s.add(n)
            b.put(n)
            b.notes.append(n)
        elif op == 3:
            new = {b.new() for _ in range(8)}
            s.update(new)
            for n in new:
                b.put(n)
        elif op < 6:
            try:
                b.took(s.pop())
            except KeyError:
                pass
        elif op == 6 and b.notes:
            n = b.notes.pop()
            try:
                s.remove(n)
                b.took(n)
            except KeyError:
                pass
        elif op == 7:
            w = self.wild
            w |= {(b.me, "x"), b.rng.randrange(99)}
            w -= {(b.me, "x")}
        elif op == 8:
            s & set(range(100)), len(s | {1}), s.issubset({1}), b.me in s
        else:
            w = self.wild
            w ^= {("y", b.me), b.rng.randrange(99)}
            w &= set(range(b.rng.randrange(99)))

    def contents(self):
        expect(len(self.s), len(list(self.s)), "len")
        expect(all(n in self.s for n in self.s), True, "look-up")
        return self.s


class Deques(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.q = collections.deque()
        self.short = collections.deque(maxlen=10)

    def step(self, b):
        q, op = self.q, b.rng.randrange(12)
        if len(q) > 2000:
            op = 6
        try:
            if op < 4:
                n = b.new()
                (q.append, q.appendleft, q.append, functools.partial(q.insert, 3))[op](n)
                b.put(n)
            elif op == 4:
                new = [b.new() for _ in range(b.rng.randrange(100))]
                (q.extend, q.extendleft)[b.rng.randrange(2)](new)
                for n in new:
                    b.put(n)
            elif op < 8:
                b.took(q.pop() if op < 6 else q.popleft())
            elif op == 8:
                q.rotate(b.rng.randrange(-5, 6))
            elif op == 9:
                q.reverse()
            elif op == 10:
                n = q[0]
                q.remove(n)
                b.took(n)
            else:
                self.short.extend(range(b.rng.randrange(15)))
                expect(len(self.short.copy()) <= 10, True, "maxlen")
        except (IndexError, ValueError):
            pass

    def contents(self):
        expect(len(self.q), len(list(self.q)), "len")
        expect(list(reversed(self.q))[::-1], list(self.q), "reversed")
        return self.q


class Ordered(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.d = collections.OrderedDict()

    def step(self, b):
        d, op = self.d, b.rng.randrange(9)
        if len(d) > 1000:
            op = 5
        try:
            if op < 3:
                n = b.new()
                d[n] = n
                b.put(n)
                b.notes.append(n)
            elif op < 6:
                b.took(d.popitem(last=bool(b.rng.randrange(2)))[1])
            elif op == 6 and b.notes:
                d.move_to_end(b.notes.pop(), last=bool(b.rng.randrange(2)))
            elif op == 7 and b.notes:
                n = d.pop(b.notes.pop(), None)
                if n:
                    b.took(n)
            else:
                next(iter(d)), next(reversed(d))
        except (KeyError, StopIteration, RuntimeError):
            pass

    def contents(self):
        expect(len(self.d), len(list(self.d)), "len")
        expect(list(reversed(self.d))[::-1], list(self.d), "reversed")
        for k in self.d:
            expect(self.d[k], k, "look-up")
        return self.d


class Defaults(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.d = collections.defaultdict(list)
        self.words = collections.Counter()
        self.lock = threading.Lock()

    def step(self, b):
        op = b.rng.randrange(4)
        n = b.new()
        if op < 2:
            self.d[n % 50].append(n)
            b.put(n)
        elif op == 2:
            with self.lock:
                self.words[n % 7] += 1
                self.words.update("ab")
            b.notes.append(n % 7)
        else:
            with self.lock:
                self.words.most_common(2)
            self.words.get("a"), len(self.words)

    def contents(self):
        expect(self.words["a"], self.words["b"], "counts under the lock")
        expect(sum(self.words[k] for k in range(7)), self.words["a"], "counts")
        return [n for v in self.d.values() for n in v]

    def check(self, books):
        # Two threads may both find no list for a key, as in CPython with a factory
        # in Python; list is built in.
        super().check(books)
        expect(self.words["a"], sum(len(b.notes) for b in books), "number of counts")


class Bytes(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.a = bytearray()
        self.fixed = bytearray(256)
        self.view = memoryview(self.fixed).__enter__()

    def step(self, b):
        a, r = self.a, b.rng.randrange
        op = r(12)
        if len(a) > 4000:
            op = 3
        try:
            if op < 2:
                a.append(b.me + 1)
                b.count += 1
            elif op == 2:
                a.extend([b.me + 1] * 7)
                b.count += 7
            elif op < 6:
                n = a.pop() if op < 5 else a.pop(r(30))
                b.notes.append(n)
            elif op == 6:
                a.reverse()
            elif op == 7:
                a.insert(4, b.me + 1)
                b.count += 1
            elif op == 8:
                self.view[r(250)] = b.me
                bytes(self.view[10:20]), self.view.tobytes()
            elif op == 9:
                self.view[8 * b.me: 8 * b.me + 8] = bytes([b.me]) * 8
                part = self.view[8 * b.me: 8 * b.me + 4].cast("I")
                part[0], part.tolist(), part.release()
            elif op == 10:
                with memoryview(a) as m:
                    len(m) and m[0]
            else:
                a.count(3), a.find(b"\1\1"), bytes(a[:10]), a.hex()[:4]
        except (IndexError, BufferError):
            pass

    def check(self, books):
        expect(len(self.a), len(bytes(self.a)), "len")
        made = collections.Counter({b.me + 1: b.count for b in books})
        for b in books:
            made.subtract(b.notes)
        expect(+made, collections.Counter(self.a), "bytes")
        self.a += b"x"  # no view is left behind
        try:
            self.fixed.append(1)
            raise AssertionError("a bytearray with a view has grown")
        except BufferError:
            pass


class Heaps(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.h = []

    def step(self, b):
        h, op = self.h, b.rng.randrange(6)
        if len(h) > 500:
            op = 4
        try:
            if op < 3:
                n = b.new()
                heapq.heappush(h, n)
                b.put(n)
            elif op < 5:
                b.took(heapq.heappop(h))
            else:
                n = b.new()
                m = heapq.heappushpop(h, n) if b.rng.randrange(2) else heapq.heapreplace(h, n)
                b.put(n)
                b.took(m)
        except IndexError:
            pass

    def contents(self):
        h = self.h
        expect(all(h[(i - 1) // 2] <= h[i] for i in range(1, len(h))), True, "order of the heap")
        return h


class Queues(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.qs = [queue.Queue(20), queue.LifoQueue(20), queue.PriorityQueue(), queue.SimpleQueue()]

    def step(self, b):
        q = self.qs[b.rng.randrange(4)]
        try:
            if b.rng.randrange(2):
                n = b.new()
                if isinstance(q, queue.SimpleQueue):
                    if q.qsize() < 200:
                        q.put(n)
                        b.put(n)
                    return
                if q.qsize() < 200:
                    q.put(n, timeout=0.001) if b.rng.randrange(4) == 0 else q.put_nowait(n)
                    b.put(n)
            else:
                b.took(q.get(timeout=0.001) if b.rng.randrange(8) == 0 else q.get_nowait())
        except (queue.Empty, queue.Full):
            pass

    def contents(self):
        left = []
        for q in self.qs:
            n = q.qsize()
            expect(n <= 20 or q.__class__ in (queue.PriorityQueue, queue.SimpleQueue), True, "maxsize")
            got = [q.get_nowait() for _ in range(n)]
            expect(q.empty(), True, "empty")
            if type(q) is queue.PriorityQueue:
                expect(got, sorted(got), "priorities")
            left += got
        return left


class Texts(Kind):
    def __init__(self, threads):
        super().__init__(threads)
        self.f = io.StringIO()
        self.g = io.BytesIO()

    def step(self, b):
        n = b.new()
        if b.rng.randrange(2):
            self.f.write(f"{n}\n")
        else:
            self.g.write(b"%d\n" % n)
        b.put(n)
        if b.rng.randrange(20) == 0:
            text = self.f.getvalue()
            expect(text == "" or text[-1] == "\n", True, "a part of a line")
            len(self.g.getvalue())

    def contents(self):
        return [int(n) for n in self.f.getvalue().split()] + [int(n) for n in self.g.getvalue().split()]


class Iterators(Kind):
    """Each value of a shared iterator goes to one thread."""

    def __init__(self, threads):
        super().__init__(threads)
        def numbers():
            n = 0
            try:
                while True:
                    yield n
                    n += 1
            finally:
                self.closed = True
        self.generator = numbers()
        self.count = itertools.count()
        self.chain = itertools.chain.from_iterable(range(k * 10, k * 10 + 10) for k in range(10 ** 7))
        self.range = iter(range(10 ** 9))
        self.list = iter(list(range(30_000)))
        self.enumerated = enumerate(itertools.repeat(0))
        self.zipped = zip(itertools.count(), itertools.repeat(1))
        self.mapped = map(abs, itertools.count())
        self.sources = [self.generator, self.count, self.chain, self.range, self.list, self.enumerated, self.zipped, self.mapped]
        self.cycle = itertools.cycle("abc")

    def step(self, b):
        k = b.rng.randrange(len(self.sources))
        try:
            n = next(self.sources[k])
        except ValueError as e:
            expect(str(e), "generator already executing", "error")
            return
        except StopIteration:
            return
        b.notes.append((k, n[0] if type(n) is tuple else n))
        next(self.cycle)

    def check(self, books):
        seen = collections.defaultdict(list)
        for b in books:
            for k, n in b.notes:
                seen[k].append(n)
        for k, values in seen.items():
            expect(len(set(values)), len(values), f"source {k}: a value was given twice")
            expect(sorted(values), list(range(len(values))), f"source {k}: a value is missing")
        self.generator.close()
        expect(self.closed, True, "closed")


class Thing:
    total = 0

    def __init__(self):
        self.a = 0


class Attributes(Kind):
    """One instance and one class whose attributes come and go."""

    def __init__(self, threads):
        super().__init__(threads)
        self.t = Thing()
        self.many = [Thing() for _ in range(20)]

    def step(self, b):
        t, r = self.t, b.rng.randrange
        op = r(8)
        name = f"x{r(30)}"
        try:
            if op < 2:
                setattr(t, name, b.me)
            elif op == 2:
                delattr(t, name)
            elif op == 3:
                t.__dict__[name] = b.me
            elif op == 4:
                setattr(self.many[r(20)], f"m{b.me}", b.count)
                b.count += 1
            elif op == 5:
                vars(t).copy(), dir(t), getattr(t, name, None)
            elif op == 6:
                Thing.total += 1
                setattr(Thing, f"c{r(4)}", b.me)
            else:
                o = self.many[r(20)] = Thing()
                o.a = b.me
                o.__class__ = Thing
        except AttributeError:
            pass

    def check(self, books):
        d = vars(self.t)
        expect(len(d), len(list(d)), "len")
        for k in list(d):
            expect(getattr(self.t, k), d[k], k)
            delattr(self.t, k)
        expect(hasattr(self.t, "a"), False, "deleted")
        expect(all(o.a < 64 for o in self.many), True, "a")


class Caches(Kind):
    """What the library shares behind the scenes."""

    def __init__(self, threads):
        super().__init__(threads)
        calls = self.calls = collections.deque()

        @functools.lru_cache(maxsize=32)
        def square(n):
            calls.append(n)
            return n * n
        self.square = square
        self.weak = weakref.WeakValueDictionary()
        self.bag = weakref.WeakSet()
        self.rng = random.Random(1)

    def step(self, b):
        r = b.rng.randrange
        op = r(7)
        if op < 2:
            n = r(100)
            expect(self.square(n), n * n, "cached value")
            b.count += 1
        elif op == 2:
            o = self.weak[r(20)] = Thing()
            self.bag.add(o)
            b.notes[:] = [o]
        elif op == 3:
            o = self.weak.get(r(20))
            expect(o is None or o.a == 0, True, "weak value")
        elif op == 4:
            expect(0 <= self.rng.random() < 1, True, "random")
            expect(self.rng.randrange(10) < 10, True, "randrange")
        elif op == 5:
            expect(re.sub(f"a{r(30)}", "-", "xa7y")[0], "x", "pattern")
        else:
            sys.intern(f"i{r(99)}"), len(self.bag), r(40) or gc.collect()

    def check(self, books):
        info = self.square.cache_info()
        expect(info.misses, len(self.calls), "misses")
        expect(info.hits + info.misses, sum(b.count for b in books), "calls")
        expect(info.currsize <= 32, True, "size of the cache")
        for b in books:
            b.notes.clear()
        gc.collect()
        expect(len(list(self.bag)) <= len(self.weak) + self.threads, True, "weak set")


KINDS = [Lists, WildLists, Dicts, WildDicts, Sets, Deques, Ordered, Defaults, Bytes, Heaps, Queues, Texts, Iterators, Attributes, Caches]


def run(kind, threads, seconds):
    k = kind(threads)
    books = [Books(me) for me in range(threads)]
    begun = threading.Barrier(threads)
    faults = []
    steps = collections.deque()

    def work(b):
        begun.wait()
        end = time.monotonic() + seconds
        n = 0
        try:
            while time.monotonic() < end and not faults:
                for _ in range(10):
                    k.step(b)
                n += 10
        except BaseException as e:
            faults.append(e)
        steps.append(n)

    team = [threading.Thread(target=work, args=(b,)) for b in books]
    for t in team:
        t.start()
    for t in team:
        t.join()
    if faults:
        raise faults[0]
    k.check(books)
    print(kind.__name__, sum(steps), flush=True)


args = sys.argv[1:]
SECONDS = float(args[0]) if args else 4.0
THREADS = int(args[1]) if len(args) > 1 else 4
SEED = int(args[2]) if len(args) > 2 else 1
chosen = [k for k in KINDS if len(args) < 4 or k.__name__ in args[3:]]
for kind in chosen:
    run(kind, THREADS, SECONDS / len(chosen))
