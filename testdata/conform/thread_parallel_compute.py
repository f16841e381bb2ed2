# Work without sharing, cut into pieces; the result does not depend on the order.
import threading
def primes(lo, hi): return [n for n in range(max(lo, 2), hi) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
results = [None] * 4
def run(i): results[i] = primes(i * 500, i * 500 + 500)
ts = [threading.Thread(target=run, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
all_p = sum(results, []); print(len(all_p), all_p[:10], all_p[-1], [len(r) for r in results])
def matmul(a, b, out, rows):
    for i in rows: out[i] = [sum(x * y for x, y in zip(a[i], col)) for col in zip(*b)]
a = [[(i * j) % 7 for j in range(12)] for i in range(12)]; b = [[i + j for j in range(12)] for i in range(12)]; out = [None] * 12
ts = [threading.Thread(target=matmul, args=(a, b, out, range(k, 12, 3))) for k in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(out[3], sum(map(sum, out)))
words = ("the cat sat on the mat the end of the cat " * 20).split(); counts = [{} for _ in range(4)]
def count(k):
    for w in words[k::4]: counts[k][w] = counts[k].get(w, 0) + 1
ts = [threading.Thread(target=count, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
total = {}
for c in counts:
    for w, n in c.items(): total[w] = total.get(w, 0) + n
print(sorted(total.items()))
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
r = {}; ts = [threading.Thread(target=lambda n=n: r.__setitem__(n, fib(n))) for n in range(10, 18)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(r.items()))
def sort_part(l): l.sort()
data = [(i * 7919 + 13) % 2003 for i in range(1200)]; parts = [data[i::4] for i in range(4)]
ts = [threading.Thread(target=sort_part, args=(p,)) for p in parts]
for t in ts: t.start()
for t in ts: t.join()
import heapq
print(list(heapq.merge(*parts)) == sorted(data))
