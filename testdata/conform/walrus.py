# Assignment expressions: value, scope, precedence.
if (n := len("hello")) > 3: print(n)
while (chunk := [3, 2, 1][:n - 4]) and n < 8: print(chunk, n); n += 1
print([y for x in range(5) if (y := x * x) > 3], y, (a := 1, b := 2), (a, b), a + (c := 5), c)
print([q := 1, q + 1], {(k := "key"): (v := "val")}, k, v, (lambda: (inner := 5) + inner)(), f"{(w := 7)} {w:=5}")
def f(x=(d := 3), *a): return x, a
print(f(), d, f(e := 4), e, f(*(g := [1, 2])), g)
def scope():
    total = 0
    vals = [total := total + i for i in range(5)]
    return vals, total
print(scope())
def nested():
    [[inner := (i, j) for j in range(2)] for i in range(2)]
    any((hit := z) > 1 for z in [1, 2, 3])
    return inner, hit
print(nested())
def nl():
    x = 0
    def g():
        nonlocal x
        return [x := i for i in range(3)]
    return g(), x
print(nl())
def gl():
    global glob
    [glob := i for i in "ab"]
gl(); print(glob)
assert (m := 5) == 5; del m
print((t := (1, 2)), (u := 1), not (r := 0), (s := "x") * 2, [1, 2, 3][(i := 1)], (i := i + 1), {1: 2}[(z := 1)], (b := True) and b, 1 < (mid := 2) < 3, mid, 10 if (cond := 0) else cond)
import io
src = io.StringIO("line1\nline2\n"); 
while line := src.readline(): print(line.strip())
match (subj := 5):
    case n if (sq := n * n) > 20: print(subj, sq)
with (ctx := io.StringIO("ctx")) as h: print(h is ctx)
@(deco := lambda f: f)
def decorated(): return deco
print(decorated() is deco, [*(st := [1])], (lambda x: (y := x) + y)(3))
for src in ("x := 1", "f(a=b:=1)", "(a[0] := 1)", "(a.b := 1)", "((a, b) := 1, 2)", "[i := 0 for i in x]", "[[(j := 0) for i in x] for j in y]", "class A: [y := x for x in z]", "def f(x := 1): pass", "lambda: x := 1", "(lambda x: x := 1)", "[x for x in (y := z)]", "x = y := 1", "del (x := 1)", "(x := 1) += 1", "f'{x:=5}'", "(x: int := 1)", "a[x := 1]", "a[x := 1, y := 2]", "{x := 1}", "{x := 1: 2}", "{1: x := 2}", "f(x := 1)", "f(x := 1, y=2)", "assert x := 1", "return_ = (yield_ := 1)", "with x := y: pass", "if x := 1: pass", "(True := 1)", "(5 := 1)", "import x := y"):
    try: compile(src, "<s>", "exec"); print(src, "ok")
    except SyntaxError as e: print(src, "->", e.msg)
