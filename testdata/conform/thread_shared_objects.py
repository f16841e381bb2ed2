# Threads on shared objects of every kind, with sums that must come out.
import threading
class Account:
    def __init__(self, b): self.balance, self.lock, self.history = b, threading.Lock(), []
def transfer(a, b, amount):
    first, second = sorted((a, b), key=id)
    with first.lock, second.lock:
        a.balance -= amount; b.balance += amount; a.history.append(-amount); b.history.append(amount)
accounts = [Account(100) for _ in range(5)]
def trader(seed):
    x = seed
    for _ in range(300):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        i, j = x % 5, (x >> 8) % 5
        if i != j: transfer(accounts[i], accounts[j], x % 7)
ts = [threading.Thread(target=trader, args=(s,)) for s in (1, 22, 333, 4444)]
for t in ts: t.start()
for t in ts: t.join()
print(sum(a.balance for a in accounts), all(a.balance == 100 + sum(a.history) for a in accounts), [a.balance for a in accounts], sum(len(a.history) for a in accounts))
class Node:
    __slots__ = ("val", "next")
    def __init__(self, v, n): self.val, self.next = v, n
head, lk = None, threading.Lock()
def push(n):
    global head
    for i in range(200):
        with lk: head = Node((n, i), head)
ts = [threading.Thread(target=push, args=(n,)) for n in range(4)]
for t in ts: t.start()
for t in ts: t.join()
seen, x = [], head
while x: seen.append(x.val); x = x.next
print(len(seen), len(set(seen)), all([i for m, i in seen if m == n] == list(range(199, -1, -1)) for n in range(4)))
grid = [[0] * 20 for _ in range(20)]
def fill(r0, r1):
    for r in range(r0, r1):
        for c in range(20): grid[r][c] = r * c
ts = [threading.Thread(target=fill, args=(i * 5, i * 5 + 5)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sum(map(sum, grid)), grid[7][9])
def gen():
    for i in range(500): yield i
g, glock, parts = gen(), threading.Lock(), [[], [], []]
def eat(p):
    while True:
        with glock:
            try: v = next(g)
            except StopIteration: return
        p.append(v)
ts = [threading.Thread(target=eat, args=(p,)) for p in parts]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(sum(parts, [])) == list(range(500)), all(p == sorted(p) for p in parts))
