"""N threads, each parked on an Event and then released.

    many.py N

Prints how many were alive at once and the memory that each took in KiB.
"""

import sys
import threading
import time

N = int(sys.argv[1])
gate = threading.Event()
passed = [0] * N


def resident():
    try:
        with open("/proc/self/statm") as f:
            return int(f.read().split()[1]) * 4
    except OSError:
        return 0


def work(me):
    gate.wait()
    passed[me] = 1


before = resident()
began = time.monotonic()
team = [threading.Thread(target=work, args=(me,)) for me in range(N)]
for t in team:
    t.start()
alive = threading.active_count()
each = (resident() - before) / N
started = time.monotonic() - began
gate.set()
for t in team:
    t.join()
print(alive, sum(passed), f"{each:.1f} {started:.2f} {time.monotonic() - began - started:.2f}")
