# OrderedDict, ChainMap, UserDict, UserList, UserString.
from collections import OrderedDict, ChainMap, UserDict, UserList, UserString
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)]); o.move_to_end("a"); print(o, list(o)); o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(last=False), o, len(o))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict(a=1) | {"z": 2}, {"z": 2} | OrderedDict(a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict.fromkeys("ab", 0), o.copy(), OrderedDict(a=1).keys(), OrderedDict(a=1).items(), OrderedDict(), bool(OrderedDict()), list(reversed(OrderedDict(a=1, b=2).items())))
o = OrderedDict(a=1); o["b"] = 2; o["a"] = 9; print(o, o.pop("a"), o.pop("zz", None), o.setdefault("q", 5), o.get("b")); o.update(x=1); del o["b"]; print(o); o |= {"r": 1}; print(o); r = OrderedDict(); r["me"] = r; print(r)
for f in (lambda: OrderedDict().popitem(), lambda: o.move_to_end("none"), lambda: o["none"], lambda: o.pop("none"), lambda: OrderedDict(5), lambda: OrderedDict([1]), lambda: o < o, lambda: hash(o), lambda: o + o):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
it = iter(o2 := OrderedDict(a=1, b=2)); next(it); o2["c"] = 3
try: next(it)
except RuntimeError as e: print(e)
base, over = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(over, base); print(c["a"], c["b"], len(c), sorted(c), c.get("z"), "a" in c, c.maps, c); c["n"] = 5; print(over, base); del c["b"]; print(c["b"], c.new_child({"a": 0})["a"], c.parents, c.pop("n"), dict(c), ChainMap(), c | {"q": 1}, {"q": 1} | c, c == {"a": 1, "b": 2}, list(c.items()), ChainMap({1: 2}).popitem())
for f in (lambda: c["zz"], lambda: c.__delitem__("a"), lambda: c.pop("a"), lambda: ChainMap({}, {1: 2}).popitem()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = UD(a=1); u.update(b=2); u["c"] = 3; print(u, u.data, "A" in u, u.get("a"), len(u), u.pop("A"), dict(u), u | {"z": 1}, u.copy(), type(u.copy()).__name__, isinstance(u, dict), sorted(u.keys()))
class UL(UserList):
    def append(self, x): super().append(x * 2)
l = UL([1, 2]); l.append(5); print(l, l.data, l[0], l[1:], type(l[1:]).__name__, l + [1], [0] + l, l * 2, len(l), 10 in l, l == [1, 2, 10], sorted(l), l.pop(), l.index(2), l.count(1), l < [5], list(reversed(l))); l += [7]; l[0] = 9; l.sort(); l.reverse(); l.insert(0, "i"); print(l, UserList("ab"))
class US(UserString):
    def upper(self): return "UP " + super().upper()
s = US("hello"); print(s, s.upper(), s + "!", "x" + s, s[1:3], len(s), s == "hello", hash(s) == hash("hello"), "ell" in s, s.replace("l", "L"), type(s.lower()).__name__, s * 2, s.split("e"), int(UserString("5")), s.data, s < "z", s.find("l"), s.encode(), "%s" % s, UserString("%d") % 3)
class MD(UserDict):
    def __missing__(self, k): return f"missing {k}"
print(MD()["q"], MD({"q": 1})["q"], "zz" in MD())
try: UserDict()["none"]
except KeyError as e: print(repr(e))
