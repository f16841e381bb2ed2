# The container operations that go through an iterable written in Python, or
# call a key function.

def list_from(iterable):
    return [x for x in iterable]


def list_from_sized(iterable, hint):
    it = iter(iterable)
    hint(iterable)
    return [x for x in it]


def tuple_from(iterable):
    return (*[x for x in iterable],)


def set_from(iterable):
    return {x for x in iterable}


def frozenset_from(iterable):
    return frozenset({x for x in iterable})


def list_extend(target, iterable):
    append = list.append
    for x in iterable:
        append(target, x)


def list_iadd(target, iterable):
    append = list.append
    for x in iterable:
        append(target, x)
    return target


def set_update(target, iterable):
    add = set.add
    for x in iterable:
        add(target, x)


def deque_extend(target, iterable):
    append = type(target).append
    for x in iterable:
        append(target, x)


def array_extend(append, target, iterable):
    for x in iterable:
        append(target, x)


def dict_from(source):
    return dict_fill({}, source)


def dict_from_kw(source, named):
    d = dict_fill({}, source)
    d.update(named)
    return d


def dict_update(target, source):
    dict_fill(target, source)


def dict_fill(target, source):
    store = dict.__setitem__
    if hasattr(source, "keys"):
        for k in source.keys():
            store(target, k, source[k])
        return target
    i = 0
    for pair in source:
        if type(pair) is not tuple or len(pair) != 2:
            pair = dict_pair(pair, i)
        store(target, pair[0], pair[1])
        i += 1
    return target


def dict_pair(pair, i):
    try:
        if not hasattr(type(pair), "__iter__") and not hasattr(type(pair), "__getitem__"):
            raise TypeError("object is not iterable")
        items = [x for x in pair]
    except TypeError as error:
        error.add_note(f"Cannot convert dictionary update sequence element #{i} to a sequence")
        raise
    if len(items) != 2:
        raise ValueError(f"dictionary update sequence element #{i} has length {len(items)}; 2 is required")
    return items


def dict_fromkeys(iterable, value):
    d = {}
    for k in iterable:
        d[k] = value
    return d


def list_sort(target, key, reverse, take, give):
    items = take(target)
    keys = None
    try:
        keys = [key(x) for x in items]
    finally:
        give(target, items, keys, reverse)


def sorted_from(iterable, key, reverse):
    result = [x for x in iterable]
    result.sort(key=key, reverse=reverse)
    return result


def sorted_list(result, key, reverse):
    result.sort(key=key, reverse=reverse)
    return result


def reduce_first(function, it):
    for total in it:
        break
    else:
        raise TypeError("reduce() of empty iterable with no initial value")
    for x in it:
        total = function(total, x)
    return total


def reduce_from(function, it, total):
    for x in it:
        total = function(total, x)
    return total


def lru_miss(store, wrapper, key, function, args, named):
    if named is None:
        return store(wrapper, key, function(*args))
    return store(wrapper, key, function(*args, **named))
