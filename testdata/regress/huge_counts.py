# Numbers that a program gives as sizes: Go ends the process where there is no
# memory for them, and the compiler once counted an empty tuple up to one.
import array
import io
import itertools
import os
import random
import struct
from collections import OrderedDict, deque


def attempt(f, *args, **named):
    try:
        print(len(f(*args, **named)))
    except Exception as e:
        print(type(e).__name__, e)


print(() * (1 << 46), "" * (1 << 62), b"" * (1 << 46))
for huge in (1 << 43, 1 << 62):
    for f in (
        lambda: [1] * huge, lambda: (1,) * huge, lambda: "a" * huge, lambda: b"a" * huge,
        lambda: lambda: deque([1, 2]) * huge, lambda: array.array("i", [1]) * huge,
        lambda: struct.pack("%ds" % huge, b""), lambda: "a".zfill(huge), lambda: "%*d" % (huge, 1),
    ):
        attempt(f)
attempt(itertools.product, [1, 2], repeat=1 << 43)
attempt(random.randbytes, 1 << 43)
attempt((5).to_bytes, 1 << 43, "big")
attempt(os.urandom, 1 << 43)
huge = 1 << 64
attempt([].insert, huge, 1)
attempt([1].pop, huge)
attempt(deque().rotate, huge)
attempt(deque().insert, huge, 1)
attempt(deque, [], huge)
attempt((3).to_bytes, huge, "big")
attempt(lambda: {deque(): 1})
attempt(lambda: {deque()})
attempt(lambda: {OrderedDict(): 1})


class Unhashable(list):
    pass


attempt(lambda: {Unhashable(): 1})
