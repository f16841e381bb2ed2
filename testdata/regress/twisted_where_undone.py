"""A generator makes its next numbers where the last ones lie if the running transaction
has made those itself. A block that is rolled back, also one within another, finds the
numbers again that were to come when it began."""

import random
import threading

try:
    from stm import atomic
except ImportError:
    atomic = None

PER_STATE = 312  # floats before the generator makes new numbers


class Undo(Exception):
    pass


def undone(rng, work):
    """work(rng), and the generator back where it was."""
    if atomic is None:
        state = rng.getstate()
        work(rng)
        rng.setstate(state)
        return
    try:
        with atomic(rollback=True):
            work(rng)
            raise Undo
    except Undo:
        pass


def draws(rng, n):
    return [rng.random() for _ in range(n)]


def nested(rng, n):
    """Draws before and behind a block within a block, all in vain."""
    before = draws(rng, n)
    undone(rng, lambda r: draws(r, 2 * n))
    expected = random.Random()
    expected.setstate(rng.getstate())
    assert draws(rng, 2 * n) == draws(expected, 2 * n), n
    assert before != draws(rng, n)


def check(seed):
    rng, same = random.Random(seed), random.Random(seed)
    for n in (1, PER_STATE - 1, PER_STATE, PER_STATE + 1, 3 * PER_STATE + 5):
        undone(rng, lambda r: draws(r, n))
        undone(rng, lambda r: nested(r, n))
        assert draws(rng, n) == draws(same, n), (seed, n)
    return rng.getrandbits(32)


results = {}


def work(k):
    results[k] = [check(seed) for seed in range(k, 12, 3)]


threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))
