# Versioned data with migrations, validation decorators, serialisation round trips.
import functools, io
MIGRATIONS = {}
def migration(version):
    def deco(f):
        if version in MIGRATIONS: raise ValueError(f"migration {version} defined twice: {MIGRATIONS[version].__name__} and {f.__name__}")
        MIGRATIONS[version] = f; return f
    return deco
@migration(2)
def split_name(r): first, _, last = r.pop("name").partition(" "); return {**r, "first": first, "last": last}
@migration(3)
def add_tags(r): return r | {"tags": r.get("tags", [])}
@migration(4)
def cents(r): return {k if k != "balance" else "cents": round(v * 100) if k == "balance" else v for k, v in r.items()}
try:
    @migration(3)
    def again(r): return r
except ValueError as e: print(e)
def upgrade(rec, to=max(MIGRATIONS)):
    v = rec.get("v", 1); steps = []
    while v < to: v += 1; rec = MIGRATIONS[v]({k: x for k, x in rec.items() if k != "v"}) | {"v": v}; steps.append(MIGRATIONS[v].__name__)
    if v > to: raise LookupError(f"record of version {v} is newer than {to}")
    return rec, steps
for r in ({"name": "Al Smith", "balance": 12.345}, {"v": 2, "first": "Bo", "last": "", "balance": 0.1}, {"v": 4, "first": "Cy"}, {"v": 9}):
    try: print(*upgrade(r))
    except LookupError as e: print(e)
def validate(**rules):
    def deco(f):
        @functools.wraps(f)
        def w(**kw):
            errs = [f"{k}: {msg}" for k, (ok, msg) in rules.items() if k in kw and not ok(kw[k])] + [f"{k}: missing" for k in rules if k not in kw]
            if errs: raise ExceptionGroup(f"{f.__name__} is not valid", [ValueError(e) for e in errs])
            return f(**kw)
        w.rules = sorted(rules); return w
    return deco
@validate(age=(lambda a: isinstance(a, int) and 0 <= a < 150, "must be an age"), mail=(lambda m: "@" in m, "must have an @"))
def user(age, mail, **rest): return age, mail, rest
for kw in ({"age": 5, "mail": "a@b"}, {"age": -1, "mail": "x"}, {"mail": "a@b", "z": 1}, {}):
    try: print(user(**kw))
    except* ValueError as g: print(g.message, [str(e) for e in g.exceptions])
print(user.__name__, user.rules)
def dump(v, out, depth=0):
    pad = "  " * depth
    match v:
        case dict():
            for k, x in sorted(v.items()):
                out.write(f"{pad}{k}:"); dump_inline(x, out, depth)
        case list():
            for x in v: out.write(f"{pad}-"); dump_inline(x, out, depth)
def dump_inline(x, out, depth):
    if isinstance(x, (dict, list)) and x: out.write("\n"); dump(x, out, depth + 1)
    else: out.write(f" {x!r}\n")
def load(lines, depth=0):
    out, kind = None, None
    while lines:
        line = lines[0]; ind = (len(line) - len(line.lstrip())) // 2
        if ind < depth: break
        if ind > depth: raise ValueError(f"unexpected indent: {line!r}")
        lines.pop(0); s = line.strip(); is_item = s.startswith("-")
        if kind not in (None, is_item): raise ValueError(f"mixed list and mapping: {line!r}")
        if out is None: kind = is_item; out = [] if is_item else {}
        key, _, text = ("", "-", s[1:]) if is_item else s.partition(":")
        val = literal(text.strip()) if text.strip() else load(lines, depth + 1)
        out.append(val) if is_item else out.__setitem__(key, val)
    return out
def literal(t):
    if t in ("None", "True", "False", "[]", "{}"): return {"None": None, "True": True, "False": False, "[]": [], "{}": {}}[t]
    if t[0] in "'\"": return t[1:-1]
    try: return int(t)
    except ValueError: return float(t)
doc = {"name": "x", "n": 5, "f": 1.5, "list": [1, "two", [3, 4], {"k": "v", "deep": [None, True]}], "empty": [], "map": {"b": {"c": {}}, "a": False}}
buf = io.StringIO(); dump(doc, buf); print(buf.getvalue()); print(load(buf.getvalue().splitlines()) == doc)
for bad in ("a: 1\n- 2", "a:\n      b: 1", "a: x"):
    try: print(load(bad.splitlines()))
    except ValueError as e: print(e)
class Versioned:
    def __init__(self, **kw): object.__setattr__(self, "_log", []); [setattr(self, k, v) for k, v in kw.items()]
    def __setattr__(self, k, v): self._log.append((k, self.__dict__.get(k), v)); object.__setattr__(self, k, v)
    def rollback(self, n=1):
        for _ in range(n): k, old, _ = self._log.pop(); object.__setattr__(self, k, old) if old is not None else self.__dict__.pop(k)
    def at(self, n): state = {}; [state.__setitem__(k, v) for k, _, v in self._log[:n]]; return state
o = Versioned(a=1, b=2); o.a = 5; o.c = 9; print(o._log, o.at(3)); o.rollback(2); print(o.a, hasattr(o, "c"), len(o._log))
