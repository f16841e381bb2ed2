# Where carets point in lines of all kinds.
import sys
def show(f):
    try: f()
    except Exception as e:
        sys.stdout.flush()
        hook = sys.excepthook
        hook(type(e), e, e.__traceback__)
class A:
    b = None
    def m(self, *a, **k): raise ValueError
a = A()
d = {"k": {"j": 1}}
def attr(): return a.b.c.d
def binop(): return 1 + 2 * "3" ** 2 - 4
def sub(): return d["k"]["x"]["y"]
def call(): return str(a.m(1, 2, k=3)) + "x"
def compare(): return 1 < 2 < "three"
def multi():
    return (1 +
            2 +
            None)
def longcall():
    return a.m(
        1,
        2,
    )
def unary(): return -[]
def store(): a.b.c = 5
def storesub(): d["k"]["j"][0] = 5
def aug():
    x = 1
    x += "a"
def fstr(): return f"{a.b} {d['nope']!r}"
def comp(): return [1 / n for n in (1, 0)]
def lamb(): return (lambda x: x.nope)(5)
def unpack(): p, q = (1, 2, 3)
def name(): return undefined_thing
def star(): return print(*5)
def imp(): import no_such_module_at_all
def frm(): from sys import no_such_name
def delsub(): del d["zz"]
def asrt(): assert 1 == 2, "message"
def rais(): raise A
def unicode(): return "日本語" + 1 + "é"
def iteration():
    for x in 5: pass
def withst():
    with 5: pass
def ternary(): return 1 if 1 / 0 else 2
def boolean(): return True and (False or {}["k"])
def walrus(): return (y := [])[0]
def nested(): return max(min(1, 2), int("x"), 3)
def meth(): return "abc".upper().foo()
def slc(): return [1][1:2:0]
def awaits():
    return (  # comment
        a
        .m
        ()
    )
for f in (attr, binop, sub, call, compare, multi, longcall, unary, store, storesub, aug, fstr, comp, lamb, unpack, name, star, imp, frm, delsub, asrt, rais, unicode, iteration, withst, ternary, boolean, walrus, nested, meth, slc, awaits):
    print(f"--- {f.__name__}", file=sys.stderr)
    show(f)
