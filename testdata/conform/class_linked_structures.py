# Linked list, binary tree with iteration, deletion and balance, union-find, ring buffer, matrix of objects.
class Node:
    __slots__ = "val", "left", "right"
    def __init__(self, val): self.val, self.left, self.right = val, None, None
class Tree:
    def __init__(self, it=()): self.root, self.n = None, 0; [self.add(x) for x in it]
    def add(self, v):
        if self.root is None: self.root = Node(v); self.n = 1; return True
        cur = self.root
        while True:
            if v == cur.val: return False
            side = "left" if v < cur.val else "right"
            if (nxt := getattr(cur, side)) is None: setattr(cur, side, Node(v)); self.n += 1; return True
            cur = nxt
    def __contains__(self, v):
        cur = self.root
        while cur and cur.val != v: cur = cur.left if v < cur.val else cur.right
        return cur is not None
    def __iter__(self):
        def walk(n):
            if n: yield from walk(n.left); yield n.val; yield from walk(n.right)
        return walk(self.root)
    def __len__(self): return self.n
    def __reversed__(self):
        stack, cur = [], self.root
        while stack or cur:
            while cur: stack.append(cur); cur = cur.right
            cur = stack.pop(); yield cur.val; cur = cur.left
    def remove(self, v):
        def rem(n, v):
            if n is None: raise KeyError(v)
            if v < n.val: n.left = rem(n.left, v)
            elif v > n.val: n.right = rem(n.right, v)
            elif n.left and n.right:
                m = n.right
                while m.left: m = m.left
                n.val = m.val; n.right = rem(n.right, m.val)
            else: return n.left or n.right
            return n
        self.root = rem(self.root, v); self.n -= 1
    def height(self):
        h = lambda n: 1 + max(h(n.left), h(n.right)) if n else 0
        return h(self.root)
    def levels(self):
        level = [self.root] if self.root else []
        while level: yield [n.val for n in level]; level = [c for n in level for c in (n.left, n.right) if c]
t = Tree([50, 30, 70, 20, 40, 60, 80, 30]); print(list(t), len(t), 60 in t, 65 in t, list(reversed(t)), t.height(), list(t.levels()))
for v in (20, 30, 50): t.remove(v); print(list(t), t.root.val)
try: t.remove(999)
except KeyError as e: print(e, len(t))
class LinkedList:
    def __init__(self, it=()):
        self.head = None
        for x in reversed(list(it)): self.head = (x, self.head)
    def __iter__(self):
        n = self.head
        while n: x, n = n; yield x
    def reverse(self):
        r, n = None, self.head
        while n: r, n = (n[0], r), n[1]
        self.head = r; return self
    def __add__(self, o): return LinkedList([*self, *o])
    def __eq__(self, o): return list(self) == list(o)
    def __getitem__(self, i):
        for k, x in enumerate(self):
            if k == i: return x
        raise IndexError(i)
    def __repr__(self): return "<" + " -> ".join(map(repr, self)) + ">"
l = LinkedList("abc"); print(l, l.reverse(), l + LinkedList([1]), l[1], l == "cba", list(zip(l, range(9))))
class DSU:
    def __init__(self, n): self.p, self.size = list(range(n)), [1] * n
    def find(self, x):
        while self.p[x] != x: self.p[x] = x = self.p[self.p[x]]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        if self.size[a] < self.size[b]: a, b = b, a
        self.p[b] = a; self.size[a] += self.size[b]; return True
d = DSU(10); print([d.union(a, b) for a, b in ((0, 1), (2, 3), (1, 3), (0, 2), (8, 9))], d.size[d.find(3)], len({d.find(i) for i in range(10)}))
class Ring:
    def __init__(self, n): self.buf, self.start, self.len = [None] * n, 0, 0
    def push(self, x):
        n = len(self.buf); self.buf[(self.start + self.len) % n] = x
        if self.len == n: self.start = (self.start + 1) % n
        else: self.len += 1
    def __iter__(self): return (self.buf[(self.start + i) % len(self.buf)] for i in range(self.len))
r = Ring(3); print([(r.push(i), list(r))[1] for i in range(5)])
class Cell:
    def __init__(self): self.neighbours, self.value = [], 0
grid = [[Cell() for _ in range(4)] for _ in range(4)]
for i in range(4):
    for j in range(4): grid[i][j].neighbours = [grid[a][b] for a in range(max(0, i - 1), min(4, i + 2)) for b in range(max(0, j - 1), min(4, j + 2)) if (a, b) != (i, j)]
grid[1][1].value = 5
for step in range(2):
    new = [[sum(n.value for n in c.neighbours) for c in row] for row in grid]
    for row, vals in zip(grid, new):
        for c, v in zip(row, vals): c.value = v
print([[c.value for c in row] for row in grid])
a, b = Node(1), Node(2); a.left, b.left = b, a; print(a.left.left is a, a.left.left.left.val)
