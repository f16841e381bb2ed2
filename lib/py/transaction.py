"""The module `transaction` of PyPy-STM, on top of stm.

Its programs run as they are. What was there to avoid conflicts (hashtable,
stmdict, stmset, queue, count, local) is what every dict, set, deque and
threading.local does here; the classes remain for the names."""

import threading
import time as _time
from collections import deque as _deque
from itertools import count as _number
from queue import Empty

import stm
from stm import TransactionError, TransactionQueue, hint_commit_soon, is_atomic, threadlocalproperty

__all__ = ["TransactionQueue", "TransactionError", "add", "add_generator", "run", "set_num_threads",
           "atomic", "exclusive_atomic", "single_transaction", "is_atomic", "hint_commit_soon",
           "getsegmentlimit", "signals_enabled", "hashtable", "stmdict", "stmset", "stmiddict",
           "stmidset", "queue", "Empty", "threadlocalproperty", "local", "time", "clock", "count",
           "error"]

error = RuntimeError
atomic = stm.atomic
local = threading.local
time = _time.time
clock = _time.process_time


def getsegmentlimit():
    """How many threads can run at the same time."""
    import os
    return getattr(os, "process_cpu_count", os.cpu_count)() or 1


class _Exclusive:
    """An atomic block that refuses to be inside another one."""

    def __enter__(self):
        if is_atomic():
            raise error("exclusive_atomic block can't be entered inside another atomic block")
        return atomic.__enter__()

    def __exit__(self, *exc):
        return atomic.__exit__(*exc)


class _Single:
    """An atomic block that shares its transaction with nothing around it."""

    def __enter__(self):
        hint_commit_soon()
        return atomic.__enter__()

    def __exit__(self, *exc):
        result = atomic.__exit__(*exc)
        hint_commit_soon()
        return result


class _Nothing:
    """Signals always arrive at the main thread: there is nothing to enable."""

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


exclusive_atomic = _Exclusive()
single_transaction = _Single()
signals_enabled = _Nothing()

# The queue of the module's functions.
_default = TransactionQueue()
_threads = 4


def set_num_threads(num):
    """Set the number of threads that run() uses."""
    global _threads
    if num < 1:
        raise ValueError("the number of threads must be positive")
    _threads = num


def add(function, /, *args, **kwargs):
    """Add a call, which run() makes as a transaction."""
    _default.add(function, *args, **kwargs)


def add_generator(generator):
    """Add an iterator; from one yield to the next is a transaction."""
    _default.add_generator(generator)


def run():
    """Make all calls that were added, and those that they add."""
    _default.run(_threads)


class hashtable:
    """Integers of 64 bits to objects; two keys never collide."""

    def __init__(self):
        self._items = {}

    @staticmethod
    def _key(key):
        import operator
        key = operator.index(key)
        if not -1 << 63 <= key < 1 << 63:
            raise OverflowError("the key does not fit into 64 bits")
        return key

    def __getitem__(self, key):
        return self._items[self._key(key)]

    def __setitem__(self, key, value):
        self._items[self._key(key)] = value

    def __delitem__(self, key):
        del self._items[self._key(key)]

    def __contains__(self, key):
        return self._key(key) in self._items

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(list(self._items))

    iterkeys = __iter__

    def get(self, key, default=None):
        return self._items.get(self._key(key), default)

    def setdefault(self, key, default=None):
        return self._items.setdefault(self._key(key), default)

    def keys(self):
        return list(self._items)

    def values(self):
        return list(self._items.values())

    def items(self):
        return list(self._items.items())

    def itervalues(self):
        return iter(self.values())

    def iteritems(self):
        return iter(self.items())


class stmdict(dict):
    """A dict; its views are lists, as PyPy-STM's were."""

    def keys(self):
        return list(self)

    def values(self):
        return list(super().values())

    def items(self):
        return list(super().items())

    def iterkeys(self):
        return iter(self.keys())

    def itervalues(self):
        return iter(self.values())

    def iteritems(self):
        return iter(self.items())


class stmset(set):
    """A set."""


class stmiddict:
    """A dict whose keys are compared by identity."""

    def __init__(self, items=()):
        self._items = {}
        for key, value in getattr(items, "items", lambda: items)():
            self[key] = value

    def __getitem__(self, key):
        try:
            return self._items[id(key)][1]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._items[id(key)] = key, value

    def __delitem__(self, key):
        try:
            del self._items[id(key)]
        except KeyError:
            raise KeyError(key) from None

    def __contains__(self, key):
        return id(key) in self._items

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self.keys())

    def get(self, key, default=None):
        return self._items.get(id(key), (None, default))[1]

    def setdefault(self, key, default=None):
        return self._items.setdefault(id(key), (key, default))[1]

    def pop(self, key, *default):
        if id(key) not in self._items and not default:
            raise KeyError(key)
        return self._items.pop(id(key), (None, *default))[1]

    def keys(self):
        return [key for key, _ in list(self._items.values())]

    def values(self):
        return [value for _, value in list(self._items.values())]

    def items(self):
        return list(self._items.values())


class stmidset:
    """A set whose elements are compared by identity."""

    def __init__(self, items=()):
        self._items = {}
        for item in items:
            self.add(item)

    def add(self, item):
        self._items[id(item)] = item

    def remove(self, item):
        if self._items.pop(id(item), self) is self:
            raise KeyError(item)

    def discard(self, item):
        self._items.pop(id(item), None)

    def __contains__(self, item):
        return id(item) in self._items

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(list(self._items.values()))


class queue:
    """A queue without a maximum size. A get() that must wait inside an atomic
    block is an error."""

    def __init__(self, items=()):
        self._items = _deque(items)
        self._unfinished = len(self._items)
        self._changed = threading.Condition()

    def put(self, item):
        with self._changed:
            self._items.append(item)
            self._unfinished += 1
            self._changed.notify_all()

    def get(self, block=True, timeout=None):
        if block and is_atomic():
            with self._changed:
                if self._items:
                    return self._items.popleft()
            raise error("can't block here: inside an atomic block")
        with self._changed:
            if not self._changed.wait_for(lambda: self._items, timeout if block else 0):
                raise Empty
            return self._items.popleft()

    def task_done(self):
        with self._changed:
            if self._unfinished <= 0:
                raise ValueError("task_done() called too many times")
            self._unfinished -= 1
            if not self._unfinished:
                self._changed.notify_all()

    def join(self):
        with self._changed:
            self._changed.wait_for(lambda: not self._unfinished)


class count:
    """Different ints, which grow only within a thread: each takes some at once."""

    def __init__(self, start=0, step=1):
        self._parts = _number()
        self._start, self._step = start, step
        self._mine = local()

    def __iter__(self):
        return self

    def __next__(self):
        mine = self._mine
        left = getattr(mine, "left", 0)
        if not left:
            mine.next, left = 256 * next(self._parts), 256
        n = mine.next
        mine.next, mine.left = n + 1, left - 1
        return self._start + n * self._step
