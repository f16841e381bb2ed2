# int() of everything that can be converted, and of what cannot.
good = ["0", "12", "-12", "+12", " 42 ", "\t42\n", "1_000", "0_0", "007", "\u0663\u0664", True, False, 3.99, -3.99, 1e20,
        b"12", bytearray(b"-7"), "0" * 30 + "5"]
for v in good:
    print(repr(v), int(v))
based = [("ff", 16), ("0xff", 16), ("0xFF", 0), ("0o17", 0), ("0b101", 0), ("101", 2), ("zz", 36), ("-0x1f", 16), ("0b1", 2),
         ("0b1", 16), ("0o7", 8), ("1_0", 2), ("  0x_f ", 0), ("0", 0), ("00", 0), ("12", 3)]
for s, base in based:
    print(repr(s), base, int(s, base))
bad = [("",), (" ",), ("1__0",), ("_1",), ("1_",), ("1.5",), ("abc",), ("0x10",), ("- 1",), ("12", 2), ("9", 8), ("012", 0), ("1", 1),
       ("1", 37), ("1", -2), (12, 10), (None,), ([],), (float("nan"),), (float("inf"),), (float("-inf"),), (b"x",), ("\x00",), (1j,),
       ("12", "3"), (object,), ("\u00e9",)]
for args in bad:
    try:
        print(args, int(*args))
    except (ValueError, TypeError, OverflowError) as e:
        print(args, type(e).__name__, e)
class A:
    def __int__(self): return 41
class B:
    def __index__(self): return 42
class C:
    def __trunc__(self): return 43
class D:
    def __int__(self): return "x"
class E:
    def __index__(self): return 1.5
for k in (A, B, C, D, E):
    try:
        print(k.__name__, int(k()))
    except TypeError as e:
        print(k.__name__, e)
print(int(), int("10", base=3), [int(c) for c in "123"])
try:
    int(x=5)
except TypeError as e:
    print(e)
try:
    int(base=5)
except TypeError as e:
    print(e)
