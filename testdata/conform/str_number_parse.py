# Numbers in texts: parsing by hand and by the language, both ways.
cases = ["42", "-17", "+5", "3.14", "-0.5", ".5", "5.", "1e10", "1E-3", "0x1f", "0b11", "0o17", "1_000", "inf", "nan", "", "abc", "12abc", "--5", "1e", "0x", "1__0", " 7 ", "٣", "1,000", "½"]
def classify(s):
    out = []
    for name, conv in (("int", int), ("int0", lambda s: int(s, 0)), ("float", float), ("complex", complex)):
        try: out.append(f"{name}={conv(s)!r}")
        except ValueError: pass
    return out or ["none"]
for c in cases: print(repr(c), *classify(c))
for n in (0, 7, -7, 255, 10**18, -2**65):
    assert int(str(n)) == n and int(hex(n), 16) == n and int(bin(n), 2) == n and int(oct(n), 0) == n and eval(repr(n)) == n and int(f"{n:_}", 0) == n and int(f"{n:x}", 16) == n
for x in (0.0, 1.5, -2.25, 1e-300, 123456.789, 1/3, 5e-324):
    assert float(repr(x)) == x and eval(repr(x)) == x and float.fromhex(x.hex()) == x and float(f"{x:.17g}") == x and float(f"{x!r}") == x
def to_base(n, b):
    if n < 0: return "-" + to_base(-n, b)
    out = ""
    while n: n, r = divmod(n, b); out = "0123456789abcdefghijklmnopqrstuvwxyz"[r] + out
    return out or "0"
print([to_base(255, b) for b in (2, 3, 8, 16, 36)], all(int(to_base(n, b), b) == n for n in (-37, 0, 10**20) for b in range(2, 37)))
print(1_000, 0x_ff, 0b_1010, 0o_17, 1_0.5_0, 1e1_0, 1j, 1_0j, .5j, 0xFFFFFFFFFFFFFFFFFF, 00, 0_0)
