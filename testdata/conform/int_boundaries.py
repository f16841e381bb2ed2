# Sums, differences and products around the sizes at which representations change.
bounds = [2**31, 2**32, 2**46, 2**47, 2**48, 2**53, 2**62, 2**63, 2**64, 2**127, 2**128]
for b in bounds:
    for d in (-2, -1, 0, 1, 2):
        n = b + d
        m = -b + d
        print(n, m, n + 1, m - 1, n - b, m + b, n + n, m + m, -n, ~n, abs(m))
for b in bounds:
    for c in (2, 3, -3, 2**16 + 1, 2**31 - 1, b):
        p = b * c
        print(p, p // c == b, p % c, (p + 1) % b, (p - 1) // b, divmod(-p + 1, b))
for b in bounds:
    n = b - 1
    for s in (1, 2, 15, 16, 17, 31, 32, 47, 63, 64):
        print(n << s, n >> s, -n >> s, (n << s) >> s == n, end=" ")
    print()
total = 0
for i in range(70):
    total += 1 << i
    total -= (1 << i) >> 1
print(total)
print(hash(2**61 - 1), hash(2**61), hash(2**61 - 2), hash(-1), hash(-2), hash(2**63), hash(-2**64), hash(10**30))
