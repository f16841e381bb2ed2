"""Look-ups, stores and additions in hot loops: keys of all kinds that traces
hash by themselves, tables of all sizes, and what does not go the usual way."""
import threading


class Same:
    """Equal to the ints and strs that it is made of."""

    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return self.v == (other.v if isinstance(other, Same) else other)


class Text(str):
    pass


def count(keys, table):
    for k in keys:
        table[k] = table.get(k, 0) + 1
    return table


def present(keys, table):
    n = 0
    for k in keys:
        if k in table:
            n += 1
        if k not in table:
            n += 1000
    return n


def gather(keys, into):
    for k in keys:
        into.add(k)
    return into


def fetch(keys, table):
    total = 0
    for k in keys:
        try:
            total += table[k]
        except KeyError as e:
            total -= len(e.args)
    return total


def changing(n):
    """Keys come and go while the loop runs."""
    table, seen = {}, set()
    out = []
    for i in range(n):
        k = i * 7 % 41
        table[k] = table.get(k, 0) + i
        seen.add(k)
        if i % 5 == 0:
            out.append(table.pop(k))
            seen.discard(k)
        if i % 97 == 96:
            out.append(len(table))
            table = {}
            seen.clear()
        if k in seen:
            out.append(table[k])
    return sum(out), len(out), sorted(table.items()), sorted(seen)


def mixed(n):
    """Equal keys of different types."""
    table = {1: "int", 2.0: "float", True: "bool", "a": 0, None: 5, Same(77): "same", Same("q"): "sq", (1, 2): 3, (1.0, 3): 4}
    out = []
    for i in range(n):
        for k in (1, 2, 3.0, True, False, None, "a", "q", 77, (1, 2), (True, 2), (1, 3), -1, -2, 0):
            if k in table:
                out.append(table[k])
            table[k] = i
    return len(out), [(str(k) if not isinstance(k, Same) else k.v, v) for k, v in table.items()]


def locals_of_module(n):
    """Stores to a namespace are seen by the code of the module."""
    space = {}
    exec("x = 0\ndef get():\n    return x\n", space)
    total = 0
    for i in range(n):
        space["x"] = i
        total += space["get"]()
    return total


def squares(n):
    table = {}
    for i in range(n):
        table[i * i] = i
    return sum(table[i * i] for i in range(n))


def grid(n):
    cells = {(x, y) for x in range(n) for y in range(n) if (x * y) % 3}
    near = {}
    for x, y in cells:
        for d in (-1, 1):
            p = (x + d, y)
            near[p] = near.get(p, 0) + 1
            if p in cells:
                near[p, d] = near.get((p, d), 0) + 1
    names = {}
    for x, y in sorted(cells):
        names[str(x), y % 3] = names.get((str(x), y % 3), 0) + 1
    return len(near), sum(near.values()), len(names), sum(names.values())


class Slotted:
    def __init__(self):
        self.table = {}


def by_const(n):
    s = Slotted()
    s.table["hits"] = 0
    s.table[0] = 0
    for i in range(n):
        s.table["hits"] += 1
        s.table[0] += i
        if i == n // 2:
            s.table = {0: 5, "hits": 7, "other": 1}
    return s.table


