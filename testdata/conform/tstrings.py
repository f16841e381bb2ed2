# Template strings.
from string.templatelib import Template, Interpolation
name, n = "World", 42
t = t"Hello {name}! {n:>5} {n + 1!r:x} {name=}"
print(type(t).__name__, t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
print([p if isinstance(p, str) else ("I", p.value) for p in t], len(t.strings), len(t.interpolations))
print(repr(t"a{1}b"), t"", t"".strings, t"plain".strings, t"{n}".strings, t"{n}{n}".strings, (t"a" + t"b{n}").strings, (t"a" t"b").strings)
def render(t, esc=lambda s: s.replace("<", "&lt;")):
    out = []
    for p in t:
        if isinstance(p, str): out.append(p)
        else:
            v = p.value
            v = {"r": repr, "s": str, "a": ascii, None: lambda x: x}[p.conversion](v)
            out.append(esc(format(v, p.format_spec)))
    return "".join(out)
print(render(t"<b>{'<script>'}</b> {n:05} {'é'!a} {3.14159:.2f}"))
print(rt"\n{n}\t".strings, t'{"nested " + f"{n}"}'.values, t"{t"inner {n}"}".values[0].values, t"{n:{n}}".interpolations[0].format_spec, t"{{}}".strings, t"{n!s}".interpolations[0].conversion, t"""multi
{
    n
}""".interpolations[0].expression)
i = Interpolation(5, "expr", "r", ">3"); print(i, i.value, i.expression, i.conversion, i.format_spec, Interpolation("v"), Template("a", i, "b").strings, Template("a", "b").strings, Template(i, i).strings, Template().strings)
for f in (lambda: t"a" + "b", lambda: "b" + t"a", lambda: Template(5), lambda: Interpolation(1, 2), lambda: Interpolation(1, "x", "q"), lambda: t"{undefined_n}", lambda: t.strings.__setitem__(0, "x"), lambda: setattr(t, "strings", ()), lambda: t == t, lambda: t"a" == t"a", lambda: hash(t) is not None, lambda: f"{t'{1}'!s:.8}", lambda: len(t), lambda: t[0]):
    try: print(f())
    except (TypeError, NameError, ValueError, AttributeError) as e: print(type(e).__name__, e)
match t"x{n}y":
    case Template(strings=(a, b), values=(v,)): print(a, b, v)
match i:
    case Interpolation(v, e, c, s): print(v, e, c, s)
calls = []
def c(x): calls.append(x); return x
t2 = t"{c(1)} {c(2)}"; print(calls, list(t2)[0].value)
lazy = t"{(lambda: n)}"; n = 99; print(lazy.values[0](), t"{n}".values)
for src in ("t'{}'", "t'{'", "t'{a!x}'", "t'a' 'b'", "t'a' f'b'", "bt''", "ut''", "t'{a b}'", "tf'x'", "T'{1}'", "tR'\\n'"):
    try: print(src, eval(src, {"a": 1}))
    except SyntaxError as e: print(src, "->", e.msg)
