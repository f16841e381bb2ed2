"""conflict.py repaired: every thread counts in a dict of its own.

    conflict_fixed.py [--threads N] [--lines N]

While the threads work they share nothing that is written, so there is no lock
and nothing to collide with. At the end each thread adds its dict to the common
one: a few thousand additions instead of millions.
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
        own = {}  # nobody else sees this dict
        first, last = len(lines) * k // threads, len(lines) * (k + 1) // threads
        for line in lines[first:last]:
            page, item = keys_of(line)
            own[page] = own.get(page, 0) + 1
            own[item] = own.get(item, 0) + 1
            own["TOTAL"] = own.get("TOTAL", 0) + 1
        with lock:  # once for each thread
            for key, count in own.items():
                counts[key] = counts.get(key, 0) + count

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
