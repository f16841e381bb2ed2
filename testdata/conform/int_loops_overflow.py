# Counters and accumulators that cross every boundary inside loops.
def grow(start, step, n):
    x = start
    for _ in range(n): x += step
    return x
for b in (47, 48, 61, 62, 63, 64):
    print(b, grow(2**b - 5, 1, 10) - 2**b, grow(-(2**b) + 5, -1, 10) + 2**b, grow(2**b + 5, -1, 10) - 2**b)
def mul(x, n):
    out = []
    for _ in range(n): x *= 3; out.append(x % 1000003)
    return x, out[-3:]
print(mul(1, 60), mul(-1, 61), mul(2**40 + 1, 30))
x = 1
for i in range(1, 40): x = x * i + i; x ^= i << 40
print(x)
h = 0
for c in "the quick brown fox" * 20: h = (h * 31 + ord(c)) & 0xFFFFFFFF
print(h)
h = 5381
for c in b"some bytes" * 10: h = h * 33 ^ c
print(h % 2**61, h.bit_length())
s = 0
for i in range(-1000, 1000): s += i * i * i + i // 7 - i % 5
print(s)
n, steps = 2**64 - 1, 0
while n != 1 and steps < 2000: n = n // 2 if n % 2 == 0 else 3 * n + 1; steps += 1
print(steps)
a, b = 0, 1
for i in range(100):
    a, b = b, a + b
    if i % 20 == 19: print(a)
i = 2**62
while i < 2**62 + 3: i += 1
print(i, list(range(2**62, 2**62 + 2)), [k for k in range(2**63, 2**63 - 3, -1)], -i, ~i, i // -3, -i % 7, i >> 3 << 3)
acc = 1
for k in range(70): acc <<= 1; acc |= k & 1
print(acc, bin(acc)[-20:], acc.bit_count())
for k in range(70): acc >>= 1
print(acc)
