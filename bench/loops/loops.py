"""What one iteration of a few inner loops costs: a line `name nanoseconds` for
each. The same loops are in loops.go."""
from time import perf_counter

N = 200_000
ROUNDS = 15


class Counter:
    def __init__(self):
        self.n = 0

    def add(self, i):
        self.n += i


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


numbers = [i * 0.5 for i in range(N)]
keys = [i * 7919 % 1000 for i in range(N)]
words = [f"w{k}" for k in keys]
nodes = 20_000
into = [[(u * 31 + k * 977) % nodes for k in range(N // nodes)] for u in range(nodes)]
rank = [1.0 / nodes] * nodes
degree = [N // nodes] * nodes


def sum_of_ints():
    s = 0
    for i in range(N):
        s += i & 1023
    return s


def float_list():
    s = 0.0
    for x in numbers:
        s += x * x
    return s


def attribute_update():
    c = Counter()
    for i in range(N):
        c.n += i
    return c.n


def dict_of_ints():
    count = {}
    for k in keys:
        count[k] = count.get(k, 0) + 1
    return len(count)


def dict_of_strs():
    count = {}
    for w in words:
        count[w] = count.get(w, 0) + 1
    return len(count)


def pagerank_inner():
    new = [0.0] * nodes
    for u in range(nodes):
        s = 0.0
        for v in into[u]:
            s += rank[v] / degree[v]
        new[u] = s
    return sum(new)


def method_call():
    c = Counter()
    for i in range(N):
        c.add(i)
    return c.n


def small_objects():
    s = 0
    for i in range(N):
        p = Point(i, 1)
        s += p.x + p.y
    return s


def list_append():
    out = []
    for i in range(N):
        out.append(i)
    return len(out)


for loop in (sum_of_ints, float_list, attribute_update, dict_of_ints, dict_of_strs, pagerank_inner, method_call, small_objects, list_append):
    best = 1e9
    for _ in range(ROUNDS):
        began = perf_counter()
        loop()
        best = min(best, perf_counter() - began)
    print(loop.__name__, best / N * 1e9)
