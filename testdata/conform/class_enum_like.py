# Enumeration-like classes by metaclass, flags, singletons, immutable records, borg, registry by init_subclass.
class EnumMeta(type):
    def __new__(m, name, bases, ns):
        members = {k: v for k, v in ns.items() if not k.startswith("_") and not callable(v) and not isinstance(v, (property, classmethod))}
        cls = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k not in members}); cls._members = {}
        for k, v in members.items(): o = object.__new__(cls); object.__setattr__(o, "name", k); object.__setattr__(o, "value", v); cls._members[k] = o; type.__setattr__(cls, k, o)
        return cls
    def __iter__(cls): return iter(cls._members.values())
    def __len__(cls): return len(cls._members)
    def __getitem__(cls, k): return cls._members[k]
    def __contains__(cls, o): return isinstance(o, cls)
    def __call__(cls, v):
        for m in cls:
            if m.value == v: return m
        raise ValueError(f"{v!r} is not a valid {cls.__name__}")
    def __setattr__(cls, k, v):
        if "_members" in cls.__dict__ and k in cls._members: raise AttributeError(f"cannot reassign member {k!r}")
        super().__setattr__(k, v)
class Enum(metaclass=EnumMeta):
    def __repr__(self): return f"<{type(self).__name__}.{self.name}: {self.value!r}>"
    def __str__(self): return f"{type(self).__name__}.{self.name}"
    def __hash__(self): return hash(self.name)
    def __setattr__(self, k, v): raise AttributeError("members are read-only")
class Color(Enum):
    RED, GREEN, BLUE = 1, 2, 3
    def warm(self): return self is Color.RED
print(list(Color), len(Color), Color.RED, repr(Color.BLUE), Color["GREEN"], Color(3) is Color.BLUE, Color.RED in Color, Color.RED.warm(), Color.BLUE.warm(), {Color.RED: "r"}[Color(1)], [c.name for c in Color], Color.RED is Color.RED, Color.RED == Color.GREEN)
for f in (lambda: Color(9), lambda: Color["PINK"], lambda: setattr(Color, "RED", 5), lambda: setattr(Color.RED, "value", 5), lambda: Color.PINK):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Flag(int):
    names = {}
    def __init_subclass__(cls):
        cls.names = {k: v for k, v in vars(cls).items() if isinstance(v, int) and not k.startswith("_")}
        for k, v in cls.names.items(): setattr(cls, k, cls(v))
    def __or__(self, o): return type(self)(int(self) | int(o))
    def __and__(self, o): return type(self)(int(self) & int(o))
    def __invert__(self): return type(self)(~int(self) & max(self.names.values()) * 2 - 1)
    def __contains__(self, o): return int(self) & int(o) == int(o)
    def __repr__(self): return f"{type(self).__name__}({'|'.join(k for k, v in self.names.items() if int(self) & v) or 0})"
class Perm(Flag): R = 4; W = 2; X = 1
p = Perm.R | Perm.W; print(p, ~p, p & Perm.W, Perm.X in p, Perm.R in p, int(p), Perm(0), Perm.R | Perm.W | Perm.X, p == 6, isinstance(p, int), sorted([Perm.R, Perm.X]))
class Record:
    _fields = ()
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); cls._fields = (*cls._fields, *cls.__annotations__)
    def __init__(self, *a, **k):
        vals = dict(zip(self._fields, a)); dup = vals.keys() & k.keys()
        if dup: raise TypeError(f"got multiple values for {sorted(dup)}")
        vals |= k; missing = [f for f in self._fields if f not in vals and not hasattr(type(self), f)]
        if missing or len(a) > len(self._fields): raise TypeError(f"missing {missing}" if missing else "too many values")
        if extra := set(vals) - set(self._fields): raise TypeError(f"unexpected {sorted(extra)}")
        self.__dict__.update(vals)
    def __setattr__(self, k, v): raise AttributeError(f"{type(self).__name__} is immutable")
    __delattr__ = lambda self, k: self.__setattr__(k, None)
    def __eq__(self, o): return type(self) is type(o) and self.key() == o.key()
    def __hash__(self): return hash(self.key())
    def key(self): return tuple(getattr(self, f) for f in self._fields)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self._fields)})"
    def replace(self, **k): return type(self)(**{f: getattr(self, f) for f in self._fields} | k)
class P2(Record): x: int; y: int = 0
class P3(P2): z: int = 9
print(P2(1), P2(1, 2) == P2(1, y=2), P2(1) == P3(1), P3(1, z=3), P3(1).replace(x=5), hash(P2(1)) == hash(P2(1)), {P2(1): 1}[P2(1, 0)], P3._fields)
for f in (lambda: P2(), lambda: P2(1, 2, 3), lambda: P2(1, x=2), lambda: P2(1, q=2), lambda: setattr(P2(1), "x", 2), lambda: delattr(P2(1), "x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Borg:
    _state = {}
    def __init__(self): self.__dict__ = self._state
a, b = Borg(), Borg(); a.x = 5; print(b.x, a is b, a.__dict__ is b.__dict__)
class Shape:
    kinds = {}
    def __init_subclass__(cls, kind=None, **k): super().__init_subclass__(**k); Shape.kinds[kind or cls.__name__.lower()] = cls
    @classmethod
    def make(cls, kind, *a): return cls.kinds[kind](*a)
class Circle(Shape):
    def __init__(self, r): self.r = r
class Box(Shape, kind="rectangle"):
    def __init__(self, w, h): self.w, self.h = w, h
print(Shape.kinds, vars(Shape.make("circle", 2)), vars(Shape.make("rectangle", 3, 4)))
