# match: literals, captures, wildcards, or, guards, sequences, mappings, classes.
def lit(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case 2 + 3j: return "complex"
        case "a" | "b": return "a or b"
        case b"x": return "bytes"
        case None: return "None"
        case True: return "True"
        case False: return "False"
        case _: return "other"
print([lit(x) for x in (0, -1, 1.5, 2 + 3j, "a", "b", b"x", None, True, False, 0.0, 1, [], "c")])
def seq(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case [1, b]: return f"starts with 1, {b}"
        case [a, (b, c)]: return f"nested {a} {b} {c}"
        case [first, *rest, last] if first == last: return f"same ends {rest}"
        case [a, b, *_]: return f"two or more {a} {b}"
        case _: return "no sequence"
import collections
print([seq(x) for x in ([], (), [5], (1, 2), [1, [2, 3]], [7, (8, 9)], [1, 2, 1], [3, 4, 5], "ab", b"ab", {1: 2}, {1}, range(3), collections.deque([1]), iter([1]), bytearray(b"a"), 5)])
def mp(x):
    match x:
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": str(t), **rest} if rest: return f"{t} with {rest}"
        case {"k": None}: return "k is None"
        case {1: a, 2: b}: return f"ints {a} {b}"
        case {}: return f"any mapping {len(x)}"
        case _: return "no mapping"
print([mp(x) for x in ({"type": "circle", "r": 2, "z": 1}, {"type": "sq", "a": 3}, {"type": "only"}, {"k": None}, {"k": 1}, {1: "x", 2: "y"}, {}, [], collections.OrderedDict(k=None), collections.defaultdict(int, {1: 1}))])
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class P3(Point):
    __match_args__ = ("x", "y", "z")
    def __init__(self, x, y, z): super().__init__(x, y); self.z = z
def cl(o):
    match o:
        case P3(a, b, c): return f"3d {a} {b} {c}"
        case Point(0, 0): return "origin"
        case Point(0, y): return f"on y {y}"
        case Point(x=xx, y=1): return f"kw {xx}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "a point"
        case int(n) if n > 100: return f"big int {n}"
        case bool(): return "bool"
        case int() | float(): return "number"
        case str(s): return f"str {s}"
        case list([a, *_]): return f"list of {a}"
        case dict(d): return f"dict {d}"
        case tuple((a, b)): return f"pair {a} {b}"
        case _: return "?"
print([cl(o) for o in (P3(1, 2, 3), Point(0, 0), Point(0, 5), Point(7, 1), Point(4, 4), Point(4, 5), 500, True, 5, 2.5, "s", [9, 8], [], {"a": 1}, (1, 2), (1, 2, 3), None)])
class Color: RED = 1; GREEN = "g"
def val(x):
    match x:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case (Color.RED as r) | ([Color.GREEN, r]): return r
        case {"c": Color.RED}: return "in dict"
    return "none"
print([val(x) for x in (1, "g", ["g", 7], {"c": 1}, {"c": 2}, True)])
match 5, "x":
    case int(a), str(b): print(a, b)
match [1, [2, [3, 4]]]:
    case [a, [b, [*c]]] as whole: print(a, b, c, whole)
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": deep}]}}: print(deep)
match = 3; case = 4; _ = 5; print(match, case, _)
def soft(match): return match
print(soft(match=1), [match for match in range(2)])
type = 5; print(type)
