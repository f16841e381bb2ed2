# memoryview over bytes and bytearray.
b = bytearray(range(10))
m = memoryview(b)
print(len(m), m[0], m[-1], m[2:5].tolist(), m[::2].tobytes(), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.obj is b, m.suboffsets)
m[0] = 100
m[1:3] = b"zz"
print(b, bytes(m), list(m), m == b, m == bytes(b), 100 in m, m.hex(), m.tolist()[::-1])
s = m[3:7]
s[0] = 255
print(b[3], s.obj is b, list(reversed(s)), s[1:][0])
r = memoryview(b"abc")
print(r.readonly, r[0], bytes(r[1:]), hash(r) == hash(b"abc"), r == b"abc", r != b"abd", r.tobytes(), m.toreadonly().readonly)
for f in (lambda: r.__setitem__(0, 1), lambda: m[100], lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: memoryview("a"), lambda: memoryview(5), lambda: m["a"], lambda: hash(m), lambda: m.__delitem__(0), lambda: memoryview()):
    try:
        print(f())
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
with memoryview(b) as v:
    print(v[5])
try:
    v[0]
except ValueError as e:
    print(e)
c = memoryview(bytes(range(8))).cast("H")
print(c.format, c.itemsize, len(c), c[0], c.tolist(), c.cast("B").tolist(), memoryview(bytes(8)).cast("Q")[0], memoryview(bytes(8)).cast("B", (2, 4)).tolist(), memoryview(bytes(8)).cast("d")[0], memoryview(b"\xff\xff").cast("b").tolist())
print(b"x" + bytes(memoryview(b"yz")), bytearray(memoryview(b"q")), b"".join([memoryview(b"a"), b"b"]), int.from_bytes(memoryview(b"\x01\x00"), "big"), bytes(memoryview(b"abcdef")[::2]), memoryview(b"abcdef")[::-1].tolist(), memoryview(b"ab").count(97), memoryview(b"ab").index(98))
