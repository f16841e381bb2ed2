"""A key that is removed and inserted again under a lock is never missing for others who hold the lock."""
import threading

d = {0: 0, "k": 0}
big = {k: k for k in range(100)}
lock = threading.Lock()
missing = []


def work(number):
    for i in range(400):
        try:
            with lock:
                d[0], big[7]
                d[0] = d.pop(0) + 1
                v = big[7]
                del big[7]
                big[7] = v + 1
        except KeyError as e:
            missing.append((number, i, e))


threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(d, len(big), big[7], missing)
