# bytearray: the mutable bytes.
a = bytearray(b"hello")
a[0] = 72
a[-1:] = b"O!!"
a.append(33)
a.extend(b"xy")
a.extend([1, 2])
a += b"zz"
print(a, len(a), a.pop(), a.pop(0), a)
a.insert(0, 65); a.remove(65); a.reverse()
print(a, a.find(b"l"), a.copy() is a, a.copy() == a)
del a[0]; del a[::2]; a *= 2
print(a, a.count(b"l"), a.index(b"l"))
a[1:3] = []
a[0:0] = [1, 2, 3]
a[::2] = bytes(len(a[::2]))
print(a, a.clear(), a, bool(a))
a = bytearray(b"abc")
for f in (lambda: a.append(256), lambda: a.append("a"), lambda: a.pop(10), lambda: bytearray().pop(), lambda: a.remove(0), lambda: a.__setitem__(0, 300), lambda: a.__setitem__(10, 1), lambda: a.__setitem__(0, "a"), lambda: a.__setitem__(slice(0, 2), "ab"), lambda: a.__setitem__(slice(None, None, 2), b"abc"), lambda: a.extend("abc"), lambda: a.extend(5), lambda: hash(a), lambda: a.insert("x", 1), lambda: {a: 1}, lambda: a.__delitem__(7), lambda: bytearray("x"), lambda: a + "b", lambda: bytearray(-1), lambda: a.__setitem__(0, -1), lambda: a.extend([1, 500])):
    try:
        print(f())
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
print(a, a == b"abc", a + b"d", b"d" + a, type(a + b"d"), type(b"d" + a), a * 2, 98 in a, a.upper(), a.split(b"b"), a.decode(), a.hex(), bytes(a), list(a), a[1], a[1:], repr(a), str(a), f"{a}", a.join([b"1", b"2"]), a.replace(b"b", b"BB"), a.startswith(b"a"))
class BA(bytearray): pass
x = BA(b"sub")
x.attr = 5
print(x, x.attr, type(x[1:]), type(x + b"s"), x == bytearray(b"sub"))
b = bytearray(10)
for i in range(10): b[i] = i * i % 256
print(b, sum(b), b[2:8:3], b[::-1], max(b), bytearray(b"a") < bytearray(b"b"), bytearray(b"x") == b"x", bytearray(3), bytearray([1, 2]), bytearray("é", "latin-1"))
it = iter(b)
print(next(it), it.__length_hint__(), list(it), bytearray.fromhex("dead"), bytearray(b"%d") % 5, bytearray(b"a\n").splitlines(), b.resize(3), b)
m = memoryview(b)
try:
    b.append(1)
except BufferError as e:
    print(e)
m.release()
b.append(1)
print(b)
