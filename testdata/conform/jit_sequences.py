"""enumerate, zip, pop, tuple comparisons and constant tuples in hot loops."""


def numbered(items, start, rounds):
    total = 0
    for r in range(rounds):
        for i, x in enumerate(items, start):
            total += i * len(str(x))
            if r % 10 == 3 and i == start + 2:
                break
    return total


def pairs(a, b, rounds):
    total = []
    for r in range(rounds):
        n = 0
        for x, y in zip(a, b):
            n += x * 3 + y
        total.append(n)
    return sum(total), total[:2]


def triples(rounds):
    a, b, c = [1, 2, 3, 4], (5, 6, 7), [8, 9]
    out = []
    for r in range(rounds):
        for x, y, z in zip(a, b, c):
            out.append(x + y + z)
        if r % 20 == 0:
            c.append(r)
            a.append(r)
    return len(out), sum(out)


def same(rounds):
    """The items of one iterator, two at a time."""
    out = []
    for r in range(rounds):
        it = iter(range(r % 7)) if r % 3 else iter(list(range(r % 9)))
        for x, y in zip(it, it):
            out.append(x * y)
    return sum(out), len(out)


def growing(n):
    items = [1]
    for i, x in enumerate(items):
        if len(items) < n:
            items.append(i)
        items[i] = x + i
    return sum(items), len(items)


def large(rounds):
    out = []
    for start in (1 << 47) - 20, (1 << 62), -3:
        for i, x in enumerate([0] * rounds, start):
            out.append(i)
    return out[0], out[25], out[-1], len(out)


def kept(rounds):
    """An iterator that two loops step, also when it has ended."""
    out = 0
    for r in range(rounds):
        e = enumerate([5, 6, 7, 8])
        for i, x in e:
            if i == 1:
                break
        for i, x in e:
            out += i * x
        for i, x in e:
            out += 100000
        z = zip([1, 2, 3], [4, 5, 6])
        for a, b in z:
            if a == 2:
                break
        out += sum(a * b for a, b in z)
    return out


def stack(n):
    s, out = [], 0
    for i in range(n):
        s.append(i)
        s.append([i])
        if i % 3 == 0:
            out += len(s.pop())
            out += s.pop()
    depth = len(s)
    while s:
        x = s.pop()
        out += x if isinstance(x, int) else x[0]
    try:
        while True:
            s.pop()
    except IndexError as e:
        print(e)
    return depth, out


def drained(n):
    """Blocks get smaller as lists do."""
    out = []
    for r in range(6):
        s = list(range(n))
        total = 0
        while len(s) > 3:
            total += s.pop()
            if len(s) % 50 == 0:
                s.append(1)
                total += s.pop()
        out.append((total, s))
    return out


def compared(items, pivots):
    counts = [0] * 6
    for p in pivots:
        for t in items:
            counts[0] += t < p
            if t <= p:
                counts[1] += 1
            if t == p:
                counts[2] += 1
            if t != p:
                counts[3] += 1
            if t > p:
                counts[4] += 1
            counts[5] += t >= p
    return counts


def members(values):
    out = [0] * 7
    for v in values:
        if v in (1, 2, 3):
            out[0] += 1
        if v not in (5, 7):
            out[1] += 1
        if v in ("a", "w5", "long word of a text", "\u00e9"):
            out[2] += 1
        if v in (None, 4, "w3"):
            out[3] += 1
        if v in ():
            out[4] += 1
        if v == "w55" or v == "long word of a texts":
            out[5] += 1
        if v in [9, 10.0, -1]:
            out[6] += 1
    return out


def texts(words):
    n = [0, 0]
    for a in words:
        for b in words:
            if a == b:
                n[0] += 1
            if a != b:
                n[1] += len(b)
    return n


print(numbered(["a", "bc", "def", 4], 0, 300), numbered((1, 22, 333), -5, 300), numbered("word", 7, 50), numbered({"x": 1, "yy": 2}, 2, 50), numbered([], 0, 9))
print(pairs([1, 2, 3, 4], [5, 6, 7], 300), pairs((1, 2.5, 3), [4, 5, 6, 7], 200), pairs(range(5), [1, 2, 3], 100), pairs([], [1], 20))
print(triples(300), same(300), growing(3000), large(40), kept(300))
print(stack(3000), drained(700))
items = [(i % 4, i % 3, i) for i in range(40)] + [(1,), (), (2, "x"), (2, 2.5), (3, (1, 2)), (1, 1, 1, 1, 1, 1, 1, 1)]
print(compared([t for t in items if all(isinstance(x, int) for x in t)], items[:10] + [(1, 1), (), (2, 0, 5, 6), (1, 1, 1, 1, 1, 1, 1, 0)]))
print(compared([("a", i % 5) for i in range(50)], [("a", 3), ("b", 1), ("a", 0, 1), ("", 1), ("a",)] * 5))
try:
    compared([(1, 2), (1, "x")] * 20, [(1, 1)] * 20)
except TypeError as e:
    print(e)
print(members([i % 12 for i in range(2000)]), members(["w%d" % (i % 60) for i in range(2000)]), members([1.0, 2, "a", None, "long word of a text"] * 300))
print(texts(["", "a", "b", "ab", "abc", "abd", "abcd", "abce", "abcdefg", "abcdefh", "abcdefgh", "abcdefgi", "abcdefghijk", "abcdefghijl", "zbcdefghijk",
             "x" * 600, "x" * 599 + "y", "\u00e9", "\u00e8", "abc" + "", "".join(["ab", "cd"])] * 3))
