# Generators, closures and decorators.
def count(n):
    while n > 0:
        yield n
        n -= 1
print(list(count(3)), sum(count(4)), next(count(9)), [x for x in count(2)])
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
for x in fib():
    if x > 50: break
    print(x, end=" ")
print()
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); c(); print(c(), c())
def twice(f):
    def w(*a): return f(f(*a))
    return w
@twice
def plus3(x): return x + 3
print(plus3(1), sum(x * x for x in range(5)), list(map(str, range(3))), list(filter(None, [0, 1, 2])))
