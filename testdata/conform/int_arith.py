# Integer arithmetic on small values and its identities.
pairs = [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (1, 1), (6, 3), (-6, 3), (1, -9)]
for a, b in pairs:
    print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
    q, r = divmod(a, b)
    assert q * b + r == a and (r == 0 or (r < 0) == (b < 0))
for a in (-3, -1, 0, 1, 2, 5):
    for e in (0, 1, 2, 3):
        print(a ** e, end=" ")
    print(-a, +a, ~a, abs(a), bool(a))
print(2 ** -1, (-2) ** -2, 10 ** -3)
print(pow(3, 4, 5), pow(-3, 5, 7), pow(2, 100, 1000007), pow(3, -1, 7), pow(5, -3, 11))
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1,
          lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: 1 << -1, lambda: 1 >> -1,
          lambda: pow(2.0, 3, 5), lambda: pow(2, 3.0, 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
x = 5
x += 3; x -= 1; x *= 4; x //= 3; x %= 5; x **= 3; x <<= 2; x >>= 1; x |= 1; x &= 7; x ^= 2
print(x)
x /= 2
print(x)
