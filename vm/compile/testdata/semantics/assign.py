def trace(x, log=[]):
    log.append(x)
    return x

def moves(a, b, c, d):
    a, b = b, a
    print(a, b)
    a, b, c = b, c, a
    print(a, b, c)
    a, b, c, d = d, c, b, a
    print(a, b, c, d)
    a, b = a, a
    print(a, b)
    a, (b, c) = b, (d, a)
    print(a, b, c)
    [a, b] = b, a
    a, *b = b, a, c
    print(a, b)
    *a, b = 'xyz'
    print(a, b)
    a, b[0], c = b, a, b if isinstance(b, list) else [9]
moves_args = (1, 2, 3, 4)
try:
    moves(*moves_args)
except TypeError as e:
    print(e)

def hazards():
    l = [0, 0, 0]
    i = 0
    i, l[i] = 1, 5
    print(i, l)
    i = l[i] = 2
    print(i, l)
    x = y = z = []
    x.append(1)
    print(x is y is z, z)
    a, b = a = (1, 2)
    print(a, b)
    x = (x, (x := 3), x)
    print(x)
    x = 1
    print(x + (x := 10) + x, [x, (x := 4), x], f'{x}{(x := 5)}{x}')
    x = 1
    print(x < (x := 3) < x + 1, x)
    x = 1
    x += (x := 5)
    print(x)
    d = {}
    k = 4
    d[(k := 1)] = k + 1
    print(d, (k := 7) if k else 0, k)
    print(max(x, (x := 100), x))
    x = {'a': [1]}
    x['a'], x = 2, x
    print(x)
    while (n := len(l)) > 1:
        l.pop()
        print(n, end=' ')
    print([y := 1, y ** 2, (y := 5)], y)
hazards()

class Log:
    def __init__(self, name): self.name = name
    def __getitem__(self, k):
        print('get', self.name, k)
        return 10
    def __setitem__(self, k, v): print('set', self.name, k, v)
    def __getattr__(self, k):
        print('attr', self.name, k)
        return 20
def aug():
    def f(x):
        print('call', x)
        return Log(x) if isinstance(x, str) else x
    f('a')[f(1)] += f(2)
    f('b')[f(1):f(2)] *= f(3)
    f('c')[f(1), f(2)] -= 1
    o = Log('d')
    o.__dict__['v'] = 5
    o.v += 1
    print(o.v)
    o.w //= 3
    print(o.w)
    l = [[1, 2], 3]
    l[0] += [4]
    l[-1] <<= 2
    print(l)
    s = 'a'
    s *= 3
    s %= ()
    print(s)
    t = 7
    t -= 2; t *= 3; t /= 4; t **= 2; t //= 1; t %= 5
    print(t)
    t = 0b1010
    t &= 6; t |= 1; t ^= 8; t >>= 1; t <<= 3
    print(t, ~t, -t, +t, not t)
aug()

def order():
    def f(x):
        print(x, end=' ')
        return x
    f(1) + f(2) * f(3) - f(4)
    {f(1): f(2), **{f(3): f(4)}, f(5): f(6)}
    [f(1), *[f(2)], f(3)]
    (f(1) and f(0) or f(2)) if f(0) else f(3)
    f(1) < f(2) < f(0) < f(9)
    print(f(4), *[f(5)], sep=f('-'), **{'end': f('\n')})
    x = [0, 1, 2, 3]
    x[f(0)], x[f(1)] = f(2), f(3)
    print(x)
    del x[f(0)], x[f(1):f(2)]
    print(x)
    a = b = f(3)
    print(0 < f(1) <= 1 == f(1) != 2, a, b)
order()

def unbound(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError as e:
        print(e)
    try:
        del v
    except UnboundLocalError as e:
        print(e)
    v = 2
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
    for v in range(3):
        if v == 1:
            del v
            continue
    print(v)
    return 'end'
print(unbound(True), unbound(False))

def loops():
    for i in []:
        pass
    try:
        print(i)
    except NameError as e:
        print(e)
    for i in range(3):
        for j in range(3):
            if j == 2: continue
            if i == 2: break
            print(i, j, end=';')
        else:
            print('else', end=' ')
    else:
        print('done')
    while i > -3:
        i -= 1
        if i == -1: break
    else:
        print('never')
    print(i)
    while i < 5:
        i += 2
        if not i % 2: continue
        print(i, end=' ')
    else:
        print('while else')
    for i, (j, *k) in enumerate(['abc', 'de']):
        print(i, j, k)
    x = [1, 2, 3]
    for x[0] in range(2): print(x)
    while True:
        while 1:
            break
        else:
            print('no')
        break
    while 0: print('no')
    else: print('yes')
    if 0: print('no')
    elif not 1: print('no')
    else: print('else')
    if i is None or not x and i: print('a')
    elif (i and x) and not (i == 1 and j): print('b')
loops()
print(1 if 0 else 2 if () else 3, 5 and 0 or 'x', None or [], not 1 or 2)
print(2 ** 10, -7 // 2, -7 % 3, 7 % -3, 1 << 70, 'ab' * 3, (1, 2) + (3,), 3.0 * 2, 1 / 4, 1 + 2j - 1j, ~5, not 5, -(-3))
print((1, 2, (3, 'x'))[2][1], 'hello'[1], b'abc'[-1], 10 in (1, 10), 'x' in {'x', 'y'}, 3 not in [1, 2])
print('%s is %r and %%%a' % ('a', 'b', 'é'), '%s%s' % ('', 1), '%d' % 3, '%s' % 'x')
def reductions():
    l = [1, 0, 2]
    print(all(x for x in l), any(x for x in l), tuple(x + 1 for x in l), all(x for x in ()), any(x > 5 for x in l))
    try: print(all(1 / x for x in l))
    except ZeroDivisionError as e: print(e)
reductions()
tuple_ = tuple
def tuple(g): return ['mine', *g]
print(tuple(x for x in 'ab'), 1 if all(c for c in 'ab') else 2)
del tuple
print(tuple(x for x in 'ab'), tuple is tuple_)
