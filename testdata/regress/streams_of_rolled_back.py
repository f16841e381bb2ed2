# A text stream that a transaction makes and loses when it is rolled back must
# not close the stream below it when the collector finds it.
import gc
import io
import os
import threading

failed = []


def go(i):
    for k in range(12):
        r, w = os.pipe()
        try:
            raw = open(r, "rb")
            text = io.TextIOWrapper(raw, encoding="utf-8")
            gc.collect()
            os.write(w, b"%d\n" % i)
            os.close(w)
            if text.read() != f"{i}\n":
                failed.append((i, "nothing read"))
            text.close()
        except (OSError, ValueError) as e:
            failed.append((i, str(e)))


threads = [threading.Thread(target=go, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(failed)
