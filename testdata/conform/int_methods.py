# Methods and attributes of int.
for n in (0, 1, -1, 255, 256, -256, 65535, 2**40, -2**63, 10**20):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer(), n.as_integer_ratio())
print((1000).to_bytes(2, "big"), (1000).to_bytes(2, "little"), (1000).to_bytes(5, byteorder="big"), (0).to_bytes(1), (255).to_bytes())
print((-1).to_bytes(3, "big", signed=True), (-129).to_bytes(2, "little", signed=True), (2**70).to_bytes(10, "big"))
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (128).to_bytes(1, "big", signed=True),
          lambda: (1).to_bytes(1, "middle"), lambda: (1).to_bytes(-1, "big"), lambda: int.from_bytes([256], "big"),
          lambda: int.from_bytes("ab", "big"), lambda: int.from_bytes(5, "big")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\x01\x02", "little"), int.from_bytes(b"\xff\xff", "big", signed=True),
      int.from_bytes(b"", "big"), int.from_bytes([1, 2, 3], "big"), int.from_bytes(b"\xff" * 12), int.from_bytes(bytearray(b"\x80"), signed=True))
for n in (2**64, -2**64 + 1, 12345):
    size = (n.bit_length() + 8) // 8
    for order in ("big", "little"):
        assert int.from_bytes(n.to_bytes(size, order, signed=True), order, signed=True) == n
print(round(15), round(15, -1), round(25, -1), round(-15, -1), round(1234567, -3), round(5, 2), round(2**70, -5), round(149, -2), round(150, -2), round(250, -2))
print((5).__add__(3), (5).__radd__(3), (5).__add__("x"), (5).__sub__(3.0), (7).__divmod__(2), (2).__pow__(5, 7), (5).__lt__(6), (5).__eq__("5"))
print((5).__floor__(), (5).__ceil__(), (5).__trunc__(), (5).__round__(), (5).__index__(), (5).__bool__(), (5).__hash__())
print(int.__name__, int.__bases__, isinstance(True, int), issubclass(bool, int), type(5), (5).__class__, int.__doc__.splitlines()[0])
try:
    (5).foo
except AttributeError as e:
    print(e)
try:
    (5).real = 3
except AttributeError as e:
    print(e)
class I(int):
    def __add__(self, o): return I(int(self) - int(o))
    def __repr__(self): return f"I({int(self)})"
print(I(5) + 3, 3 + I(5), I(5) * 2, type(I(5) * 2), I("12"), -I(4), sum([I(1), I(2)]), I(7) == 7, {7: "a"}[I(7)])
