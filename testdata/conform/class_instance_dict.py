# Instance dictionaries: order, growth, deletion, sharing of shapes, odd names.
class C: pass
a, b = C(), C()
a.x, a.y = 1, 2; b.y, b.x = 1, 2
print(a.__dict__, b.__dict__, a.__dict__ == b.__dict__, list(vars(a)), list(vars(b)))
del a.x; a.x = 9; print(vars(a)); a.__dict__["z"] = 3; print(a.z, hasattr(a, "z")); a.__dict__.update(p=1, q=2); print(a.p, vars(a)); a.__dict__.pop("p"); print(hasattr(a, "p")); a.__dict__.clear(); print(vars(a), hasattr(a, "y"))
for i in range(60): setattr(b, f"attr{i}", i)
print(len(vars(b)), b.attr59, sum(v for k, v in vars(b).items() if k.startswith("attr")))
for i in range(0, 60, 2): delattr(b, f"attr{i}")
print(len(vars(b)), list(vars(b))[:4], b.attr1, hasattr(b, "attr2"))
objs = [C() for _ in range(50)]
for i, o in enumerate(objs):
    o.id = i
    if i % 2: o.odd = True
    if i % 3 == 0: o.third = i // 3; o.id = -i
print(sum(o.id for o in objs), sum(hasattr(o, "odd") for o in objs), [vars(o) for o in objs[:4]])
d = a.__dict__; d["shared"] = 5; print(a.shared, d is a.__dict__); a.__dict__ = {"fresh": 1}; print(a.fresh, hasattr(a, "shared"), d)
c = C(); c.__dict__ = b.__dict__; c.new = 1; print(b.new, vars(b) is vars(c))
class P:
    cls_attr = []
    def __init__(self): self.n = 0
    def inc(self): self.n += 1; self.cls_attr.append(self.n); return self
p, q = P(), P(); p.inc().inc(); q.inc(); print(p.n, q.n, P.cls_attr, "cls_attr" in vars(p)); p.cls_attr = ["own"]; print(P.cls_attr, p.cls_attr, q.cls_attr)
setattr(p, "with space", 1); setattr(p, "", 2); setattr(p, "é", 3); setattr(p, "class", 4); print(vars(p), getattr(p, ""), p.é)
p.self = p; print(p.self.self.self is p, len(vars(p))); p.f = lambda *a: a; print(p.f(1), P.inc.__get__(q)().n)
class Sub(P):
    def __init__(self): super().__init__(); self.m = 1
s = Sub(); print(vars(s), s.inc().n); s.__class__ = P; print(type(s).__name__, vars(s), hasattr(s, "m"))
class Q:
    def __init__(self, **k): self.__dict__.update(k)
    def __eq__(self, o): return vars(self) == vars(o)
    def __repr__(self): return f"Q({', '.join(f'{k}={v}' for k, v in vars(self).items())})"
print(Q(a=1, b=2), Q(a=1, b=2) == Q(b=2, a=1), Q()); m = Q(a=1)
for k in list(vars(m)): setattr(m, k * 2, getattr(m, k)); delattr(m, k)
print(m, vars(m).keys(), "aa" in vars(m), sorted(dir(m))[-1]); vars(m)[5] = "int key"; print(vars(m))
try:
    for k in vars(m): setattr(m, "added" + str(k), 1)
except RuntimeError as e: print(e)
