# Bit tricks.
def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c
def gray(n): return n ^ (n >> 1)
def reverse_bits(n, width):
    r = 0
    for _ in range(width):
        r = r << 1 | n & 1
        n >>= 1
    return r
def rotl32(x, k): return ((x << k) | (x >> (32 - k))) & 0xFFFFFFFF
for n in (0, 1, 5, 255, 2**33 + 7, 2**80 - 1):
    print(n, popcount(n), n.bit_count(), gray(n), reverse_bits(n, 40))
print([hex(rotl32(0x12345678, k)) for k in (1, 4, 8, 16, 31)])
def xorshift(seed, count):
    x = seed
    out = []
    for _ in range(count):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
        out.append(x)
    return out
print(xorshift(88172645463325252, 5))
def fnv1a(data):
    h = 0xcbf29ce484222325
    for b in data:
        h = (h ^ b) * 0x100000001b3 & 0xFFFFFFFFFFFFFFFF
    return h
print(fnv1a(b""), fnv1a(b"a"), fnv1a(b"hello world"))
def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF
print(hex(crc32(b"123456789")))
for a in (-5, -1, 0, 3, 12):
    for b in (-8, -3, 0, 6, 7):
        print(a & b, a | b, a ^ b, end="; ")
    print()
print(True & 1, True | False, True ^ True, type(True & True), type(True & 1), ~True + 0 if False else -2, True << 3, True + True)
print((-1) >> 100, (-1) << 70, 1 << 0, 0 << 1000, -2**70 >> 69, -2**70 >> 71, 5 >> 0)
for op in (lambda: 1 & 1.0, lambda: 1 << 1.0, lambda: "a" | 1, lambda: ~1.5, lambda: 1 << 2**70 if False else 0, lambda: 0 << 2**70, lambda: 1 >> 2**70):
    try:
        print(op())
    except TypeError as e:
        print(e)
