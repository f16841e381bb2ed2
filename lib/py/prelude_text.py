# str.join and bytes.join of an iterable whose iteration runs Python code.

def str_join(separator, iterable):
    items = []
    append = items.append
    for item in iterable:
        append(item)
    return separator.join(items)


def re_sub(pattern, function, string, count, counted, join):
    parts = []
    n = last = 0
    for match in pattern.finditer(string):
        if count and n >= count:
            break
        start, end = match.span()
        if start > last:
            parts.append(string[last:start])
        new = function(match)
        if new is not None:
            parts.append(new)
        last = end
        n += 1
    if last < len(string):
        parts.append(string[last:])
    return join(string, parts, n, counted)
