# Dict idioms: counting, grouping, inverting, merging, nesting, sorting, default handling.
text = "she sells sea shells on the sea shore the shells she sells are sea shells"
count = {}
for w in text.split(): count[w] = count.get(w, 0) + 1
print(count, sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))[:3], max(count, key=count.get))
groups = {}
for w in set(text.split()): groups.setdefault(len(w), []).append(w)
print({k: sorted(v) for k, v in sorted(groups.items())})
inv = {}
for k, v in count.items(): inv.setdefault(v, set()).add(k)
print({k: sorted(v) for k, v in sorted(inv.items())})
def merge(a, b): return {k: merge(a[k], b[k]) if isinstance(a.get(k), dict) and isinstance(b.get(k), dict) else b.get(k, a.get(k)) for k in {**a, **b}}
print(merge({"a": {"x": 1, "y": 2}, "b": 1}, {"a": {"y": 3, "z": {}}, "c": 4}))
def flatten(d, p=""): return {q: v for k, x in d.items() for q, v in (flatten(x, f"{p}{k}.").items() if isinstance(x, dict) and x else [(p + k, x)])}
def unflatten(d):
    out = {}
    for k, v in d.items():
        *path, last = k.split("."); cur = out
        for p in path: cur = cur.setdefault(p, {})
        cur[last] = v
    return out
n = {"a": {"b": {"c": 1}, "d": 2}, "e": 3, "f": {}}; print(flatten(n), unflatten(flatten(n)) == n)
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, {**b, **a}, {k: (a.get(k), b.get(k)) for k in sorted(a.keys() | b.keys())}, {k: a[k] for k in a.keys() - b.keys()}, dict(a, y=9), {k: v for d in (a, b) for k, v in d.items()}, dict(zip(a.values(), a)), [k for k in a if k in b])
cache = {}
def fib(n):
    if n in cache: return cache[n]
    cache[n] = r = n if n < 2 else fib(n - 1) + fib(n - 2)
    return r
print(fib(60), len(cache), list(cache)[:3])
d = dict.fromkeys("abc", 0)
for k in "abca": d[k] += 1
print(d, d.pop("a"), d, list(d.items()), [*d], dict(sorted(d.items(), reverse=True)), sum(d.values()), min(d.items(), key=lambda t: t[1]))
for k in list(d): 
    if d[k] == 1: del d[k]
print(d, not d); sparse = {}; sparse[5, 7] = 1; sparse[0, 0] = 2; print(sparse, sparse.get((1, 1), 0), (5, 7) in sparse, sum(sparse.values()))
ops = {"add": lambda a, b: a + b, "neg": lambda a: -a}; print(ops["add"](1, 2), ops["neg"](5), {n: f.__code__.co_argcount for n, f in ops.items()}, ops.get("mul", lambda *a: "?")(1))
m = {i: {j: i * j for j in range(3)} for i in range(3)}; m[1][1] = "x"; print(m, {**m[1], **{9: 9}}, {k: v for row in m.values() for k, v in row.items()})
many = {}
for i in range(1000): many[i % 37, str(i % 11)] = i
print(len(many), many[5, "5"], sum(many.values()), list(many)[400])
