# Metaclasses: __new__, __init__, __call__, __prepare__, conflicts.
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **k): print("prepare", name, [b.__name__ for b in bases], k); return {"injected": 1}
    def __new__(mcs, name, bases, ns, **k):
        print("new", name, sorted(n for n in ns if not n.startswith("__")), k)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **k): print("init", name, k); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print("call", cls.__name__, a, k); return super().__call__(*a, **k)
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __len__(cls): return 42
    def __iter__(cls): return iter(["it"])
    def __contains__(cls, x): return x == "in"
    def __getitem__(cls, k): return ("item", k)
    def __add__(cls, o): return "add"
    def __instancecheck__(cls, o): return o == "magic" or super().__instancecheck__(o)
    def __subclasscheck__(cls, c): return c is int or super().__subclasscheck__(c)
    def __bool__(cls): return False
    def __dir__(cls): return ["only"]
class A(metaclass=M, opt=5):
    x = 2
    def __init__(self, v=0): self.v = v
class B(A): y = injected + 1
print(A(3).v, A, type(A), type(type(A)), len(A), list(A), "in" in A, A["k"], A + 1, isinstance("magic", A), isinstance(A(), A), issubclass(int, A), issubclass(B, A), bool(A), dir(A), A.injected, B.y)
class M2(type): pass
for src in ("class Z(A, metaclass=M2): pass", "class Z(metaclass=M2): pass\nclass ZZ(A, Z): pass", "class Z(metaclass=5): pass", "class Z(metaclass=lambda n, b, d: (n, b, sorted(d))): q = 1\nprint(Z)", "class Z(object, foo=1): pass", "class Z(5): pass", "class Z(metaclass=type, metaclass=type): pass", "type('Z', 5, {})", "type('Z', (), 5)", "type(5, (), {})", "type('Z', (), {}, x=1)", "type('a\\0b', (), {})", "class Z(metaclass=print): pass", "class Z(*[A], **{'opt': 1}): pass", "type.__new__(M2)", "type.__new__(int, 'a', (), {})", "M2('Z', (), {}).foo", "type()"):
    try: exec(src); print(src, "ok")
    except Exception as e: print(src, "->", type(e).__name__, e)
class Singleton(type):
    inst = {}
    def __call__(cls, *a):
        if cls not in cls.inst: cls.inst[cls] = super().__call__(*a)
        return cls.inst[cls]
class S(metaclass=Singleton):
    def __init__(self, n): self.n = n
print(S(1) is S(2), S(3).n)
class Reg(type):
    all = []
    def __init__(cls, n, b, d): super().__init__(n, b, d); Reg.all.append(n)
    def cm(cls): return "meta method on " + cls.__name__
class R1(metaclass=Reg): pass
class R2(R1): pass
print(Reg.all, R1.cm(), R2.all)
try: R1().cm()
except AttributeError as e: print(e)
class Ordered(type):
    @classmethod
    def __prepare__(m, n, b): return type("D", (dict,), {"__setitem__": lambda s, k, v: (print("ns", k) if not k.startswith("__") else None, dict.__setitem__(s, k, v))})()
class O(metaclass=Ordered):
    b = 1; a = 2
    def z(self): pass
class NewArgs:
    def __new__(cls, *a, **k): print("new", a, k); self = super().__new__(cls); return self if a else "not an instance"
    def __init__(self, *a, **k): print("init", a, k)
print(type(NewArgs(1, k=2)).__name__, NewArgs())
class Imm(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
print(Imm(4), type(Imm(4)).__name__, Imm.__new__(Imm, 1), object.__new__(R1).__class__.__name__)
for cls, args in ((object, (1,)), (R1, (1,)), (type("OnlyNew", (), {"__new__": lambda c, *a: object.__new__(c)}), (1,)), (type("OnlyInit", (), {"__init__": lambda s, x: None}), (1,)), (type("BadInit", (), {"__init__": lambda s: 5}), ()), (type("NewExtra", (), {"__new__": lambda c, *a: object.__new__(c, *a)}), (1,))):
    try: print(cls.__name__, type(cls(*args)).__name__)
    except TypeError as e: print(cls.__name__, e)
class Abstract:
    def __init_subclass__(cls, /, tag=None, **k): super().__init_subclass__(**k); cls.tag = tag; print("init_subclass", cls.__name__, tag)
class Child(Abstract, tag="t"): pass
class GrandChild(Child): pass
print(Child.tag, GrandChild.tag)
try:
    class Bad(Abstract, unknown=1): pass
except TypeError as e: print(e)
