# Imports from the library.
import math, sys
from collections import deque
import itertools as it
print(math.sqrt(16), math.pi, sys.maxsize, deque([1, 2]), list(it.islice(it.count(), 3)), math.floor(2.5), __name__)
