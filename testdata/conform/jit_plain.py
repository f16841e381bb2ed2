# Operators, comparisons, displays and slices of builtin objects in loops.
import threading


def numbers(n):
    out = []
    big = 0x9E3779B1
    for k in range(n):
        bits = (k * big * big ^ k >> 7) & 0xFFFFFF | 1 << 13
        out.append((bits & -bits).bit_length() + (k * 1.5).is_integer())
        out.append(2 ** (k % 70) % 1000 + k ** 2 - (-k) // 7)
        out.append(k << (k % 60) >> 3)
        out.append(max(k, 7, 3) + min(k, 2.5) + abs(3 - k))
        out.append(int(k / 3) + round(k / 7) + round(k / 7, 2))
        out.append(divmod(k, 5)[k % 2] + bool(k % 3) + float(k))
    return out


def strings(n):
    out = []
    for k in range(n):
        s = "Some words, né" * (k % 3) + str(k)
        out.append(s[k % len(s)] + s[-1] + s[:3] + s[2:] + s[-4:-1])
        out.append(f"{k}:{s!r}:{k / 4:.2f}:{s:>12}|{k:04d}{None}")
        out.append(("wor" in s, s == str(k), s < "T", s != "x", s >= s[:1]))
        out.append(s.upper().strip("0123456789").split(" ") + s.split(",", 1))
        out.append("-".join([s[:2], str(k)]) * (k % 3))
        if s.startswith("Some") or s in ("1", "2"):
            out.append(ord(s[0]) + len(s.encode()))
    return out


def tables(n):
    out = []
    counts = {}
    seen = set()
    for k in range(n):
        near = (k % 7, str(k % 3))
        counts[near] = counts.get(near, 0) + 1
        counts.setdefault((k, near), []).append(k)
        seen.add(near)
        seen.discard((k % 5, "1"))
        a, b = {1, 2, k}, {2, k % 4}
        out.append((sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), near in seen, k not in a))
        out.append([k, near][k % 2] == k or {"k": k, 2: near}["k"])
        x, y, z = [k, *a][:3]
        out.append(x + y + z + len([k] * 3 + [1]) + sum((k, 1) + (2,)))
        out.append((k, 1) < (3, 2) or (k, "a") == (k, "b"))
    return out, sorted(counts.items(), key=repr), sorted(seen)


class Locked:
    def __init__(self):
        self.lock, self.again = threading.Lock(), threading.RLock()
        self.total = 0

    def add(self, n, twice=False, *rest):
        with self.lock:
            self.total += n
            if n == 13:
                raise ValueError(n)
        if twice:
            with self.again:
                with self.again:
                    self.total += 1
        return self.lock.locked()


def locked(n):
    x = Locked()
    held = 0
    for k in range(n):
        try:
            held += x.add(k % 20, k % 3 == 0) + x.add(1) + x.add(1, True)
        except ValueError as e:
            held += e.args[0]
    return x.total, held, x.lock.locked()


def steps(n):
    total = 0
    for k in range(n):
        for i in range(13, -1, -3):
            total += i * k
        for i in range(k % 5, 20, 4):
            total -= i
        for i in range(k, k - 3):
            total += 1000
    return total


print(numbers(80))
print(strings(40))
print(tables(60))
print(locked(100))
print(steps(50))


def remembered(n):
    out = []
    d = {(i, str(i)): i for i in range(8)}
    d.update({str(i): i for i in range(8)})
    for k in range(n):
        a, b = (k % 8, str(k % 8)), "".join(["", str(k % 8)])
        was = d.get(a), d.get(b)
        if k % 5 == 1:
            d.pop(b, None)
        if k % 7 == 2:
            d = dict(d)
        if k % 11 == 3:
            for i in range(k, k + 40):
                d[i] = i
        d[b] = k
        d[a] = d.get(a, 0) + k
        if k % 11 == 4:
            d = {key: v for key, v in d.items() if not isinstance(key, int)}
        out.append((was, len(d)))
    return out, sorted(d.items(), key=repr)


print(remembered(120))
