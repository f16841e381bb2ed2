"""One program again and again in a namespace of its own: when it is over nothing of
it is left.

    repeated.py RUNS

The program makes classes, functions, traces and atomic sections. Prints: the objects
and KiB that the process has after so many runs, and after five times as many.
"""

import gc
import sys

from process import resident

PROGRAM = '''
import abc, threading, weakref

class Meta(type):
    registry = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        cls.registry[name] = cls

class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

class Square(Shape):
    __slots__ = ("side",)
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
    def __lt__(self, other):
        return self.side < other.side

class Node(metaclass=Meta):
    def __init__(self, value, below=None):
        self.value, self.below = value, below
    @property
    def depth(self):
        return 0 if self.below is None else 1 + self.below.depth
    def __add__(self, other):
        return type(self)(self.value + other.value, self)

class Failure(Exception):
    pass

def total(n):
    t = 0
    for k in range(n):
        t += Square(k).area() if k % 3 else k
    return t

def walk(n):
    node = Node(0)
    for k in range(n):
        node = node + Node(k)
        node.seen = True
    return node.depth

assert total(300) > 0 and walk(20) == 20
assert isinstance(Square(1), Shape) and Square(1) < Square(2)
assert sorted([Square(3), Square(1)])[0].side == 1
alive = weakref.WeakValueDictionary(x=Square)
try:
    raise Failure(Square(4))
except Failure as e:
    caught = e
lock = threading.Lock()
count = 0
def add():
    global count
    for k in range(50):
        with lock:
            count += 1
add()
me = caught.args[0], add, locals
'''


def run(times):
    for k in range(times):
        exec(compile(PROGRAM, "<program>", "exec"), {"__name__": "__main__"})
    gc.collect()
    gc.collect()
    return len(gc.get_objects()), resident()


runs = int(sys.argv[1])
run(runs)
print(*run(1), *run(4 * runs))
