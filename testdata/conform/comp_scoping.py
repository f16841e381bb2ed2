# Comprehensions: scoping, nesting, conditions, order of evaluation.
x = "outer"
print([x for x in range(3)], x, {x for x in (1,)}, {x: x for x in "a"}, list(x for x in "b"), x)
print([(i, j) for i in range(3) for j in range(i)], [i * j for i in range(1, 4) if i % 2 for j in range(1, 4) if j != 2], [[j for j in range(i)] for i in range(4)], [y for x in [[1, 2], [3]] for y in x], {i: j for i in range(2) for j in "ab"}, {(a, b) for a in (1,) for b in (2,)})
def log(v): print("log", v, end="; "); return v
print([log(a) for a in log([1, 2]) if log(a) > 1])
print({log(k): log(v) for k, v in log([(1, 2)])})
print([y := 5, y ** 2], [last := i for i in range(3)], last, any((hit := n) > 3 for n in range(9)), hit)
class C:
    n = 3
    a = [i for i in range(n)]
    try: b = [n for i in range(2)]
    except NameError as e: b = str(e)
    c = [(lambda: i)() for i in range(2)]
print(C.a, C.b, C.c, hasattr(C, "i"))
def f():
    loc = 10
    l = [loc + i for i in range(2)]
    g = (loc + i for i in range(2))
    loc = 20
    return l, list(g)
print(f())
try: print([i for i in range(2)], i)
except NameError as e: print(e)
def gen(n): 
    for i in range(n): print("g", i, end=" "); yield i
z = (a for a in gen(3)); print("lazy", next(z), list(z))
print([*(i for i in "ab"), *[1]], sum(i * i for i in range(4)), dict((k, v) for k, v in [("a", 1)]), sorted(w for w in "b a".split()), " ".join(c.upper() for c in "xyz" if c != "y"), tuple(i for i in ()), [i for i in range(10) if i % 2 if i % 3], [a if a else b for a, b in [(0, 1), (2, 3)]], [None for _ in range(2)])
fs = [lambda: k for k in range(3)]; print([g() for g in fs])
m = [[1, 2, 3], [4, 5, 6]]; print([list(r) for r in zip(*m)], [[row[i] for row in m] for i in range(3)], [e for row in m for e in row if e % 2])
try: [1 / n for n in (1, 0)]
except ZeroDivisionError as e: print(e)
try: [a for a, b in [(1, 2, 3)]]
except ValueError as e: print(e)
try: {k: 1 for k in [[]]}
except TypeError as e: print(e)
for src in ("[i := 0 for i in range(2)]", "[x for x in (y := [1])]", "[(x := 1) for x in [1]]", "[x async for x in y]", "[*a for a in b]", "{**a for a in b}", "[x, y for x in z]", "[x for 5 in z]", "(i for i in j, k)", "[yield x for x in y]", "f(x for x in y, 1)", "[for x in y]", "[x for x in]", "{1: 2 for x}"):
    try: compile(src, "<s>", "eval"); print(src, "ok")
    except SyntaxError as e: print(src, "->", e.msg)
print([locals().get("q") for q in (1,)], [len(dir()) > 0 for q in (1,)], (lambda: [w for w in range(2)])(), [[c for c in r] for r in ("ab", "cd")], [i for i in range(3) for i in range(i)])
