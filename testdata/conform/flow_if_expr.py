# if, elif, else, conditional expressions, comparison chains, assert, pass, del.
def grade(n):
    if n >= 90: return "A"
    elif n >= 80: return "B"
    elif n >= 70 and not n % 2: return "C-even"
    else:
        if n < 0: return "?"
        return "F"
print([grade(n) for n in (95, 85, 74, 73, -5)])
x = 5
print("big" if x > 10 else "mid" if x > 3 else "small", (1 if x else 2) + 3, [a if a % 2 else -a for a in range(5)], (lambda v: "y" if v else "n")(0))
print(1 < x < 10, 1 < x > 3, 5 == x == 5.0 != 6, 1 < 2 < 3 < 4 > 0, x is x is not None, 3 in [3] in [[3]], not x == 5, 1 == True in [True], "a" < "b" < "c" <= "c")
calls = []
def v(n): calls.append(n); return n
print(v(1) < v(3) < v(2) < v(9), calls)
try:
    assert x == 5
    assert x == 6, f"x is {x}"
except AssertionError as e: print(repr(e), e.args)
try:
    assert False
except AssertionError as e: print(repr(e), e.args)
try:
    assert x == 1, (1, 2)
except AssertionError as e: print(repr(e))
a = b = c = 1
del a, (b, c)
for name in "abc":
    try: eval(name)
    except NameError as e: print(e)
l = [1, 2, 3, 4]; d = {"k": 1, "j": 2}
del l[0], d["k"], l[-1:]
print(l, d)
class O: pass
o = O(); o.x = 1
del o.x
try: o.x
except AttributeError as e: print(e)
try: del o.x
except AttributeError as e: print(e)
try: del undefined
except NameError as e: print(e)
def g():
    del loc
    loc = 1
try: g()
except UnboundLocalError as e: print(e)
pass; ...; 5; "doc"; x
if x: pass
if (y := x * 2) > 5: print("walrus", y)
print([y, (y := 3), y], [z := 1, z + 1], (w := 1, 2), {(q := 5): q})
if True: print("one"); print("two")
print(x if x else 1 / 0, 0 and 1 / 0, 1 or 1 / 0)
