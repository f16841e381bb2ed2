# The builtin functions that go through an iterable or call a key function.

def all_of(iterable):
    for x in iterable:
        if not x:
            return False
    return True


def any_of(iterable):
    for x in iterable:
        if x:
            return True
    return False


def max_of(iterable, given, default):
    it = iter(iterable)
    for best in it:
        break
    else:
        if given:
            return default
        raise ValueError("max() iterable argument is empty")
    for x in it:
        if x > best:
            best = x
    return best


def min_of(iterable, given, default):
    it = iter(iterable)
    for best in it:
        break
    else:
        if given:
            return default
        raise ValueError("min() iterable argument is empty")
    for x in it:
        if x < best:
            best = x
    return best


def max_by(iterable, key, given, default):
    it = iter(iterable)
    for best in it:
        break
    else:
        if given:
            return default
        raise ValueError("max() iterable argument is empty")
    best_key = key(best)
    for x in it:
        k = key(x)
        if k > best_key:
            best, best_key = x, k
    return best


def min_by(iterable, key, given, default):
    it = iter(iterable)
    for best in it:
        break
    else:
        if given:
            return default
        raise ValueError("min() iterable argument is empty")
    best_key = key(best)
    for x in it:
        k = key(x)
        if k < best_key:
            best, best_key = x, k
    return best


def sum_of(iterable, start, step):
    # step adds a list of numbers; what it returns carries the rounding error.
    numbers = (int, float, complex, bool)
    total = start
    state = None
    items = []
    for x in iterable:
        if type(x) in numbers and (state is not None or type(total) in numbers):
            items.append(x)
            if len(items) < 64:
                continue
            state = step(total, items, state)
            items = []
        else:
            if items:
                state = step(total, items, state)
                items = []
            if state is not None:
                total = step(total, None, state)
                state = None
            total = total + x
    if items:
        state = step(total, items, state)
    if state is None:
        return total
    return step(total, None, state)


async def anext_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
