# Complex numbers.
z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), -z, +z, z * 2, z / 2, z ** 2, z * z.conjugate(), z == complex(3, 4), hash(z) == hash(complex(3, 4)))
print(1j, -1j, 0j, -0j, 1 + 0j, complex(0.0, -0.0), complex(-0.0, 1), complex(1, float("nan")), complex(float("inf"), -1), complex(1e100, 1e-7))
print([complex(s) for s in ("1", "1j", "1+2j", "-1.5e3-2.5J", " (1+2j) ", "j", "-j", "nan+infj")], complex(), complex(1.5), complex(1, 2), complex(2j))
for args in (("",), ("1 + 2j",), ("1+2",), ("abc",), ("1", 2), (1, "2"), (None,), ("(1+2j",)):
    try:
        print(complex(*args))
    except (ValueError, TypeError) as e:
        print(args, type(e).__name__, e)
print((1 + 2j) + (3 - 1j), (1 + 2j) - 3, 2 * (1 + 2j), (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 0, (2 + 0j) ** 3, 2 ** (1 + 0j), 1j ** 2)
for f in (lambda: z < 1, lambda: z // 2, lambda: z % 2, lambda: int(z), lambda: float(z), lambda: z / 0, lambda: 0j ** -1, lambda: divmod(z, 2), lambda: z > z, lambda: round(z)):
    try:
        print(f())
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(format(z, ".2f"), format(z, ">20"), format(z, ""), f"{z:+.1e}", f"{1j:g}", f"{z!r}", "%s" % z)
print(1 + 0j == 1, 1.5 + 0j == 1.5, 1j == 1, bool(0j), bool(1e-300j), complex(1, 2) != complex(1, 3), {1: "a"}[1 + 0j], sum([1j, 2, 3.5]))
try:
    format(z, "d")
except ValueError as e:
    print(e)
try:
    format(z, "010")
except ValueError as e:
    print(e)
