# N queens three ways, knight's tour, subset sum, permutations by hand.
def queens_gen(n):
    def go(row, cols, d1, d2, acc):
        if row == n: yield acc; return
        for c in range(n):
            if c not in cols and row + c not in d1 and row - c not in d2:
                yield from go(row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c}, acc + (c,))
    return go(0, frozenset(), frozenset(), frozenset(), ())
def queens_bits(n):
    full, count = (1 << n) - 1, 0
    def go(cols, l, r):
        nonlocal count
        if cols == full: count += 1; return
        free = full & ~(cols | l | r)
        while free:
            bit = free & -free; free ^= bit
            go(cols | bit, (l | bit) << 1, (r | bit) >> 1)
    go(0, 0, 0)
    return count
def queens_iter(n):
    sol, row, out = [-1] * n, 0, 0
    while row >= 0:
        sol[row] += 1
        while sol[row] < n and any(sol[r] == sol[row] or abs(sol[r] - sol[row]) == row - r for r in range(row)): sol[row] += 1
        if sol[row] == n: sol[row] = -1; row -= 1
        elif row == n - 1: out += 1
        else: row += 1
    return out
print([(n, sum(1 for _ in queens_gen(n)), queens_bits(n), queens_iter(n)) for n in range(1, 7)], queens_bits(9))
first = next(queens_gen(8)); print(first); print("\n".join("".join("Q" if c == q else "." for c in range(8)) for q in first))
def knight(n, start):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    board = {start: 0}
    def nexts(p): return [(p[0] + a, p[1] + b) for a, b in moves if 0 <= p[0] + a < n and 0 <= p[1] + b < n and (p[0] + a, p[1] + b) not in board]
    p = start
    for step in range(1, n * n):
        opts = nexts(p)
        if not opts: return None
        p = min(opts, key=lambda q: (len(nexts(q)), q)); board[p] = step
    return board
t = knight(6, (0, 0)); print("\n".join(" ".join(f"{t[r, c]:2}" for c in range(6)) for r in range(6)) if t else "stuck")
def perms(l):
    if not l: yield []; return
    for i, x in enumerate(l):
        for rest in perms(l[:i] + l[i + 1:]): yield [x] + rest
def heap(a, n=None):
    n = len(a) if n is None else n
    if n == 1: yield tuple(a); return
    for i in range(n - 1):
        yield from heap(a, n - 1)
        j = 0 if n % 2 else i; a[j], a[n - 1] = a[n - 1], a[j]
    yield from heap(a, n - 1)
print(list(perms([1, 2, 3])), sorted(heap([1, 2, 3, 4])) == sorted(map(tuple, perms([1, 2, 3, 4]))), list(heap(list("abc"))))
def subset_sum(nums, target):
    best = {0: ()}
    for n in nums:
        for s, items in list(best.items()):
            if s + n <= target and s + n not in best: best[s + n] = items + (n,)
    return best.get(target), max(best)
print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([10, 20, 30], 35), len(subset_sum(range(1, 30), 200)[0]))
def coins(total, kinds):
    ways = [1] + [0] * total
    for k in kinds:
        for t in range(k, total + 1): ways[t] += ways[t - k]
    return ways[total]
print(coins(100, (1, 5, 10, 25, 50)), coins(200, (1, 2, 5, 10, 20, 50, 100, 200)))
