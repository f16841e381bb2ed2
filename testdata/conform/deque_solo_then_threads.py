# Deques that one thread has changed in hot loops are then emptied by two.
import collections
import threading


def shrink(d, n):
    for k in range(n):
        d.append(k)
        d.append(k + n)
        if k % 3 == 0:
            d.pop()
        elif k % 3 == 1:
            d.popleft()


def stack(d, n):
    for k in range(n):
        d.append(k)
    for k in range(n - 5):
        d.pop()


def turn(d, n):
    for k in range(n):
        d.append(d.popleft())
        d.appendleft(d.pop())


def empty_by_two(d):
    want = sorted(d)
    got = [[], []]

    def work(me, take):
        try:
            while True:
                got[me].append(take())
        except IndexError:
            pass

    team = [threading.Thread(target=work, args=(0, d.popleft)), threading.Thread(target=work, args=(1, d.pop))]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return sorted(got[0] + got[1]) == want, len(d)


for size in 40, 500, 4000:
    for change in shrink, stack, turn:
        for again in range(3):
            d = collections.deque(range(10))
            change(d, size)
            change(d, size // 3)
            ok = empty_by_two(d)
            change(d, size) if change is not turn else None
            print(size, change.__name__, ok, empty_by_two(d))
