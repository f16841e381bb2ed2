# Binary work: packing, base64, checksums, a tiny file format, run-length bitmaps, UTF-8 by hand.
B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
def b64(data):
    out = []
    for i in range(0, len(data), 3):
        c = data[i:i + 3]; n = int.from_bytes(c + bytes(3 - len(c)), "big")
        out.append("".join(B64[n >> s & 63] for s in (18, 12, 6, 0))[:len(c) + 1] + "=" * (3 - len(c)))
    return "".join(out)
def unb64(s):
    if len(s) % 4: raise ValueError("length is no multiple of 4")
    out = bytearray()
    for i in range(0, len(s), 4):
        q = s[i:i + 4]; pad = q.count("="); n = 0
        for c in q.replace("=", "A"):
            if (k := B64.find(c)) < 0: raise ValueError(f"bad character {c!r}")
            n = n << 6 | k
        out += n.to_bytes(3, "big")[:3 - pad]
    return bytes(out)
for d in (b"", b"a", b"ab", b"abc", bytes(range(0, 256, 17)), "héllo".encode()): print(b64(d), unb64(b64(d)) == d)
for bad in ("abc", "ab!d"):
    try: unb64(bad)
    except ValueError as e: print(e)
def utf8(s):
    out = bytearray()
    for c in map(ord, s):
        if c < 0x80: out.append(c)
        elif c < 0x800: out += bytes((0xC0 | c >> 6, 0x80 | c & 63))
        elif c < 0x10000: out += bytes((0xE0 | c >> 12, 0x80 | c >> 6 & 63, 0x80 | c & 63))
        else: out += bytes((0xF0 | c >> 18, 0x80 | c >> 12 & 63, 0x80 | c >> 6 & 63, 0x80 | c & 63))
    return bytes(out)
print(all(utf8(s) == s.encode() for s in ("abc", "é", "中文", "😀", "mixed é中😀")), utf8("é中😀"))
def varint(n):
    out = bytearray()
    while n > 127: out.append(n & 127 | 128); n >>= 7
    return bytes(out + bytes([n]))
def unvarint(b, i=0):
    n = s = 0
    while True:
        if i >= len(b): raise EOFError("varint is cut")
        n |= (b[i] & 127) << s; s += 7; i += 1
        if b[i - 1] < 128: return n, i
print([varint(n).hex() for n in (0, 1, 127, 128, 300, 2 ** 40)], all(unvarint(varint(n))[0] == n for n in (0, 127, 128, 2 ** 70)))
def adler(data):
    a, b = 1, 0
    for x in data: a = (a + x) % 65521; b = (b + a) % 65521
    return b << 16 | a
def sha1(msg):
    h = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]; rol = lambda x, n: (x << n | x >> 32 - n) & 0xFFFFFFFF
    m = msg + b"\x80" + bytes((55 - len(msg)) % 64) + (len(msg) * 8).to_bytes(8, "big")
    for i in range(0, len(m), 64):
        w = [int.from_bytes(m[j:j + 4], "big") for j in range(i, i + 64, 4)]
        for t in range(16, 80): w.append(rol(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1))
        a, b, c, d, e = h
        for t in range(80):
            f, k = ((b & c | ~b & d, 0x5A827999), (b ^ c ^ d, 0x6ED9EBA1), (b & c | b & d | c & d, 0x8F1BBCDC), (b ^ c ^ d, 0xCA62C1D6))[t // 20]
            a, b, c, d, e = (rol(a, 5) + f + e + k + w[t]) & 0xFFFFFFFF, a, rol(b, 30), c, d
        h = [(x + y) & 0xFFFFFFFF for x, y in zip(h, (a, b, c, d, e))]
    return "".join(f"{x:08x}" for x in h)
print(hex(adler(b"Wikipedia")), sha1(b""), sha1(b"abc"), sha1(b"a" * 200))
def pack(records):
    out = bytearray(b"GRG1")
    for name, *vals in records:
        n = name.encode(); out += varint(len(n)) + n + varint(len(vals))
        for v in vals:
            match v:
                case bool(): out += b"b" + bytes([v])
                case int(): out += b"i" + varint(v << 1 if v >= 0 else (-v << 1) - 1)
                case str(): e = v.encode(); out += b"s" + varint(len(e)) + e
                case bytes(): out += b"y" + varint(len(v)) + v
                case _: raise TypeError(f"cannot pack {type(v).__name__}")
    return bytes(out) + adler(out).to_bytes(4, "little")
def unpack(data):
    if data[:4] != b"GRG1": raise ValueError(f"bad magic {data[:4]!r}")
    if adler(data[:-4]) != int.from_bytes(data[-4:], "little"): raise ValueError("checksum differs")
    i, end, out = 4, len(data) - 4, []
    def text():
        nonlocal i
        n, i = unvarint(data, i); i += n; return data[i - n:i]
    while i < end:
        name = text().decode(); n, i = unvarint(data, i); vals = []
        for _ in range(n):
            tag = chr(data[i]); i += 1
            if tag == "b": vals.append(bool(data[i])); i += 1
            elif tag == "i": v, i = unvarint(data, i); vals.append(v >> 1 if not v & 1 else -(v + 1 >> 1))
            else: t = text(); vals.append(t.decode() if tag == "s" else t)
        out.append((name, *vals))
    return out
recs = [("a", 1, -1, 2 ** 66, True), ("é", "text 中", b"\x00\xff"), ("empty",)]; p = pack(recs); print(p.hex(), unpack(p) == recs, len(p))
for bad in (b"XXXX" + p[4:], p[:-1] + b"\0", p[:10]):
    try: print(unpack(bad))
    except ValueError as e: print(e)
try: pack([("x", 1.5)])
except TypeError as e: print(e)
class Bits:
    def __init__(self, n): self.n, self.b = n, bytearray(n + 7 >> 3)
    def __setitem__(self, i, v): self.b[i >> 3] = self.b[i >> 3] | 1 << (i & 7) if v else self.b[i >> 3] & ~(1 << (i & 7)) & 255
    def __getitem__(self, i):
        if not 0 <= i < self.n: raise IndexError(i)
        return self.b[i >> 3] >> (i & 7) & 1
    def __len__(self): return self.n
    def count(self): return sum(x.bit_count() for x in self.b)
s = Bits(200)
for i in range(2, 200): s[i] = 1
for i in range(2, 15):
    if s[i]:
        for j in range(i * i, 200, i): s[j] = 0
print(s.count(), [i for i, v in enumerate(s) if v][-5:], s.b[:4].hex(), sum(s))
