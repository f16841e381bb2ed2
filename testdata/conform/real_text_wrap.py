# Text processing: wrapping, justification, tables, word statistics, templates, caesar, roman, diff.
TEXT = """Call me Ishmael. Some years ago - never mind how long precisely - having little or no money in my purse,
and nothing particular to interest me on shore, I thought I would sail about a little and see the watery part of the world.

It is a way I have of driving off the spleen and regulating the circulation."""
def wrap(text, width):
    for para in text.split("\n\n"):
        line, n = [], 0
        for w in para.split():
            if n + len(w) + bool(line) > width and line: yield line; line, n = [], 0
            n += len(w) + bool(line); line.append(w)
        if line: yield line
        yield None
def justify(words, width):
    if words is None: return ""
    if len(words) == 1: return words[0]
    gaps = len(words) - 1; space = width - sum(map(len, words)); base, extra = divmod(space, gaps)
    return "".join(w + " " * (base + (i < extra)) for i, w in enumerate(words[:-1])) + words[-1]
print("\n".join(f"|{' '.join(l) if l else '':<40}|" for l in wrap(TEXT, 40))); print("\n".join(justify(l, 36) for l in wrap(TEXT, 36)))
words = [w.strip(".,-").lower() for w in TEXT.split() if w.strip(".,-")]
freq = {}
for w in words: freq[w] = freq.get(w, 0) + 1
rows = sorted(((n, w) for w, n in freq.items()), key=lambda t: (-t[0], t[1]))[:6]
def table(head, rows):
    cols = [[str(h), *(str(r[i]) for r in rows)] for i, h in enumerate(head)]; ws = [max(map(len, c)) for c in cols]
    yield "+".join("-" * (w + 2) for w in ws)
    for k, cells in enumerate(zip(*cols)):
        yield "|".join(f" {c:>{w}} " if k and c.isdigit() else f" {c:<{w}} " for c, w in zip(cells, ws))
        if k == 0: yield "+".join("=" * (w + 2) for w in ws)
print("\n".join(table(("count", "word"), rows)), len(words), len(freq), max(words, key=len), sum(map(len, words)) / len(words))
def roman(n):
    out = ""
    for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        k, n = divmod(n, v); out += s * k
    return out
def unroman(s):
    v = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    return sum(-v[a] if v[a] < v.get(b, 0) else v[a] for a, b in zip(s, s[1:] + " "))
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all(unroman(roman(n)) == n for n in range(1, 4000)))
def caesar(s, k): return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and c.isascii() and (b := 65 if c.isupper() else 97) else c for c in s)
def vigenere(s, key, sign=1):
    out, i = [], 0
    for c in s:
        if c.isalpha(): out.append(caesar(c, sign * (ord(key[i % len(key)].lower()) - 97))); i += 1
        else: out.append(c)
    return "".join(out)
e = vigenere("Attack at dawn!", "Lemon"); print(caesar("Hello, World", 3), caesar(caesar("xyz", 5), -5), e, vigenere(e, "Lemon", -1))
def diff(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1): t[i][j] = t[i + 1][j + 1] + 1 if a[i] == b[j] else max(t[i + 1][j], t[i][j + 1])
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]: yield "  " + a[i]; i += 1; j += 1
        elif j < len(b) and (i == len(a) or t[i][j + 1] > t[i + 1][j]): yield "+ " + b[j]; j += 1
        else: yield "- " + a[i]; i += 1
print("\n".join(diff("one two three four".split(), "zero one three tree four".split())))
def soundex(w):
    codes = {c: d for d, cs in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for c in cs}
    out, last = w[0].upper(), codes.get(w[0].lower())
    for c in w[1:].lower():
        d = codes.get(c)
        if d and d != last: out += str(d)
        if c not in "hw": last = d
    return (out + "000")[:4]
print([soundex(w) for w in ("Robert", "Rupert", "Rubin", "Ashcraft", "Tymczak", "Pfister", "A")])
def num_words(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(); tens = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20: return ones[n]
    if n < 100: return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    for v, w in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= v: return num_words(n // v) + " " + w + (" " + num_words(n % v) if n % v else "")
print([num_words(n) for n in (0, 13, 42, 100, 999, 12345, 1000001, 2 * 10 ** 9 + 7)], sum(len(num_words(n).replace(" ", "").replace("-", "")) for n in range(1, 500)))
anagrams = {}
for w in "listen silent enlist google elgoog abc cab bca xyz".split(): anagrams.setdefault("".join(sorted(w)), []).append(w)
print([g for g in anagrams.values() if len(g) > 1], [w for w in ("level", "A man a plan", "noon") if (s := w.replace(" ", "").lower()) == s[::-1]])
