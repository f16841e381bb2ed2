# Return values and paths: none, tuples, early, generators, nested finally, star.
def n(): pass
def e(): return
def tup(): return 1, 2
def star(): return *range(2), *"a"
def early(x):
    if x < 0: return "neg"
    for i in range(10):
        if i == x: return f"loop {i}"
    else:
        while True:
            try: return "end"
            finally: x = None
def cond(x): return "t" if x else None
def nested():
    def inner(): return inner
    return inner() is inner
def lam(): return lambda: (yield_ := 5)
def chain(): return [f() for f in (n, e, tup, star, nested)]
def multi(a):
    match a:
        case 1: return "one"
        case 2: pass
        case _: return "many"
    return "two"
def withr():
    import io
    with io.StringIO("x") as f: return f.read(), f.closed
def rec(n): return n and n + rec(n - 1)
def unpack(): a, (b, *c) = 1, (2, 3, 4); return locals()
print(n(), e(), tup(), star(), early(-1), early(3), early(99), cond(1), cond(0), nested(), lam()(), chain(), multi(1), multi(2), multi(3), withr(), rec(50), unpack())
def gen(): 
    if False: yield
    return 5
g = gen()
try: next(g)
except StopIteration as s: print(s.value)
def side(l): l.append(1); return None or l or 1 / 0
print(side([]), (lambda: None)(), print("x"), [].append(1), {}.update(), [2, 1].sort())
def many_returns(n):
    if n == 0: return 0
    elif n == 1: return 1.0
    elif n == 2: return "2"
    elif n == 3: return [3]
    return None
print([many_returns(i) for i in range(5)]); a, b = b2 = tup(); print(a, b, b2); x = y = n(); print(x is y is None)
def deep(n): return (lambda: deep(n - 1))() if n else "bottom"
print(deep(60)); print((lambda *a: a)(*star()), max(*tup()), f"{tup()}", tup()[0], -tup()[1], tup() + star(), [*tup()], {tup(): 1}, tup() == (1, 2) and n() is None)
