"""A property is read at the end of a loop for the first time since its class has changed.

The interpreter calls the getter by itself then, where the trace that is being recorded
would go through it. The code is new in each round, so that each has traces of its own,
and the samples come somewhere else.
"""

SOURCE = """
class Base:
    pass


class Thing(Base):
    def __init__(self, n):
        self.n = n

    @property
    def one(self):
        return 1


def ones(things):
    last = total = 0
    for t in things:
        total += last + t.n
        last = t.one
    return last, total


THINGS = [Thing(i) for i in range(SIZE)]
for k in range(SHIFT):
    pass
answers = []
for k in range(20):
    answers.append(ones(THINGS))
    Base.one = k
"""

for size in range(3, 9):
    for shift in range(16):
        names = {"SIZE": size, "SHIFT": shift}
        exec(SOURCE, names)
        print(size, shift, set(names["answers"]))
