# Grid work: flood fill, line of sight, A*, cellular caves, dijkstra maps, drawing.
import heapq
def lcg(seed):
    while True: seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64; yield seed >> 33
def cave(w, h, seed, steps):
    r = lcg(seed); g = [[next(r) % 100 < 42 or x in (0, w - 1) or y in (0, h - 1) for x in range(w)] for y in range(h)]
    for _ in range(steps):
        n = lambda x, y: sum(g[b][a] for a in (x - 1, x, x + 1) for b in (y - 1, y, y + 1) if 0 <= a < w and 0 <= b < h)
        g = [[x in (0, w - 1) or y in (0, h - 1) or n(x, y) >= 5 for x in range(w)] for y in range(h)]
    return g
def flood(g, start):
    seen, todo = {start}, [start]
    while todo:
        x, y = todo.pop()
        for p in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if not g[p[1]][p[0]] and p not in seen: seen.add(p); todo.append(p)
    return seen
def regions(g):
    left, out = {(x, y) for y, row in enumerate(g) for x, v in enumerate(row) if not v}, []
    while left: r = flood(g, min(left)); out.append(r); left -= r
    return sorted(out, key=lambda r: (-len(r), min(r)))
def line(a, b):
    (x0, y0), (x1, y1) = a, b; dx, dy = abs(x1 - x0), -abs(y1 - y0); sx, sy = (1 if x0 < x1 else -1), (1 if y0 < y1 else -1); e = dx + dy
    while True:
        yield x0, y0
        if (x0, y0) == (x1, y1): return
        e2 = 2 * e
        if e2 >= dy: e += dy; x0 += sx
        if e2 <= dx: e += dx; y0 += sy
def visible(g, a, radius):
    out = set()
    for y in range(max(0, a[1] - radius), min(len(g), a[1] + radius + 1)):
        for x in range(max(0, a[0] - radius), min(len(g[0]), a[0] + radius + 1)):
            if (x - a[0]) ** 2 + (y - a[1]) ** 2 <= radius * radius:
                pts = list(line(a, (x, y)))
                if not any(g[q][p] for p, q in pts[:-1]): out.add((x, y))
    return out
def astar(g, a, b):
    h = lambda p: abs(p[0] - b[0]) + abs(p[1] - b[1]); q, came, cost, n = [(h(a), a)], {a: None}, {a: 0}, 0
    while q:
        _, p = heapq.heappop(q); n += 1
        if p == b:
            path = []
            while p: path.append(p); p = came[p]
            return path[::-1], n
        for d in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            x = (p[0] + d[0], p[1] + d[1])
            if not g[x[1]][x[0]] and cost[p] + 1 < cost.get(x, 10 ** 9): cost[x] = cost[p] + 1; came[x] = p; heapq.heappush(q, (cost[x] + h(x), x))
    return None, n
def draw(g, marks): return "\n".join("".join(marks.get((x, y), "#" if v else ".") for x, v in enumerate(row)) for y, row in enumerate(g))
g = cave(48, 18, 2024, 3); rs = regions(g); big = rs[0]; a, b = min(big), max(big); path, n = astar(g, a, b)
print(draw(g, {**{p: "*" for p in path}, a: "A", b: "B"})); print([len(r) for r in rs], a, b, len(path), n); mid = path[len(path) // 2]; vis = visible(g, mid, 6)
print(draw(g, {**{p: " " for p in big - vis}, mid: "@"})); print(len(vis), list(line((0, 0), (7, 3))), list(line((3, 3), (0, 0))), astar([[1, 1, 1, 1, 1], [1, 0, 1, 0, 1], [1, 1, 1, 1, 1]], (1, 1), (3, 1)))
def dist_map(g, goals):
    d, q = dict.fromkeys(goals, 0), list(goals)
    for p in q:
        for x in ((p[0] + 1, p[1]), (p[0] - 1, p[1]), (p[0], p[1] + 1), (p[0], p[1] - 1)):
            if not g[x[1]][x[0]] and x not in d: d[x] = d[p] + 1; q.append(x)
    return d
d = dist_map(g, [a, b]); print(max(d.values()), sum(d.values()), "".join(format(min(d.get((x, 9), 35), 35), "x") if d.get((x, 9), 99) < 16 else "-" for x in range(48)))
