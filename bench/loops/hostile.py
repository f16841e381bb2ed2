"""What one iteration costs of code that machine code is not made for: a line
`name nanoseconds` for each."""
from time import perf_counter

N = 20_000
ROUNDS = 25
SORTS = 80


def make(k):
    class Shape:
        def __init__(self):
            self.size = k
            setattr(self, f"own{k}", k)

        def area(self):
            return self.size + k

    return Shape()


state = 12345


def dice(n):
    """A number below n that no guard foresees."""
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


shapes = [make(k) for k in range(SORTS)]
order = [dice(SORTS) for _ in range(N)]
mixed = [(i, i * 0.5, str(i), None, (i,), 1 << 70, True, [i])[dice(8)] for i in range(N)]
flags = [dice(1 << 16) for _ in range(N)]
sources = [f"def f():\n    s = 0\n    for i in range(20):\n        s += i * {k}\n    return s" for k in range(100)]


def many_classes():
    s = 0
    for k in order:
        s += shapes[k].area()
    return s


def many_types():
    n = 0
    for v in mixed:
        if v == 5:
            n += 1
        elif v:
            n += 2
    return n


def random_branches():
    n = 0
    for f in flags:
        if f & 1:
            n += 3
        if f & 2:
            n ^= f
        if f & 4:
            n += f >> 3
        elif f & 8:
            n -= 1
        if f & 16:
            n = -n
        if f & 32 and not f & 64:
            n += 7
        if f & 128 or f & 256 and f & 512:
            n -= f & 15
    return n


def raised():
    n = 0
    for f in flags:
        try:
            if f & 1:
                raise ValueError(f)
            n += 1
        except ValueError as e:
            n += len(e.args)
    return n


def short_loops():
    n = 0
    for f in flags[: N // 4]:
        for i in range(f & 3):
            n += i
    return n


def fresh_code():
    n = 0
    for text in sources:
        names = {}
        exec(text, names)
        for _ in range(N // 2000):
            n += names["f"]()
    return n


def recursion():
    def walk(n):
        if n < 2:
            return n
        return walk(n - 1) + walk(n - 2)

    return walk(18)


for loop in (many_classes, many_types, random_branches, raised, short_loops, fresh_code, recursion):
    best = 1e9
    for _ in range(ROUNDS):
        began = perf_counter()
        loop()
        best = min(best, perf_counter() - began)
    print(loop.__name__, best / N * 1e9)
