# Generator expressions: laziness, scope, early binding of the first source, nesting, exceptions.
l = [1, 2, 3]
g = (x * 10 for x in l); l = [7]; print(list(g), list(g))
n = 5; h = (n * x for x in (1, 2)); n = 100; print(list(h))
def src(): print("src"); return [1, 2]
g = (x for x in src()); print("made"); print(next(g), list(g))
def second(): print("second", end=" "); return [3]
g = ((a, b) for a in [1, 2] for b in second()); print("lazy"); print(list(g))
try: (x for x in undefined_name)
except NameError as e: print(e)
g = (x for x in [1] for y in undefined_later)
try: next(g)
except NameError as e: print(e)
g = (1 // x for x in (1, 0, 2)); print(next(g))
try: next(g)
except ZeroDivisionError: print(list(g))
print(type(g).__name__, g.__name__, g.gi_code.co_name, g.gi_frame, iter(g) is g)
print(sum(x for x in range(4)), max((x for x in "hello"), key=ord), dict((k, v) for k, v in zip("ab", range(2))), "".join(c for c in "abc"), any(x > 2 for x in range(9)), sorted(x % 3 for x in range(5)), tuple(x for x in ()), set(x % 2 for x in range(5)), [*(x for x in "xy")], min((len(w), w) for w in ("bb", "a", "ccc")))
def f(it, k=0): return list(it), k
print(f(x for x in range(2)), f((x for x in range(2)), 1), f(it=(x for x in "a"), k=3))
nested = ((x, y) for x in range(2) for y in (z * x for z in range(3)) if x != y); print(list(nested))
class C:
    k = 3
    g = list(i for i in range(k))
    try: bad = list(k for i in range(1))
    except NameError as e: bad = str(e)
print(C.g, C.bad)
a = (i for i in range(3)); b = (j for j in a if j); print(next(b), list(a), list(b))
sq = (lambda n: (i * i for i in range(n)))(4); print(next(sq), next(sq), sq.send(None)); sq.close(); print(list(sq))
g = (x for x in [1, 2])
try: g.send(1)
except TypeError as e: print(e)
try: g.throw(ValueError("in genexp"))
except ValueError as e: print(e, list(g))
chain = (x for x in range(1000))
for i in range(20): chain = (lambda c, k: (x + k for x in c))(chain, i)
print(next(chain), next(chain), sum(chain)); matrix = [[1, 2], [3, 4]]; print(sum(sum(r) for r in matrix), [[x for x in r if x > 1] for r in matrix], list(map(sum, (r for r in matrix))), list(zip((x for x in "ab"), (y for y in (1, 2)))))
