# Intersections of sets of ints, whose order of iteration is that of CPython, and
# their sizes, in hot loops.
import random

rng = random.Random(3)


def random_set():
    span = rng.choice((6, 40, 300, 5000, 10**6))
    numbers = {rng.randrange(-span // 2, span) for _ in range(rng.randrange(1, rng.choice((4, 12, 60, 400))))}
    for number in list(numbers)[::rng.choice((2, 3, 100))]:
        numbers.discard(number)
    return numbers


sets = [random_set() for _ in range(60)]
sets += [set(), {-1}, {-1, -2, 0}, {-2}, {1 << 47, (1 << 47) - 1, 3}, {0.5, 1, 2}, {2.0, 3, 1.5}, set(range(500))]
frozen = [frozenset(s) for s in sets[::5]]


def sizes(left, rights):
    total = 0
    for right in rights:
        total += len(left & right)
    return total


def orders(left, rights):
    rows = []
    for right in rights:
        common = left & right
        if common:
            rows.append(list(x for x in common if type(x) is int))
        if len(common) != len(right & left):
            return None
    return rows


for left in sets:
    print(sizes(left, sets), sizes(left, frozen))
for left in sets[:20] + sets[-8:]:
    print(orders(left, sets))
print(type(frozen[0] & sets[0]).__name__, type(sets[0] & frozen[0]).__name__)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        if self.n == 7:
            raise ValueError("seven")
        return isinstance(other, Key) and other.n == self.n


def raising(left, right, rounds):
    total = 0
    for _ in range(rounds):
        total += len(left & right)
    return total


print(raising({Key(1), Key(2)}, {Key(2), Key(3)}, 300))
try:
    raising({Key(7), Key(2)}, {Key(7), 5}, 300)
except ValueError as error:
    print(error)


# Tuples that are looked up and nothing else.
def neighbours(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                near = (x + dx) % 50, y + dy
                counts[near] = counts.get(near, 0) + 1
    return counts, near


cells = [(rng.randrange(50), rng.randrange(50)) for _ in range(700)]
counts, last = neighbours(cells)
print(len(counts), sum(x * 3 + y * 5 + n * 7 for (x, y), n in counts.items()), last, counts[last])


class Pair(tuple):
    def __eq__(self, other):
        seen.append(other)
        return tuple.__eq__(self, other)

    __hash__ = tuple.__hash__


seen = []
odd = {Pair((1, 2)): 1, (2, 3): 2, (2.0, 4): 3}


def odd_keys(rounds):
    total = 0
    for i in range(rounds):
        key = (i % 3 + 1, i % 3 + 2)
        total += odd.get(key, 10)
    return total


print(odd_keys(600), set(map(type, seen)), sorted(set(seen)))
