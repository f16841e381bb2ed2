# product, permutations, combinations, groupby.
from itertools import *
print(list(product("ab", [1, 2])), list(product()), list(product("ab", repeat=2)), list(product([], [1])), list(product([1], [2], [3])), list(product(range(2), repeat=0)), len(list(product(range(5), repeat=4))))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([])), list(permutations("ab", 3)), list(permutations("abc", 0)), list(permutations([1, 1])), len(list(permutations(range(6)))))
print(list(combinations("abcd", 2)), list(combinations("abc", 3)), list(combinations("abc", 4)), list(combinations("abc", 0)), list(combinations([1, 1, 2], 2)), list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("a", 3)), list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)), len(list(combinations(range(12), 5))))
for k, g in groupby("aaabbcaa"): print(k, list(g), end="; ")
print()
for k, g in groupby(sorted(["apple", "bob", "cat", "dog", "a"], key=len), key=len): print(k, list(g), end="; ")
print([(k, len(list(g))) for k, g in groupby([1, 1.0, True, 2, 2])], list(groupby([])), [k for k, g in groupby("aabbaa")])
g = groupby("aabb"); k1, g1 = next(g); k2, g2 = next(g); print(k1, list(g1), k2, list(g2))
g = groupby("aab"); k, gr = next(g); print(next(gr), next(g)[0], list(gr))
for f in (lambda: product(5), lambda: product("a", repeat=-1), lambda: product("a", repeat="x"), lambda: permutations(5), lambda: permutations("a", -1), lambda: permutations("a", "b"), lambda: combinations("abc"), lambda: combinations("abc", -1), lambda: combinations(5, 1), lambda: groupby(5), lambda: list(groupby([1], key=5)), lambda: combinations_with_replacement("a", -1), lambda: product(foo=1), lambda: combinations("abc", 1.5), lambda: groupby()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def rle(s): return "".join(f"{k}{n if n > 1 else ''}" for k, n in ((k, sum(1 for _ in g)) for k, g in groupby(s)))
print(rle("wwwwbbbxyz"), ["".join(p) for p in permutations("abcd", 4)][::7], sum(1 for a, b, c in combinations(range(1, 20), 3) if a * a + b * b == c * c), [p for p in product((0, 1), repeat=3) if sum(p) == 2])
def powerset(s): return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
print(list(powerset([1, 2, 3])), list(map("".join, product("ab", "cd", "e"))), [type(x).__name__ for x in (product(), permutations([]), combinations([], 0), groupby([]))])
