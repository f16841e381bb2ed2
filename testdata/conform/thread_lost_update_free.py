# Builtin operations are atomic: no append, no key, no set element is lost.
import threading
l, d, s, c = [], {}, set(), []
def work(n):
    for i in range(400):
        l.append((n, i)); d[n, i] = i; s.add(n * 1000 + i); c.extend([n] * 3)
        if i % 50 == 0: l.sort(); len(d); list(s)[:3]
ts = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for t in ts: t.start()
for t in ts: t.join()
print(len(l), len(set(l)), len(d), sum(d.values()), len(s), len(c), [c.count(n) for n in range(5)])
def popper(out):
    while True:
        try: out.append(l.pop())
        except IndexError: return
outs = [[] for _ in range(4)]
ts = [threading.Thread(target=popper, args=(o,)) for o in outs]
for t in ts: t.start()
for t in ts: t.join()
print(sum(map(len, outs)), len(set(x for o in outs for x in o)), l)
def taker(out):
    while True:
        try: out.append(d.popitem())
        except KeyError: return
outs = [[] for _ in range(4)]
ts = [threading.Thread(target=taker, args=(o,)) for o in outs]
for t in ts: t.start()
for t in ts: t.join()
print(sum(map(len, outs)), sum(v for o in outs for k, v in o), d)
first = []
def setter(n): first.append(shared.setdefault("k", n))
shared = {}
ts = [threading.Thread(target=setter, args=(n,)) for n in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(len(set(first)), first[0] == shared["k"])
