# Loops over floats: sums, series, Newton, integration, logistic map; the digits must agree.
s = 0.0
for i in range(1, 1001): s += 1 / i
print(s, sum(1 / i for i in range(1, 1001)), sum(1 / i for i in range(1000, 0, -1)))
def newton(x, n):
    r = x
    for _ in range(n): r = (r + x / r) / 2
    return r
print(newton(2, 6), newton(1e-10, 30), newton(1e300, 600))
def simpson(f, a, b, n):
    h = (b - a) / n; t = f(a) + f(b)
    for i in range(1, n): t += (4 if i % 2 else 2) * f(a + i * h)
    return t * h / 3
import math
print(simpson(math.sin, 0, math.pi, 100), simpson(lambda x: x ** 3, 0, 2, 10), simpson(lambda x: 4 / (1 + x * x), 0, 1, 50))
x, out = 0.3, []
for i in range(60):
    x = 3.7 * x * (1 - x)
    if i % 10 == 9: out.append(x)
print(out)
def exp(x):
    t = s = 1.0; n = 1
    while abs(t) > 1e-17: t *= x / n; s += t; n += 1
    return s
print(exp(1), exp(-5), exp(20), math.exp(20))
e, n = 1.0, 0
while 1 + e > 1: e /= 2; n += 1
print(e, n); x, n = 1.0, 0
while x: x /= 2; n += 1
print(n); x, n = 1.0, 0
while x != float("inf"): x *= 2; n += 1
print(n)
def euler(f, y, t, h, n):
    for _ in range(n): y += h * f(t, y); t += h
    return y
print(euler(lambda t, y: y, 1.0, 0.0, 0.01, 100), euler(lambda t, y: -2 * t * y, 1.0, 0.0, 0.05, 40))
def bisect(f, lo, hi):
    for _ in range(60):
        m = (lo + hi) / 2
        if f(lo) * f(m) <= 0: hi = m
        else: lo = m
    return m
print(bisect(lambda x: x ** 3 - x - 2, 1, 2), bisect(math.cos, 1, 2))
v = [math.sin(i) for i in range(200)]; mean = sum(v) / len(v); print(mean, sum((x - mean) ** 2 for x in v) / len(v), max(v), min(v), math.fsum(v), sorted(v)[100])
z, k = 0j, 0
while abs(z) < 2 and k < 200: z = z * z + (-0.75 + 0.1j); k += 1
print(z, k)
print("\n".join("".join("#" if (lambda z=0j, c=complex(x / 20, y / 8): [z := z * z + c for _ in range(20) if abs(z) < 2] and abs(z) < 2)() else "." for x in range(-40, 15, 2)) for y in range(-8, 9, 2)))
