# Records, indexes and queries: a small in-memory database with a query builder.
import operator
from collections import defaultdict, namedtuple
class Field:
    def __init__(self, kind, *, default=None, check=None, unique=False): self.kind, self.default, self.check, self.unique = kind, default, check, unique
    def __set_name__(self, owner, name): self.name = name; owner._fields = {**getattr(owner, "_fields", {}), name: self}
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get(self.name, self.default)
    def __set__(self, obj, v):
        if v is not None and not isinstance(v, self.kind): raise TypeError(f"{self.name}: expected {self.kind.__name__}, got {type(v).__name__}")
        if self.check and not self.check(v): raise ValueError(f"{self.name}: {v!r} is not allowed")
        obj.__dict__[self.name] = v
    def _cond(op):
        def f(self, v): return Cond(f"{self.name} {op.__name__} {v!r}", lambda r: op(getattr(r, self.name), v))
        return f
    __eq__, __ne__, __lt__, __gt__, __le__, __ge__ = map(_cond, (operator.eq, operator.ne, operator.lt, operator.gt, operator.le, operator.ge))
    __hash__ = object.__hash__
    def isin(self, *vs): return Cond(f"{self.name} in {vs}", lambda r: getattr(r, self.name) in vs)
class Cond:
    def __init__(self, text, f): self.text, self.f = text, f
    def __and__(self, o): return Cond(f"({self.text} and {o.text})", lambda r: self.f(r) and o.f(r))
    def __or__(self, o): return Cond(f"({self.text} or {o.text})", lambda r: self.f(r) or o.f(r))
    def __invert__(self): return Cond(f"not {self.text}", lambda r: not self.f(r))
    def __call__(self, r): return self.f(r)
    def __repr__(self): return self.text
class Record:
    def __init__(self, **kw):
        for k in kw:
            if k not in self._fields: raise AttributeError(f"{type(self).__name__} has no field {k!r}")
        for k, f in self._fields.items(): setattr(self, k, kw.get(k, f.default))
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self._fields)})"
class Table:
    def __init__(self, cls): self.cls, self.rows, self.index = cls, [], {k: {} for k, f in cls._fields.items() if f.unique}
    def insert(self, **kw):
        r = self.cls(**kw)
        for k, ix in self.index.items():
            if getattr(r, k) in ix: raise ValueError(f"duplicate {k}: {getattr(r, k)!r}")
        for k, ix in self.index.items(): ix[getattr(r, k)] = r
        self.rows.append(r); return r
    def where(self, *conds): return Query(self.rows, conds)
    def by(self, **kw): (k, v), = kw.items(); return self.index[k].get(v)
class Query:
    def __init__(self, rows, conds=(), order=None, n=None): self.rows, self.conds, self.order, self.n = rows, conds, order, n
    def sort(self, *fields, reverse=False): return Query(self.rows, self.conds, (fields, reverse), self.n)
    def limit(self, n): return Query(self.rows, self.conds, self.order, n)
    def __iter__(self):
        it = (r for r in self.rows if all(c(r) for c in self.conds))
        if self.order: it = iter(sorted(it, key=lambda r: tuple(getattr(r, f.name) for f in self.order[0]), reverse=self.order[1]))
        for i, r in enumerate(it):
            if self.n is not None and i >= self.n: return
            yield r
    def values(self, *fields): return [tuple(getattr(r, f.name) for f in fields) for r in self]
    def group(self, field, agg):
        g = defaultdict(list)
        for r in self: g[getattr(r, field.name)].append(r)
        return {k: agg(v) for k, v in g.items()}
class Product(Record):
    sku = Field(str, unique=True); name = Field(str); price = Field(int, check=lambda v: v >= 0, default=0); stock = Field(int, default=0); kind = Field(str, default="misc")
P, t = Product, Table(Product)
for row in (("A1", "bolt", 5, 1000, "metal"), ("A2", "nut", 3, 2500, "metal"), ("B1", "plank", 450, 12, "wood"), ("B2", "beam", 2300, 3, "wood"), ("C1", "tape", 199, 0)): t.insert(**dict(zip(P._fields, row)))
print(t.by(sku="B1"), t.by(sku="zz"), P.price > 5, (P.stock == 0) | ~(P.kind == "metal") & (P.price < 1000))
print(t.where(P.price > 100).values(P.name, P.price), t.where(P.kind == "metal", P.stock >= 1000).sort(P.price).values(P.sku), t.where().sort(P.kind, P.name, reverse=True).limit(3).values(P.kind, P.name), t.where(P.kind.isin("wood", "misc")).group(P.kind, lambda rs: sum(r.price * r.stock for r in rs)), t.where((P.stock == 0) | (P.price > 2000)).values(P.name), len(list(t.where(~(P.kind == "wood")))))
for f in (lambda: t.insert(sku="A1"), lambda: t.insert(sku="Z", price=-1), lambda: t.insert(sku="Z", price="1"), lambda: t.insert(skuu="Z"), lambda: setattr(t.rows[0], "stock", 1.5), lambda: t.by(name="x"), lambda: t.by(a=1, b=2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(len(t.rows), t.where().group(P.kind, len), sum(r.price for r in t.where()), max(t.where(), key=lambda r: r.stock).name)
Row = namedtuple("Row", "sku total"); rep = sorted((Row(r.sku, r.price * r.stock) for r in t.rows), key=lambda r: -r.total)
for r in rep: print(f"{r.sku:<4}{r.total:>10,}{r.total / sum(x.total for x in rep):>8.1%}")
