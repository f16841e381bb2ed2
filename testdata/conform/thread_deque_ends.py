# Threads that add to both ends of one deque and take from both: each item comes out
# once, and what is taken from the end that one thread alone adds to keeps its order.
import collections
import queue
import random
import threading

ITEMS = 400


def both_ends(threads, ops, prepare=0):
    d = collections.deque((-1, k) for k in range(prepare))
    added = [[] for _ in range(threads)]
    taken = [[] for _ in range(threads)]

    def work(me):
        r = random.Random(me)
        for k in range(ITEMS):
            op = r.choice(ops)
            try:
                if op == "append":
                    added[me].append((me, k))
                    d.append((me, k))
                elif op == "appendleft":
                    added[me].append((me, k))
                    d.appendleft((me, k))
                elif op == "pop":
                    taken[me].append(d.pop())
                elif op == "popleft":
                    taken[me].append(d.popleft())
                elif op == "rotate":
                    d.rotate(1)
                else:
                    len(d)
            except IndexError:
                pass

    team = [threading.Thread(target=work, args=(me,)) for me in range(threads)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    all_added = sorted([(-1, k) for k in range(prepare)] + sum(added, []))
    all_taken = sorted(sum(taken, []) + list(d))
    return all_added == all_taken


print(both_ends(2, ["append", "popleft"]))
print(both_ends(3, ["append", "pop", "popleft"]))
print(both_ends(3, ["append", "appendleft", "pop", "popleft"]))
print(both_ends(4, ["append", "appendleft", "pop", "popleft", "len"], 50))
print(both_ends(3, ["append", "appendleft", "pop", "popleft", "rotate", "len"], 20))


def in_order(put, get, n, item=lambda k: k):
    """One thread puts, another gets: everything arrives in order."""
    got = []

    def produce():
        for k in range(n):
            put(item(k))

    def consume():
        while len(got) < n:
            try:
                got.append(get())
            except IndexError:
                pass

    team = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return got == [item(k) for k in range(n)]


d = collections.deque()
print(in_order(d.append, d.popleft, 2000))
print(in_order(d.appendleft, d.pop, 2000))
print(in_order(d.append, d.popleft, 2000, lambda k: [k]))
for size in 0, 1, 2, 7, 100:
    q = queue.Queue(size)
    print(size, in_order(q.put, q.get, 1500), q.qsize(), q.unfinished_tasks)
s = queue.SimpleQueue()
print(in_order(s.put, s.get, 2000, str), s.qsize(), s.empty())


def stealing():
    """One thread adds to and takes from the right, two others take from the left."""
    d = collections.deque()
    done = threading.Event()
    stolen = [[], []]
    mine = []

    def steal(me):
        while not done.is_set() or d:
            try:
                stolen[me].append(d.popleft())
            except IndexError:
                pass

    team = [threading.Thread(target=steal, args=(me,)) for me in range(2)]
    for t in team:
        t.start()
    for k in range(3000):
        d.append(k)
        if k % 3 == 0:
            try:
                mine.append(d.pop())
            except IndexError:
                pass
    done.set()
    for t in team:
        t.join()
    ordered = all(s == sorted(s) for s in stolen)
    return ordered, sorted(mine + stolen[0] + stolen[1]) == list(range(3000))


print(stealing())
