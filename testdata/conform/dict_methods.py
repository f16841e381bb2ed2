# All methods of dict.
d = {"a": 1, "b": 2}
print(d, d["a"], d.get("x"), d.get("x", 5), d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), d.pop("n"), d.pop("zz", "def"), d.items(), d.keys(), d.values(), len(d), "a" in d, "z" not in d)
d.update({"d": 4}); d.update([("e", 5)], f=6); d.update(g=7); d.update(zip("hi", (8, 9))); d.update(); print(d)
print(d.popitem(), d.copy() == d, list(d), dict(d) is d, {**d, "a": 0}, d | {"a": 100}, dict(a=1, **{"b": 2}), dict([("x", 1), ["y", 2]], z=3), dict({"q": 1}), dict(), dict.fromkeys("abc"), dict.fromkeys([1, 2], []), dict(zip("ab", [1, 2])), dict(enumerate("ab")))
e = {"z": 0}; e |= {"y": 1}; e |= [("x", 2)]; print(e, list(reversed(e)), e.clear(), e)
for f in (lambda: d["nope"], lambda: d.pop("nope"), lambda: {}.popitem(), lambda: d[[1]], lambda: {[]: 1}, lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict("ab"), lambda: d | 5, lambda: d.get(), lambda: d.update(5), lambda: dict(1, 2), lambda: d < d, lambda: d + d, lambda: d[{}], lambda: [] in d, lambda: d.get([]), lambda: d.foo, lambda: hash(d), lambda: dict.fromkeys(5), lambda: {1: 2}[1.5], lambda: d.setdefault(), lambda: d.pop(), lambda: d.update([(1,)]), lambda: dict(**{1: 2}), lambda: {}[1, 2], lambda: {}[None], lambda: dict([("a", 1), "xyz"]), lambda: d.setdefault([], 1), lambda: {{}}, lambda: {1: 2} | [(3, 4)]):
    try:
        print(f())
    except (ValueError, TypeError, KeyError, AttributeError) as e:
        print(type(e).__name__, e, e.args)
d = {1: "int", 1.0: "float", True: "bool"}; print(d, d[1], d[True], len(d))
d = {"a": 1}; d["b"] = 2; d["a"] = 3; del d["b"]; d["b"] = 4; d["c"] = 5; del d["a"]; d["a"] = 6; print(d, list(d.items()))
try:
    del d["zzz"]
except KeyError as e:
    print(repr(e))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {} == [], {1: 2} != {1: 3}, bool({}), bool({0: 0}), {None: 1, (1, 2): 2, "s": 3, 1.5: 4, b"b": 5, frozenset([1]): 6})
r = {}; r["self"] = r; r["l"] = [r]; print(r)
print({k: v for k, v in zip("abc", range(3)) if v != 1}, {x: x * x for x in range(4)}, {v: k for k, v in {"a": 1}.items()}, {i: {j: i * j for j in range(2)} for i in range(2)})
big = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(len(big), sum(big), list(big)[:5], big[501], 500 in big, next(iter(big)), list(big.values())[-1], min(big), max(big, key=lambda k: k % 100))
big.update((i, -i) for i in range(0, 20, 2)); print(list(big)[-5:], sorted(big)[:5], big.popitem())
