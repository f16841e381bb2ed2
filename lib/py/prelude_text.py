# str.join and bytes.join of an iterable whose iteration runs Python code.

def str_join(separator, iterable):
    items = []
    append = items.append
    for item in iterable:
        append(item)
    return separator.join(items)
