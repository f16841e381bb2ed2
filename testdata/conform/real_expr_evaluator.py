# Tokeniser, recursive-descent parser and evaluator of arithmetic with variables and functions.
import math
class Token:
    def __init__(self, kind, text, pos): self.kind, self.text, self.pos = kind, text, pos
    def __repr__(self): return f"{self.kind}:{self.text}@{self.pos}"
class ParseError(Exception):
    def __init__(self, msg, pos): super().__init__(f"{msg} at {pos}"); self.pos = pos
def tokenize(src):
    i, out = 0, []
    while i < len(src):
        c = src[i]
        if c.isspace(): i += 1; continue
        start = i
        if c.isdigit() or c == ".":
            while i < len(src) and (src[i].isdigit() or src[i] == "."): i += 1
            if i < len(src) and src[i] in "eE":
                i += 1
                if i < len(src) and src[i] in "+-": i += 1
                while i < len(src) and src[i].isdigit(): i += 1
            out.append(Token("num", src[start:i], start))
        elif c.isalpha() or c == "_":
            while i < len(src) and (src[i].isalnum() or src[i] == "_"): i += 1
            out.append(Token("name", src[start:i], start))
        elif src[i:i + 2] in ("**", "//", "<=", ">=", "==", "!="): i += 2; out.append(Token("op", src[start:i], start))
        elif c in "+-*/%()<>,=?:": i += 1; out.append(Token("op", c, start))
        else: raise ParseError(f"unexpected {c!r}", i)
    out.append(Token("end", "", i))
    return out
class Parser:
    LEVELS = [("==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "//", "%")]
    def __init__(self, src): self.toks, self.i = tokenize(src), 0
    @property
    def cur(self): return self.toks[self.i]
    def take(self, text=None):
        t = self.cur
        if text is not None and t.text != text: raise ParseError(f"expected {text!r}, got {t.text or 'end'!r}", t.pos)
        self.i += 1
        return t
    def parse(self):
        if self.cur.kind == "name" and self.toks[self.i + 1].text == "=":
            name = self.take().text; self.take("=")
            node = ("assign", name, self.ternary())
        else: node = self.ternary()
        if self.cur.kind != "end": raise ParseError(f"unexpected {self.cur.text!r}", self.cur.pos)
        return node
    def ternary(self):
        cond = self.binary(0)
        if self.cur.text == "?":
            self.take(); a = self.ternary(); self.take(":"); return ("if", cond, a, self.ternary())
        return cond
    def binary(self, level):
        if level == len(self.LEVELS): return self.unary()
        left = self.binary(level + 1)
        while self.cur.text in self.LEVELS[level] and self.cur.kind == "op":
            op = self.take().text; left = ("bin", op, left, self.binary(level + 1))
        return left
    def unary(self):
        if self.cur.text in ("-", "+"): return ("un", self.take().text, self.unary())
        return self.power()
    def power(self):
        base = self.atom()
        if self.cur.text == "**": self.take(); return ("bin", "**", base, self.unary())
        return base
    def atom(self):
        t = self.take()
        if t.kind == "num":
            try: return ("num", float(t.text) if set(t.text) & set(".eE") else int(t.text))
            except ValueError: raise ParseError(f"bad number {t.text!r}", t.pos) from None
        if t.kind == "name":
            if self.cur.text != "(": return ("var", t.text)
            self.take(); args = []
            while self.cur.text != ")":
                args.append(self.ternary())
                if self.cur.text != ")": self.take(",")
            self.take(); return ("call", t.text, args)
        if t.text == "(": node = self.ternary(); self.take(")"); return node
        raise ParseError(f"unexpected {t.text or 'end'!r}", t.pos)
OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}
FUNCS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "fact": math.factorial}
def evaluate(n, env):
    match n:
        case ("num", v): return v
        case ("var", name):
            if name not in env: raise NameError(f"unknown variable {name}")
            return env[name]
        case ("assign", name, e): env[name] = evaluate(e, env); return env[name]
        case ("un", "-", e): return -evaluate(e, env)
        case ("un", "+", e): return evaluate(e, env)
        case ("bin", op, a, b): return OPS[op](evaluate(a, env), evaluate(b, env))
        case ("if", c, a, b): return evaluate(a if evaluate(c, env) else b, env)
        case ("call", f, args): return FUNCS[f](*(evaluate(a, env) for a in args))
env = {"pi": math.pi}
for src in ("1 + 2 * 3", "-2 ** 2", "2 ** 3 ** 2", "(1 + 2) * 3", "x = 7 // 2", "x % 2 == 1 ? max(x, 10) : 0", "1e3 / 4", "sqrt(16) + abs(-3)", "fact(20)", "pi > 3", "y = x ** 40", "10 - 4 - 3", "- - 5", "max(1, 2, 3) * min(4, 5)", "1 +", "(1", "foo", "1 / 0", "2 $ 3", "nofunc(1)", "1 2", "1.2.3", "fact(-1)", "", "max()", "5 % 0"):
    try: print(f"{src!r:38} = {evaluate(Parser(src).parse(), env)}")
    except ParseError as e: print(f"{src!r:38} parse error: {e} ({e.pos})")
    except Exception as e: print(f"{src!r:38} {type(e).__name__}: {e}")
print(tokenize("a+1"), Parser("a*(b-1)").parse(), sorted(env))
