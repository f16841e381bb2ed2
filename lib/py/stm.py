"""Atomic blocks.

    with stm.atomic:                    # never interleaved with anything
        a.balance -= n
        b.balance += n

Leaving a block by an exception keeps what was done; with
stm.atomic(rollback=True) it is undone. Blocks may be nested in any way: the
outermost one is what others see, each one with rollback=True can be undone by
itself. stm.atomic("name") names a block in the conflict report. As a decorator
atomic makes each call of a function a block.
"""

from _stm import (Block, Order as _Order, Aborted, Retry as _Retry, abort, retry, is_atomic,
                  hint_commit_soon, on_commit, on_abort, stats)
from _thread import _local

__all__ = ["atomic", "Aborted", "abort", "retry", "or_else", "is_atomic", "hint_commit_soon",
           "on_commit", "on_abort", "stats", "TransactionQueue", "TransactionError",
           "parallel_for", "threadlocalproperty"]


class _Atomic(Block):
    __slots__ = ()

    def __call__(self, name=None, /, *, rollback=False):
        if callable(name):
            return _decorate(self, name)
        if name is not None and not isinstance(name, str):
            raise TypeError("atomic() takes a name or a function, not "
                            f"{type(name).__name__!r}")
        return _Atomic(name, rollback)

    def __repr__(self):
        args = [] if self.name is None else [repr(self.name)]
        if self.rollback:
            args.append("rollback=True")
        return f"stm.atomic({', '.join(args)})" if args else "stm.atomic"


def _decorate(block, function):
    from functools import wraps

    @wraps(function)
    def wrapper(*args, **kwargs):
        with block:
            return function(*args, **kwargs)
    return wrapper


atomic = _Atomic()
_alternative = Block(None, False, True)


def or_else(function, /, *others):
    """Call the functions in turn until one does not end in retry().

    What a function did before its retry() is undone. If all of them want to
    wait, the block waits for a change of anything that one of them has read."""
    *firsts, last = (function, *others)
    with atomic:
        for function in firsts:
            try:
                with _alternative:
                    return function()
            except _Retry:
                pass
        return last()


class TransactionError(Exception):
    """A TransactionQueue was used in a way that it does not allow."""


def _workers(threads):
    if threads < 0:
        raise ValueError("the number of threads must not be negative")
    if threads:
        return threads
    import os
    return os.process_cpu_count() or 1


