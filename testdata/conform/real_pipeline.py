# Lazy pipelines of generators and coroutines: log analysis, joins, windows, fan-out.
import itertools, functools
from collections import Counter, deque, defaultdict
LOG = """10:00:01 web01 GET /index.html 200 512
10:00:02 web02 GET /missing 404 0
10:00:02 web01 POST /login 302 128
broken line
10:00:05 web01 GET /index.html 200 512
10:00:09 web03 GET /big.iso 200 1048576
10:00:09 web02 DELETE /user/5 403 17
10:01:00 web01 GET /index.html 500 99
10:01:30 web02 GET /style.css 200 2048
10:02:10 web03 GET /missing 404 0"""
def parse(lines, errors):
    for n, line in enumerate(lines, 1):
        try:
            time, host, method, path, status, size = line.split()
            h, m, s = map(int, time.split(":"))
            yield {"t": h * 3600 + m * 60 + s, "host": host, "method": method, "path": path, "status": int(status), "size": int(size)}
        except ValueError as e: errors.append((n, str(e)))
def where(**conds):
    def stage(rows): return (r for r in rows if all(f(r[k]) if callable(f) else r[k] == f for k, f in conds.items()))
    return stage
def select(*names): return lambda rows: (tuple(r[n] for n in names) for r in rows)
def pipe(src, *stages): return functools.reduce(lambda acc, f: f(acc), stages, src)
errs = []; rows = list(parse(LOG.splitlines(), errs)); print(len(rows), errs)
print(list(pipe(rows, where(status=404), select("host", "path"))), list(pipe(rows, where(method="GET", size=lambda s: s > 1000), select("path", "size"))), pipe(rows, where(status=lambda s: s >= 400), select("status"), Counter))
def window(rows, seconds):
    buf = deque()
    for r in rows:
        buf.append(r)
        while buf[0]["t"] <= r["t"] - seconds: buf.popleft()
        yield r["t"] % 3600, len(buf), sum(x["size"] for x in buf)
print(list(window(rows, 8)))
def group(rows, key): return {k: list(g) for k, g in itertools.groupby(sorted(rows, key=key), key)}
for host, rs in group(rows, lambda r: r["host"]).items(): print(f"{host} {len(rs):>3} {sum(r['size'] for r in rs):>10,} {Counter(r['status'] // 100 for r in rs)}")
def coroutine(f):
    @functools.wraps(f)
    def start(*a): c = f(*a); next(c); return c
    return start
@coroutine
def broadcast(*targets):
    while True:
        item = yield
        for t in targets: t.send(item)
@coroutine
def keep(pred, target):
    while True:
        if pred(item := (yield)): target.send(item)
@coroutine
def collect(out, f=lambda r: r):
    try:
        while True: out.append(f((yield)))
    finally: out.append("closed")
@coroutine
def average(out):
    n = total = 0
    while True:
        try: total += (yield)["size"]; n += 1; out[:] = [n, total, total / n]
        except ZeroDivisionError: pass
a, b, c = [], [], []
sinks = [collect(a, lambda r: r["path"]), average(b)]; hub = broadcast(keep(lambda r: r["status"] >= 400, sinks[0]), sinks[1])
for r in rows: hub.send(r)
hub.close()
for s in sinks: s.close()
print(a, b)
def merge_sorted(*its):
    heads = [(next(it), i, it) for i, it in enumerate(map(iter, its))]
    while heads:
        v, i, it = min(heads); heads.remove((v, i, it)); yield v
        try: heads.append((next(it), i, it))
        except StopIteration: pass
print(list(merge_sorted([1, 4, 9], [2, 3], [0, 10])), list(itertools.islice(merge_sorted(itertools.count(0, 3), itertools.count(1, 5)), 10)))
def chunks(it, n):
    it = iter(it)
    while c := list(itertools.islice(it, n)): yield c
def pairwise_diff(xs): return [b - a for a, b in itertools.pairwise(xs)]
def running(xs, f): return list(itertools.accumulate(xs, f))
def primes():
    comp, n = {}, 2
    while True:
        if n not in comp: yield n; comp[n * n] = [n]
        else:
            for p in comp.pop(n): comp.setdefault(n + p, []).append(p)
        n += 1
print(list(chunks(range(7), 3)), pairwise_diff([1, 4, 9, 16]), running([3, 1, 4, 1, 5], max), list(itertools.islice(primes(), 15)), next(itertools.dropwhile(lambda p: p < 1000, primes())))
users = [{"id": 1, "n": "al"}, {"id": 2, "n": "bo"}, {"id": 3, "n": "cy"}]; orders = [{"u": 1, "v": 10}, {"u": 2, "v": 20}, {"u": 1, "v": 5}, {"u": 9, "v": 1}]
def join(left, right, lk, rk):
    ix = defaultdict(list)
    for r in right: ix[r[rk]].append(r)
    for l in left:
        for r in ix.get(l[lk], [None]): yield {**l, **(r or {"v": None})}
print(list(pipe(join(users, orders, "id", "u"), select("n", "v"))), sorted((sum(o["v"] for o in g), u) for u, g in group(orders, lambda o: o["u"]).items()))
def flatten(x, depth=None):
    for e in x:
        if isinstance(e, (list, tuple)) and depth != 0: yield from flatten(e, None if depth is None else depth - 1)
        else: yield e
print(list(flatten([1, [2, (3, [4])], [[5]]])), list(flatten([1, [2, [3]]], 1)), [*zip(*[iter("abcdef")] * 2)], list(map(list, itertools.batched("abcde", 2))))
