# Hindley-Milner type inference for a small language.
import itertools
class TypeErr(Exception): pass
class Var:
    names = itertools.count()
    def __init__(self): self.ref, self.id = None, next(Var.names)
class Con:
    def __init__(self, name, *args): self.name, self.args = name, args
INT, BOOL, STR = Con("int"), Con("bool"), Con("str")
def fn(a, b): return Con("->", a, b)
def prune(t):
    while isinstance(t, Var) and t.ref is not None: t = t.ref
    return t
def show(t, names=None):
    names = {} if names is None else names; t = prune(t)
    if isinstance(t, Var): return names.setdefault(t.id, "'" + "abcdefgh"[len(names)])
    if t.name == "->":
        a = show(t.args[0], names); a = f"({a})" if isinstance(prune(t.args[0]), Con) and prune(t.args[0]).name == "->" else a
        return f"{a} -> {show(t.args[1], names)}"
    if t.name == "*": return "(" + ", ".join(show(a, names) for a in t.args) + ")"
    return (" ".join(show(a, names) for a in t.args) + " " if t.args else "") + t.name
def occurs(v, t):
    t = prune(t); return t is v or isinstance(t, Con) and any(occurs(v, a) for a in t.args)
def unify(a, b):
    a, b = prune(a), prune(b)
    if a is b: return
    if isinstance(a, Var):
        if occurs(a, b): n = {}; raise TypeErr(f"infinite type {show(a, n)} = {show(b, n)}")
        a.ref = b
    elif isinstance(b, Var): unify(b, a)
    elif a.name != b.name or len(a.args) != len(b.args): n = {}; raise TypeErr(f"{show(a, n)} is not {show(b, n)}")
    else:
        for x, y in zip(a.args, b.args): unify(x, y)
def fresh(t, mono, table):
    t = prune(t)
    if isinstance(t, Var): return t if any(occurs(t, m) for m in mono) else table.setdefault(t, Var())
    return Con(t.name, *(fresh(a, mono, table) for a in t.args))
def infer(e, env, mono=()):
    match e:
        case bool(): return BOOL
        case int(): return INT
        case ("str", _): return STR
        case str():
            if e not in env: raise TypeErr(f"unbound {e}")
            return fresh(env[e], mono, {})
        case ("fn", p, body): v = Var(); return fn(v, infer(body, {**env, p: v}, (*mono, v)))
        case ("let", p, val, body): return infer(body, {**env, p: infer(val, env, mono)}, mono)
        case ("rec", p, val, body):
            v = Var(); t = infer(val, {**env, p: v}, (*mono, v)); unify(v, t); return infer(body, {**env, p: t}, mono)
        case ("if", c, a, b):
            unify(infer(c, env, mono), BOOL); t = infer(a, env, mono); unify(t, infer(b, env, mono)); return t
        case ("tuple", *xs): return Con("*", *(infer(x, env, mono) for x in xs))
        case (f, x): r = Var(); tf, tx = infer(f, env, mono), infer(x, env, mono); unify(tf, fn(tx, r)); return r
        case (f, x, *rest): return infer(((f, x), *rest), env, mono)
    raise TypeErr(f"cannot infer {e!r}")
def lst(t): return Con("list", t)
a, b = Var(), Var(); ENV = {"+": fn(INT, fn(INT, INT)), "<": fn(INT, fn(INT, BOOL)), "nil": lst(a), "cons": fn(a, fn(lst(a), lst(a))), "head": fn(lst(a), a), "tail": fn(lst(a), lst(a)), "null": fn(lst(a), BOOL), "fst": fn(Con("*", a, b), a), "snd": fn(Con("*", a, b), b), "len": fn(STR, INT), "fix": fn(fn(a, a), a)}
I, K, S = ("fn", "x", "x"), ("fn", "x", ("fn", "y", "x")), ("fn", "f", ("fn", "g", ("fn", "x", (("f", "x"), ("g", "x")))))
MAP = ("rec", "map", ("fn", "f", ("fn", "l", ("if", ("null", "l"), "nil", ("cons", ("f", ("head", "l")), ("map", "f", ("tail", "l")))))), "map")
for e in (5, True, I, K, S, (I, 3), ("fn", "f", ("fn", "g", ("fn", "x", ("f", ("g", "x"))))), ("let", "id", I, ("tuple", ("id", 1), ("id", True))), ("fn", "id", ("tuple", ("id", 1), ("id", True))), ("fn", "x", ("x", "x")), ("+", 1, True), ("+", 1), ("if", 1, 2, 3), ("if", True, 2, ("str", "s")), MAP, (MAP, ("fn", "n", ("<", "n", 3))), ("let", "p", ("tuple", 1, ("str", "a")), ("+", ("fst", "p"), ("len", ("snd", "p")))), "unknown", ("rec", "fact", ("fn", "n", ("if", ("<", "n", 1), 1, ("+", "n", ("fact", ("+", "n", -1))))), "fact"), ("cons", 1, ("cons", True, "nil")), ("let", "twice", ("fn", "f", ("fn", "x", ("f", ("f", "x")))), ("tuple", ("twice", ("+", 1)), ("twice", "tail"), ("twice", "twice"))), ("fn", "x", ("let", "y", "x", ("tuple", "y", "y"))), ("fix", ("fn", "f", ("fn", "n", ("f", ("+", "n", 1))))), (S, K, K), (3, 4), ("tuple",), 2.5):
    try: print(show(infer(e, ENV)))
    except TypeErr as x: print("error:", x)
