# The state of an iterator is clamped to the length; index() sees what __eq__ appends.
from array import array
from collections import deque

for seq in [1, 2, 3], (1, 2, 3), array("i", [1, 2, 3]), b"abc", bytearray(b"abc"), "abc":
    it = iter(seq)
    it.__setstate__(10)
    print(it.__reduce__()[1:], hasattr(it, "__length_hint__"))
    if isinstance(seq, (list, array)):
        seq.extend(range(5))
        print(list(it), it.__reduce__()[1:])


class Appends:
    def __init__(self, seq):
        self.seq = seq
        self.seen = 0

    def __eq__(self, other):
        self.seen += 1
        if len(self.seq) < 20:
            self.seq.append(7)
        return self.seen > 12


for make in lambda: [1, 2, 3], lambda: array("i", [1, 2, 3]):
    for bounds in (), (1,), (1, 9), (-2, -1), (1, 100), (50,), (2, 1):
        seq = make()
        try:
            print(bounds, seq.index(Appends(seq), *bounds))
        except ValueError as error:
            print(bounds, error)

for seq in [1, 2, 3, 1, 2], deque([1, 2, 3, 1, 2]), array("i", [1, 2, 3, 1, 2]), (1, 2, 3, 1, 2):
    for lo in -10, -2, 0, 1, 5, 9, 1 << 80, -1 << 80:
        for hi in -10, -2, 0, 4, 5, 9, 1 << 80, -1 << 80:
            found = []
            for x in 1, 2, 3, 9:
                try:
                    found.append(seq.index(x, lo, hi))
                except ValueError as error:
                    found.append(str(error))
            print(type(seq).__name__, lo, hi, found)
