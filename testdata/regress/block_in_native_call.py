"""An atomic block that waits is whole, though native code has called what enters it and no other block came before."""
import threading
import time

try:
    from stm import atomic
except ImportError:
    atomic = threading.RLock()

box = [0]
halves = []


class Equal:
    def __eq__(self, other):
        section()
        return True


def section():
    with atomic:
        before = box[0]
        time.sleep(0.003)
        box[0] = before + 1
        time.sleep(0.001)
        if box[0] != before + 1:
            halves.append(before)


def work():
    for _ in range(20_000):
        pass
    [Equal()].count(0)


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(box, halves)