def _run_threads(count, work, cancel):
    """Run work() in count threads; an exception here is told to cancel."""
    from threading import Thread
    threads = [Thread(target=work, name=f"stm-{k}") for k in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        try:
            thread.join()
        except BaseException as e:
            cancel(e)
            thread.join()


def parallel_for(function, iterable, /, *, threads=0, grain=1):
    """Call function with each item as a loop would do it, on several threads.

    The calls are transactions that are committed in the order of the items: all
    that can be seen of them is what the loop would have done. An exception ends
    the loop, and no later item has any effect. Each transaction takes as many
    items as grain says."""
    items = iterable if isinstance(iterable, range) else tuple(iterable)
    if grain < 1:
        raise ValueError("grain must be positive")
    count = -(-len(items) // grain)
    workers = min(_workers(threads), count)
    if workers <= 1 or is_atomic():
        for n in range(count):
            with atomic:
                for item in items[n * grain:(n + 1) * grain]:
                    function(item)
        return
    order, failures = _Order(), []

    def work():
        while True:
            with order as n:
                if n >= count or failures:
                    return
                for item in items[n * grain:(n + 1) * grain]:
                    try:
                        function(item)
                    except BaseException as e:
                        failures.append(e)
                        return

    _run_threads(workers, work, failures.append)
    if failures:
        raise failures[0]


_here = _local()  # queue and added: of the queue whose call runs in this thread


class TransactionQueue:
    """A set of calls, each of which is a transaction; run() makes them on
    several threads, in any order."""

    def __init__(self):
        self._pending = []
        self._run = None
        self._executed = 0

    def add(self, function, /, *args, **kwargs):
        """Add a call. A call that is being made may add others."""
        if not callable(function):
            raise TypeError(f"{type(function).__name__!r} object is not callable")
        if getattr(_here, "queue", None) is self:
            _here.added.append((function, args, kwargs))
        elif self._run is not None:
            raise TransactionError("add() by a thread that does not run the queue")
        else:
            self._pending.append((function, args, kwargs))

    def add_generator(self, generator, /):
        """Add an iterator: what it does from one yield to the next is a
        transaction."""
        step = iter(generator).__next__

        def until_yield():
            try:
                step()
            except StopIteration:
                return
            self.add(until_yield)

        self.add(until_yield)

    def run(self, nb_segments=0):
        """Make all calls, those included that they add. The first exception
        cancels what has not begun, and is raised here."""
        if is_atomic():
            raise TransactionError("run() inside an atomic block")
        if self._run is not None:
            raise TransactionError("run() while the queue is running")
        threads = _workers(nb_segments)
        jobs, self._pending = self._pending, []
        self._executed = 0
        if not jobs:
            return
        run = self._run = _Run(self, jobs, threads)
        try:
            _run_threads(run.threads, run.work, run.cancel)
        finally:
            self._run = None
            self._executed = sum(run.executed)
        if run.failure is not None:
            raise run.failure

    def number_of_transactions_executed(self):
        """How many transactions the last run() made."""
        if self._run is not None:
            raise TransactionError("the queue is running")
        return self._executed


class _Run:
    """A running queue. Each thread has calls of its own; who has none takes a
    part of the pool, into which the others put when somebody is idle."""

    def __init__(self, queue, jobs, threads):
        self.queue = queue
        self.threads = threads
        part = max(1, min(256, len(jobs) // (8 * threads)))
        self.pool = [jobs[i:i + part] for i in range(0, len(jobs), part)]
        self.pool.reverse()
        self.idle = 0
        self.over = False
        self.failure = None
        self.executed = []

    def work(self):
        mine, executed = [], 0
        _here.queue = self.queue
        while self.failure is None:
            if not mine:
                mine = self.take()
                if mine is None:
                    break
                mine.reverse()
            function, args, kwargs = mine.pop()
            _here.added = added = []
            executed += 1
            try:
                with atomic:
                    function(*args, **kwargs)
            except BaseException as e:
                self.cancel(e)
                break
            if added:
                mine.extend(added)
            if self.idle and len(mine) > 1:
                half = len(mine) // 2
                with atomic:
                    self.pool.append(mine[:half])
                del mine[:half]
        self.executed.append(executed)

    def take(self):
        """A part of the pool; None: all is done."""
        with atomic:
            if self.pool:
                return self.pool.pop()
            self.idle += 1
            if self.idle == self.threads:
                self.over = True
        with atomic:
            if self.over or self.failure is not None:
                return None
            if not self.pool:
                retry()
            self.idle -= 1
            return self.pool.pop()

    def cancel(self, failure):
        with atomic:
            if self.failure is None:
                self.failure = failure


class threadlocalproperty:
    """A property of a class whose value each thread has for itself, in each
    object; factory() makes the first one."""

    def __init__(self, factory=None):
        self._factory = factory
        self._name = None
        self._values = _local()

    def __set_name__(self, owner, name):
        self._name = name

    def _of_thread(self):
        """This thread's values: (weak reference, value) by the object's id."""
        try:
            return self._values.by_id
        except AttributeError:
            values = self._values.by_id = {}
            self._values.limit = 64
            return values

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        entry = self._of_thread().get(id(instance))
        if entry is not None and entry[0]() is instance:
            return entry[1]
        if self._factory is None:
            raise AttributeError(f"{type(instance).__name__!r} object has no attribute {self._name!r}")
        value = self._factory()
        self.__set__(instance, value)
        return value

    def __set__(self, instance, value):
        from _weakref import ref
        values = self._of_thread()
        values[id(instance)] = (ref(instance), value)
        if len(values) > self._values.limit:
            for key in [key for key, (object, _) in values.items() if object() is None]:
                del values[key]
            self._values.limit = 2 * len(values) + 64

    def __delete__(self, instance):
        values = self._of_thread()
        entry = values.get(id(instance))
        if entry is None or entry[0]() is not instance:
            raise AttributeError(f"{type(instance).__name__!r} object has no attribute {self._name!r}")
        del values[id(instance)]
