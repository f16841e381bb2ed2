"""Heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
           "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max"]

from _heapq import (heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop,
                    heappushpop_max, heapreplace, heapreplace_max)


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator over several sorted iterables."""
    if reverse:
        make, replace, pop, step = heapify_max, heapreplace_max, heappop_max, -1
    else:
        make, replace, pop, step = heapify, heapreplace, heappop, 1
    # An entry is [key, order, item, next]; the order keeps equal keys stable.
    heap = []
    for order, it in enumerate(map(iter, iterables)):
        for item in it:
            k = item if key is None else key(item)
            heap.append([k, order * step, item, it])
            break
    make(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for item in entry[3]:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            replace(heap, entry)
            break
        else:
            pop(heap)
    if heap:
        entry = heap[0]
        yield entry[2]
        yield from entry[3]


def nsmallest(n, iterable, key=None):
    """The n smallest items, the same as sorted(iterable, key=key)[:n]."""
    return _best(n, iterable, key, min, heapify_max, heapreplace_max, False)


def nlargest(n, iterable, key=None):
    """The n largest items, the same as sorted(iterable, key=key, reverse=True)[:n]."""
    return _best(n, iterable, key, max, heapify, heapreplace, True)


def _best(n, iterable, key, one, make, replace, reverse):
    if n == 1:
        missing = object()
        best = one(iterable, default=missing, key=key)
        return [] if best is missing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=reverse)[:n]
    it = iter(iterable)
    # The heap holds the n best so far, the worst of them on top: (key, order, item).
    step = -1 if reverse else 1
    order = 0
    heap = []
    if n > 0:
        for item in it:
            heap.append((item if key is None else key(item), order, item))
            order += step
            if len(heap) == n:
                break
    if not heap:
        return []
    make(heap)
    worst = heap[0][0]
    for item in it:
        k = item if key is None else key(item)
        if (worst < k) if reverse else (k < worst):
            replace(heap, (k, order, item))
            worst = heap[0][0]
            order += step
    heap.sort(reverse=reverse)
    return [item for k, order, item in heap]
