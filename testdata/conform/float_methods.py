# Conversions and methods of float.
good = ["1", "1.5", "-1.5e10", " 3.25\n", "inf", "-Infinity", "NaN", "+nan", "1_000.5", ".5", "5.", "1e-400", "1e400", "-0", "\u0661.\u0665", 3, True, b"2.5", 10**22,
        "0.1e1_0", "123456789012345678901234567890", "4.35", "1" * 400]
for v in good:
    print(repr(v)[:40], float(v))
for v in ("", " ", "abc", "1..2", "1e", "--1", "1__0", "_1", "1_", "0x1p3", "in", "infin", "1 2", "1.5j", None, [], 1j, b"x", "\x00"):
    try:
        print(float(v))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for x in (0.0, -0.0, 1.0, 0.1, -3.75, 1e300, 5e-324, 1.7976931348623157e308, 0.3333):
    h = x.hex()
    print(x, h, float.fromhex(h) == x, x.as_integer_ratio(), x.is_integer())
for s in ("0x1p0", "0x1.8p1", "-0x.8p-2", "1.8", "0xap+2", "inf", "nan", " 0x1p5 ", "0x1.fffffffffffff8p0", "0x0.0000000000001p-1022", "0X1P-1074"):
    print(s, float.fromhex(s))
for s in ("", "0x", "0x1p", "1p2000", "xyz", "0x1.g"):
    try:
        print(float.fromhex(s))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
for x in (float("inf"), float("nan")):
    for f in (x.as_integer_ratio, x.__int__, x.__floor__, x.__round__):
        try:
            print(f())
        except (OverflowError, ValueError) as e:
            print(type(e).__name__, e)
for x, n in ((2.5, None), (3.5, None), (-2.5, None), (2.675, 2), (1.005, 2), (1234.5, -2), (0.5, 0), (1.5, 0), (1e300, 5), (1.25, 1), (1e-5, 3), (5e-324, 400), (15.0, -1), (25.0, -1), (1.7e308, -300)):
    r = round(x) if n is None else round(x, n)
    print(x, n, r, type(r).__name__)
print((2.5).real, (2.5).imag, (2.5).conjugate(), (7.9).__trunc__(), (7.1).__ceil__(), (-7.1).__floor__(), int(-7.9), float.from_number(3), float())
class F(float):
    def __repr__(self): return f"F<{float(self)}>"
print(F(1.5), [F(2)], F(1) + F(2), type(F(1) + 1), F("3") == 3, -F(4))
try:
    float.from_number("3")
except TypeError as e:
    print(e)
