"""A B-tree that all threads look into and a few operations change."""
# nature: atomic

from bisect import bisect_left

import setwork

ORDER = 16  # keys in a full node


class Node:
    __slots__ = ("keys", "children")

    def __init__(self, keys, children):
        self.keys = keys
        self.children = children  # empty in a leaf


class BTree:
    """A set of keys. Every node but the root has at least ORDER // 2 keys after
    an insertion; deletions leave small nodes behind."""

    def __init__(self):
        self.root = Node([], [])
        self.count = 0

    def __len__(self):
        return self.count

    def __contains__(self, key):
        node = self.root
        while True:
            keys = node.keys
            i = bisect_left(keys, key)
            if i < len(keys) and keys[i] == key:
                return True
            if not node.children:
                return False
            node = node.children[i]

    def insert(self, key):
        """Add a key; splits full nodes on the way down."""
        node = self.root
        if len(node.keys) >= ORDER:
            self.root = node = Node([], [node])
            self.split(node, 0)
        while True:
            i = bisect_left(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                return
            if not node.children:
                node.keys.insert(i, key)
                self.count += 1
                return
            if len(node.children[i].keys) >= ORDER:
                self.split(node, i)
                continue
            node = node.children[i]

    def split(self, parent, i):
        """Divide the i-th child of a node that is not full."""
        child = parent.children[i]
        half = len(child.keys) // 2
        right = Node(child.keys[half + 1:], child.children[half + 1:])
        parent.keys.insert(i, child.keys[half])
        parent.children.insert(i + 1, right)
        del child.keys[half:]
        del child.children[half + 1:]

    def remove(self, key):
        """Remove a key if it is there."""
        node = self.root
        while True:
            i = bisect_left(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                break
            if not node.children:
                return
            node = node.children[i]
        self.count -= 1
        if not node.children:
            del node.keys[i]
            return
        # The next smaller key takes its place, if there is one below.
        path, child = [], node.children[i]
        while child.children:
            path.append(child)
            child = child.children[-1]
        if child.keys:
            node.keys[i] = child.keys.pop()
            return
        # An empty leaf: take the last key above it on that path.
        while path:
            above = path.pop()
            if above.keys:
                node.keys[i] = above.keys.pop()
                above.children.pop()
                return
        del node.keys[i]
        del node.children[i]

    def __iter__(self):
        yield from self.walk(self.root)

    def walk(self, node):
        if not node.children:
            yield from node.keys
            return
        for child, key in zip(node.children, node.keys):
            yield from self.walk(child)
            yield key
        yield from self.walk(node.children[-1])


if __name__ == "__main__":
    setwork.run(BTree, 400_000)
