"""Threads end while others collect: what the others hold stays."""
import gc
import threading


def short(k, out):
    out.append([k] * 3)


def long():
    kept = []
    while running:
        kept = [[i, str(i), (i, i + 1)] for i in range(60)]
        out = []
        more = [threading.Thread(target=short, args=(k, out)) for k in range(6)]
        for t in more:
            t.start()
        gc.collect()
        for t in more:
            t.join()
        if sorted(out) != [[k] * 3 for k in range(6)] or any(e != [i, str(i), (i, i + 1)] for i, e in enumerate(kept)):
            wrong.append((out, kept))


wrong = []
running = True
threads = [threading.Thread(target=long) for _ in range(3)]
for t in threads:
    t.start()
for _ in range(8):
    junk = [threading.Thread(target=short, args=(k, [])) for k in range(4)]
    for t in junk:
        t.start()
    for t in junk:
        t.join()
    gc.collect()
running = False
for t in threads:
    t.join()
print(len(wrong))
