"""The work of btree and skiplist: lookups, insertions and deletions of small
ints, each operation an atomic block. Of a hundred operations 98 only look.

Each batch of operations changes keys of its own, so that what is in the set at
the end does not depend on the order of the batches."""

import setting

KEYS = 10_000
BATCHES = 64
PRELOADED = 1_000


def run(new_set, size):
    opts = setting.options(size=size)
    shared = new_set()
    random = setting.Random(opts.seed)
    while len(shared) < PRELOADED:
        shared.insert(1 + random.below(KEYS))
    found = [0] * BATCHES
    atomic = setting.atomic

    def batch(b, count):
        random = setting.Random(opts.seed * 1000 + b)
        hits = 0
        for _ in range(count):
            key = 1 + random.below(KEYS)
            what = random.below(100)
            if what >= 2:
                with atomic:
                    if key in shared:
                        hits += 1
                continue
            key = key - key % BATCHES + b + 1
            with atomic:
                if what:
                    shared.insert(key)
                else:
                    shared.remove(key)
        found[b] = hits

    def work(k):
        for b in range(k, BATCHES, opts.threads):
            batch(b, len(setting.share(opts.size, b, BATCHES)))

    seconds = setting.timed(opts, work)
    keys = list(shared)
    if keys != sorted(set(keys)) or len(keys) != len(shared):
        raise SystemExit("the set is damaged")
    if not 0 < sum(found) < opts.size:
        raise SystemExit(f"{sum(found)} hits")
    checksum = 0
    for key in keys:
        checksum = (checksum * 31 + key) % 1_000_000_007
    setting.report(f"operations {opts.size} keys {len(keys)} checksum {checksum}", seconds)
