# for, while, else, break, continue, nesting.
for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print("no break")
for i in []: pass
else: print("empty else")
n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
else: print("never")
print(n)
while n: n -= 1
else: print("while else", n)
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j)
    else: print("inner else")
    if i == 2: break
else: print("outer else")
def find(m, v):
    for i, row in enumerate(m):
        for j, x in enumerate(row):
            if x == v: return i, j
    else: return None
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]: print(a, b, c)
for x in 1, 2, *[3, 4]: print(x, end=" ")
print()
d = {}
for d["k"] in range(3): pass
print(d)
l = [0, 0]
for l[1] in "ab": print(l)
class O: pass
o = O()
for o.attr in (5, 6): pass
print(o.attr)
for i in range(3):
    try:
        if i == 1: continue
        print("body", i)
    finally: print("finally", i)
while True:
    try: break
    finally: print("left")
def f():
    for i in range(10):
        try:
            if i == 3: return i
        finally:
            print("f", end=" ")
    return "end"
print(f())
i = 10
while (i := i - 3) > 0: print(i, end=" ")
else: print("done", i)
for i in range(2):
    pass
print(i)
total = 0
for i in range(100):
    if not i % 3: continue
    elif i % 5 == 0: total += i
    else: total -= 1
print(total)
try:
    for i in 5: pass
except TypeError as e: print(e)
try:
    for a, b in [(1, 2, 3)]: pass
except ValueError as e: print(e)
