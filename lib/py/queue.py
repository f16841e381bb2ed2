"""Queues that threads put items into and take items out of."""

import threading
from _thread import allocate_lock as _allocate_lock
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time

try:
    from _queue import Empty, SimpleQueue, _deque_for, _has_room, _item_soon, _room_soon, _take
except ImportError:
    SimpleQueue = _has_room = _take = None

    def _deque_for(size):
        return deque()

    class Empty(Exception):
        "Exception raised by Queue.get(block=0)/get_nowait()."

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class ShutDown(Exception):
    """Raised when put/get with shut-down queue."""


_nothing = object()

# How often a thread that does not find what another one had for it looks again
# before it sleeps.
_rounds = 4


class Queue:
    """A queue with a maximum size; 0 or less: none."""

    # Who puts and who gets work on the same queue, but change nothing that the other
    # looks at, as long as it is neither full nor empty: _has_room() and _take() do
    # without the exact size, and the tasks are counted on both sides. Before a thread
    # sleeps it lets go of the lock and looks out for what the other does.

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self._added = [0]
        # How many are done, and how many had been added when that was last looked at.
        self._done = [0, 0]
        self.is_shutdown = False
        cls = type(self)
        # Whether items are put and got in the way of this class.
        self._plain = _take is not None and (cls._put is Queue._put and cls._get is Queue._get
                                             and cls._qsize is Queue._qsize)

    @property
    def unfinished_tasks(self):
        return self._added[0] - self._done[0]

    @unfinished_tasks.setter
    def unfinished_tasks(self, n):
        self._added[0] = n
        self._done[:] = 0, n

    def task_done(self):
        with self.mutex:
            done = self._done
            unfinished = done[1] - done[0] - 1
            if unfinished <= 0:
                done[1] = self._added[0]
                unfinished = done[1] - done[0] - 1
                if unfinished <= 0:
                    if unfinished < 0:
                        raise ValueError("task_done() called too many times")
                    self.all_tasks_done.notify_all()
            done[0] += 1

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        rounds = 0 if self._plain and block else _rounds
        while True:
            with self.mutex:
                if self.is_shutdown:
                    raise ShutDown
                room = self.maxsize <= 0
                if not room and self._plain:
                    if timeout is None or not (block and timeout < 0):
                        room = _has_room(self.queue, self.maxsize)
                    else:
                        rounds = _rounds
                if room or rounds >= _rounds:
                    if not room:
                        self._await_room(block, timeout)
                    self._put(item)
                    self._added[0] += 1
                    if self.not_empty._waiters:
                        self.not_empty.notify()
                    return
            rounds += 1 if _room_soon(self.queue, self.maxsize) else _rounds

    def _await_room(self, block, timeout):
        if not block:
            if self._qsize() >= self.maxsize:
                raise Full
        elif timeout is None:
            while self._qsize() >= self.maxsize:
                self.not_full.wait()
                if self.is_shutdown:
                    raise ShutDown
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            endtime = time() + timeout
            while self._qsize() >= self.maxsize:
                remaining = endtime - time()
                if remaining <= 0.0:
                    raise Full
                self.not_full.wait(remaining)
                if self.is_shutdown:
                    raise ShutDown

    def get(self, block=True, timeout=None):
        rounds = 0 if self._plain and block else _rounds
        while True:
            with self.mutex:
                item = _nothing
                if self._plain:
                    if timeout is None or not (block and timeout < 0):
                        item = _take(self.queue, _nothing)
                    else:
                        rounds = _rounds
                if item is not _nothing or rounds >= _rounds:
                    if item is _nothing:
                        self._await_item(block, timeout)
                        item = self._get()
                    if self.not_full._waiters:
                        self.not_full.notify()
                    return item
            rounds += 1 if _item_soon(self.queue) else _rounds

    def _await_item(self, block, timeout):
        if self.is_shutdown and not self._qsize():
            raise ShutDown
        if not block:
            if not self._qsize():
                raise Empty
        elif timeout is None:
            while not self._qsize():
                self.not_empty.wait()
                if self.is_shutdown and not self._qsize():
                    raise ShutDown
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            endtime = time() + timeout
            while not self._qsize():
                remaining = endtime - time()
                if remaining <= 0.0:
                    raise Empty
                self.not_empty.wait(remaining)
                if self.is_shutdown and not self._qsize():
                    raise ShutDown

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Make put() raise ShutDown, and get() once the queue is empty (at once
        if immediate)."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self._done[0] += 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    def _init(self, maxsize):
        self.queue = _deque_for(maxsize)

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class PriorityQueue(Queue):
    """A queue that gives the lowest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """A queue that gives the latest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """SimpleQueue without the native module."""

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._count.acquire(block, timeout if block else None):
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return len(self._queue) == 0

    def qsize(self):
        return len(self._queue)

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


if SimpleQueue is None:
    SimpleQueue = _PySimpleQueue
