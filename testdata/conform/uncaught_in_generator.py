# An error inside a generator that a comprehension and a function pull.
def numbers():
    yield 1
    yield 2
    yield int("three")
def doubled(src):
    for n in src:
        yield n * 2
print(next(doubled(numbers())))
print(sum(x for x in doubled(numbers()) if x))
