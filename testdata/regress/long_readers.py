"""Who reads much in one section gets through, however busy those are who write."""
import threading

try:
    from stm import atomic
except ImportError:
    atomic = threading.RLock()

size = 30_000
accounts = {i: 10 for i in range(size)}
lock = threading.Lock()
reading = True


def move(k):
    x = k
    while reading:
        for _ in range(100):
            x = (x * 1103515245 + 12345) & 0x7FFFFFFF
            with atomic:
                accounts[x % size] -= 1
                accounts[(x >> 9) % size] += 1


def total():
    n = 0
    for v in accounts.values():
        n += v
    return n


def read():
    for _ in range(3):
        with atomic:
            sums.append(total())
        with atomic:
            sums.append(sum(accounts.values()))
        with atomic:
            sums.append(sum([accounts[k] for k in range(size)]))


sums = []
writers = [threading.Thread(target=move, args=(k,)) for k in range(3)]
readers = [threading.Thread(target=read) for _ in range(2)]
for t in writers + readers:
    t.start()
for t in readers:
    t.join()
reading = False
for t in writers:
    t.join()
print(sums)
