# Operators between int, bool, float and complex: types of results.
import operator as op
vals = [True, 0, 3, -7, 2**70, 2.5, -0.0, 1e300, 1 + 2j]
for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow"):
    f, row = getattr(op, name), []
    for a in vals[:6]:
        for b in (True, 3, 2.5, 2j):
            try: r = f(a, b); row.append(f"{type(r).__name__}:{r}")
            except (TypeError, ZeroDivisionError, OverflowError) as e: row.append(type(e).__name__)
    print(name, *row)
for name in ("lt", "eq", "ne", "ge"):
    f = getattr(op, name)
    print(name, [f(a, b) for a in vals[:8] for b in (0, 3.0, 2**70)])
for name in ("and_", "or_", "xor", "lshift", "rshift"):
    f, row = getattr(op, name), []
    for a in vals[:6]:
        for b in (True, 3, 2.5):
            try: row.append(f(a, b))
            except TypeError as e: row.append(str(e).split(":")[0])
    print(name, *row)
print(sum(vals[:6]), max(vals[:8]), min(vals[:8]), sorted(vals[:8]), all(hash(a) == hash(b) for a in vals for b in vals if a == b))
