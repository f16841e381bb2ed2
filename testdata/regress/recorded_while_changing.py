"""Loops over lists that other threads make longer and shorter: what is recorded in between is the loop that runs.

The code is new in each round, so that each has traces of its own.
"""
import threading
import time

SOURCE = """
def move(i, j, k):
    for _ in range(k % 5 + 1):
        if lists[i]:
            lists[j].append(lists[i].pop())


def total():
    t = 0
    for l in lists:
        for x in l:
            t += x
    return t


def held():
    t = 0
    for i in range(3):
        if lists[i]:
            t += len(lists[i])
        if i in homes:
            t += homes[i]
    return t


def write(me):
    x = me * 7919 + 6
    while reading:
        x = (x * 1103515245 + 12345) & 0x7fffffff
        with lock:
            move((x >> 3) % 3, (x >> 11) % 3, (x >> 20) & 7)
            home = homes.pop((x >> 5) % 3, 0)
            if home:
                homes[(x >> 7) % 3] = homes.get((x >> 7) % 3, 0) + home


def read():
    end = time.monotonic() + 0.06
    for _ in range(300):
        if time.monotonic() > end:
            break
        with lock:
            n = total()
        if n != 90:
            wrong.append(n)
        with lock:
            n = held()
        if n != 120:
            wrong.append(n)
    reading.pop()
"""

wrong = []
for _ in range(12):
    shared = {"lists": [[1] * 30 for _ in range(3)], "homes": {0: 30}, "lock": threading.Lock(), "wrong": wrong, "time": time, "reading": [1, 2]}
    exec(SOURCE, shared)
    threads = [threading.Thread(target=shared["write"], args=(me,)) for me in range(3)]
    threads += [threading.Thread(target=shared["read"]) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(wrong)
