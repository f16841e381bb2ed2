"""Writes data.gz, the character database that module unicodedata shows.

Run it in lib/unicodedata with the CPython whose Unicode version is wanted. The
lines: "R n category bidirectional east-asian mirrored combining" for each run
of n characters that have these in common, "D c text" for decompositions,
"N c decimal digit numeric" for numbers (with - for none), "P c a b" for pairs
that compose; "r", "d" and "n" are R, D and N of Unicode 3.2, where it
differs.
"""

import gzip
import unicodedata as u

ALL = [chr(c) for c in range(0x110000)]


def props(db, s):
    return (db.category(s), db.bidirectional(s) or "-", db.east_asian_width(s), db.mirrored(s), db.combining(s))


def runs(db, lines, tag):
    last, n = None, 0
    for s in ALL:
        p = props(db, s)
        if p != last:
            if n:
                lines.append("%s %x %s %s %s %x %x" % (tag, n, *last))
            last, n = p, 0
        n += 1
    lines.append("%s %x %s %s %s %x %x" % (tag, n, *last))


def number(f, s):
    v = f(s, None)
    return "-" if v is None else repr(v)


lines = []
runs(u, lines, "R")
runs(u.ucd_3_2_0, lines, "r")
old = u.ucd_3_2_0
for s in ALL:
    c = ord(s)
    d = u.decomposition(s)
    if d and not 0xAC00 <= c < 0xD7A4:
        lines.append("D %x %s" % (c, d))


    if old.category(s) != "Cn" and not 0xD800 <= c < 0xE000 and old.normalize("NFKD", s) != u.normalize("NFKD", s):
        lines.append("d %x %s" % (c, " ".join("%04X" % ord(x) for x in old.normalize("NFKD", s))))
    n = [number(f, s) for f in (u.decimal, u.digit, u.numeric)]
    if n != ["-"] * 3:
        lines.append("N %x %s %s %s" % (c, *n))
    m = [number(f, s) for f in (old.decimal, old.digit, old.numeric)]
    if m != n:
        lines.append("n %x %s %s %s" % (c, *m))
    pair = d.split()
    if len(pair) == 2 and pair[0][0] != "<":
        a, b = (int(x, 16) for x in pair)
        if u.normalize("NFC", chr(a) + chr(b)) == s:
            lines.append("P %x %x %x" % (c, a, b))
with open("data.gz", "wb") as f:
    f.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
