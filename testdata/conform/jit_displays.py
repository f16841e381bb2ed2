"""Displays with stars, deques, random numbers and keyword-only defaults in hot loops."""
import random
from collections import deque


def displays(n):
    total = 0
    kept = []
    for i in range(n):
        x = [i, i + 1]
        y = [*x, 3]
        t = (*y, *x, i)
        fresh = []
        for k in range(5):
            fresh.append(k + i)
        if i % 11 == 0:
            kept.append([*t, *fresh])
        total += len(t) + t[-1] + fresh[4] + [*t][1]
    return total, len(kept), sum(map(sum, kept))


def inner(a, b, *rest):
    return a + b + len(rest) + (rest[0] if rest else 0)


def outer(*args):
    return inner(1, 2, *args)


def calls(n):
    return sum(outer(i, 2) + outer() + inner(*[i, 5], *(3, 4)) for i in range(n))


def deques(seed, n):
    rng = random.Random(seed)
    free, bounded, log = deque(), deque(maxlen=5), 0
    for i in range(n):
        x = rng.random()
        if x < 0.3:
            free.append(i)
        elif x < 0.4:
            free.appendleft(-i)
        elif x < 0.6 and free:
            log = (log * 31 + free.popleft()) % 1000003
        elif x < 0.7 and free:
            log = (log * 37 + free.pop()) % 1000003
        elif x < 0.75:
            bounded.append(i)
        elif x < 0.8 and len(bounded):
            bounded.popleft()
        elif x < 0.81:
            log += rng.getrandbits(9)
        elif x < 0.83:
            log += rng.sample(range(20), 3)[1] + rng.sample([5, 6, 7, 8], 2)[0] + rng.sample((1, 2, 3), 1)[0]
        try:
            if i % 50 == 0:
                free.clear()
                free.popleft()
        except IndexError:
            log += 1
        log += len(free) + len(bounded)
    return log, list(bounded), len(free), rng.random()


def drawn(seed, n):
    rng, total, wrong = random.Random(seed), 0.0, 0
    few = [3, 5, 8, 13]
    for i in range(n):
        total += rng.randrange(i + 1) + rng.randint(-i, i) + rng.choice(few) + rng.uniform(1, i) + rng.random()
        total += rng.randrange(3, i + 9) + rng.choice((1, 2.5)) + rng.uniform(0.5, 2)
        if i % 100 == 0:
            few.append(i)
            try:
                rng.randrange(-i)
            except ValueError:
                wrong += 1
        if i % 150 == 0:
            rng.shuffle(few)
    return round(total, 6), wrong, rng.random()


def queue(n):
    d, total = deque(range(4)), 0
    for i in range(n):
        d.append(i)
        total += d.popleft()
        d.append(i + 1)
        total -= d.pop()
    return total, list(d)


def named(a, *, b=2, c=None):
    return a + b + (0 if c is None else c)


def defaults(n):
    total = 0
    for i in range(n):
        total += named(i) + named(i, b=1) + named(i, c=5)
        if i == n // 2:
            named.__kwdefaults__["b"] = 100
        if i == n * 3 // 4:
            named.__kwdefaults__ = {"b": 1, "c": 7}
    return total


def phases(n):
    """What is usual in the loop changes in the middle."""
    found, seen = [], [0] * 64
    for i in range(n):
        k = i % 64 if i < n // 2 else i * i % 16
        if seen[k] < n // 200:
            seen[k] += 1
            found.append(i)
        elif i % 7 == 0:
            seen[k] -= 1
    return len(found), sum(found), seen


print(displays(2500))
print(calls(2000))
print(deques(1, 4000), deques(2, 2000))
print(drawn(1, 2000), drawn(2, 1000))
print(queue(3000))
print(defaults(2000))
print(phases(20000))
r = random.Random(3)
print([r.random() for _ in range(1500)][-3:], r.sample(range(10**15), 3), r.choices("abc", k=5), r.sample("abcdef", 3),
      r.choices(range(10**15), k=2), random.Random(5).choices([1, 2, 3], [1, 5, 9], k=4))
try:
    r.sample({1, 2}, 1)
except TypeError as error:
    print(error)
