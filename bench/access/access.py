"""What one access costs: a line `name nanoseconds` for each kind.

`access.py section` makes each access within a section under a lock, 1,000 of
them in one; the locks' own cost is taken off with that of the empty loop.
"""
import sys
import threading
from random import Random
from time import process_time

IN_SECTION = "section" in sys.argv
MANY = 20_000  # objects and items, visited in random order
PER_CALL = 1_000
ROUNDS = 9


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def get(self):
        return self.x


rng = Random(1)
point = Point(1, 2)
points = [Point(i, i) for i in range(MANY)]
order = list(range(MANY))
rng.shuffle(order)
items = list(range(MANY))
few = list(range(50))
by_int = {i: i for i in range(MANY)}
by_name = {f"name{i}": i for i in range(50)}
name = "name7"
constant = 7
counter = 0
scattered = [points[k] for k in order]
orders = [order[k:k + PER_CALL] for k in range(0, MANY, PER_CALL)]
parts = [scattered[k:k + PER_CALL] for k in range(0, MANY, PER_CALL)]


def empty(indices, objects):
    for k in indices:
        pass


def empty_objects(indices, objects):
    for p in objects:
        pass


def attr_read(indices, objects):
    p = point
    for k in indices:
        p.x


def attr_read_each(indices, objects):
    for p in objects:
        p.x


def attr_write(indices, objects):
    p = point
    for k in indices:
        p.x = k


def attr_write_each(indices, objects):
    for p in objects:
        p.x = p


def attr_add(indices, objects):
    p = point
    for k in indices:
        p.y += 1


def attr_add_each(indices, objects):
    for p in objects:
        p.y += 1


def method(indices, objects):
    p = point
    for k in indices:
        p.get()


def item_read(indices, objects):
    few_ = few
    for k in indices:
        few_[7]


def item_read_each(indices, objects):
    items_ = items
    for k in indices:
        items_[k]


def item_write(indices, objects):
    few_ = few
    for k in indices:
        few_[7] = k


def item_write_each(indices, objects):
    items_ = items
    for k in indices:
        items_[k] = k


def list_new(indices, objects):
    for k in indices:
        [k, k]


def object_new(indices, objects):
    for k in indices:
        Point(k, k)


def append_pop(indices, objects):
    few_ = few
    for k in indices:
        few_.append(k)
        few_.pop()


def dict_get(indices, objects):
    names = by_name
    key = name
    for k in indices:
        names[key]


def dict_get_each(indices, objects):
    ints = by_int
    for k in indices:
        ints[k]


def dict_set(indices, objects):
    names = by_name
    key = name
    for k in indices:
        names[key] = k


def dict_set_each(indices, objects):
    ints = by_int
    for k in indices:
        ints[k] = k


def global_read(indices, objects):
    for k in indices:
        constant


def global_write(indices, objects):
    global counter
    for k in indices:
        counter = k


def cell_add(indices, objects):
    n = 0

    def add():
        nonlocal n
        for k in indices:
            n += 1
    add()


KINDS = [attr_read, attr_read_each, attr_write, attr_write_each, attr_add, attr_add_each, method,
         item_read, item_read_each, item_write, item_write_each, append_pop, list_new, object_new,
         dict_get, dict_get_each, dict_set, dict_set_each, global_read, global_write, cell_add]
lock = threading.Lock()


def sweep(kind):
    """Processor time of a thousand accesses for each part of the items."""
    began = process_time()
    if IN_SECTION:
        for indices, objects in zip(orders, parts):
            with lock:
                kind(indices, objects)
    else:
        for indices, objects in zip(orders, parts):
            kind(indices, objects)
    return process_time() - began


def fastest(kind):
    return min(sweep(kind) for _ in range(ROUNDS)) * 1e9 / MANY


def main():
    for kind in KINDS:
        best = fastest(kind) - fastest(empty_objects if kind.__name__.endswith("_each") and "objects" in
                                       kind.__code__.co_varnames[2:] else empty)
        print(kind.__name__, f"{best:.2f}")


main()
