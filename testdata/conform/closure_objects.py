# Objects made of closures: counters, streams, church numerals, lenses, currying, Y combinator.
def counter():
    n = 0
    def inc(): nonlocal n; n += 1; return n
    def reset(): nonlocal n; n = 0
    return type("C", (), {"inc": staticmethod(inc), "reset": staticmethod(reset), "value": property(lambda s: n)})()
c = counter(); print(c.inc(), c.inc(), c.value); c.reset(); print(c.value)
def stream(x, f): return x, lambda: stream(f(x), f)
def take(s, n): out = []; [out.append(s[0]) or (s := s[1]()) for _ in range(n)]; return out
print(take(stream(1, lambda x: x * 2), 10))
zero = lambda f: lambda x: x
succ = lambda n: lambda f: lambda x: f(n(f)(x))
add = lambda m: lambda n: lambda f: lambda x: m(f)(n(f)(x))
mul = lambda m: lambda n: lambda f: m(n(f))
num = lambda n: n(lambda x: x + 1)(0)
two, three = succ(succ(zero)), succ(succ(succ(zero))); print(num(add(two)(three)), num(mul(three)(three)), num(three(two)))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(20))
def curry(f, n=None):
    n = f.__code__.co_argcount if n is None else n
    def g(*a): return f(*a) if len(a) >= n else lambda *b: g(*a, *b)
    return g
print(curry(lambda a, b, c: (a, b, c))(1)(2)(3), curry(lambda a, b, c: a + b + c)(1, 2)(3), curry(pow, 2)(2)(10))
def pair(a, b): return lambda m: m(a, b)
fst, snd = lambda p: p(lambda a, b: a), lambda p: p(lambda a, b: b); print(fst(pair(1, 2)), snd(pair(1, 2)))
def make_stack():
    items = []
    return items.append, lambda: items.pop(), lambda: len(items)
push, pop, size = make_stack(); push(1); push(2); print(pop(), size())
def debounce(n):
    calls = []
    def deco(f):
        def w(*a):
            calls.append(a)
            return f(*a) if len(calls) % n == 0 else None
        w.calls = calls; return w
    return deco
@debounce(3)
def hit(x): return f"hit {x}"
print([hit(i) for i in range(7)], len(hit.calls))
fs = []
for i in range(3):
    def f(x, i=i): return x * i
    def g(x): return x * i
    fs += [f, g]
print([f(10) for f in fs])
def outer():
    x = "a"
    def mid():
        nonlocal x
        x += "b"
        def inner(): nonlocal x; x += "c"; return x
        return inner
    i = mid(); return i(), i(), x
print(outer()); lens = lambda k: (lambda d: d[k], lambda d, v: {**d, k: v}); get, put = lens("a"); d = {"a": 1}; print(get(d), put(d, 5), d)
def gen_closure():
    def g():
        for i in range(3): yield lambda: i
    return [f() for f in g()], [f() for f in list(g())]
print(gen_closure()); compose = lambda *fs: lambda x: [x := f(x) for f in fs][-1]; print(compose(str, len, float)(12345))
