# Counter and defaultdict.
from collections import Counter, defaultdict
c = Counter("abracadabra")
print(c, c["a"], c["zzz"], "zzz" in c, c.most_common(2), c.most_common(), c.total(), sorted(c.elements()), len(c), dict(c), Counter(a=3, b=-1), Counter({"x": 2}), Counter(), c.most_common(0), Counter([1, 1.0, True]))
c.update("aaa"); c.update({"q": 5}); c.update(z=2); print(c); c.subtract("abc"); print(c); c["new"] += 1; del c["q"]; del c["never"]; print(c)
a, b = Counter(a=3, b=1, c=-2), Counter(a=1, b=2, d=4)
print(a + b, a - b, a & b, a | b, +a, -a, a == b, a <= b, a < Counter(a=9, b=9), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) >= Counter(), a != b); a += b; print(a); a -= Counter(a=1); a |= Counter(z=1); a &= Counter(z=5, a=2); print(a)
print(a.copy(), type(a.copy()).__name__, Counter("hello").pop("l"), list(Counter("aab").items()), Counter("ab").setdefault("a", 9), max(Counter("mississippi").values()), repr(Counter(a=1, b=2)), Counter("ab") | {"c": 1} if False else "")
for f in (lambda: Counter(5), lambda: Counter(1, 2), lambda: Counter.fromkeys("a"), lambda: a + {"x": 1}, lambda: Counter(a="x") + Counter(a=1), lambda: Counter([[]]), lambda: a.most_common("x"), lambda: a < 5):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = defaultdict(list); d["a"].append(1); d["a"].append(2); d["b"]; print(d, dict(d), d.get("zz"), "zz" in d, len(d), d.default_factory, d == {"a": [1, 2], "b": []})
i = defaultdict(int, {"x": 5}, y=6); i["x"] += 1; i["n"] += 1; print(i, i.copy(), type(i.copy()).__name__, i | {"k": 1}, {"k": 1} | i, i.pop("x"), i.setdefault("w"), i.__missing__("direct"), i)
n = defaultdict(None, a=1); print(n)
for f in (lambda: n["zz"], lambda: defaultdict(5), lambda: defaultdict(lambda x: 0)["k"], lambda: defaultdict(list, 5), lambda: defaultdict(lambda: 1 / 0)["k"], lambda: defaultdict("x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
tree = lambda: defaultdict(tree); t = tree(); t["a"]["b"]["c"] = 1; print(t["a"]["b"]["c"], list(t), sorted(t["a"]))
groups = defaultdict(set)
for w in "the quick brown fox jumps over the lazy dog".split(): groups[len(w)].add(w)
print({k: sorted(v) for k, v in sorted(groups.items())}); n.default_factory = str; print(repr(n["s"]), n.default_factory is str)
class Def(defaultdict):
    def __missing__(self, k): self[k] = f"<{k}>"; return self[k]
x = Def(); print(x["q"], x); r = defaultdict(list); r["self"] = r; print("..." in repr(r))
words = "it was the best of times it was the worst of times".split(); print(Counter(words).most_common(3), Counter(map(len, words)), Counter(w[0] for w in words)["t"])
