# Iterators that threads share: each element comes out once.
import threading, itertools
def drain(it, n=4):
    outs = [[] for _ in range(n)]
    def eat(o):
        for x in it: o.append(x)
    ts = [threading.Thread(target=eat, args=(o,)) for o in outs]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(x for o in outs for x in o)
print(drain(iter(range(1000))) == list(range(1000)), drain(iter(list(range(500)))) == list(range(500)), drain(iter(tuple("abc" * 50))) == sorted("abc" * 50), drain(reversed(range(300))) == list(range(300)))
c = itertools.count(); got = [[] for _ in range(4)]
def take(o):
    for _ in range(250): o.append(next(c))
ts = [threading.Thread(target=take, args=(o,)) for o in got]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(sum(got, [])) == list(range(1000)), next(c))
from collections import deque, Counter, defaultdict
d = deque(); cnt = Counter(); dd = defaultdict(list); lk = threading.Lock()
def fill(n):
    for i in range(200): d.append((n, i)) if i % 2 else d.appendleft((n, i)); dd[i % 5].append(n)
    with lk: cnt.update([n] * 200)
ts = [threading.Thread(target=fill, args=(n,)) for n in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(d), len(set(d)), sorted(cnt.items()), {k: len(v) for k, v in sorted(dd.items())})
outs = [[] for _ in range(3)]
def popl(o):
    while True:
        try: o.append(d.popleft())
        except IndexError: return
ts = [threading.Thread(target=popl, args=(o,)) for o in outs]
for t in ts: t.start()
for t in ts: t.join()
print(sum(map(len, outs)), len(d))
