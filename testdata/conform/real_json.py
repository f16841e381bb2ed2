# A JSON reader and writer of our own, with positions in errors.
class JSONError(ValueError):
    def __init__(self, msg, text, pos):
        self.line = text.count("\n", 0, pos) + 1; self.col = pos - text.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.line} column {self.col}")
class Reader:
    ESC = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
    def __init__(self, text): self.t, self.i = text, 0
    def fail(self, msg, pos=None): raise JSONError(msg, self.t, self.i if pos is None else pos)
    def ws(self):
        while self.i < len(self.t) and self.t[self.i] in " \t\r\n": self.i += 1
    def load(self):
        v = self.value(); self.ws()
        if self.i != len(self.t): self.fail("extra data")
        return v
    def value(self):
        self.ws()
        if self.i >= len(self.t): self.fail("expecting value")
        c = self.t[self.i]
        if c == "{": return self.obj()
        if c == "[": return self.arr()
        if c == '"': return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.t.startswith(word, self.i): self.i += len(word); return v
        return self.number()
    def number(self):
        start = self.i
        if self.t[self.i:self.i + 1] == "-": self.i += 1
        digits = self.i
        while self.t[self.i:self.i + 1].isdigit(): self.i += 1
        if digits == self.i: self.fail("expecting value", start)
        if self.t[digits] == "0" and self.i - digits > 1: self.fail("leading zero", digits)
        isf = False
        if self.t[self.i:self.i + 1] == ".":
            isf = True; self.i += 1; d = self.i
            while self.t[self.i:self.i + 1].isdigit(): self.i += 1
            if d == self.i: self.fail("digits expected")
        if self.t[self.i:self.i + 1] in ("e", "E"):
            isf = True; self.i += 1
            if self.t[self.i:self.i + 1] in ("+", "-"): self.i += 1
            while self.t[self.i:self.i + 1].isdigit(): self.i += 1
        text = self.t[start:self.i]
        return float(text) if isf else int(text)
    def string(self):
        start, out = self.i, []; self.i += 1
        while True:
            if self.i >= len(self.t): self.fail("unterminated string", start)
            c = self.t[self.i]; self.i += 1
            if c == '"': return "".join(out)
            if c < " ": self.fail("control character", self.i - 1)
            if c != "\\": out.append(c); continue
            e = self.t[self.i:self.i + 1]; self.i += 1
            if e == "u":
                n = self.hex4()
                if 0xD800 <= n < 0xDC00 and self.t.startswith("\\u", self.i):
                    self.i += 2; low = self.hex4(); n = 0x10000 + ((n - 0xD800) << 10) + (low - 0xDC00)
                out.append(chr(n))
            elif e in self.ESC and e: out.append(self.ESC[e])
            else: self.fail("bad escape", self.i - 2)
    def hex4(self):
        h = self.t[self.i:self.i + 4]
        try: n = int(h, 16) if len(h) == 4 else int("")
        except ValueError: self.fail("bad \\u escape")
        self.i += 4; return n
    def arr(self):
        out = []; self.i += 1; self.ws()
        if self.t[self.i:self.i + 1] == "]": self.i += 1; return out
        while True:
            out.append(self.value()); self.ws(); c = self.t[self.i:self.i + 1]; self.i += 1
            if c == "]": return out
            if c != ",": self.fail("expecting ',' or ']'", self.i - 1)
    def obj(self):
        out = {}; self.i += 1; self.ws()
        if self.t[self.i:self.i + 1] == "}": self.i += 1; return out
        while True:
            self.ws()
            if self.t[self.i:self.i + 1] != '"': self.fail("expecting property name")
            k = self.string(); self.ws()
            if self.t[self.i:self.i + 1] != ":": self.fail("expecting ':'")
            self.i += 1; out[k] = self.value(); self.ws(); c = self.t[self.i:self.i + 1]; self.i += 1
            if c == "}": return out
            if c != ",": self.fail("expecting ',' or '}'", self.i - 1)
def dumps(v, indent=None, level=0, sort=False):
    match v:
        case None: return "null"
        case True: return "true"
        case False: return "false"
        case int() | float(): return repr(v)
        case str():
            return '"' + "".join({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(c) or (c if " " <= c < "\x7f" else "".join(f"\\u{u:04x}" for u in ([ord(c)] if ord(c) < 0x10000 else [0xD800 + (ord(c) - 0x10000 >> 10), 0xDC00 + (ord(c) & 0x3FF)]))) for c in v) + '"'
        case list() | tuple(): items, a, b = [dumps(x, indent, level + 1, sort) for x in v], "[", "]"
        case dict(): items, a, b = [f"{dumps(str(k))}: {dumps(x, indent, level + 1, sort)}" for k, x in (sorted(v.items()) if sort else v.items())], "{", "}"
        case _: raise TypeError(f"{type(v).__name__} is not serializable")
    if not items: return a + b
    if indent is None: return a + ", ".join(items) + b
    pad = "\n" + " " * indent
    return a + pad * 1 + " " * indent * level + ("," + pad + " " * indent * level).join(items) + "\n" + " " * indent * level + b
doc = '{"name": "caf\\u00e9 \\ud83d\\ude00", "list": [1, -2.5, 1e3, true, null, {"x": []}], "empty": {}, "s": "a\\"b\\\\c\\n\\/"}'
v = Reader(doc).load(); print(ascii(v)); print(dumps(v)); print(dumps(v, indent=2)); print(Reader(dumps(v)).load() == v, dumps({"b": 1, "a": [2, (3,)]}, sort=True))
for bad in ("", "[1, 2", '{"a" 1}', "[1,]", "{'a': 1}", '"abc', "01", "-", "1.", "tru", "[1] x", '"\\q"', '"\\u12g4"', '{"a": 1,}', '"a\nb"', "[\n1,\n  }", "nul", '{"a":}', "[1 2]"):
    try: print(Reader(bad).load())
    except JSONError as e: print(repr(bad), "->", e, (e.line, e.col))
try: dumps({1: {2}})
except TypeError as e: print(e)
deep = "[" * 100 + "]" * 100; d = Reader(deep).load(); n = 0
while d: d = d[0]; n += 1
print(n)
