# An LRU cache on a doubly linked list, with statistics and expiry by a logical clock.
class Node:
    __slots__ = ("key", "value", "prev", "next", "expires")
    def __init__(self, key=None, value=None, expires=None): self.key, self.value, self.expires, self.prev, self.next = key, value, expires, None, None
class LRU:
    def __init__(self, cap, clock=lambda: 0):
        if cap < 1: raise ValueError("capacity must be positive")
        self.cap, self.clock, self.map, self.head = cap, clock, {}, Node()
        self.head.prev = self.head.next = self.head
        self.hits = self.misses = self.evictions = 0
    def _unlink(self, n): n.prev.next, n.next.prev = n.next, n.prev
    def _front(self, n):
        n.prev, n.next = self.head, self.head.next
        n.prev.next = n.next.prev = n
    def __getitem__(self, k):
        n = self.map.get(k)
        if n is None or (n.expires is not None and n.expires <= self.clock()):
            self.misses += 1
            if n is not None: self._unlink(n); del self.map[k]
            raise KeyError(k)
        self.hits += 1; self._unlink(n); self._front(n)
        return n.value
    def get(self, k, d=None):
        try: return self[k]
        except KeyError: return d
    def put(self, k, v, ttl=None):
        expires = None if ttl is None else self.clock() + ttl
        if k in self.map: n = self.map[k]; n.value, n.expires = v, expires; self._unlink(n)
        else:
            if len(self.map) == self.cap:
                old = self.head.prev; self._unlink(old); del self.map[old.key]; self.evictions += 1
            n = self.map[k] = Node(k, v, expires)
        self._front(n)
    __setitem__ = put
    def __delitem__(self, k): self._unlink(self.map.pop(k))
    def __len__(self): return len(self.map)
    def __contains__(self, k): return k in self.map
    def __iter__(self):
        n = self.head.next
        while n is not self.head: yield n.key; n = n.next
    def __repr__(self): return f"LRU({', '.join(f'{k}={self.map[k].value}' for k in self)})"
    @property
    def stats(self): return f"hits={self.hits} misses={self.misses} evictions={self.evictions} ratio={self.hits / max(1, self.hits + self.misses):.3f}"
now = 0
c = LRU(3, lambda: now)
c["a"] = 1; c["b"] = 2; c["c"] = 3; print(c, c["a"], list(c)); c["d"] = 4; print(c, "b" in c, c.get("b", "gone")); c["c"] = 33; print(c, len(c)); del c["a"]; print(c)
for k in ("nope", "a"):
    try: c[k]
    except KeyError as e: print("KeyError", e)
try: del c["zz"]
except KeyError as e: print("KeyError", e)
c.put("t", "temp", ttl=5); print(c.get("t")); now = 4; print(c.get("t")); now = 5; print(c.get("t"), c); print(c.stats)
try: LRU(0)
except ValueError as e: print(e)
def memo(cap):
    def deco(f):
        cache = LRU(cap)
        def w(*a):
            try: return cache[a]
            except KeyError: cache[a] = r = f(*a); return r
        w.cache = cache
        return w
    return deco
@memo(50)
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)
print(paths(16, 16), paths.cache.stats, len(paths.cache))
big = LRU(100); x = 1
for i in range(5000):
    x = x * 16807 % 2147483647; k = x % 150
    if big.get(k) is None: big[k] = i
print(big.stats, len(big), sum(big), list(big)[:5])
