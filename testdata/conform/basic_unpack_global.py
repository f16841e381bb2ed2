# Globals, unpacking, nested data, truth.
data = {"users": [{"name": "al", "tags": ("x", "y")}, {"name": "bo", "tags": ()}]}
n = 0
def visit(x):
    global n
    n += 1
    if isinstance(x, dict):
        for v in x.values(): visit(v)
    elif isinstance(x, (list, tuple)):
        for v in x: visit(v)
visit(data); print(n, data["users"][0]["tags"][1], [u["name"] for u in data["users"] if u["tags"]])
print(bool([]), bool("a"), [] or "default", "x" and "y", None or 0, not [])
def f(a, b, *, c=3): return a, b, c
print(f(*[1, 2]), f(**{"a": 1, "b": 2, "c": 4}), [*range(3), *"ab"], {**{"a": 1}, "b": 2})
