"""A bounded deque that is repeated takes no more memory than it may hold."""
import collections

for items, most in ((), None), ((1, 2, 3), 2), ((1, 2, 3), 7), ((), 3), ((1,), 0), ((1,), 2**62):
    for n in 0, 1, 2, 5, -3, 1 << 40, 1 << 60, 1 << 70, -(1 << 70):
        if most == 2**62 and 5 < n < 1 << 70:
            continue
        d = collections.deque(items, most)
        for how in (lambda: d * n), (lambda: n * d), (lambda: d.__imul__(n)):
            try:
                print(items, most, n, how())
            except OverflowError as e:
                print(items, most, n, e)
