# math on integers: gcd, lcm, factorial, comb, perm, prod, fsum, sumprod.
import math
print(math.gcd(), math.gcd(12), math.gcd(12, 18), math.gcd(12, 18, 27), math.gcd(0, 5), math.gcd(-12, 18), math.gcd(2**100, 6**50), math.lcm(), math.lcm(4, 6), math.lcm(4, 6, 10), math.lcm(0, 5), math.lcm(-4, 6), math.gcd(0, 0))
print([math.factorial(n) for n in range(12)], math.factorial(30), math.factorial(100), [math.comb(5, k) for k in range(7)], math.comb(100, 50), [math.perm(5, k) for k in range(7)], math.perm(5), math.perm(30, 20), math.comb(10**10, 2))
print(math.prod([1, 2, 3, 4]), math.prod([]), math.prod([2, 3], start=10), math.prod([1.5, 2]), math.prod(range(1, 21)), math.fsum([0.1] * 10), math.fsum([1e308, 1, -1e308]), math.fsum([]), math.fsum([1e-16, 1, 1e16]), math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([], []), math.sumprod([1.5, 2], [2, 3.5]), math.sumprod([10**20], [10**20]))
for f in (lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.factorial(2.0), lambda: math.factorial("a"), lambda: math.factorial(10**30), lambda: math.comb(-1, 2), lambda: math.comb(5, -1), lambda: math.comb(5.0, 2), lambda: math.perm(-1), lambda: math.perm(5, -1), lambda: math.gcd(1.5), lambda: math.gcd("a", 2), lambda: math.lcm(1.5, 2), lambda: math.prod(5), lambda: math.prod(["a"]), lambda: math.prod([1], 2), lambda: math.fsum([math.inf, -math.inf]), lambda: math.fsum(["a"]), lambda: math.fsum([1e308, 1e308]), lambda: math.sumprod([1], [1, 2]), lambda: math.sumprod([1], 5), lambda: math.comb(5), lambda: math.isqrt("a"), lambda: math.sumprod(["a"], [2]), lambda: math.sumprod(["a"], ["b"])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print([math.isqrt(n) for n in (0, 1, 3, 4, 15, 16, 2**64 - 1, 2**64, 10**100)], all(math.isqrt(n * n - 1) == n - 1 for n in (5, 10**9, 10**20)), math.comb(60, 30) == math.factorial(60) // math.factorial(30) ** 2, sum(math.comb(20, k) for k in range(21)) == 2**20)
def primes(n):
    s = bytearray([1]) * (n + 1); s[:2] = b"\0\0"
    for i in range(2, math.isqrt(n) + 1):
        if s[i]: s[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, v in enumerate(s) if v]
print(primes(60), len(primes(10000)))
def egcd(a, b):
    if not b: return a, 1, 0
    g, x, y = egcd(b, a % b); return g, y, x - a // b * y
print(egcd(240, 46), pow(3, -1, 11), egcd(2**70, 3**40)[0])
