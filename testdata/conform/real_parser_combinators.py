# Parser combinators with operators, used for CSV, arithmetic, S-expressions and a small query language.
class Fail(Exception):
    def __init__(self, pos, want): self.pos, self.want = pos, want; super().__init__(f"at {pos}: expected {' or '.join(sorted(want))}")
class P:
    def __init__(self, f): self.f = f
    def __call__(self, s, i=0): return self.f(s, i)
    def parse(self, s):
        v, i = self(s, 0)
        if i != len(s): raise Fail(i, {"end"})
        return v
    def __rshift__(self, g): return P(lambda s, i: (lambda r: (g(r[0]), r[1]))(self(s, i)))
    def __add__(self, o):
        def f(s, i): a, i = self(s, i); b, i = o(s, i); return (*(a if isinstance(a, Seq) else (a,)), b), i
        return P(lambda s, i: (lambda r: (Seq(r[0]), r[1]))(f(s, i)))
    def __or__(self, o):
        def f(s, i):
            try: return self(s, i)
            except Fail as a:
                if a.pos > i: raise
                try: return o(s, i)
                except Fail as b: raise (Fail(i, a.want | b.want) if a.pos == b.pos else b) from None
        return P(f)
    def __lshift__(self, o):
        def f(s, i): v, i = self(s, i); _, i = o(s, i); return v, i
        return P(f)
    def then(self, o): return P(lambda s, i: o(s, self(s, i)[1]))
    def many(self, at_least=0):
        def f(s, i):
            out = []
            while True:
                try: v, j = self(s, i)
                except Fail as e:
                    if e.pos > i or len(out) < at_least: raise
                    return out, i
                out.append(v); i = j
        return P(f)
    def sep(self, d): return (self + d.then(self).many() >> (lambda t: [t[0], *t[1]])) | P(lambda s, i: ([], i))
    def opt(self, default=None): return self | P(lambda s, i: (default, i))
    def named(self, n):
        def f(s, i):
            try: return self(s, i)
            except Fail as e: raise (Fail(i, {n}) if e.pos == i else e) from None
        return P(f)
class Seq(tuple): pass
def char(pred, name): return P(lambda s, i: (s[i], i + 1) if i < len(s) and pred(s[i]) else (_ for _ in ()).throw(Fail(i, {name})))
def lit(t): return P(lambda s, i: (t, i + len(t)) if s.startswith(t, i) else (_ for _ in ()).throw(Fail(i, {repr(t)})))
def lazy(f): return P(lambda s, i: f()(s, i))
ws = char(str.isspace, "space").many()
def tok(p): return p << ws
def sym(t): return tok(lit(t))
digits = char(str.isdigit, "digit").many(1) >> "".join
number = tok((digits + (lit(".") + digits >> "".join).opt("")) >> (lambda t: float("".join(t)) if t[1] else int(t[0]))).named("number")
word = tok(char(str.isalpha, "letter").many(1) >> "".join).named("word")
def chain(term, ops):
    def fold(t):
        r = t[0]
        for op, x in t[1]: r = ops[op](r, x)
        return r
    alt = None
    for o in ops: alt = sym(o) if alt is None else alt | sym(o)
    return term + (alt + term).many() >> fold
import operator as O
factor = number | sym("(").then(lazy(lambda: expr)) << sym(")") | sym("-").then(lazy(lambda: factor)) >> (lambda x: -x if isinstance(x, (int, float)) else x)
expr = chain(chain(factor, {"*": O.mul, "/": O.truediv}), {"+": O.add, "-": O.sub})
quoted = lit('"').then((char(lambda c: c != '"', "text") | lit('""') >> (lambda _: '"')).many() >> "".join) << lit('"')
cell = quoted | (char(lambda c: c not in ',\n"', "cell").many() >> "".join)
csv = cell.sep(lit(",")).sep(lit("\n"))
sexp = lazy(lambda: sym("(").then(sexp.many()) << sym(")") | number | word)
cond = word + (sym("=") | sym("<") | sym(">")) + (number | word) >> tuple
query = sym("select").then(word.sep(sym(","))) + sym("from").then(word) + sym("where").then(cond.sep(sym("and"))).opt([]) >> tuple
for p, texts in ((expr, ("1 + 2 * 3", "(1+2)*3", "2 * (3 - -4) / 7", "10 - 4 - 3", "1 +", "1 2", "(1", "", "3.5*2", "*")), (csv, ('a,b,c\n1,"x, ""y""",3', "single", 'a,"b', ",\n,")), (sexp, ("(define (f x) (plus x 1))", "()", "(a (b)", "5")), (query, ("select a, b from t", "select a from t where x = 5 and y < z", "select from", "select a b"))):
    for t in texts:
        try: print(repr(t), "->", p.parse(t))
        except Fail as e: print(repr(t), "-> fail", e)
