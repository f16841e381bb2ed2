"""A transaction that cannot be undone reads two entries of one dict: others must not change the second meanwhile."""
import os
import threading

lost = 0
for _ in range(25):
    d = {k: 0 for k in range(3)}
    lock = threading.Lock()

    def work(k):
        for i in range(4):
            with lock:
                if i == 2:
                    os.getcwd()
                a = d[k % 3]
                d[k % 3] = a + 1
                b = d[(k + 1) % 3]
                d[(k + 1) % 3] = b + 1

    threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    lost += 48 - sum(d.values())
print(lost)
