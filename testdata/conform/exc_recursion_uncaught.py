# Repeated lines of a traceback are folded.
def f(n):
    if n == 0:
        raise ValueError("bottom")
    return f(n - 1)
def a(n): return b(n)
def b(n): return a(n - 1) if n else 1 / 0
try:
    a(10)
except ZeroDivisionError:
    f(20)
