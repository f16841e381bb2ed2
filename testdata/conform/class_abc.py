# Abstract base classes.
from abc import ABC, ABCMeta, abstractmethod
import collections.abc as ca
class Shape(ABC):
    @abstractmethod
    def area(self): "doc"; return 0
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name}: {self.area()}"
class Half(Shape):
    def area(self): return super().area() + 1
class Full(Half):
    name = "full"
for cls in (Shape, Half, Full):
    try: print(cls().describe())
    except TypeError as e: print(e)
print(sorted(Shape.__abstractmethods__), Half.__abstractmethods__, isinstance(Full(), Shape), Shape.area.__isabstractmethod__)
class Three(ABC):
    @abstractmethod
    def a(self): pass
    @abstractmethod
    def b(self): pass
    @classmethod
    @abstractmethod
    def c(cls): pass
    @staticmethod
    @abstractmethod
    def d(): pass
try: Three()
except TypeError as e: print(e)
class Reg(metaclass=ABCMeta): pass
@Reg.register
class Virtual: pass
print(issubclass(Virtual, Reg), isinstance(Virtual(), Reg), Virtual.__mro__ == (Virtual, object), issubclass(int, Reg)); Reg.register(int); print(isinstance(5, Reg), issubclass(bool, Reg))
class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, c): return True if any("quack" in k.__dict__ for k in c.__mro__) else NotImplemented
class D1:
    def quack(self): pass
print(isinstance(D1(), Duck), isinstance(5, Duck), issubclass(D1, Duck))
try: Reg.register(5)
except TypeError as e: print(e)
class L:
    def __len__(self): return 1
    def __iter__(self): return iter([])
    def __contains__(self, x): return False
    def __hash__(self): return 1
    def __call__(self): pass
for n in ("Sized", "Iterable", "Container", "Collection", "Hashable", "Callable", "Iterator", "Sequence", "Mapping", "Generator", "Reversible", "Awaitable"):
    print(n, [isinstance(x, getattr(ca, n)) for x in (L(), [], (), {}, set(), "a", 5, iter([]), (i for i in ()), len, range(1), {}.keys())])
class Seq(ca.Sequence):
    def __init__(self, *v): self.v = v
    def __getitem__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
s = Seq(1, 2, 3, 2); print(list(s), 2 in s, s.index(2), s.count(2), list(reversed(s)), s[1:])
class Map(ca.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map(); m["a"] = 1; m.update(b=2); print(dict(m), m.get("z", 0), m.pop("a"), list(m.items()), m.setdefault("q", 9), "b" in m, m == {"b": 2, "q": 9}, list(m.keys()), m.popitem(), len(m)); m.clear(); print(len(m))
class St(ca.Set):
    def __init__(self, v): self.v = list(v)
    def __contains__(self, x): return x in self.v
    def __iter__(self): return iter(self.v)
    def __len__(self): return len(self.v)
print(sorted(St([1, 2, 3]) & St([2, 3, 4])), sorted(St([1]) | {5}), St([1]) <= St([1, 2]), St([1]) == {1}, sorted(St([1, 2]) - [1]), sorted(St([1, 2]) ^ [2, 3]), St([1]).isdisjoint([2]))
for c in (ca.Sequence, ca.MutableMapping, ca.Iterator, ca.Set):
    try: c()
    except TypeError as e: print(e)
print(issubclass(list, ca.MutableSequence), issubclass(dict, ca.Mapping), isinstance({}.keys(), ca.KeysView), isinstance(iter({}), ca.Iterator), ca.Sequence.__name__, issubclass(str, ca.Sequence))
