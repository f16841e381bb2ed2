# Container and iteration dunders.
class S:
    def __init__(self, *v): self.v = list(v)
    def __len__(self): print("len", end=" "); return len(self.v)
    def __getitem__(self, i): print("get", i, end=" "); return self.v[i]
    def __setitem__(self, i, x): print("set", i, x, end=" "); self.v[i] = x
    def __delitem__(self, i): print("del", i, end=" "); del self.v[i]
    def __contains__(self, x): print("contains", x, end=" "); return x in self.v
    def __reversed__(self): print("reversed", end=" "); return reversed(self.v)
s = S(1, 2, 3)
print(len(s), s[0], s[-1], s[1:], 2 in s, 9 not in s, list(reversed(s)), bool(s), list(s)); s[0] = 5; del s[1]; s[::2] = [7]; print(s.v)
s[0] += 10; print(s.v)
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
o = Old(); print(list(o), 20 in o, 25 in o, [*o], max(o), sum(o), dict(zip("abc", o)), tuple(o), sorted(o, reverse=True)); a, b, c = o; print(a, b, c)
it = iter(o); print(next(it), type(it).__name__, it.__length_hint__() if False else "", list(it), list(it))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
    def __length_hint__(self): return 100
print(list(It(3)), [*It(2)], 1 in It(3), list(zip(It(2), It(3))), dict(enumerate(It(2))), max(It(4)), sorted(set(It(2))), "".join(map(str, It(3))), list(It(0)))
for cls, what in ((type("A", (), {"__iter__": lambda s: 5}), iter), (type("B", (), {"__iter__": None}), iter), (type("C", (), {"__len__": lambda s: "x"}), len), (type("D", (), {"__len__": lambda s: -1}), len), (type("E", (), {"__len__": lambda s: 2**70}), len), (type("F", (), {"__contains__": None, "__iter__": lambda s: iter([1])}), lambda x: 1 in x), (type("G", (), {"__reversed__": None}), reversed), (type("H", (), {"__len__": lambda s: 2.0}), len), (type("I", (), {}), lambda x: 1 in x), (type("J", (), {"__len__": lambda s: 2, "__getitem__": lambda s, i: i}), lambda x: list(reversed(x))), (type("K", (), {"__len__": lambda s: 1 / 0}), bool), (type("L", (), {"__iter__": lambda s: iter(s)}), lambda x: 5), (type("M", (), {"__length_hint__": lambda s: "x", "__iter__": lambda s: iter([1])}), list), (type("N", (), {"__next__": lambda s: 1}), iter), (type("O", (), {"__getitem__": lambda s, i: 1 / 0}), list), (type("P", (), {"__contains__": lambda s, x: "yes"}), lambda x: 1 in x)):
    try: print(cls.__name__, what(cls()))
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as e: print(cls.__name__, type(e).__name__, e)
class M(dict):
    def __missing__(self, k): self[k] = f"made {k}"; return self[k]
m = M(); print(m["a"], m, m.get("b"), "b" in m)
class Multi:
    def __getitem__(self, k): return k
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
x = Multi(); print(x[1, 2], x[1:2, ...], x[()], Multi[int], Multi[1, 2], x[None], x[[1]], x[{"a": 1}])
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, b=2), callable(Call()), callable(Multi()), list(map(Call(), [1, 2])))
class Str:
    def __str__(self): return "str"
class Rep:
    def __repr__(self): return "rep"
class Both(Str, Rep): pass
print(str(Both()), repr(Both()), f"{Both()} {Both()!r}", [Both()], str(Rep()), "%s %r" % (Both(), Both()))
for cls in (type("X", (), {"__repr__": lambda s: 5}), type("Y", (), {"__str__": lambda s: None}), type("Z", (), {"__hash__": lambda s: 1.5}), type("W", (), {"__index__": lambda s: "a"}), type("V", (), {"__format__": lambda s, f: 1}), type("U", (), {"__bytes__": lambda s: "x"}), type("T", (), {"__float__": lambda s: 1}), type("S2", (), {"__complex__": lambda s: 1}), type("R", (), {"__dir__": lambda s: 5})):
    for f in (repr, str, hash, hex, format, bytes, float, complex, dir):
        if f.__name__ == {"X": "repr", "Y": "str", "Z": "hash", "W": "hex", "V": "format", "U": "bytes", "T": "float", "S2": "complex", "R": "dir"}[cls.__name__]:
            try: print(f(cls()))
            except TypeError as e: print(cls.__name__, e)
class Dir:
    def __dir__(self): return ["z", "a"]
print(dir(Dir()), "__len__" in dir(S), "v" in dir(s))
