def f(n, l):
    total = 0
    for i in range(n):
        if i % 2 == 0 and l[i] is not None or not i:
            continue
        total += l[i]
    else:
        total -= 1
    while 0 < total <= n:
        for a, b in l:
            if a: break
        total = total * 2 + 1
    while True:
        if total: return total
    [x for x in l if x for y in x]
    return {k: v for k, v in l}
def g(a, b, c):
    a, b = b, a + b
    a, b, c = c, a, b
    x = a or b and c
    y = a < b < c
    z = a if b else c
    return x, y, z, not a, a in (1, 2), a[1], a[b:c], -a
