# Graph algorithms: BFS, DFS, Dijkstra, topological order, components, MST, Floyd, max flow.
import heapq
from collections import defaultdict, deque
class Graph:
    def __init__(self, edges, directed=False):
        self.adj = defaultdict(dict)
        for a, b, w in edges:
            self.adj[a][b] = w; self.adj[b]
            if not directed: self.adj[b][a] = w
    def bfs(self, s):
        dist, q = {s: 0}, deque([s])
        while q:
            u = q.popleft()
            for v in sorted(self.adj[u]):
                if v not in dist: dist[v] = dist[u] + 1; q.append(v)
        return dist
    def dfs(self, s, seen=None):
        seen = set() if seen is None else seen
        seen.add(s); yield s
        for v in sorted(self.adj[s]):
            if v not in seen: yield from self.dfs(v, seen)
    def dijkstra(self, s):
        dist, prev, q = {s: 0}, {}, [(0, s)]
        while q:
            d, u = heapq.heappop(q)
            if d > dist[u]: continue
            for v, w in self.adj[u].items():
                if (nd := d + w) < dist.get(v, float("inf")): dist[v], prev[v] = nd, u; heapq.heappush(q, (nd, v))
        return dist, prev
    def path(self, s, t):
        dist, prev = self.dijkstra(s)
        if t not in dist: return None
        p = [t]
        while p[-1] != s: p.append(prev[p[-1]])
        return p[::-1], dist[t]
    def topo(self):
        indeg = {u: 0 for u in self.adj}
        for u in self.adj:
            for v in self.adj[u]: indeg[v] += 1
        q, out = [u for u in indeg if not indeg[u]], []
        heapq.heapify(q)
        while q:
            u = heapq.heappop(q); out.append(u)
            for v in self.adj[u]:
                indeg[v] -= 1
                if not indeg[v]: heapq.heappush(q, v)
        if len(out) != len(indeg): raise ValueError("cycle among " + ", ".join(sorted(set(indeg) - set(out))))
        return out
    def components(self):
        seen, out = set(), []
        for u in sorted(self.adj):
            if u not in seen: out.append(sorted(self.dfs(u, seen)))
        return out
    def mst(self):
        parent = {u: u for u in self.adj}
        def find(u):
            while parent[u] != u: parent[u] = parent[parent[u]]; u = parent[u]
            return u
        out = []
        for w, a, b in sorted((w, a, b) for a in self.adj for b, w in self.adj[a].items() if a < b):
            if (x := find(a)) != (y := find(b)): parent[x] = y; out.append((a, b, w))
        return out
    def scc(self):
        index, low, stack, on, out, n = {}, {}, [], set(), [], 0
        def visit(u):
            nonlocal n
            index[u] = low[u] = n; n += 1; stack.append(u); on.add(u)
            for v in sorted(self.adj[u]):
                if v not in index: visit(v); low[u] = min(low[u], low[v])
                elif v in on: low[u] = min(low[u], index[v])
            if low[u] == index[u]:
                c = []
                while True:
                    v = stack.pop(); on.discard(v); c.append(v)
                    if v == u: break
                out.append(sorted(c))
        for u in sorted(self.adj):
            if u not in index: visit(u)
        return out
    def floyd(self):
        ns = sorted(self.adj); d = {a: {b: 0 if a == b else self.adj[a].get(b, float("inf")) for b in ns} for a in ns}
        for k in ns:
            for i in ns:
                for j in ns: d[i][j] = min(d[i][j], d[i][k] + d[k][j])
        return d
    def maxflow(self, s, t):
        cap = defaultdict(lambda: defaultdict(int))
        for u in self.adj:
            for v, w in self.adj[u].items(): cap[u][v] += w; cap[v][u]
        flow = 0
        while True:
            prev, q = {s: None}, deque([s])
            while q and t not in prev:
                u = q.popleft()
                for v in sorted(cap[u]):
                    if v not in prev and cap[u][v] > 0: prev[v] = u; q.append(v)
            if t not in prev: return flow
            path, v = [], t
            while prev[v] is not None: path.append((prev[v], v)); v = prev[v]
            f = min(cap[a][b] for a, b in path); flow += f
            for a, b in path: cap[a][b] -= f; cap[b][a] += f
E = [("a", "b", 4), ("a", "c", 2), ("b", "c", 1), ("b", "d", 5), ("c", "d", 8), ("c", "e", 10), ("d", "e", 2), ("d", "f", 6), ("e", "f", 3), ("x", "y", 1)]
g, dg = Graph(E), Graph(E, True)
print(g.bfs("a")); print(list(g.dfs("a"))); print(g.path("a", "f"), g.path("a", "x"), dg.path("a", "f")); print(dg.topo(), g.components(), g.mst(), sum(w for *_, w in g.mst()))
print({k: v for k, v in dg.floyd()["a"].items()}, dg.maxflow("a", "f"), Graph([("s", "a", 10), ("s", "b", 10), ("a", "b", 2), ("a", "t", 4), ("b", "t", 9)], True).maxflow("s", "t"))
try: Graph([("p", "q", 1), ("q", "r", 1), ("r", "p", 1), ("o", "p", 1)], True).topo()
except ValueError as e: print(e)
print(Graph([("a", "b", 1), ("b", "c", 1), ("c", "a", 1), ("c", "d", 1), ("d", "e", 1), ("e", "d", 1)], True).scc())
maze = ["S.#.....", ".##.###.", "...#...#", ".#...#.E"]
edges = [((r, c), (r2, c2), 1) for r, row in enumerate(maze) for c, ch in enumerate(row) if ch != "#" for r2, c2 in ((r + 1, c), (r, c + 1)) if r2 < len(maze) and c2 < len(row) and maze[r2][c2] != "#"]
find = lambda ch: next((r, c) for r, row in enumerate(maze) for c, x in enumerate(row) if x == ch)
p, n = Graph(edges).path(find("S"), find("E")); print(n); print("\n".join("".join("*" if (r, c) in p else ch for c, ch in enumerate(row)) for r, row in enumerate(maze)))
