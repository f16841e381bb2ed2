# operator: functions, itemgetter, attrgetter, methodcaller.
import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(-3), op.invert(5), op.inv(5), op.abs(-4), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.not_([]), op.truth([0]), op.index(True))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(2, 1), op.is_(None, None), op.is_not(1, None), op.is_none(None), op.is_not_none(1), op.concat([1], [2]), op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([5, 6], 6), op.getitem([1, 2], 1), op.length_hint([1, 2]), op.length_hint(iter([1])), op.length_hint(x for x in []), op.length_hint(5, 9), op.call(max, 1, 5))
l = [1, 2, 3]; op.setitem(l, 0, 9); op.delitem(l, 1); print(l, op.iadd(l, [4]), op.imul(l, 2), op.iconcat([1], [2]), op.iadd(1, 2), op.isub(5, 1), op.ior({1}, {2}), op.iand(6, 3), op.ixor(6, 3), op.ifloordiv(7, 2), op.itruediv(1, 2), op.imod(7, 4), op.ipow(2, 3), op.ilshift(1, 3), op.irshift(8, 1))
g = op.itemgetter(1); g2 = op.itemgetter(0, 2); print(g("abc"), g2([1, 2, 3]), op.itemgetter("k")({"k": 5}), op.itemgetter(slice(1, 3))("abcd"), sorted([(1, "b"), (2, "a")], key=g), list(map(op.itemgetter("n"), [{"n": 1}, {"n": 2}])), repr(g), repr(g2))
class A:
    def __init__(self, v): self.v = v; self.s = self
    def m(self, *a, **k): return (self.v, a, k)
    def __index__(self): return 7
    def __length_hint__(self): return 4
a = A(5); print(op.attrgetter("v")(a), op.attrgetter("s.s.v")(a), op.attrgetter("v", "s.v")(a), op.methodcaller("m")(a), op.methodcaller("m", 1, k=2)(a), op.methodcaller("upper")("x"), op.index(a), op.length_hint(a), repr(op.attrgetter("a.b", "c")), repr(op.methodcaller("f", 1, x=2)))
for f in (lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.itemgetter(), lambda: op.itemgetter(5)([1]), lambda: op.itemgetter("x")({}), lambda: op.attrgetter(5), lambda: op.attrgetter("nope")(1), lambda: op.attrgetter(), lambda: op.methodcaller(), lambda: op.methodcaller("nope")(1), lambda: op.methodcaller(5), lambda: op.index(1.5), lambda: op.indexOf([1], 5), lambda: op.getitem([1], 5), lambda: op.concat(1, 2), lambda: op.length_hint(5, "a"), lambda: op.contains(5, 1), lambda: op.countOf(5, 1), lambda: op.truediv(1, 0), lambda: op.matmul(1, 2), lambda: op.setitem((1,), 0, 1), lambda: op.delitem({}, 1), lambda: op.neg("a"), lambda: op.not_(), lambda: op.attrgetter("v")(), lambda: op.iconcat(1, 2), lambda: op.lt(1, "a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import functools
print(functools.reduce(op.mul, range(1, 8)), functools.reduce(op.or_, [1, 4, 16]), list(map(op.add, [1, 2], [3, 4])), op.attrgetter("real.imag")(5), op.__add__ is op.add, op.lt.__name__, max({"a": 1, "b": 5}.items(), key=op.itemgetter(1)))
