"""list.pop() read the item before it owned the item's card: another thread that
moved items within the list could change it in between."""

import collections
import heapq
import random
import threading

THREADS = 4
heap = []
put = [[] for _ in range(THREADS)]
took = [[] for _ in range(THREADS)]


def work(me):
    rng = random.Random(me)
    made = 0
    for _ in range(4000):
        op = rng.randrange(6) if len(heap) < 300 else 4
        made += 1
        n = made * 64 + me
        if op < 3:
            heapq.heappush(heap, n)
            put[me].append(n)
            continue
        try:
            if op < 5:
                m = heapq.heappop(heap)
            else:
                m = heapq.heapreplace(heap, n)
                put[me].append(n)
            took[me].append(m)
        except IndexError:
            pass


team = [threading.Thread(target=work, args=(me,)) for me in range(THREADS)]
for t in team:
    t.start()
for t in team:
    t.join()
left = collections.Counter(n for p in put for n in p)
left.subtract(n for t in took for n in t)
left.subtract(heap)
print({n: c for n, c in left.items() if c})
