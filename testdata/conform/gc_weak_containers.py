# The containers of weakref forget what has died.
import gc
import weakref


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"Key({self.n})"

    def method(self):
        return self.n * 10


values = weakref.WeakValueDictionary()
strong = [Key(i) for i in range(5)]
for k in strong:
    values[k.n] = k
print(len(values), sorted(values))
del strong[3:], k
gc.collect()
print(len(values), sorted(values), 3 in values, values.get(4, "gone"))
print(values.pop(2), len(values), values.setdefault(0, None))
print(sorted((k, v.n) for k, v in values.items()))

keys = weakref.WeakKeyDictionary()
for i, k in enumerate(strong):
    keys[k] = i
del strong[0], k
gc.collect()
print(len(keys), dict(keys), list(keys.values()))
keys.update({strong[0]: "new"})
print(keys[Key(1)], Key(2) in keys)

weak = weakref.WeakSet(strong)
temporary = Key(99)
weak.add(temporary)
print(len(weak), temporary in weak)
del temporary
gc.collect()
print(len(weak), sorted(k.n for k in weak))

for i in range(10):
    values[i] = Key(i)
gc.collect()
print(len(values), list(values.items()))

bound = weakref.WeakMethod(strong[0].method)
print(bound()())
strong.clear()
gc.collect()
print(bound(), len(keys), len(weak))

a = Key(1)
r1, r2 = weakref.ref(a), weakref.ref(a)
print(r1 is r2, r1 == r2, hash(r1) == hash(a), weakref.getweakrefcount(a), weakref.getweakrefs(a) == [r1])
b = Key(1)
r3 = weakref.ref(b)
print(r1 == r3)
del a
gc.collect()
print(r1 == r3, hash(r1) == hash(b), r1())
p = weakref.proxy(b)
print(p.n, p == b, p.method(), weakref.getweakrefcount(b))
p.n = 8
print(b.n)
for bad in (1, "text", (), None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)


class Slotted:
    __slots__ = ("x",)


class Referable:
    __slots__ = ("x", "__weakref__")


try:
    weakref.ref(Slotted())
except TypeError as e:
    print(e)
s = Referable()
print(weakref.ref(s)() is s)


class Custom(weakref.ref):
    def __init__(self, o, callback=None, **kw):
        super().__init__(o, callback)
        self.kw = kw


c = Custom(s)
print(c() is s, c.kw, Custom(s) is not c)
