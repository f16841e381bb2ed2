# Indexing and slicing of strings.
s = "abcdefghij"
for i in (0, 5, 9, -1, -10):
    print(s[i], end=" ")
print()
starts = (None, 0, 2, 8, 15, -1, -3, -15)
stops = (None, 0, 5, 10, 20, -1, -4, -20)
steps = (None, 1, 2, 3, -1, -2, 100, -100)
for a in starts:
    for b in stops:
        print([s[a:b:c] for c in steps])
u = "a\u00e9\u4e2d\U0001f600z"
print(len(u), [u[i] for i in range(len(u))], u[::-1], u[1:4], u[-2], u[::2], u[3] == "\U0001f600")
for f in (lambda: s[10], lambda: s[-11], lambda: s["a"], lambda: s[1.0], lambda: s[None], lambda: s[1:2:0], lambda: s["a":], lambda: s[1, 2], lambda: s[2**70], lambda: ""[0]):
    try:
        print(f())
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
class Ix:
    def __index__(self): return 3
print(s[Ix()], s[Ix():], s[:Ix():Ix()], s[True], s[2**70:], s[-2**70:2**70:2**69])
for stmt in ("s[0] = 'x'", "del s[0]", "s[1:2] = 'x'", "s.foo = 1"):
    try:
        exec(stmt)
    except (TypeError, AttributeError) as e:
        print(stmt, type(e).__name__, e)
print(s[:3] + s[3:] == s, s[2:5] * 3, s * 0, s * -1, 2 * "ab", "x" * True, sorted("hello"), list("hi"), max("hello"), min("hello"), list(reversed("abc")), list(enumerate("ab")))
for f in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: -"a", lambda: "a" + None, lambda: "a" + b"b", lambda: "a" < 1, lambda: "a" * 2**70):
    try:
        print(f())
    except (TypeError, OverflowError, MemoryError) as e:
        print(type(e).__name__, e)
