# Generators as coroutines: averages, parsers, trampolines, state kept between sends.
def averager():
    total = n = 0; avg = None
    while True:
        x = yield avg
        if x is None: return (n, avg)
        total += x; n += 1; avg = total / n
a = averager(); next(a); print(a.send(10), a.send(20), a.send(33))
try: a.send(None)
except StopIteration as e: print(e.value)
def grouper(results, key):
    while True: results[key] = yield from averager()
res = {}
for k, vals in (("x", [1, 2, 3]), ("y", [10])):
    g = grouper(res, k); next(g)
    for v in vals: g.send(v)
    g.send(None)
print(res)
def words():
    buf, out = "", []
    while True:
        c = yield out
        out = []
        if c is None:
            if buf: out.append(buf)
            return out
        for ch in c:
            if ch.isalnum(): buf += ch
            elif buf: out.append(buf); buf = ""
w = words(); next(w); print(w.send("hel"), w.send("lo wor"), w.send("ld!"), w.send("end"))
try: w.send(None)
except StopIteration as e: print(e.value)
def trampoline(gen):
    stack, value, exc = [gen], None, None
    while stack:
        try:
            r = stack[-1].throw(exc) if exc else stack[-1].send(value); value = exc = None
            if hasattr(r, "send"): stack.append(r)
            else: value = r
        except StopIteration as e: stack.pop(); value, exc = e.value, None
        except Exception as e: stack.pop(); exc = e
    if exc: raise exc
    return value
def fact(n): return 1 if n < 2 else n * (yield fact(n - 1))
def even(n): return True if n == 0 else (yield odd(n - 1))
def odd(n): return False if n == 0 else (yield even(n - 1))
def risky(n):
    if n == 0: raise ValueError("bottom")
    try: return (yield risky(n - 1))
    except ValueError as e: raise ValueError(f"{e}<{n}") from None
def safe():
    try: yield risky(3)
    except ValueError as e: return str(e)
print(trampoline(fact(500)) % 10 ** 9, trampoline(even(3000)), trampoline(safe()))
try: trampoline(risky(2))
except ValueError as e: print(e)
def cancellable(log):
    try:
        while True:
            try: log.append((yield len(log)))
            except KeyError as e: log.append(f"ignored {e}")
    except GeneratorExit: log.append("exit"); raise
    finally: log.append("finally")
log = []; c = cancellable(log); next(c); c.send("a"); c.throw(KeyError("k")); c.send("b"); c.close(); print(log, c.gi_frame)
def interleave(*gs):
    gs = list(gs)
    while gs:
        for g in gs[:]:
            try: yield next(g)
            except StopIteration as e: gs.remove(g); yield ("end", e.value)
def cnt(n): yield from range(n); return n * 100
print(list(interleave(cnt(2), cnt(3), cnt(0))))
def limited(n, g):
    for _ in range(n): yield next(g)
print(list(limited(3, iter("abcdef"))), (lambda: (yield))().send(None))
try: list(limited(3, iter("ab")))
except RuntimeError as e: print(e)
def hanoi(n, a="A", b="B", c="C"):
    if n: yield from hanoi(n - 1, a, c, b); yield a + c; yield from hanoi(n - 1, b, a, c)
print(" ".join(hanoi(4)))
def permute(l):
    if len(l) <= 1: yield l
    else:
        for p in permute(l[1:]):
            for i in range(len(l)): yield p[:i] + l[:1] + p[i:]
print(sorted("".join(p) for p in permute(list("abc"))), sum(1 for _ in permute([1, 2, 3, 4, 5])))
