"""Programs that know nothing of each other, in one process.

    mixed.py SECONDS THREADS SEED FOLDER...

So many threads take programs of the folders in random order and run each in a
namespace of its own. What the programs print goes nowhere, what they raise says
nothing, since they share the modules of the process and some change these: what
counts is that the runtime survives, that nobody hangs, and how much memory is taken
after a while. Prints: programs run, threads that are stuck, KiB at a quarter of the
time and at the end.
"""

import gc
import io
import os
import random
import re
import sys
import threading
import time

from process import resident

# What ends the process, takes its descriptors, or waits for what nobody sends.
BARRED = re.compile(
    r"_exit|os\.kill|os\.abort|fork|signal|interrupt_main|faulthandler|stdin|input\(|dup2|os\.close|fileno|chdir"
    r"|settrace|setprofile|setrecursionlimit|set_int_max|sys\.modules|meta_path|path_hooks|sys\.path|atexit|excepthook"
    r"|subprocess|importlib|import_user|builtins\.|__builtins__|sys\.exit|SystemExit|RecursionError|recurse|displayhook|unraisablehook"
    r"|gc\.(?:disable|freeze|set|get)|tracemalloc|MemoryError|argv|sys\.std|_shutdown|intern\(|time\.sleep\(\d"
    r"|stack_size|setswitchinterval|active_count|enumerate\(\)|warnings|locale|environ|unittest|asyncio\.run|ResourceWarning")

STUCK = 120  # seconds that a program may take


class Nowhere(io.TextIOBase):
    def write(self, text):
        return len(text)


def programs(folders):
    found = []
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.endswith(".py"):
                continue
            with open(path, encoding="utf-8", errors="replace") as f:
                text = f.read()
            if "uncaught" not in name and not BARRED.search(text):
                found.append((path, text))
    return found


class Worker(threading.Thread):
    def __init__(self, seed):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.done = 0
        self.path = ""
        self.since = time.monotonic()

    def run(self):
        while time.monotonic() < end:
            path, text = self.random.choice(all_programs)
            self.path, self.since = path, time.monotonic()
            try:
                exec(compile(text, path, "exec"), {"__name__": "__main__", "__file__": path})
            except BaseException:
                pass
            self.done += 1
        self.path = ""


seconds, count, seed = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
all_programs = programs(sys.argv[4:])
threading.excepthook = lambda args: None
out, sys.stdout, sys.stderr = sys.stdout, Nowhere(), Nowhere()
began = time.monotonic()
end = began + seconds
workers = [Worker(seed * 1000 + k) for k in range(count)]
for w in workers:
    w.start()
early = 0
while time.monotonic() < end:
    time.sleep(min(1, seconds / 20))
    if not early and time.monotonic() > began + seconds / 4:
        gc.collect()
        early = resident()
for w in workers:
    w.join(max(0.0, w.since + STUCK - time.monotonic()))
stuck = [w.path for w in workers if w.is_alive()]
gc.collect()
out.write(f"{len(all_programs)} {sum(w.done for w in workers)} {len(stuck)} {early} {resident()}\n")
for path in stuck:
    out.write(path + "\n")
out.flush()
os._exit(0)
