# bytes: construction, methods, errors.
print(bytes(), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)), bytes(bytearray(b"q")), bytes((i for i in (1, 2))), b"abc"[1], b"abc"[1:], b"abc"[::-1], b"abc"[-1:], list(b"ab"))
for f in (lambda: bytes(-1), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(1.5), lambda: bytes(["a"]), lambda: bytes(None), lambda: b"a" + "b", lambda: b"a"[5], lambda: bytes(b"a").__getitem__("x"), lambda: b"abc".index(b"z"), lambda: b"a" < "a", lambda: 300 in b"a", lambda: "a" in b"a",
          lambda: b"a".join(["x"]), lambda: bytes(5, "utf-8"), lambda: b"a".find("a"), lambda: b"a".split(b""), lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("abc"), lambda: b"a".replace(b"a", "b"), lambda: b"%d" % "x", lambda: b"%s" % "x", lambda: b"a" * "b", lambda: bytes(2**70), lambda: b"a".center(5, b"ab"), lambda: b"a".startswith("a"), lambda: b"\xff".decode()):
    try:
        print(f())
    except (ValueError, TypeError, IndexError, OverflowError, MemoryError) as e:
        print(type(e).__name__, e)
b = b"the quick brown fox"
print(b.find(b"q"), b.find(ord("q")), b.rfind(b"o"), b.count(b"o"), b.count(111), b.index(b"fox"), b.split(), b.split(b" ", 1), b.rsplit(None, 1), b.partition(b" "), b.rpartition(b" "), b.replace(b"quick", b"slow"), b.upper(), b.title(), b.capitalize(), b.swapcase(), b"AbC".lower())
print(b.startswith(b"the"), b.startswith((b"a", b"the")), b.endswith(b"fox"), b"a,b".join([b"1", b"2", bytearray(b"3")]), b" x ".strip(), b"xxaxx".strip(b"x"), b"a".center(5, b"*"), b"a".ljust(3) + b"|", b"a".rjust(3), b"7".zfill(3), b"-7".zfill(4), b"a\tb".expandtabs(4), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True))
print(b"abc".isalpha(), b"123".isdigit(), b"a1".isalnum(), b" ".isspace(), b"A".isupper(), b"a".islower(), b"Aa".istitle(), b"a\xff".isascii(), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".translate(None, delete=b"c"))
print(b"\x00\xff".hex(), b"abcdef".hex(":"), b"abcdef".hex("-", 2), b"abcdef".hex("-", -4), bytes.fromhex("00 ff 1A"), bytes.fromhex(""), b"abc" + b"d", b"ab" * 3, 0 * b"a", b"b" in b"abc", 98 in b"abc", b"" in b"", b"a" == "a", b"a" == bytearray(b"a"), b"a" < b"b", b"" < b"a")
print(repr(b"it's"), repr(b'"'), repr(b"'\""), repr(bytes(range(32))), str(b"a", "ascii"), b"%s %b %d %x %c %c %a %r %5.2f %%" % (b"a", b"b", 5, 255, 65, b"B", "é", "q", 1.5), b"%(k)s" % {b"k": b"v"}, b"%5s|%-5s|%.1s" % (b"ab", b"ab", b"ab"))
print(hash(b"abc") == hash(bytes(b"abc")), max(b"abc"), min(b"abc"), sorted(b"cab"), sum(b"abc"), list(reversed(b"ab")), [*b"hi"], {b"a": 1}[b"a"], bytes.__mro__)
class B(bytes):
    def __bytes__(self): return b"custom"
class C:
    def __bytes__(self): return b"from C"
class D:
    def __bytes__(self): return "no"
print(bytes(B(b"x")), bytes(C()), B(b"abc")[1:], type(B(b"abc")[1:]), type(B(b"a") + b"b"))
try:
    bytes(D())
except TypeError as e:
    print(e)
