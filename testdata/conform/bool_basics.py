# bool, truth values and the logic operators.
print(True, False, not True, not False, True + True, True * 5, -True, ~5, True == 1, False == 0, True is True, int(True), float(False), str(True), repr(False))
print([bool(v) for v in (0, 1, -1, 0.0, 0.1, "", " ", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, b"", b"0", range(0), range(1), 0j, 1j, object(), int, len)])
print(True & False, True | False, True ^ True, True & 1, 5 & True, type(True & True).__name__, type(True & 1).__name__, type(True + 0).__name__)
class B:
    def __init__(self, r): self.r = r
    def __bool__(self):
        print("bool called", self.r)
        return self.r
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class Both(L):
    def __bool__(self): return False
print(bool(B(True)), bool(B(False)), bool(L(0)), bool(L(3)), bool(Both(3)))
for v in (B(1), B(None), L(-1), L("x"), L(1.5), L(2**70)):
    try:
        print(bool(v))
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, "" or [] or None, 1 and [] and 3, not "" and "yes", not 1 == 2, (not 1) == 2)
def t(v):
    print("t", v)
    return v
print(t(1) and t(0) and t(3), t(0) or t("") or t(5), not t(0), t(1) if t(0) else t(2))
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 == 1, 1 == 1 != 2, (1 < 2) is True, t(1) < t(5) < t(3) < t(9))
if B(True) and not B(False): print("both")
while B(False): pass
else: print("loop else")
print(bool("False"), bool(), True.real, True.bit_length(), True.__and__(False), {True: "a", 1: "b", 1.0: "c"}, [10, 20][True], "ab" * True)
try:
    class C(bool): pass
except TypeError as e:
    print(e)
