import math
import sys
from collections import deque

emit = globals().get("emit", print)
ERRORS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, NameError, StopIteration, RuntimeError, AssertionError)
INF = math.inf
NAN = math.nan
HUGE = 1 << 200


def show(v, depth=0):
    t = type(v)
    if v is None or t is bool or t is int or t is float:
        return repr(v)
    if t is str:
        return repr(v) if len(v) < 50 else f"{v[:50]!r}...{len(v)}"
    if depth > 2:
        return t.__name__
    if t is list or t is tuple or t is deque:
        return f"{t.__name__}[{', '.join([show(x, depth + 1) for x in list(v)[:10]])}]{len(v)}"
    if t is dict:
        return f"dict[{', '.join([show(x, depth + 1) + ':' + show(v[x], depth + 1) for x in list(v)[:10]])}]{len(v)}"
    if t is set or t is frozenset:
        return f"{t.__name__}[{', '.join(sorted([show(x, depth + 1) for x in v]))}]"
    if isinstance(v, Base):
        slots = [n for c in t.__mro__ for n in getattr(c, "__slots__", ())]
        names = sorted(set(slots) | set(getattr(v, "__dict__", ())))
        values = [f"{n}={show(object.__getattribute__(v, n), depth + 1)}" for n in names if n in v.__dict__ or has(v, n)]
        return f"{t.__name__}({', '.join(values)})"
    return t.__name__


def has(v, name):
    try:
        object.__getattribute__(v, name)
    except AttributeError:
        return False
    return True


LINES = 0
DIGEST = 0


def out(*vs):
    global LINES, DIGEST
    text = " ".join([show(v) for v in vs])
    LINES += 1
    if LINES <= 6000:
        emit(text)
        return
    for c in text:
        DIGEST = (DIGEST * 31 + ord(c)) % 2147483647
    if LINES % 100 == 0:
        emit(f"{LINES} lines, digest {DIGEST}")


def end():
    emit(f"{LINES} lines, digest {DIGEST}")


def clip(v):
    t = type(v)
    if t is int:
        return v if -HUGE < v < HUGE else v % 1000003
    if t is str:
        return v if len(v) < 40 else v[:5]
    if t is list:
        if len(v) > 30:
            del v[10:]
        return v
    if t is tuple:
        return v if len(v) < 20 else v[:3]
    if t is dict:
        while len(v) > 30:
            v.popitem()
        return v
    if t is set or t is deque:
        if len(v) > 30:
            v.clear()
        return v
    return v


def asint(v):
    t = type(v)
    if t is int:
        return v
    if t is float:
        return int(v) if -1e18 < v < 1e18 else 7
    if t is str or t is list or t is dict or t is tuple:
        return len(v)
    return 1


class Base:
    a = 0
    b = 1.5
    c = "base"
    k = 3

    def __repr__(self):
        return type(self).__name__

    def m0(self, x=2):
        return self.a


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, e, tb):
        return kind is not None and self.swallow and issubclass(kind, ERRORS)
