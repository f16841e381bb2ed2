# keys, values and items views: live, set-like, errors.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, ("a",) in i, "a" in i, list(k), list(reversed(k)), list(reversed(v)), list(reversed(i)))
d["d"] = 4; print(k, v, i, len(v))
print(sorted(k & {"a", "x"}), sorted(k | {"x"}), sorted(k - {"a"}), sorted(k ^ {"a", "x"}), sorted({"a", "x"} & k), sorted({"x", "a"} - k), sorted(k & ["a", "b", "zz"]), type(k & {"a"}), sorted(i & {("a", 1), ("q", 2)}), sorted(i - {("a", 1)}), sorted(i | {("z", 26)}))
print(k == {"a", "b", "c", "d"}, k <= {"a", "b", "c", "d", "e"}, k < {"a", "b", "c", "d"}, k >= {"a"}, k > {"a"}, k != {"a"}, k.isdisjoint(["x"]), k.isdisjoint(["a"]), i == {("a", 1), ("b", 2), ("c", 3), ("d", 4)}, v == d.values(), v == v, k == d.keys(), i == dict(d).items(), k == ["a"])
print(k.mapping, type(k.mapping), k.mapping == d, max(k), min(v), sum(v), sorted(i, key=lambda t: -t[1]), dict(i), list(zip(k, v)) == list(i))
for f in (lambda: k["a"], lambda: k.add("z"), lambda: k & 5, lambda: k | None, lambda: v & {1}, lambda: hash(k), lambda: k.mapping.__setitem__("q", 1), lambda: k < 5, lambda: next(k), lambda: i[0]):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
def change(op):
    d = {j: j for j in range(5)}
    n = 0
    try:
        for x in d:
            n += 1
            op(d, x)
        print("fine", n, d)
    except RuntimeError as e:
        print(e, n)
change(lambda d, x: d.update({x: -1}))
change(lambda d, x: d.update({x + 100: 1}))
change(lambda d, x: d.pop(x))
change(lambda d, x: (d.pop(x), d.update({x + 100: 1})))
change(lambda d, x: d.clear())
d = {1: 1}; it = iter(d.items()); d[2] = 2
try:
    next(it)
except RuntimeError as e:
    print(e)
try:
    print(next(it, "end"))
except RuntimeError as e:
    print("again", e)
it = iter({1: 2, 3: 4}.items()); print(next(it), it.__length_hint__(), list(it), list(it))
class D(dict):
    def keys(self): return ["fake"]
    def __missing__(self, key): return f"missing {key}"
    def __getitem__(self, key): return "G" + str(super().__getitem__(key))
x = D(a=1)
print(x["zz"], x["a"], x.get("zz"), list(x), dict(x), x, {**x}, x.keys(), "zz" in x, x | {"b": 2}, type(x | {}), x.copy(), type(x.copy()))
def kw(**k): return k
print(kw(**{"a": 1}, **{"b": 2}), [*{"a": 1, "b": 2}], (lambda **k: sorted(k))(**dict(z=1, y=2)))
try:
    kw(**{"a": 1}, **{"a": 2})
except TypeError as e:
    print(e)
try:
    kw(**{1: 1})
except TypeError as e:
    print(e)
