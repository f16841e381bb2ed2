# heapq and bisect.
import heapq, bisect
h = []
for x in (5, 3, 8, 1, 9, 2): heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(6)], h)
h = [9, 4, 7, 1, 8, 2]; heapq.heapify(h); print(h, heapq.heappushpop(h, 0), heapq.heappushpop(h, 5), h, heapq.heapreplace(h, 100), h)
print(heapq.nlargest(3, [1, 8, 2, 23, 7]), heapq.nsmallest(2, [5, 1, 4]), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), heapq.nsmallest(0, [1]), heapq.nlargest(10, [1, 2]), heapq.nsmallest(1, [3, 1]), heapq.nlargest(1, []), list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge("ace", "bd", reverse=False)), list(heapq.merge([7, 4], [5, 1], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)), list(heapq.merge()))
mh = [3, 9, 1]; heapq.heapify_max(mh); heapq.heappush_max(mh, 10); print(mh, heapq.heappop_max(mh), heapq.heapreplace_max(mh, 0), heapq.heappushpop_max(mh, 2), mh)
t = []
for pri, name in ((2, "b"), (1, "a"), (2, "a"), (0, "z")): heapq.heappush(t, (pri, name))
print([heapq.heappop(t) for _ in range(4)])
class T:
    def __init__(self, p): self.p = p
    def __lt__(self, o): return self.p > o.p
    def __repr__(self): return f"T{self.p}"
q = [T(i) for i in (3, 1, 2)]; heapq.heapify(q); print(q[0], heapq.heappop(q), q)
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush(5, 1), lambda: heapq.heapify((1, 2)), lambda: heapq.heappush([1], "a"), lambda: heapq.heapify([1, "a"]), lambda: heapq.nlargest("a", []), lambda: heapq.heappop(), lambda: heapq.heappushpop([], 7), lambda: heapq.nsmallest(2, 5), lambda: list(heapq.merge([1], 5))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
data = [(i * 7919) % 997 for i in range(500)]; hp = []
for x in data: heapq.heappush(hp, x)
print([heapq.heappop(hp) for _ in range(500)] == sorted(data), heapq.nsmallest(3, data, key=lambda v: -v))
a = [1, 3, 3, 3, 5, 7]
print([bisect.bisect_left(a, x) for x in (0, 1, 3, 4, 7, 9)], [bisect.bisect_right(a, x) for x in (0, 1, 3, 4, 7, 9)], bisect.bisect(a, 3), bisect.bisect_left(a, 3, 2), bisect.bisect_left(a, 3, 0, 1), bisect.bisect_right(a, 3, lo=2, hi=3), bisect.bisect([], 1), bisect.bisect_left(["a", "bb", "cccc"], 3, key=len))
bisect.insort(a, 4); bisect.insort_left(a, 3); bisect.insort_right(a, 3); bisect.insort(a, 0); print(a); w = ["a", "ccc"]; bisect.insort(w, "bb", key=len); print(w)
for f in (lambda: bisect.bisect(a, "x"), lambda: bisect.bisect(5, 1), lambda: bisect.bisect(a, 1, -1), lambda: bisect.bisect(a), lambda: bisect.insort((1, 2), 1), lambda: bisect.bisect(a, 1, 0, "x"), lambda: bisect.bisect_left(a, 3, lo=50)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def grade(s, br=[60, 70, 80, 90], g="FDCBA"): return g[bisect.bisect(br, s)]
print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
