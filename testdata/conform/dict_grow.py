"""Dicts that grow, shrink from the end and grow again."""
import random

d = {}
for i in range(40):
    d[(i, str(i))] = i
while len(d) > 2:
    d.popitem()
for i in range(30):
    d[i] = -i
    d[float(i) + 0.5] = i
    if i % 7 == 0:
        d.popitem()
print(d, len(d), d.get((1, "1")), d.get((2, "2")))

for seed in range(12):
    r = random.Random(seed)
    d, shadow = {}, []
    for step in range(800):
        op = r.random()
        if op < (0.75 if step // 100 % 2 == 0 else 0.3):
            k = r.choice([r.randrange(300), (r.randrange(20), r.randrange(20)), str(r.randrange(300))])
            if k in d:
                shadow[[s[0] for s in shadow].index(k)][1] = step
            else:
                shadow.append([k, step])
            d[k] = step
        elif op < 0.9 and d:
            k, v = d.popitem()
            assert [k, v] == shadow.pop()
        elif d:
            k, v = r.choice(shadow)
            assert d.pop(k) == v
            shadow.remove([k, v])
        if step % 200 == 0:
            assert [list(x) for x in d.items()] == shadow
            d = dict(d)
    assert [list(x) for x in d.items()] == shadow
    print(seed, len(d), list(d.items())[:4], [d.get(k) for k in range(5)])
