# Multiple inheritance: C3, super, conflicts.
class O:
    def who(self): return ["O"]
class A(O):
    def who(self): return ["A"] + super().who()
class B(O):
    def who(self): return ["B"] + super().who()
class C(A, B):
    def who(self): return ["C"] + super().who()
class D(B): pass
class E(C, D):
    def who(self): return ["E"] + super(E, self).who()
print(C().who(), E().who(), [c.__name__ for c in E.__mro__], [c.__name__ for c in E.mro()], E.__bases__, E.__base__)
for bases in ((O, A), (A, A), (A, B, O), (O, object, A), (object, O), (int, str), (bool,), (type(None),), (A, 5), (type(len),), (range,), (int, float), (dict, list), (slice,), (type(lambda: 0),), ("x",), (C, B, A), (Exception, int), (Exception, OSError), (OSError, KeyError)):
    try: print([c.__name__ for c in type("X", bases, {}).__mro__])
    except TypeError as e: print([getattr(b, "__name__", b) for b in bases], "->", e)
class M1:
    def __init__(self, **k): print("M1", k); super().__init__(**k)
class M2:
    def __init__(self, x=0, **k): print("M2", x, k); super().__init__(**k)
class N(M1, M2):
    def __init__(self, **k): print("N"); super().__init__(**k)
N(x=5)
try: N(y=5)
except TypeError as e: print(e)
class P:
    @classmethod
    def c(cls): return "P.c " + cls.__name__
    @staticmethod
    def s(): return "P.s"
    @property
    def p(self): return "P.p"
    v = "P.v"
class Q(P):
    @classmethod
    def c(cls): return "Q>" + super().c()
    @staticmethod
    def s(): return "Q>" + super(Q, Q).s()
    @property
    def p(self): return "Q>" + super().p
    def v2(self): return super().v
    def indirect(self): return (lambda: super(Q, self).p)()
    def nested(self):
        def f(): return __class__
        return f()
q = Q(); print(q.c(), Q.c(), q.s(), q.p, q.v2(), q.indirect(), q.nested(), super(Q, q).v, super(Q, Q).c(), super(Q, q).__thisclass__, super(Q, q).__self_class__, super(Q, q).__self__ is q)
for f in (lambda: super(Q, 5), lambda: super(5, q), lambda: super(P, P()).p, lambda: super(Q), lambda: super(Q, q).nope, lambda: super(Q, P())):
    try: r = f(); print(type(r))
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return "item %s" % super().__getitem__(i)
    def __len__(self): return super().__len__() + 100
l = L([1]); l.append(5); print(l[1], len(l), list.__len__(l), l, [x for x in l], sum(l))
class Base:
    def tmpl(self): return f"{self.a()}-{self.b()}"
    def a(self): return "base a"
    def b(self): raise NotImplementedError
class Impl(Base):
    def b(self): return "impl b"
print(Impl().tmpl())
try: Base().tmpl()
except NotImplementedError as e: print(repr(e))
class Sib1(O): 
    def who(self): return ["Sib1"]
Sib1.__bases__ = (B,); print(Sib1().who(), [c.__name__ for c in Sib1.__mro__])
try: B.__bases__ = (Sib1,)
except TypeError as e: print(e)
def no_class(): 
    return super().x
try: no_class()
except RuntimeError as e: print(e)
class Z:
    def f(): return super()
    def g(self): del self; return super()
    def h(*args): return super()
for f in (lambda: Z.f(), lambda: Z().g(), lambda: Z().h()):
    try: print(type(f()))
    except RuntimeError as e: print(e)
