# Float arithmetic, comparison and special values.
inf, nan = float("inf"), float("nan")
vals = [0.0, -0.0, 1.0, -2.5, 1e308, 5e-324, inf, -inf, nan]
for a in vals:
    for b in vals:
        row = [a + b, a - b, a * b]
        for op in (lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b)):
            try:
                row.append(op())
            except ZeroDivisionError as e:
                row.append(str(e))
        row += [a < b, a <= b, a == b, a != b, a > b, a >= b]
        print(a, b, *row)
for a, b in ((7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (0.1, 0.01), (1e20, 3), (5.0, 0.3)):
    print(a // b, a % b, divmod(a, b))
for a, b in ((2.0, 0.5), (2, -1), (-8.0, 3), (0.0, 0), (inf, -1), (2.0, 1024), (-1.0, inf), (1.0, nan), (nan, 0), (-0.0, -3), (0.0, 5), (4, 0.5), (-2, 0.5), (10.0, 400)):
    try:
        print(a, b, a ** b)
    except (OverflowError, ZeroDivisionError) as e:
        print(a, b, type(e).__name__, e)
print(0.1 + 0.2 == 0.3, 0.5 == 1/2, 2**53 == float(2**53), 2**53 + 1 == float(2**53 + 1), 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < -inf, 1 == 1.0, True == 1.0)
print(nan is nan, nan == nan, [nan] == [nan], nan in [nan], min(1.0, nan), max(nan, 1.0), sorted([3.0, -0.0, 0.0, -1.5]))
print(hash(1.0), hash(0.5), hash(inf), hash(-inf), hash(1e100), hash(-0.0), hash(2.0**70), hash(0.1))
print(-0.0 == 0.0, str(-0.0), -(0.0), abs(-0.0), +(-0.0), abs(-3.5), bool(0.0), bool(nan), bool(-0.0))
