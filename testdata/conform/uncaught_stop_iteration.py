# StopIteration out of next, and inside of a generator.
it = iter([1])
print(next(it))
def gen():
    yield next(it)
try:
    list(gen())
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))
next(it)
