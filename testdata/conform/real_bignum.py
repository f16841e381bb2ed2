# Big-number work: pi digits, e, square roots, RSA, primality, continued fractions, Karatsuba.
def pi_digits(n):
    q, r, t, k, m, x, out = 1, 0, 1, 1, 3, 3, []
    while len(out) < n:
        if 4 * q + r - t < m * t: out.append(m); q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else: q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, out))
print(pi_digits(120))
def machin(n):
    one = 10 ** (n + 10)
    def arctan(x):
        total = term = one // x; k, sign = 3, -1
        while term: term //= x * x; total += sign * (term // k); sign, k = -sign, k + 2
        return total
    return (4 * (4 * arctan(5) - arctan(239))) // 10 ** 10
print(str(machin(119)) == pi_digits(120))
def isqrt(n):
    if n < 2: return n
    x = 1 << (n.bit_length() + 1) // 2
    while (y := (x + n // x) // 2) < x: x = y
    return x
print(isqrt(2 * 10 ** 100), isqrt(10 ** 60), [isqrt(n) for n in range(20)])
def e_digits(n):
    num = term = 10 ** (n + 10); k = 1
    while term: term //= k; num += term; k += 1
    return num // 10 ** 10
print(e_digits(60))
def miller_rabin(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d //= 2; s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([n for n in range(60) if miller_rabin(n)], miller_rabin(2 ** 127 - 1), miller_rabin(2 ** 128 + 1), miller_rabin(561), next(n for n in range(10 ** 30, 10 ** 31) if miller_rabin(n)))
def rho(n):
    for c in range(1, 20):
        x = y = 2; d = 1
        from math import gcd
        while d == 1: x = (x * x + c) % n; y = (y * y + c) % n; y = (y * y + c) % n; d = gcd(abs(x - y), n)
        if d != n: return d
def factor(n):
    if n == 1: return []
    if miller_rabin(n): return [n]
    if n % 2 == 0: return [2] + factor(n // 2)
    d = rho(n); return sorted(factor(d) + factor(n // d))
print(factor(2 ** 64 + 1), factor(10 ** 18 + 9), factor(360360), factor(600851475143 * 2))
p, q, e = 2 ** 89 - 1, 2 ** 107 - 1, 65537; n = p * q; d = pow(e, -1, (p - 1) * (q - 1)); msg = int.from_bytes(b"attack at dawn", "big"); c = pow(msg, e, n)
print(c, pow(c, d, n).to_bytes(14, "big"), (pow(c, d, n) - msg, d * e % ((p - 1) * (q - 1))))
def karatsuba(x, y):
    if x < 10 ** 20 or y < 10 ** 20: return x * y
    m = max(x.bit_length(), y.bit_length()) // 2; mask = (1 << m) - 1
    a, b, c, d = x >> m, x & mask, y >> m, y & mask
    ac, bd = karatsuba(a, c), karatsuba(b, d)
    return (ac << 2 * m) + ((karatsuba(a + b, c + d) - ac - bd) << m) + bd
x, y = 3 ** 700, 7 ** 500; print(karatsuba(x, y) == x * y, x * y % 10 ** 30, len(str(x * y)))
def fib(n):
    if n == 0: return 0, 1
    a, b = fib(n >> 1); c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n & 1 else (c, d)
print(fib(1000)[0], fib(5000)[0] % 10 ** 20, sum(map(int, str(2 ** 5000))), 2 ** 10000 % 1000007, (10 ** 200) // 7 % 10 ** 20)
def cf_sqrt(n, k):
    m, d, a0 = 0, 1, isqrt(n); a, out = a0, [a0]
    for _ in range(k): m = d * a - m; d = (n - m * m) // d; a = (a0 + m) // d; out.append(a)
    return out
h, k, h1, k1 = 1, 0, 0, 1
for a in cf_sqrt(61, 21): h, h1 = a * h + h1, h; k, k1 = a * k + k1, k
print(cf_sqrt(61, 12), h, k, h * h - 61 * k * k)
print([sum(1 for _ in iter(lambda s=[27]: s.__setitem__(0, s[0] // 2 if s[0] % 2 == 0 else 3 * s[0] + 1) or s[0], 1))], hash(2 ** 200), hash(-(2 ** 200)), (2 ** 200).__sizeof__() > 20)
