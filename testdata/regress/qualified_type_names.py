"""Messages name types of modules with the module, whoever finds the mistake."""

import collections
import functools
import itertools
import random


def f(**kw):
    pass


class Own(collections.OrderedDict):
    keys = None


def unpack(value):
    a, b = value


class Initialized:
    def __new__(cls, value):
        self = super().__new__(cls)
        self.value = value
        return self

    def __init__(self, value):
        return value


class Matched:
    __match_args__ = (collections.Counter(),)


def match(value):
    match Matched():
        case Matched(1):
            pass


for value in collections.deque(), random.Random(1), functools.partial(f), range(3), Own(), itertools.repeat(1):
    for attempt in [lambda: unpack(value), lambda: Initialized(value), lambda: match(value), lambda: {**value}, lambda: f(**value), lambda: f(*value.__init__), lambda: {"a": 1} | value, lambda: value + 1,
                    lambda: -value, lambda: value(), lambda: value[0:1:2, 3], lambda: value.none, lambda: int(value), lambda: "a" + value,
                    lambda: len(value), lambda: value < 1, lambda: hash(value) and 0, lambda: value @ value]:
        try:
            attempt()
        except Exception as e:
            print(type(e).__name__, e)
