# Loops that make objects which are seen late, rarely or never.


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Point(self.x * k, self.y * k)

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Slotted:
    __slots__ = ("v", "next")

    def __init__(self, v, next=None):
        self.v = v
        self.next = next


def unseen(n):
    s = 0
    for i in range(n):
        p = Point(i, 1)
        s += p.x + p.y
    return s, p


def seldom(n):
    kept = []
    for i in range(n):
        p = Point(i, i * 0.5)
        q = p + p * 2
        if i % 37 == 5:
            kept.append(q)
        if i % 53 == 7:
            kept.append(p)
            kept.append(p)
    return kept, [a is b for a, b in zip(kept, kept[1:])]


def nested(n):
    t = 0
    for i in range(n):
        inner = Point(i, i + 1)
        pair = Pair(inner, (inner, i))
        if i % 11 == 3:
            pair.a = Pair(pair.b, inner)
            t += pair.a.a[0].x
        if i % 29 == 0:
            t += (pair.b[0] is inner) + (pair.a is inner) * 2
        t += pair.b[0].y
    return t, pair.b[0] is inner, pair.b[1]


def cycles(n):
    t, last = 0, None
    for i in range(n):
        a, b = Pair(i, None), Pair(None, i)
        a.b, b.a = b, a
        if i % 23 == 1:
            last = a
        t += a.b.b + b.a.a
    return t, last.b.a is last, last.a


def chain(n):
    head = None
    for i in range(n):
        head = Slotted(i, head)
        if i % 97 == 96:
            head = None
    k = 0
    while head is not None:
        k += head.v
        head = head.next
    return k


def swapped(n):
    a, b = Point(0, 1), Point(1, 0)
    for i in range(n):
        a, b = b, Point(a.x + i % 3, b.y + 1)
        if a is b:
            print("never")
    return a, b


def carried(n):
    p = Point(0, 0.0)
    for i in range(n):
        p = Point(p.x + i, p.y + 0.25)
        if p.x % 1000003 == 7:
            p = p * 2
    return p


def same_one(n):
    first = Point(1, 2)
    out = []
    for i in range(n):
        if i % 41 == 40:
            out.append(first)
        if i % 3:
            first.x += 1
    return out[0] is out[-1], first, len(out)


def raising(n):
    t = 0
    for i in range(n):
        p = Point(i, i)
        try:
            if i % 31 == 9:
                raise ValueError(p)
            t += p.x
        except ValueError as e:
            t += e.args[0].y * 2
    return t


def closures(n):
    t, f = 0, None
    for i in range(n):
        def f(k=i, p=Point(i, 2)):
            return k + p.y + i
        if i % 19 == 3:
            t += f()
        t += f(1)
    return t, f()


def tuples(n):
    t, best = 0, (0, 0)
    for i in range(n):
        pair = (i * 7919 % 1009, i)
        if pair > best:
            best = pair
        a, b = pair
        t += a - b
    return t, best, pair


def growing(n):
    p = Point(1, 1)
    for i in range(n):
        p = Point(p.y, p.x + p.y)
        if p.y > 1 << 60:
            p = Point(1, 1)
    return p


def branchy(n):
    t = 0
    for i in range(n):
        p = Point(i, 2) if i & 1 else Pair(i, 3)
        if i % 3 == 0:
            q = Pair(p, p)
        elif i % 3 == 1:
            q = Pair(i, p)
        else:
            q = Point(p, i)
        if i & 1:
            t += p.y
        else:
            t += p.b
        if type(q) is Pair:
            t += q.b is p
        else:
            t += q.x is p
    return t, type(p).__name__, type(q).__name__, p is (q.b if type(q) is Pair else q.x)


def called(p, k):
    q = Point(p.x, k)
    if k % 5 == 0:
        return p
    return q


def calling(n):
    t = 0
    for i in range(n):
        p = Point(i, i)
        q = called(p, i)
        t += (q is p) + q.y
        for j in range(i % 4):
            q = Point(q.x + j, q.y)
            t += q.dot(p) % 7
    return t, p, q


for f in (unseen, seldom, nested, cycles, chain, swapped, carried, same_one, raising, closures, tuples, growing, branchy, calling):
    for n in (7, 400):
        if f in (cycles, same_one) and n < 100:
            continue
        print(f.__name__, f(n))
    if f.__name__ not in ("seldom",):
        f(1500)