def raised(n):
    """The value that is stored raises, or is an object."""
    table = {i: None for i in range(20)}
    bad = 0
    for i in range(n):
        try:
            table[i % 20] = [i // (i % 7)]
        except ZeroDivisionError:
            bad += 1
    return bad, [v[0] for v in table.values()]


ints = [i * 7919 % 300 - 3 for i in range(3000)]
wide = [(i * 2654435761) % (1 << 47) for i in range(3000)]
high = [(i % 50) << 32 for i in range(3000)]
words = ["w%d" % (k % 90) for k in ints]
long = ["x" * 600 + str(k % 20) for k in ints]
accents = ["\u00e9%d\u4e2d" % (k % 40) for k in ints]
pairs = [(k % 17, k // 17) for k in ints]
triples = [(k % 5, "t%d" % (k % 7), -1) for k in ints]
odd = [(1 << 70) + k if k % 3 else float(k) for k in ints]
subs = [Text(w) if i % 4 == 0 else w for i, w in enumerate(words)]
sames = [Same(k) if i % 6 == 0 else k for i, k in enumerate(ints)]

for name, keys in (("ints", ints), ("wide", wide), ("high", high), ("words", words), ("long", long), ("accents", accents),
                   ("pairs", pairs), ("triples", triples), ("odd", odd), ("subs", subs), ("sames", sames), ("few", [3, 4, 0] * 500),
                   ("consts", [None, True, False, 1, 0] * 300)):
    table = count(keys, {})
    some = dict.fromkeys(keys[::3], 2)
    group = gather(keys, set())
    print(name, len(table), sum(table.values()), fetch(keys, table), fetch(keys, some), present(keys, table), present(keys, some),
          present(keys, group), present(keys, set(keys[::5])), present(keys, frozenset(keys[::7])), len(group), present(ints, group), present(words, table))
print(changing(3000))
print(mixed(300))
print(locals_of_module(2000))
print(squares(2000), grid(24), by_const(2000), raised(2000))
print(list(gather([i * 5 & 0xff for i in range(2000)], {-3, "a"}))[:0], sorted(gather(ints, set()))[:5], len(gather(words, gather(ints, set()))))


def walk(table, rounds):
    """Iterators over keys, values, items; some go on where another loop has ended."""
    out = [0, 0, 0, 0]
    for i in range(rounds):
        for k in table:
            out[0] += len(str(k))
        for v in table.values():
            out[1] += v
        for k, v in table.items():
            out[2] += v
            table[k] = v + 1
        it = iter(table.items())
        for k, v in it:
            if v % 3 == 0:
                break
        for item in it:
            out[3] += item[1]
    return out


def walk_sets(sets, rounds):
    n, names = 0, []
    for i in range(rounds):
        for s in sets:
            for x in s:
                n += 1
                if x is None or x is True:
                    n += 100
            it = iter(s)
            for x in it:
                break
            for x in it:
                n += 3
    return n


def thinned(n):
    """Most entries are removed."""
    table, keys = {i: i for i in range(n)}, set(range(n))
    for i in range(n):
        if i % 9:
            del table[i]
            keys.remove(i)
    return walk(table, 30), walk_sets([keys], 30), list(table)[:3]


def resized(what):
    """Iteration that notices a change."""
    errors = []
    for i in range(60):
        table, keys = {j: 1 for j in range(50)}, set(range(50))
        try:
            for k in (table if what != "set" else keys):
                if k == 30 and i % 3 == 0:
                    if what == "add":
                        table[1000] = 1
                    elif what == "swap":
                        del table[5]
                        table[1001] = 1
                    else:
                        keys.add(1000)
                        table.clear()
        except RuntimeError as e:
            errors.append(str(e))
    return len(errors), errors[:1]


def shared():
    """Two threads count under a lock, and read without one."""
    table, seen, lock, found = {}, set(), threading.Lock(), [0, 0]

    def work(k):
        for i in range(3000):
            key = i % 50
            with lock:
                table[key] = table.get(key, 0) + 1
                seen.add((key, k))
            if (key, k) in seen and key in table:
                found[k] += 1

    threads = [threading.Thread(target=work, args=(k,)) for k in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return sum(table.values()), len(table), len(seen), found


print(walk({1: 2, "a": 3}, 300), walk({i: i for i in range(100)}, 30), walk({}, 5), walk({str(i): -i for i in range(10)}, 50))
print(walk_sets([{1, 2, 3}, {"a", None, True}, set(), set(range(0, 900, 3)), {(1, 2), 3.5, "x"}, frozenset(range(70))], 60))
print(thinned(400), resized("add"), resized("swap"), resized("set"))
print(shared())
