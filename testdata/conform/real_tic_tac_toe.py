# Games by search: minimax with memory, nim, connect four with alpha-beta, mastermind.
from functools import cache
import itertools
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
def winner(b): return next((b[i] for i, j, k in LINES if b[i] != "." and b[i] == b[j] == b[k]), None)
@cache
def best(b, me):
    w = winner(b)
    if w: return (1 if w == me else -1), None
    if "." not in b: return 0, None
    other = "O" if me == "X" else "X"; score, move = -2, None
    for i, c in enumerate(b):
        if c == ".":
            s = -best(b[:i] + me + b[i + 1:], other)[0]
            if s > score: score, move = s, i
    return score, move
b, me, moves = "." * 9, "X", []
while winner(b) is None and "." in b: _, m = best(b, me); b = b[:m] + me + b[m + 1:]; moves.append(m); me = "O" if me == "X" else "X"
print(moves, b, winner(b), best("." * 9, "X"), best.cache_info().currsize, best("XX.OO....", "X"), best("XX..O....", "O"))
@cache
def nim(piles): return any(not nim(tuple(sorted(piles[:i] + (p - k,) + piles[i + 1:]))) for i, p in enumerate(piles) for k in range(1, p + 1))
print([p for p in itertools.combinations_with_replacement(range(6), 3) if not nim(p)], all(nim(p) == bool(p[0] ^ p[1] ^ p[2]) for p in itertools.product(range(4), repeat=3) if tuple(sorted(p)) == p))
class Four:
    W, H = 5, 4
    def __init__(self): self.cols, self.turn, self.nodes = [[] for _ in range(self.W)], 0, 0
    def moves(self): return [c for c in (2, 1, 3, 0, 4) if len(self.cols[c]) < self.H]
    def at(self, c, r): return self.cols[c][r] if 0 <= c < self.W and 0 <= r < len(self.cols[c]) else None
    def wins(self, c):
        r = len(self.cols[c]) - 1; p = self.cols[c][r]
        for dc, dr in ((1, 0), (0, 1), (1, 1), (1, -1)):
            n = 1
            for s in (1, -1):
                k = 1
                while self.at(c + s * k * dc, r + s * k * dr) == p: k += 1
                n += k - 1
            if n >= 4: return True
        return False
    def search(self, depth, a=-99, b=99):
        self.nodes += 1; moves = self.moves()
        if not depth or not moves: return 0, None
        top = None
        for c in moves:
            self.cols[c].append(self.turn); self.turn ^= 1
            s = depth if self.wins(c) else -self.search(depth - 1, -b, -a)[0]
            self.cols[c].pop(); self.turn ^= 1
            if s > a: a, top = s, c
            if a >= b: break
        return a, top
    def play(self, c): self.cols[c].append(self.turn); self.turn ^= 1; return self.wins(c)
    def __str__(self): return "\n".join("".join("XO"[v] if (v := self.at(c, r)) is not None else "." for c in range(self.W)) for r in range(self.H - 1, -1, -1))
g = Four(); print(g.search(5), g.nodes)
for c in (2, 2, 1, 1): g.play(c)
print(g.search(4)); print(g); print(g.play(g.search(4)[1]), g.search(4)[0])
def score(code, guess): black = sum(a == b for a, b in zip(code, guess)); return black, sum(min(code.count(c), guess.count(c)) for c in set(guess)) - black
def crack(code):
    left, tries = list(itertools.product("ABCD", repeat=4)), []
    while True:
        g = left[len(left) // 2]; s = score(code, g); tries.append("".join(g))
        if s[0] == 4: return tries
        left = [c for c in left if score(c, g) == s]
print(crack(tuple("DBCA")), crack(tuple("AAAA")), max(len(crack(c)) for c in itertools.product("ABC", repeat=4)), score("AABB", "ABBC"))
def wolf():
    items, start = frozenset("wgc"), (frozenset("wgc"), "L"); q, seen = [(start, [])], {start}
    for (left, side), path in q:
        if not left and side == "R": return path
        here = left if side == "L" else items - left
        for load in [None, *sorted(here)]:
            new = left - {load} if side == "L" else left | ({load} if load else set()); alone = new if side == "L" else items - new
            if {"w", "g"} <= alone or {"g", "c"} <= alone: continue
            st = (new, "R" if side == "L" else "L")
            if st not in seen: seen.add(st); q.append((st, path + [load or "-"]))
print(wolf())
def jugs(a, b, goal):
    q, prev = [(0, 0)], {(0, 0): None}
    for x, y in q:
        if goal in (x, y):
            p, s = [], (x, y)
            while s: p.append(s); s = prev[s]
            return p[::-1]
        for s in ((a, y), (x, b), (0, y), (x, 0), (x - min(x, b - y), y + min(x, b - y)), (x + min(y, a - x), y - min(y, a - x))):
            if s not in prev: prev[s] = (x, y); q.append(s)
print(jugs(5, 3, 4), jugs(7, 4, 5), jugs(4, 2, 3))
