# Star expressions everywhere: calls, displays, targets, returns, subscripts.
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b} == {1, 2, 3, 4}, {**{"x": 1}, "y": 2, **{"x": 3}}, [*range(3), *"ab", *{5: 6}], (*[],), [*[]], *a, *b, {**{}}, [*(x for x in a)], (*a,)[0], [0, *a][1:])
def f(*args, **kw): return args, kw
print(f(*a, 9, *b, k=1, **{"z": 2}, **{}), f(*a, *b), f(*[], **{}), f(*"ab", x=1, *[5]), f(*(1,), *{2}, *iter([3])))
def ret(): return *a, 5
def yld(): x = yield *a, 6; yield x
print(ret(), next(yld())); 
first, *mid, last = range(6); print(first, mid, last)
*init, tail = "xyz"; head, *rest = {7: 1}; print(init, tail, head, rest)
(a1, *b1), *c1 = [(1, 2, 3), 4, 5]; print(a1, b1, c1)
[x, *y], z = "abc", "d"; print(x, y, z)
for i, *j in [(1, 2, 3), "xy", [9]]: print(i, j)
for k in *a, *b: print(k, end=" ")
print([*map(lambda t: t[0] if t else None, [(1,), ()])], dict(**{"a": 1}, b=2), print(*[1, 2], sep="-"))
x = *a, ; print(x); l = [1, 2, 3, 4]; *l[1:3], l[0] = 8, 9, 10; print(l)
class G:
    def __getitem__(self, k): return k
print(G()[*a], G()[*a, 5], G()[0, *b], G()[*a, *b], G()[1:2, *a])
for src in ("a, b = 1, 2, 3", "a, *b, c = [1]", "a, b, *c = (1,)", "*a, = 5", "a, (b, c) = 1, 2", "a, *b = None", "f(*5)", "f(**5)", "f(*None)", "f(**[1])", "[*5]", "(*5,)", "{*5}", "{**5}", "{**[1]}", "f(**{1: 2})", "f(**{'a': 1}, a=2)", "f(a=1, **{'a': 2})", "print(*1, *2)", "dict(**1)", "f(*(1 / 0 for _ in [1]))", "{*[[]]}", "a, b = {1: 2, 3: 4, 5: 6}", "a, b = (i for i in range(3))", "[*a.nope]"):
    try: exec(src); print(src, "ok")
    except Exception as e: print(src, "->", type(e).__name__, e)
class It:
    def __iter__(self): return iter([1, 2])
class BadIt:
    def __iter__(self): raise OSError("iter failed")
class KeysMap:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print([*It()], f(*It()), f(**KeysMap()), {**KeysMap()}, dict(KeysMap()))
for g in (lambda: [*BadIt()], lambda: f(*BadIt()), lambda: dict(BadIt())):
    try: g()
    except OSError as e: print(e)
class BadKeys:
    def keys(self): raise ValueError("keys failed")
    def __getitem__(self, k): return 1
try: f(**BadKeys())
except ValueError as e: print(e)
order = []
def o(n): order.append(n); return [n]
f(*o(1), *o(2), k=o(3), **{"x": o(4)}); [*o(5), o(6)]; {**{"a": o(7)}, "b": o(8)}; print(order)
