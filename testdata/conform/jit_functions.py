"""Closures, keyword calls, super, properties and comprehensions in hot loops."""


def adder(n):
    def add(x):
        return x + n
    return add


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n
    return up


def area(width, height=2, *, scale=1, offset=0):
    return width * height * scale + offset


def spread(a, b=3, c=5):
    return a + 10 * b + 100 * c


class Base:
    def __init__(self, n, name="base"):
        self.n = n
        self.name = name

    def value(self, extra=0):
        return self.n + extra

    @property
    def twice(self):
        return self.n * 2

    @property
    def label(self):
        return f"{self.name}:{self.twice}"


class Middle(Base):
    def __init__(self, n, **kw):
        super().__init__(n, name="middle")
        self.kw = kw

    def value(self, extra=0):
        return super().value(extra) * 2


class Leaf(Middle):
    def __init__(self, n):
        super().__init__(n, deep=True)

    def value(self, extra=0):
        return super().value(extra=extra + 1) + 1

    @property
    def twice(self):
        return super().twice + 1


def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


class Point:
    def __init__(self, x, y=2, *, z=3):
        self.x, self.y, self.z = x, y, z

    def moved(self, dx=0, dy=0):
        return type(self)(self.x + dx, self.y + dy, z=self.z)

    def key(self):
        return self.x, self.y, self.z


class Named:
    def __init__(self, *parts, **kw):
        self.parts, self.kw = parts, kw


def schedule(kind, n, *details):
    return kind(n, *details)


def nested(n):
    def one(k):
        def two(j):
            return n * 100 + k * 10 + j
        return two(k + 1)
    return one(n)


def late(n):
    fs = [lambda: i for i in range(n)]
    return [f() for f in fs]


def unset(k):
    if k % 3:
        x = k

    def read():
        return x
    try:
        return read()
    except NameError as e:
        return str(e)


def main():
    total = 0
    for k in range(60):
        total += adder(k)(1)
    print(total)
    a, b = adder(3), adder(4)
    for k in range(40):
        total += (a if k % 2 else b)(k)
    print(total)
    up = counter()
    for k in range(50):
        up() if k % 3 else up(k)
    print(up(0))
    total = 0
    for k in range(60):
        total += area(k, scale=2) + area(height=k, width=1) + area(k, 3, offset=5, scale=3)
        total += spread(k, c=1) + spread(c=k, a=1) + spread(1, 2, k) + spread(b=k, a=2, c=0)
    print(total)
    for k in range(30):
        try:
            total += spread(k, d=1) if k == 17 else spread(k, b=2)
        except TypeError as e:
            print(e)
    print(total)
    objects = [Base(1), Middle(2), Leaf(3), Leaf(4)]
    print([sum(o.value(k) + o.twice for k in range(20)) for o in objects])
    for k in range(40):
        o = objects[k % 4] if k > 20 else objects[3]
        total += o.value(k) + o.twice + len(o.label)
    print(total, [o.label for o in objects])
    for k in range(40):
        total += Leaf(k).value() + Middle(k, x=1).value(2) + len(Base(k, name="n").label)
    print(total)
    Base.twice = property(lambda self: self.n * 5)
    print([o.twice for o in objects for _ in range(10)])
    spread.__defaults__ = (7, 8)
    print([spread(k) for k in range(20)])
    a.__code__ = (lambda n: lambda x: x * n)(0).__code__
    print([a(k) for k in range(20)])
    points = []
    for k in range(40):
        p = Point(k) if k % 2 else Point(y=k, x=1)
        args = (k, 5)[:1 + k % 2]
        points.append(p.moved(dy=k).moved(1, k).key() + Point(*args).key() + schedule(Point, k, 4).key())
        points.append((area(*args), spread(*args), spread(*(1, 2, k)), Named(k, *args, a=k).parts))
    print(points[::5])
    for k in range(20):
        try:
            Point(*(1, 2, 3)[:k % 4]) if k < 17 else Point(1, w=2)
        except TypeError as e:
            print(e)
    f = compose(adder(1), adder(2), lambda x: x * 2)
    print([f(k) for k in range(20)])
    print([nested(k) for k in range(20)], late(9))
    print([unset(k) for k in range(9)])
    print([tuple(x * k for x in range(k % 4)) for k in range(20)])
    print([any(x > k for x in (1, 5, 9)) for k in range(12)], [all(x > k for x in (1, 5, 9)) for k in range(12)])
    print([sorted({x % k: x for x in range(9)}.items()) for k in range(1, 6)])


main()
