"""Classes, their shapes and what was noted about both go when nothing reaches them,
and nothing else does."""
import abc
import gc
import threading
import weakref


class Counter(type):
    made = 0

    def __new__(meta, name, bases, ns):
        Counter.made += 1
        return super().__new__(meta, name, bases, ns)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


def family(n):
    class Base(Shape, metaclass=type("M", (abc.ABCMeta,), {})):
        kind = n

        def __init__(self, side):
            self.side = side

        def area(self):
            return self.side * self.side

        @property
        def twice(self):
            return 2 * self.area()

        @classmethod
        def make(cls):
            return cls(n)

    class Slotted(Base):
        __slots__ = ("extra",)

        def __lt__(self, other):
            return self.side < other.side

        def __add__(self, other):
            return type(self)(self.side + other.side)

    s = Slotted.make()
    s.extra = Base(n + 1)
    s.more = [s]
    return s


def use(s):
    t = s + s
    return (s.area(), s.twice, s.extra.area(), s < t, isinstance(s, Shape), t.side, s.kind, type(s).__name__)


# Instances alone keep their classes.
kept = [family(n) for n in range(20)]
refs = []
for n in range(300):
    s = family(n)
    use(s)
    refs.append(weakref.ref(type(s)))
    del s
gc.collect()
print("alive", sum(r() is not None for r in refs) < 10)
print([use(s) for s in kept][-3:])
print(len(Shape.__subclasses__()) < 40, [c.kind for c in Shape.__subclasses__() if c.kind in (3, 4)][:2])

# A bound method, a descriptor, an instance in a cycle, an exception's class.
m = family(1).area
d = type(family(2)).__dict__["extra"]
gc.collect()
print(m(), d.__objclass__.__name__, d)


def fail(n):
    E = type(f"Failure{n}", (ValueError,), {"n": n})
    raise E(n)


caught = []
for n in range(50):
    try:
        fail(n)
    except ValueError as e:
        if n % 10 == 0:
            caught.append(e)
gc.collect()
print([(type(e).__name__, e.n, e.args) for e in caught])


# A class with __del__ on its instances; a metaclass with one.
ended = []


class Ending(type):
    def __del__(cls):
        ended.append(cls.__name__)


def end(n):
    class Thing:
        def __del__(self):
            ended.append((type(self).__name__, n, self.word()))

        def word(self):
            return "w%d" % n

    Thing()
    Ending("Class%d" % n, (), {})


for n in range(3):
    end(n)
gc.collect()
gc.collect()
print(sorted(map(str, ended)))

# The same address and the same names, another class.
total = 0
for n in range(400):
    C = type("C", (), {"value": n, "get": lambda self, n=n: n, "__init__": lambda self, n=n: setattr(self, "own", n)})
    c = C()
    total += C.value - c.get() + c.own - c.value
    if n % 100 == 99:
        gc.collect()
print(total)


# Given to another class, and back.
class Left:
    def name(self):
        return "left"


def change(o):
    class Right(Left):
        def name(self):
            return "right"
    o.__class__ = Right
    a = o.name()
    o.__class__ = Left
    return a + o.name()


print({change(Left()) for _ in range(50)})


def work(out):
    for n in range(60):
        s = family(n)
        out.append(use(s)[0] - n * n)
        if n % 20 == 0:
            gc.collect()


outs = [[] for _ in range(4)]
threads = [threading.Thread(target=work, args=(o,)) for o in outs]
for t in threads:
    t.start()
for t in threads:
    t.join()
print([sum(o) for o in outs])
gc.collect()
print([use(s) for s in kept][:2])
