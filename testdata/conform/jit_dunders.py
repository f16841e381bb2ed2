# Loops through methods that operators, native functions and iteration call.
import heapq
from collections import deque


class Key:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if not isinstance(other, Key):
            return NotImplemented
        return self.n < other.n

    def __eq__(self, other):
        if other is None or type(other) is not Key:
            return NotImplemented
        return self.n == other.n

    def __add__(self, other):
        if self.n % 7 == 3:
            return NotImplemented
        return Key(self.n + other.n)

    def __radd__(self, other):
        return Key(1000)

    def __repr__(self):
        return f"Key({self.n})"


class Sub(Key):
    def __gt__(self, other):
        return 17


class Plain:
    pass


class Loose:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return [1] if self.n < other.n else []


def make(i):
    return Key(i)


def make_sub(i):
    return Sub(i + 1)


def operators(n):
    s = 0
    ps = [Plain() for _ in range(5)]
    for i in range(n):
        a, b = Key(i % 5), Key(i % 3)
        if a < b:
            s += 1
        if a == b:
            s += 10
        if a != b:
            s += 100
        if not (a == None):
            s += 3
        c = make(i) + make_sub(i)
        s += c.n
        s += make(i % 11) < make_sub(i % 4)
        if ps[i % 5] == ps[(i * 7) % 5]:
            s += 5
        if ps[i % 5] != ps[(i * 3) % 5]:
            s += 7
        s += ps[i % 5] == ps[0]
        s += a == ps[0]
    return s


def climb(kind, k):
    a, b, n = kind(0), kind(k), 0
    while a < b:
        a.n += 1
        n += a.n
    return n


def climbs(n):
    t = 0
    for i in range(n):
        a, b = Key(0), Key(20)
        while a < b:
            a.n += 1
            t += 1
        t += i
    return t


class Fails:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 777:
            raise ValueError("777")
        return self.n < other.n


def failing(n):
    k = 0
    for i in range(n):
        try:
            if Fails(i) < Fails(1000):
                k += 1
        except ValueError as e:
            k += 10000
    return k


def heaps(n, push, pop, replace, pushpop, make_heap):
    heap, out, seed = [], [], 1
    for i in range(n):
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        push(heap, Key(seed >> 8))
        if i % 3 == 2:
            out.append(pop(heap).n)
        if i % 50 == 49:
            out.append(replace(heap, Key(seed >> 9)).n)
            out.append(pushpop(heap, Key(seed >> 10)).n)
    make_heap(heap)
    while heap:
        out.append(pop(heap).n)
    return hash(tuple(out))


class Shrinks:
    def __init__(self, n, heap):
        self.n, self.heap = n, heap

    def __lt__(self, other):
        if self.n == 30 and len(self.heap) > 5:
            self.heap.clear()
        return self.n < other.n


def errors():
    for f, args in ((heapq.heappop, ([],)), (heapq.heapreplace, ([], Key(1))), (heapq.heappush, ((), Key(1)))):
        try:
            f(*args)
        except (IndexError, TypeError) as e:
            print(type(e).__name__, e)
    heap = []
    try:
        for i in range(60):
            heapq.heappush(heap, Shrinks(60 - i, heap))
    except RuntimeError as e:
        print(e, len(heap))


def total(*values, **named):
    t = len(values)
    for v in values:
        t += v
    for k in named:
        t += named[k]
    return t


def passes(f):
    def wrapper(*args, **kw):
        return f(*args, **kw)
    return wrapper


@passes
def both(a, b=3):
    return a * b


class Pair:
    def __init__(self, first, *rest):
        self.first, self.rest = first, rest


def arguments(n):
    t = 0
    for i in range(n):
        t += total(i, 1, 2)
        t += total()
        t += total(i, k=i, j=2)
        t += both(i) + both(i, 2) + both(i, b=5)
        p = Pair(i, t, i)
        t += p.first + len(p.rest) + p.rest[1]
        t %= 1000003
    return t


def iterating(n):
    t = 0
    xs = [1, 2, 3, 4]
    ts = (5, 6, 7)
    q = deque(xs)
    big = range(10, 100, 9)
    for i in range(n):
        t += sum(x * i for x in xs)
        t += sum(x + i for x in ts)
        t += sum(x for x in range(i % 9))
        t += max(x ^ i for x in xs) + min((x ^ i for x in ts), default=3)
        t += len(list(x for x in big)) + len({x & 3 for x in big}) + len(tuple(x for x in xs if x > i % 5))
        t += any(x > 3 for x in xs) + all(x > i % 3 for x in xs)
        t += big[i % 10] + big[-1 - i % 10] + len(big) + len(q)
        for k in big:
            t += k
        t += len(",".join(str(x) for x in xs))
        t %= 1000003
    return t


def iterators():
    xs = [1, 2, 3]
    seen = []
    it = iter(xs)
    for k in range(80):
        for x in it:
            seen.append(x)
            if len(seen) < 200:
                xs.append(x + 1)
            if len(seen) % 3 == 0:
                break
    print(len(seen), sum(seen), next(it, "end"))
    r = iter(range(5, 500, 3))
    t = 0
    while t < 20000:
        for x in r:
            t += x
            if x % 7 == 0:
                break
        else:
            break
    print(t, r.__length_hint__())


print(operators(400))
print(sum([climb(Key, i) for i in range(60)]), sum([climb(Loose, i) for i in range(60)]))
print(climbs(200), failing(900))
print(heaps(240, heapq.heappush, heapq.heappop, heapq.heapreplace, heapq.heappushpop, heapq.heapify))
errors()
print(arguments(250), iterating(120))
iterators()
