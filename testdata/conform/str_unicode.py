# Strings of all four widths of characters, and what mixes them.
parts = ["ascii", "caf\u00e9", "\u0442\u0435\u0441\u0442", "\u4e2d\u6587", "\U0001f600\U0001f601", "\x00", "\x7f\x80\xff\u0100"]
for p in parts:
    for q in parts:
        r = p + q
        assert len(r) == len(p) + len(q) and r.startswith(p) and r.endswith(q) and r.find(q) <= len(p) and r[:len(p)] == p and r[len(p):] == q
        assert r.replace(q, "") + "" == r.replace(q, "") and q in r
        assert r.encode().decode() == r and r.split(q)[0] == r[:r.find(q)]
print(*[len(p) for p in parts], *[len(p.encode()) for p in parts], *[len(p.encode("utf-16-le")) for p in parts])
s = "".join(parts)
print(ascii(s), ascii(s[::-1]), ascii(s.upper()), len(s), s.count("\u00e9"), s.index("\U0001f601"), ascii(max(s)), ascii(min(s)))
print([ascii(c) for c in s if not c.isalnum()], [hex(ord(c)) for c in s if ord(c) > 0xff])
out = []
for ch in "na\u00efve \u2603 \U0001d11e":
    out.append(f"{ord(ch):04X}")
print(" ".join(out))
d = {"\u00e9": 1, "e\u0301": 2, "\U0001f600": 3}
print(len(d), d["\u00e9"], d["\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}"], d[chr(0x1f600)])
été = 5
print(été, "été" in globals(), [k for k in globals() if not k.isascii()])
ﬁn = 3
print(fin, "fin" in globals())
class Café:
    ß = 1
print(Café.ß, Café.__name__, repr(Café().__class__))
print("é".center(5, "*"), "中".ljust(3, "文"), f"{'é':>4}|{'中':^5}|{'😀':<3}|", "%5s|%-3s|" % ("é", "😀"))
print("ǅ".istitle(), "ǅ".upper(), "ß".upper(), "ŉ".upper(), "ﬃ".upper(), "İ".lower().encode(), "Σ".lower(), "ΑΣ".lower(), "ΑΣ.".lower(), "Σ Σ".lower())
print("١٢٣".isdigit(), int("١٢٣"), float("١٢.٥"), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "Ⅷ".isnumeric(), "㊿".isnumeric())
try:
    int("²")
except ValueError as e:
    print(e)
