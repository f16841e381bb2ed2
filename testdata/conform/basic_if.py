# Branches and comparisons.
for n in (-1, 0, 1, 5, 100):
    if n < 0:
        print(n, "negative")
    elif n == 0:
        print(n, "zero")
    elif n > 50 and n != 99 or n is None:
        print(n, "big")
    else:
        print(n, "small" if n < 3 else "middle")
print(1 < 2, 2 <= 1, 3 == 3.0, "a" != "b", not True, None is None, 3 in [1, 2, 3], 5 not in (1, 2))
