"""An ordered map (a skip list) under ONE lock, four reads for each write.

A read looks up a key or walks over a few neighbours in order; writes insert
and remove entries. Every operation takes the map's one lock; choosing the
operation and using its result happens outside.
"""
# nature: one-lock

import random
import threading

import cli

BATCHES = 32
LEVELS = 14
BASE_KEYS = 10_000
GAP = 64


class Node:
    """An entry with one link for each level that it takes part in."""

    __slots__ = ("key", "value", "links")

    def __init__(self, key, value, levels):
        self.key = key
        self.value = value
        self.links = [None] * levels


class OrderedMap:
    """A skip list; an entry's height follows from its key."""

    def __init__(self):
        self.head = Node(None, None, LEVELS)
        self.length = 0
        self.lock = threading.Lock()

    @staticmethod
    def height(key):
        """One level more for each trailing zero of the scrambled key."""
        bits = (key * 0x9E3779B1 ^ key >> 7) & 0xFFFFFF | 1 << (LEVELS - 1)
        return (bits & -bits).bit_length()

    def _before(self, key):
        """On each level the last node below `key`."""
        path = [None] * LEVELS
        node = self.head
        for level in range(LEVELS - 1, -1, -1):
            ahead = node.links[level]
            while ahead is not None and ahead.key < key:
                node = ahead
                ahead = node.links[level]
            path[level] = node
        return path

    def _first(self, key):
        """The first node that is not below `key`, or None."""
        node = self.head
        for level in range(LEVELS - 1, -1, -1):
            ahead = node.links[level]
            while ahead is not None and ahead.key < key:
                node = ahead
                ahead = node.links[level]
        return node.links[0]

    def get(self, key, default=None):
        with self.lock:
            node = self._first(key)
            if node is not None and node.key == key:
                return node.value
            return default

    def first_items(self, key, count):
        """Up to `count` entries in order, from `key` on."""
        found = []
        with self.lock:
            node = self._first(key)
            while node is not None and len(found) < count:
                found.append((node.key, node.value))
                node = node.links[0]
        return found

    def insert(self, key, value):
        with self.lock:
            path = self._before(key)
            ahead = path[0].links[0]
            if ahead is not None and ahead.key == key:
                ahead.value = value
                return
            node = Node(key, value, self.height(key))
            for level in range(len(node.links)):
                node.links[level] = path[level].links[level]
                path[level].links[level] = node
            self.length += 1

    def remove(self, key):
        """Remove an entry; False when there is none of that key."""
        with self.lock:
            path = self._before(key)
            node = path[0].links[0]
            if node is None or node.key != key:
                return False
            for level in range(len(node.links)):
                path[level].links[level] = node.links[level]
            self.length -= 1
            return True

    def items(self):
        node = self.head.links[0]
        while node is not None:
            yield node.key, node.value
            node = node.links[0]


def run_batch(table, batch, operations, seed):
    """Mixed operations; a batch writes only keys that no other batch uses."""
    rng = random.Random(seed * 7919 + batch)
    own = []
    checked = 0
    for number in range(operations):
        key = int(rng.random() * BASE_KEYS) * GAP
        chance = rng.random()
        if chance < 0.6:
            checked += table.get(key)
        elif chance < 0.8:
            for found, value in table.first_items(key, 5):
                if found % GAP == 0:
                    checked += value
                    break
        elif chance < 0.9 or not own:
            key += 1 + batch
            table.insert(key, number)
            own.append(key)
        else:
            table.remove(own.pop(int(rng.random() * len(own))))
    return checked


def main():
    opts = cli.options(size=1_000_000)
    table = OrderedMap()
    for i in range(BASE_KEYS):
        table.insert(i * GAP, i % 1000)
    checked = [0] * BATCHES

    def work(k):
        for batch in range(k, BATCHES, opts.threads):
            operations = len(cli.share(opts.size, batch, BATCHES))
            checked[batch] = run_batch(table, batch, operations, opts.seed)

    seconds = cli.timed(opts, work)

    keys = [key for key, _ in table.items()]
    if keys != sorted(set(keys)) or len(keys) != table.length:
        raise SystemExit("the map is out of order")
    cli.report(f"read {sum(checked)} entries {len(keys)} keys {sum(keys)}", seconds)


if __name__ == "__main__":
    main()
