# typing.NamedTuple, copies and replacement.
from typing import NamedTuple
class Emp(NamedTuple):
    name: str
    id: int = 3
    def hi(self): return "hi " + self.name
e = Emp("Al"); print(e, e.id, e.hi(), Emp.__annotations__, Emp._field_defaults, Emp("B", 4) > e, Emp._fields)
try: Emp()
except TypeError as x: print(x)
import copy
from collections import namedtuple
P = namedtuple("P", "x y"); p = P(1, 2)
print(copy.copy(p) == p, copy.replace(p, x=7), P.x.__get__(p), type(P.x).__name__)
