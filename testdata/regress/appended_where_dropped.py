"""An append saves nothing of what lies behind the list's end, so whoever makes a list
shorter has to save what it drops: a block that is rolled back, also one within
another, finds it again although something else was appended there since."""

import random

try:
    import stm
except ImportError:
    stm = None


class Undo(Exception):
    pass


def undone(lists, work):
    """work(), and all that it does to the lists taken back."""
    if stm is None:
        saved = [list(x) for x in lists]
        work()
        for x, items in zip(lists, saved):
            x[:] = items
        return
    try:
        with stm.atomic(rollback=True):
            work()
            raise Undo
    except Undo:
        pass


def change(rng, x, n):
    """n changes of the length of x."""
    for _ in range(n):
        what = rng.randrange(8)
        if what < 3:
            x.append(rng.choice((n, str(n), [n])))
        elif what < 5 and x:
            x.pop()
        elif what == 5 and x:
            del x[rng.randrange(len(x)):]
        elif what == 6:
            x.extend((n, [n], n))
        else:
            x += [str(n)] * rng.randrange(5)


def nest(seed, lists, depth):
    rng = random.Random(seed)  # which is taken back, too
    for x in lists:
        change(rng, x, 12)
    if depth:
        undone(lists, lambda: nest(seed + 1, lists, depth - 1))
        for x in lists:
            change(rng, x, 6)


def grow_again(x, n):
    """Drop and append at one place, in a loop that is compiled."""
    for k in range(n):
        x.pop()
        x.append(k)
        x.append([k])
        x.pop()


rng = random.Random(5)
for size in (0, 3, 70, 300):
    lists = [[[size, k] for k in range(size)] for _ in range(3)]
    for k in range(40):
        undone(lists, lambda: nest(4 * k, lists, 3))
        for x in lists:
            change(rng, x, 3)
    print(size, sum(map(len, lists)), [x[-3:] for x in lists])

x = list(range(100))
for _ in range(200):
    undone([x], lambda: grow_again(x, 50))
    grow_again(x, 50)
print(x[-4:], len(x))
