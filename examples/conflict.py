"""A program that does not scale, for the conflict report to explain.

    conflict.py [--threads N] [--lines N]

All threads count the words of a server's log in one dict. Most words are
spread widely, but each line is also counted under "TOTAL": that one key is
written for every line by every thread. Each such write collides with the same
write in another thread, and one of them has to be done again.

Gorgon says at the end of a run where threads collided:

    gorgon -X conflicts examples/conflict.py

The report puts the dict's key "TOTAL" and the line marked HOT first.
conflict_fixed.py is the repaired program.
"""

import os
import random
import sys
import threading
import time


def option(name, default):
    """The number after `name` on the command line."""
    if name in sys.argv:
        return int(sys.argv[sys.argv.index(name) + 1])
    return default


def random_log(lines):
    """Lines like `GET /page/17/item/4711 200`."""
    rng = random.Random(2026)
    pool = [f"GET /page/{int(rng.random() * 3_000)}/item/{int(rng.random() * 9_000)} "
            f"{rng.choice((200, 200, 200, 304, 404))}" for _ in range(5_000)]
    return rng.choices(pool, k=lines)


def keys_of(line):
    """What a line is counted under: its page and its item."""
    method, path, status = line.split()
    _, page, page_number, item, item_number = path.split("/")
    return f"{page}:{page_number}", f"{item}:{item_number}"


def count_lines(lines, threads):
    """How often each page and item was asked for, and the total."""
    counts = {}
    lock = threading.Lock()

    def work(k):
        first, last = len(lines) * k // threads, len(lines) * (k + 1) // threads
        for line in lines[first:last]:
            page, item = keys_of(line)
            with lock:
                counts[page] = counts.get(page, 0) + 1
                counts[item] = counts.get(item, 0) + 1
                counts["TOTAL"] = counts.get("TOTAL", 0) + 1  # HOT

    workers = [threading.Thread(target=work, args=(k,)) for k in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counts


def main():
    threads = option("--threads", os.cpu_count() or 1)
    lines = random_log(option("--lines", 2_500_000))

    start = time.perf_counter()
    counts = count_lines(lines, threads)
    seconds = time.perf_counter() - start

    total = counts.pop("TOTAL")
    best = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:3]
    print(f"{total} lines, {len(counts)} different keys;",
          ", ".join(f"{key} {count}" for key, count in best))
    print(f"{threads} threads: {seconds:.2f} s")


if __name__ == "__main__":
    main()
