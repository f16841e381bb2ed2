# iter, next, enumerate, zip, map, filter and their errors.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(iterable=[1], start=-1)), list(enumerate([], 3)), next(enumerate("x", 2**70)))
print(list(zip()), list(zip([1, 2])), list(zip([1, 2], "ab", (3.0, 4.0, 5.0))), dict(zip("ab", [1, 2])), list(zip(range(3), range(2))), list(zip(*[(1, 2), (3, 4)])), list(zip("ab", "cd", strict=True)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(None, [])) if False else "", list(map(str.upper, "ab")), list(map(pow, (2, 3), (3, 2))), list(map(lambda a, b: (a, b), "ab", "cd", strict=True)))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x % 2, range(6))), list(filter(str.isalpha, "a1b2")), list(filter(bool, [])))
it = iter([1, 2, 3]); print(next(it), next(it), next(it), next(it, "end"), next(it, None))
vals = iter([3, 1, 0, 9]); print(list(iter(lambda: next(vals), 0)), list(vals))
c = iter(lambda: 1 / 0, 5)
try: next(c)
except ZeroDivisionError as e: print(e)
z = zip([1, 2, 3], it2 := iter([1])); print(list(z), list(it2))
a = iter([1, 2, 3]); b = iter([1, 2]); print(list(zip(a, b)), list(a))
a = iter([1, 2]); b = iter([1, 2, 3]); print(list(zip(a, b)), list(b))
for o in (enumerate([]), zip(), map(str, []), filter(None, []), iter([]), iter(()), iter(""), iter({}), iter(set()), iter(range(0)), iter(b""), reversed([]), iter({}.items()), iter({}.values()), reversed({}), iter(lambda: 1, 1), iter(bytearray()), iter(range(2**70)), iter("é"), (x for x in []), reversed(range(3)), iter(memoryview(b"")), iter(type("X", (), {"__getitem__": lambda s, i: i})())):
    print(type(o).__name__, iter(o) is o, hasattr(o, "__length_hint__"), end="; ")
print()
for f in (lambda: list(zip([1], [], strict=True)), lambda: list(zip([], [1], strict=True)), lambda: list(zip([1], [1], [], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: zip(5), lambda: zip([1], 5), lambda: list(map(lambda: 0, [1])), lambda: map(), lambda: map(str), lambda: list(map(5, [1])), lambda: map(str, 5), lambda: list(map(str, [1], [2, 3], strict=True)), lambda: filter(None), lambda: filter(None, 5), lambda: list(filter(5, [1])), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate([], "a"), lambda: next(5), lambda: next(), lambda: next([]), lambda: iter(), lambda: iter(5), lambda: iter(5, 5), lambda: next(iter([])), lambda: list(map(lambda x: 1 / x, [1, 0])), lambda: zip([1], strict=5) and "ok", lambda: zip([1], foo=1), lambda: enumerate([], start=1.5), lambda: list(filter(lambda x: x > "a", [1]))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Stop:
    def __iter__(self): return self
    def __next__(self): raise KeyError("from next")
for f in (lambda: list(Stop()), lambda: [*zip(Stop())], lambda: [*map(str, Stop())], lambda: sum(Stop()), lambda: next(Stop(), "default"), lambda: "".join(Stop()), lambda: dict(Stop()), lambda: max(Stop()), lambda: (a for a in Stop()).__next__()):
    try: print(f())
    except KeyError as e: print("KeyError", e)
e = enumerate("abc"); next(e); print(list(e), list(e)); m = map(lambda x: x * 2, iter([1, 2])); print(next(m), list(m), next(m, "x"))
