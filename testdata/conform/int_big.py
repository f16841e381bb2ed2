# Arithmetic on big integers: everything is checked by the inverse operation.
a = 123456789012345678901234567890123456789
b = 987654321098765432109876543210
print(a + b, a - b, b - a, a * b)
print(a // b, a % b, -a // b, -a % b, a // -b, a % -b)
print(divmod(a * b + 17, b), divmod(-(a * b) - 17, a))
print(a ** 5)
print(a & b, a | b, a ^ b, ~a, -a & b, -a | b, a & -b, -a & -b, -a | -b, -a ^ b)
print(a << 100, a >> 50, -a >> 50, a >> 1000, -a >> 1000)
print(pow(a, b, 10**18 + 9), pow(a, 3, b), pow(b, -1, 10**9 + 7))
f = 1
for i in range(1, 101):
    f *= i
print(f)
for i in range(100, 0, -1):
    f //= i
print(f)
x, y = 0, 1
for _ in range(500):
    x, y = y, x + y
print(x)
print(3 ** 500 % 10 ** 40, 7 ** 300 // 3 ** 400)
print(a == a + 0, a < b, a > b, -a < b, a == float(a), a < float("inf"), a > float("-inf"))
print(len(str(2 ** 10000)), sum(map(int, str(2 ** 1000))))
print(a.bit_length(), (-a).bit_length(), a.bit_count(), (2 ** 200).bit_length(), (2 ** 200 - 1).bit_count())
print(float(a), a / b, b / a, (10 ** 400) / (10 ** 399), (10 ** 400) // (10 ** 399))
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)
try:
    (10 ** 400) / 3
except OverflowError as e:
    print(e)
try:
    10 ** 400 * 1.5
except OverflowError as e:
    print(e)
