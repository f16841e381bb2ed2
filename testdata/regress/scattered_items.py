"""Loops over short lists of objects that lie far apart, which ask for memory ahead.

The lists shrink, grow and get items of other types while they are walked.
"""
import random
import threading


class Node:
    def __init__(self, number):
        self.number = number
        self.filler = [number] * 50
        self.near = []


rng = random.Random(5)
nodes = [Node(i) for i in range(3000)]
for _ in range(18000):
    rng.choice(nodes).near.append(rng.choice(nodes))


def lowest(node):
    best = node.number
    for other in node.near:
        if other.number < best:
            best = other.number
    return best


def walk_and_change(node, k):
    seen = 0
    for other in node.near:
        seen += other.number
        if k % 7 == 0 and len(node.near) > 3:
            node.near.pop()
        elif k % 11 == 0 and len(node.near) < 30:
            node.near.append(nodes[(k * 31 + seen) % len(nodes)])
    return seen


def numbers(items):
    total = 0
    for item in items:
        total += item.number if isinstance(item, Node) else item or 0
    return total


class Odd:
    """Its `near` is now a list, now none."""

    def __init__(self, near):
        self.near = near


def degrees(some):
    total = 0
    for node in some:
        for other in node.near:
            total += len(other.near)
    return total


def out_of_lists_that_die(some):
    total = 0
    for k in range(3000):
        for node in some[k % 50:k % 50 + 40]:
            break
        filler = [k] * 30
        total += len(node.near) + len(filler)
    return total


results = [0] * 2


def work(k):
    for node in nodes:
        results[k] += lowest(node)


print(sum(lowest(node) for node in nodes))
print(sum(walk_and_change(node, k) for k, node in enumerate(nodes)))
mixed = [node.near + [None, 3, 2.5][:k % 4] for k, node in enumerate(nodes)]
print(sum(numbers(items) for items in mixed), numbers([]))
print(degrees(nodes), degrees(nodes[:40]))
odd = [Odd(node.near if k % 3 else tuple(node.near)) for k, node in enumerate(nodes)]
print(degrees(odd), degrees([node if k % 5 else odd[k] for k, node in enumerate(nodes)]))
print(out_of_lists_that_die(nodes))
for node in nodes[::4]:
    node.near = []
print(degrees(nodes))
threads = [threading.Thread(target=work, args=(k,)) for k in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
