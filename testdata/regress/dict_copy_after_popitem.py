"""Copies of dicts that have lost their last items: the copy's index must not fill up with places of items that are gone."""


def shorten(d):
    while len(d) > 30:
        d.popitem()
    return d


d = {}
for i in range(600):
    d[(1 << 64) - 1] = "b"
    shorten(d)
    d = {**d, i: 1} | {"é": None}
print(len(d), sorted(map(str, d))[:5])

e = dict.fromkeys(range(40))
for i in range(400):
    e = e.copy()
    e[i, "x"] = i
    shorten(e)
    f = dict(e)
    f.update({(i, "y"): 1, (i, "z"): 2})
    assert (i, "y") in f and len(f) == len(e) + 2
print(len(e))
