# Entries that a loop over items gives, and dicts that are filled, while other
# threads change and fill dicts: key and value belong together, nothing is lost.
import threading

KEYS = 300
shared = {k: (k, 0) for k in range(KEYS)}
counts = {}
lock = threading.Lock()
wrong = []


def change(n):
    for i in range(40):
        for k in range(KEYS):
            shared[k] = (k, i * n)


def walk(n):
    for _ in range(40):
        total = 0
        for k, v in shared.items():
            if v[0] != k:
                wrong.append((k, v))
            total += k
        if total != KEYS * (KEYS - 1) // 2:
            wrong.append(total)


def count(n):
    for i in range(40):
        mine = {}
        for k in range(KEYS):
            mine[k % 7, n] = mine.get((k % 7, n), 0) + 1
            mine[k, n, i] = k
        with lock:
            for k, v in mine.items():
                if len(k) == 2:
                    counts[k] = counts.get(k, 0) + v
        if len(mine) != KEYS + 7:
            wrong.append(len(mine))


threads = [threading.Thread(target=f, args=(n,)) for n in (1, 2) for f in (change, walk, count)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(wrong[:3], sorted(counts.items()))
print(all(v[0] == k for k, v in shared.items()))
