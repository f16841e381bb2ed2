"""A step of a trace at the back-edge of a loop that has a trace of its own is one instruction."""


def joined(edges):
    parent = {v: v for e in edges for v in e[1:]}

    def find(u):
        while parent[u] != u:
            parent[u] = parent[parent[u]]
            u = parent[u]
        return u
    out = []
    for w, a, b in edges:
        if (x := find(a)) != (y := find(b)):
            parent[x] = y
            out.append((a, b, w))
    return out


edges = sorted([(1, "b", "c"), (1, "x", "y"), (2, "a", "c"), (2, "d", "e"), (3, "e", "f"),
                (5, "b", "d"), (6, "d", "f"), (8, "c", "d"), (10, "c", "e")])
for _ in range(8):
    print(joined(edges))
