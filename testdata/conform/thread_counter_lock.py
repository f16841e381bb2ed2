# Many threads add to one counter under a lock.
import threading
lock, total, per = threading.Lock(), 0, {}
def work(n, times):
    global total
    for i in range(times):
        with lock: total += 1
    with lock: per[n] = times
ts = [threading.Thread(target=work, args=(i, 500 * (i + 1))) for i in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(total, sorted(per.items()), all(not t.is_alive() for t in ts), lock.locked())
