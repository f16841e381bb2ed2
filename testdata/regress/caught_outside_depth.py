"""An exception that leaves a function in the middle of a trace gives the recursion depth
back once, not twice: as many calls fit in afterwards as before."""


def depth():
    n = 0

    def deeper():
        nonlocal n
        n += 1
        deeper()

    try:
        deeper()
    except RecursionError:
        pass
    return n


def fails():
    missing


def fails_twice():
    try:
        fails()
    except NameError:
        missing_too


def generates():
    yield 1
    missing


def mixed(s, i):
    """Arithmetic that makes a loop worth a trace."""
    s = (s * 3 + i) & 0xffff
    s ^= i * 7
    s = (s * 5 + 11) & 0xffff
    s ^= s >> 3
    s += i & 5
    return s ^ i * 3


def simple(n):
    s = 0
    for i in range(n):
        s = mixed(mixed(mixed(mixed(s, i), i), i), i)
        try:
            fails()
        except NameError as e:
            s += 1
    return s


def twice(n):
    s = 0
    for i in range(n):
        s = mixed(mixed(mixed(mixed(s, i), i), i), i)
        try:
            fails_twice()
        except NameError as e:
            s += 1
    return s


def in_generator(n):
    s = 0
    for i in range(n):
        s = mixed(mixed(mixed(mixed(s, i), i), i), i)
        try:
            for k in generates():
                s += k
        except NameError as e:
            s += 1
    return s


print(depth())
for work in simple, twice, in_generator:
    for n in 20, 250, 5000:
        print(work(n), depth())
