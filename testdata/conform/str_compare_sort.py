# Ordering of strings and of mixed containers of strings.
import functools
names = ["Zoe", "adam", "Émile", "bob", "Ádám", "zed", "10", "9", "2", "_x", "Bob", ""]
print(sorted(names), sorted(names, key=str.casefold), sorted(names, key=lambda s: (len(s), s)), sorted(names, key=lambda s: [int(s), ""] if s.isdigit() else [0, s]) if all(s.isdigit() for s in names) else "mixed")
def natural(s):
    out, num = [], ""
    for c in s + "\0":
        if c.isdigit(): num += c
        else:
            if num: out.append((0, int(num), "")); num = ""
            out.append((1, 0, c))
    return out
print(sorted(["f10", "f9", "f1", "f100", "a2b3", "a2b10"], key=natural))
print(max(names, key=len), min(names), sorted(names, reverse=True)[:3], sorted(["b", "a"], key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))), [a < b for a, b in (("a", "B"), ("a", "aa"), ("é", "f"), ("\ud800", "\uffff"), ("中", "文"), ("", "\0"))])
print("abc" == "ab" + "c", "a" "b" == "ab", "A".lower() == "a", "straße".upper() == "STRASSE", "ﬁ".casefold() == "fi", "x" in ("x", "y"), "abc" > "abd" or "abc" < "abd", not "" and bool(" "), "a" != "A", "é" == "e\u0301")
table = sorted([("b", 2), ("a", 2), ("b", 1)], key=lambda t: (-t[1], t[0])); print(table, sorted(table), sorted("Hello World"), sorted({"b": 1, "a": 2}.items()), sorted([["b"], ["a", "c"], ["a"]]))
