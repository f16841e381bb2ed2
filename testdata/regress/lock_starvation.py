# A thread that needs a lock gets it, though another one releases it only to
# take it again at once, and waits while it holds it.
import threading
import time

lock = threading.Lock()
stop = threading.Event()
waits = []


def greedy():
    while not stop.is_set():
        with lock:
            time.sleep(0.002)


def modest():
    for i in range(30):
        began = time.monotonic()
        with lock:
            pass
        waits.append(time.monotonic() - began)
        time.sleep(0.001)


threads = [threading.Thread(target=f) for f in (greedy, modest)]
for t in threads:
    t.start()
threads[1].join(15)
stop.set()
for t in threads:
    t.join()
print(len(waits) == 30 and sum(waits) < 12)
