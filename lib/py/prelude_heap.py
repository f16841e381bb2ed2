# The functions of heapq for items whose class has comparisons written in
# Python.  After a failed comparison the list still holds all of its items.

def heap_up(heap, start, i, largest):
    # Moves item i towards the top, but not above item start.
    n = len(heap)
    x = heap[i]
    while i > start:
        parent = (i - 1) >> 1
        p = heap[parent]
        if largest:
            above = p < x
        else:
            above = x < p
        if above:
            if len(heap) != n:
                raise RuntimeError("list changed size during iteration")
            heap[i] = p
            heap[parent] = x
            i = parent
        else:
            break
    if len(heap) != n:
        raise RuntimeError("list changed size during iteration")


def heap_down(heap, i, largest):
    # Moves item i to the bottom along the path of the items nearest to the top,
    # then up again to its place.
    n = len(heap)
    start = i
    x = heap[i]
    child = 2 * i + 1
    while child < n:
        c = heap[child]
        other = child + 1
        if other < n:
            right = heap[other]
            if largest:
                left = right < c
            else:
                left = c < right
            if not left:
                child = other
                c = right
            if len(heap) != n:
                raise RuntimeError("list changed size during iteration")
        heap[i] = c
        heap[child] = x
        i = child
        child = 2 * i + 1
    heap_up(heap, start, i, largest)


def heap_push(heap, item, largest):
    heap.append(item)
    heap_up(heap, 0, len(heap) - 1, largest)


def heap_pop(heap, largest):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    top = heap[0]
    heap[0] = last
    heap_down(heap, 0, largest)
    return top


def heap_make(heap, largest):
    for i in range((len(heap) >> 1) - 1, -1, -1):
        heap_down(heap, i, largest)


def heap_replace(heap, item, largest):
    if not heap:
        raise IndexError("index out of range")
    top = heap[0]
    heap[0] = item
    heap_down(heap, 0, largest)
    return top


def heap_push_pop(heap, item, largest):
    if not heap:
        return item
    top = heap[0]
    if largest:
        below = item < top
    else:
        below = top < item
    if below:
        return heap_replace(heap, item, largest)
    return item
