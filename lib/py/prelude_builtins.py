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
    # Ints alone and floats alone are added here; see sum_rest.
    it = iter(iterable)
    total = start
    if type(total) is int:
        for x in it:
            total = total + x
            if type(x) is not int and type(x) is not bool:
                break
        else:
            return total
    if type(total) is not float:
        return sum_rest(it, total, (), None, step)
    error = 0.0
    for x in it:
        if type(x) is not float:
            return sum_rest(it, total, (x,), (None, 1, total, 0.0, error, 0.0), step)
        to = total + x
        if abs(total) >= abs(x):
            error += total - to + x
        else:
            error += x - to + total
        total = to
    return step(total, None, (None, 1, total, 0.0, error, 0.0))


def sum_rest(it, total, first, state, step):
    # step adds a list of numbers; what it returns carries the rounding error.
    numbers = (int, float, complex, bool)
    items = []
    for source in (first, it):
        for x in source:
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
