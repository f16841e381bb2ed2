"""Writes unicode_data.bin, the character properties that str's methods need.

Run it with the CPython whose Unicode version is wanted; unicode.go describes
the format.
"""

import sys


def uvarint(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return uvarint(n * 2 if n >= 0 else -n * 2 - 1)


def flags(c):
    ignorable = ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3"
    bits = [
        c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isprintable(), c.isspace(),
        c.islower() and not c.isupper(), c.isupper(), c.istitle() and not c.isupper(),
        (c + "a").title()[-1] == "a", ignorable,
        c.isidentifier(), ("a" + c).isidentifier(),
        c.upper() != c, c.lower() != c, c.title() != c, c.casefold() != c,
    ]
    return sum(1 << i for i, b in enumerate(bits) if b)


def runs_of_flags():
    combos, runs = [], []
    for cp in range(0x110000):
        f = flags(chr(cp))
        if runs and runs[-1][1] == f:
            runs[-1][0] += 1
        else:
            runs.append([1, f])
        if f not in combos:
            combos.append(f)
    out = uvarint(len(combos)) + b"".join(map(uvarint, combos)) + uvarint(len(runs))
    return out + b"".join(uvarint(n) + uvarint(combos.index(f)) for n, f in runs)


def case_runs(fn):
    """Runs of code points, 1 or 2 apart, that move by the same distance."""
    runs, special = [], []
    for cp in range(0x110000):
        s = fn(chr(cp))
        if len(s) > 1:
            special.append((cp, s))
        elif ord(s) != cp:
            d = ord(s) - cp
            if runs and runs[-1][3] == d:
                start, count, stride, _ = runs[-1]
                gap = cp - (start + (count - 1) * stride)
                if count == 1 and gap <= 2 or gap == stride:
                    runs[-1] = (start, count + 1, gap, d)
                    continue
            runs.append((cp, 1, 1, d))
    out = uvarint(len(runs))
    previous = 0
    for start, count, stride, d in runs:
        out += uvarint(start - previous) + uvarint(count) + uvarint(stride) + zigzag(d)
        previous = start
    out += uvarint(len(special))
    for cp, s in special:
        b = s.encode()
        out += uvarint(cp) + uvarint(len(b)) + b
    return out


def decimals_are_aligned():
    start = None
    for cp in range(0x110000):
        c = chr(cp)
        if c.isdecimal():
            if start is None:
                start = cp
            assert int(c) == (cp - start) % 10, hex(cp)
        else:
            start = None


decimals_are_aligned()
data = runs_of_flags()
for fn in (str.upper, str.lower, str.title, str.casefold):
    data += case_runs(fn)
with open(sys.argv[1], "wb") as f:
    f.write(data)
print(len(data))
