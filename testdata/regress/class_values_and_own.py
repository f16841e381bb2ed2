"""Objects that keep their attributes in a dict: what the class has, and what hides it."""


class Shelf:
    limit = 3
    names = ["a", "b"]

    def __init__(self):
        self.__dict__["count"] = 0

    def double(self):
        return 2 * self.count

    @staticmethod
    def half(n):
        return n // 2

    @classmethod
    def called(cls):
        return cls.__name__

    def __enter__(self):
        self.count += 1
        return self

    def __exit__(self, *exc):
        return False


class Tall(Shelf):
    limit = 30

    def double(self):
        return -super().double()


def work(shelves, rounds):
    total = 0
    for k in range(rounds):
        s = shelves[k % len(shelves)]
        s.count += k & 1
        total += s.double() + s.half(k) + s.limit + len(s.names)
        with s as same:
            total += same.count
        total += len(s.called())
    return total


def hidden(shelves):
    for s in shelves:
        s.double = lambda: 5
        s.half = lambda n: 7
        s.limit = 11
        s.names = ()
        s.called = lambda: "xyz"
        s.__enter__ = None


def shown(shelves):
    for s in shelves:
        del s.double, s.half, s.limit, s.names, s.called, s.__enter__


one = [Shelf()]
mixed = [Shelf(), Tall(), Shelf(), Tall()]
print(work(one, 300), work(mixed, 300))
for shelves in one, mixed:
    hidden(shelves)
    print(work(shelves, 300))
    hidden(shelves[:1])
    print(work(shelves, 300))
    shown(shelves)
    print(work(shelves, 300))
hidden(mixed[1:3])
print(work(mixed, 300))
Shelf.limit = 4
Shelf.half = lambda self, n: n + self.count
Shelf.double = staticmethod(lambda: 1)
print(work(one, 300), work(mixed, 300))
Tall.half = 9
try:
    work(mixed[::3], 20)
except TypeError as e:
    print(type(e).__name__, e)
mixed[3].half = int
print(work(mixed[2:], 300))
