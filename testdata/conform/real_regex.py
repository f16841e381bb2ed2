# A backtracking regular-expression engine: parse to a tree, match with generators.
class RegexError(ValueError): pass
class Parser:
    def __init__(self, pat): self.p, self.i, self.groups = pat, 0, 0
    def peek(self): return self.p[self.i] if self.i < len(self.p) else None
    def parse(self):
        n = self.alt()
        if self.peek() is not None: raise RegexError(f"unexpected {self.peek()!r} at {self.i}")
        return n
    def alt(self):
        opts = [self.seq()]
        while self.peek() == "|": self.i += 1; opts.append(self.seq())
        return opts[0] if len(opts) == 1 else ("alt", opts)
    def seq(self):
        items = []
        while self.peek() not in (None, "|", ")"): items.append(self.repeat())
        return ("seq", items)
    def repeat(self):
        atom = self.atom()
        while (c := self.peek()) is not None and c in "*+?{":
            self.i += 1
            if c == "{":
                j = self.p.find("}", self.i)
                if j < 0: raise RegexError(f"bad repeat at {self.i}")
                try: lo, _, hi = self.p[self.i:j].partition(","); lo = int(lo or 0); hi = lo if not _ else int(hi) if hi else None
                except ValueError: raise RegexError(f"bad repeat at {self.i}") from None
                self.i = j + 1
            else: lo, hi = {"*": (0, None), "+": (1, None), "?": (0, 1)}[c]
            greedy = self.peek() != "?"; self.i += not greedy
            atom = ("rep", atom, lo, hi, greedy)
        return atom
    def atom(self):
        c = self.peek(); self.i += 1
        if c == "(":
            if self.p.startswith("?:", self.i): self.i += 2; n = self.alt()
            else: self.groups += 1; k = self.groups; n = ("group", k, self.alt())
            if self.peek() != ")": raise RegexError("missing )")
            self.i += 1; return n
        if c in "*+?{": raise RegexError(f"nothing to repeat at {self.i - 1}")
        if c == "[": return self.cls()
        if c == ".": return ("any",)
        if c == "^": return ("start",)
        if c == "$": return ("end",)
        if c == "\\": return self.escape()
        return ("char", c)
    KINDS = {"d": str.isdigit, "w": lambda c: c.isalnum() or c == "_", "s": str.isspace}
    def escape(self):
        c = self.peek()
        if c is None: raise RegexError("bad escape at end")
        self.i += 1
        if c.lower() in self.KINDS: return ("kind", c)
        if c == "b": return ("word",)
        if c.isdigit(): return ("back", int(c))
        return ("char", {"n": "\n", "t": "\t"}.get(c, c))
    def cls(self):
        neg = self.peek() == "^"; self.i += neg; items = []
        while (c := self.peek()) != "]" or not items:
            if c is None: raise RegexError("unterminated [")
            self.i += 1
            if c == "\\": n = self.escape(); items.append(n if n[0] == "kind" else ("range", n[1], n[1])); continue
            if self.peek() == "-" and self.p[self.i + 1:self.i + 2] not in ("]", ""): hi = self.p[self.i + 1]; self.i += 2; items.append(("range", c, hi))
            else: items.append(("range", c, c))
        self.i += 1; return ("cls", neg, items)
def kind(k, c): return Parser.KINDS[k.lower()](c) == k.islower()
def isword(s, i): return 0 <= i < len(s) and (s[i].isalnum() or s[i] == "_")
def m(n, s, i, g):
    match n:
        case ("char", c):
            if s[i:i + 1] == c: yield i + 1, g
        case ("any",):
            if i < len(s) and s[i] != "\n": yield i + 1, g
        case ("kind", k):
            if i < len(s) and kind(k, s[i]): yield i + 1, g
        case ("cls", neg, items):
            if i < len(s) and neg != any(kind(x[1], s[i]) if x[0] == "kind" else x[1] <= s[i] <= x[2] for x in items): yield i + 1, g
        case ("start",):
            if i == 0: yield i, g
        case ("end",):
            if i == len(s): yield i, g
        case ("word",):
            if isword(s, i - 1) != isword(s, i): yield i, g
        case ("back", k):
            if k in g and s.startswith(t := s[slice(*g[k])], i): yield i + len(t), g
        case ("seq", []): yield i, g
        case ("seq", [first, *rest]):
            for j, g2 in m(first, s, i, g): yield from m(("seq", rest), s, j, g2)
        case ("alt", opts):
            for o in opts: yield from m(o, s, i, g)
        case ("group", k, inner):
            for j, g2 in m(inner, s, i, g): yield j, {**g2, k: (i, j)}
        case ("rep", inner, lo, hi, greedy):
            def more():
                if hi is None or hi > 0:
                    for j, g2 in m(inner, s, i, g):
                        if j > i or lo > 0: yield from m(("rep", inner, max(lo - 1, 0), None if hi is None else hi - 1, greedy), s, j, g2)
            if not greedy and lo == 0: yield i, g
            yield from more()
            if greedy and lo == 0: yield i, g
def search(pat, s, start=0):
    n = Parser(pat).parse()
    for i in range(start, len(s) + 1):
        for j, g in m(n, s, i, {}): return i, j, {k: s[a:b] for k, (a, b) in sorted(g.items())}
def findall(pat, s):
    out, i = [], 0
    while i <= len(s) and (r := search(pat, s, i)): out.append(s[r[0]:r[1]]); i = r[1] + (r[0] == r[1])
    return out
for pat, s in (("a*b", "xaaab"), ("(a|b)+c", "ababc"), ("^(\\w+)@(\\w+)\\.com$", "joe@site.com"), ("(\\d{3})-(\\d{2,4})", "tel 555-12345"), ("<.+?>", "<a><b>"), ("<.+>", "<a><b>"), ("(.)\\1", "hello"), ("[^aeiou ]+", "queue str"), ("x*", "aaa"), ("colou?r", "my color"), ("\\bcat\\b", "concat cat"), ("(a(b(c)?)?)?d", "abd"), ("[a-c\\d]+$", "zz1b2c"), ("z", "abc"), ("(?:ab){2}", "ababab"), ("(a+)+b", "aaaaac"), ("\\S+\\s\\D", "ab cd"), ("é.", "caf\u00e9s")):
    print(pat, "|", s, "->", search(pat, s))
print(findall("\\d+", "a1b22c333"), findall("[a-z]", "aBc"), findall("x?", "axb"), findall("\\w+", "one two, three"))
for bad in ("(", "a)", "*a", "[a", "a{x}", "\\", "a{2", "+"):
    try: print(Parser(bad).parse())
    except RegexError as e: print(bad, "->", e)
