# Functions: arguments, defaults, recursion, return.
def add(a, b=10): return a + b
def fact(n):
    if n <= 1: return 1
    return n * fact(n - 1)
def many(*args, **kwargs): return args, kwargs
def nothing(): pass
print(add(1), add(1, 2), add(b=5, a=6), fact(10), many(1, 2, x=3), nothing(), (lambda x: x * 2)(21))
