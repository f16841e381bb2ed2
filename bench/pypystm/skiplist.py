"""A skip list that all threads look into and a few operations change."""
# nature: atomic

import setwork

LEVELS = 12


class Node:
    __slots__ = ("key", "next")

    def __init__(self, key, levels):
        self.key = key
        self.next = [None] * levels


def levels_of(key):
    """How many lists a key is in: half as many keys in each one."""
    h = key * 2654435761 >> 7 & (1 << LEVELS - 1) - 1
    n = 1
    while h & 1:
        n += 1
        h >>= 1
    return n


class SkipList:
    """A set of keys."""

    def __init__(self):
        self.head = Node(None, LEVELS)
        self.count = 0

    def __len__(self):
        return self.count

    def before(self, key):
        """On each level the last node with a smaller key."""
        path = [None] * LEVELS
        node = self.head
        for level in range(LEVELS - 1, -1, -1):
            following = node.next[level]
            while following is not None and following.key < key:
                node = following
                following = node.next[level]
            path[level] = node
        return path

    def __contains__(self, key):
        node = self.head
        for level in range(LEVELS - 1, -1, -1):
            following = node.next[level]
            while following is not None and following.key < key:
                node = following
                following = node.next[level]
            if following is not None and following.key == key:
                return True
        return False

    def insert(self, key):
        path = self.before(key)
        following = path[0].next[0]
        if following is not None and following.key == key:
            return
        node = Node(key, levels_of(key))
        for level in range(len(node.next)):
            node.next[level] = path[level].next[level]
            path[level].next[level] = node
        self.count += 1

    def remove(self, key):
        path = self.before(key)
        node = path[0].next[0]
        if node is None or node.key != key:
            return
        for level in range(len(node.next)):
            path[level].next[level] = node.next[level]
        self.count -= 1

    def __iter__(self):
        node = self.head.next[0]
        while node is not None:
            yield node.key
            node = node.next[0]


if __name__ == "__main__":
    setwork.run(SkipList, 250_000)
