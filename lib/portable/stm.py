"""Gorgon's module stm for any Python: all atomic blocks exclude each other by
one lock.

Copy this file (and transaction.py of lib/py, if it is used) beside a program,
and the program runs on CPython, too, with the same result and without the
speed. What a lock cannot do is refused: blocks with rollback=True and abort()
(nothing here can undo), and retry() in a `with` block, which cannot be run
again. In a function that is called by or_else, TransactionQueue or parallel_for
or decorated with atomic, retry() waits until another block has ended and calls
the function again; before it the function must not have changed anything."""

import threading
from functools import wraps
from threading import get_ident

__all__ = ["atomic", "Aborted", "abort", "retry", "or_else", "is_atomic", "hint_commit_soon",
           "on_commit", "on_abort", "stats", "TransactionQueue", "TransactionError",
           "parallel_for", "threadlocalproperty"]


class Aborted(BaseException):
    """Raised by abort() to leave an atomic block that is undone."""


class _Retry(BaseException):
    """Raised by retry(), for those who can call the function again."""


class TransactionError(Exception):
    """A TransactionQueue was used in a way that it does not allow."""


class _State:
    """The lock, and what its owner does. All fields belong to the owner."""

    def __init__(self):
        self.ended = threading.Condition(threading.RLock())
        self.owner = None
        self.depth = 0
        self.calls = []
        self.restartable = 0  # functions that can be called again, around the running code
        self.blocks = 0


_state = _State()


def is_atomic():
    """Return whether the code runs inside an atomic block."""
    return _state.owner == get_ident()


def _enter():
    _state.ended.acquire()
    _state.owner = get_ident()
    _state.depth += 1


def _leave():
    if not is_atomic():
        raise RuntimeError("not inside an atomic block")
    _state.depth -= 1
    calls = []
    if not _state.depth:
        calls, _state.calls = _state.calls, []
        _state.owner = None
        _state.blocks += 1
        _state.ended.notify_all()
    _state.ended.release()
    for function in calls:
        function()


class _Atomic:
    """The context manager and decorator atomic."""

    def __init__(self, name=None):
        self.name = name
        self.rollback = False

    def __call__(self, name=None, /, *, rollback=False):
        if callable(name):
            return _decorate(name)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"atomic() takes a name or a function, not {type(name).__name__!r}")
        if rollback:
            raise NotImplementedError("atomic(rollback=True) needs Gorgon: a lock cannot undo anything")
        return _Atomic(name)

    def __repr__(self):
        return "stm.atomic" if self.name is None else f"stm.atomic({self.name!r})"

    def __enter__(self):
        _enter()
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        _leave()
        if exc_type is _Retry and not _state.restartable:
            raise RuntimeError("retry() in a with block needs Gorgon; here only functions can be run again")


atomic = _Atomic()


def _again(function, args=(), kwargs={}):
    """Call a function in an atomic block until it does not end in retry()."""
    while True:
        _enter()
        outermost = _state.depth == 1
        _state.restartable += 1
        try:
            return function(*args, **kwargs)
        except _Retry:
            if not outermost:
                raise
            _wait_for_others()
        finally:
            _state.restartable -= 1
            _leave()


def _wait_for_others():
    if threading.active_count() == 1:
        raise RuntimeError("stm.retry(): it would wait forever: no other thread is running") from None
    saved = _state.depth, _state.restartable, _state.calls
    blocks = _state.blocks
    _state.owner, _state.depth, _state.restartable, _state.calls = None, 0, 0, []
    _state.ended.wait_for(lambda: _state.blocks != blocks)
    _state.owner = get_ident()
    _state.depth, _state.restartable, _state.calls = saved


def _decorate(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return _again(function, args, kwargs)
    return wrapper


def abort():
    raise RuntimeError("stm.abort(): not inside an atomic block with rollback=True")


def retry():
    """Run the function again when another block has ended."""
    if not is_atomic():
        raise RuntimeError("stm.retry(): not inside an atomic block")
    raise _Retry


def or_else(function, /, *others):
    """Call the functions in turn until one does not end in retry()."""
    *firsts, last = (function, *others)

    def choose():
        for f in firsts:
            try:
                return f()
            except _Retry:
                pass
        return last()

    return _again(choose)


def hint_commit_soon():
    """Nothing has to be committed here."""


def on_commit(function, /):
    """Call function when the atomic block has ended; at once outside of one."""
    if not callable(function):
        raise TypeError(f"{type(function).__name__!r} object is not callable")
    if is_atomic():
        _state.calls.append(function)
    else:
        function()


def on_abort(function, /):
    if not callable(function):
        raise TypeError(f"{type(function).__name__!r} object is not callable")
    raise RuntimeError("stm.on_abort(): not inside an atomic block with rollback=True")


def stats():
    """Return how many atomic blocks have ended."""
    return {"commits": _state.blocks, "aborts": 0, "threads": threading.active_count()}


def parallel_for(function, iterable, /, *, threads=0, grain=1):
    """Call function with each item, in order, in atomic blocks."""
    if threads < 0:
        raise ValueError("the number of threads must not be negative")
    if grain < 1:
        raise ValueError("grain must be positive")
    items = iterable if isinstance(iterable, range) else tuple(iterable)
    for item in items:
        _again(function, (item,))


class TransactionQueue:
    """A set of calls, each of which is an atomic block."""

    def __init__(self):
        self._pending = []
        self._running = None  # the thread that runs the queue
        self._executed = 0

    def add(self, function, /, *args, **kwargs):
        """Add a call. A call that is being made may add others."""
        if not callable(function):
            raise TypeError(f"{type(function).__name__!r} object is not callable")
        if self._running not in (None, get_ident()):
            raise TransactionError("add() by a thread that does not run the queue")
        self._pending.append((function, args, kwargs))

    def add_generator(self, generator, /):
        """Add an iterator; from one yield to the next is an atomic block."""
        step = iter(generator).__next__

        def until_yield():
            try:
                step()
            except StopIteration:
                return
            self.add(until_yield)

        self.add(until_yield)

    def run(self, nb_segments=0):
        """Make all calls, those included that they add."""
        if is_atomic():
            raise TransactionError("run() inside an atomic block")
        if self._running is not None:
            raise TransactionError("run() while the queue is running")
        if nb_segments < 0:
            raise ValueError("the number of threads must not be negative")
        self._running = get_ident()
        self._executed = 0
        try:
            while self._pending:
                jobs, self._pending = self._pending, []
                for function, args, kwargs in jobs:
                    self._executed += 1
                    _again(function, args, kwargs)
        finally:
            self._pending = []
            self._running = None

    def number_of_transactions_executed(self):
        """How many transactions the last run() made."""
        if self._running is not None:
            raise TransactionError("the queue is running")
        return self._executed


class threadlocalproperty:
    """A property of a class whose value each thread has for itself, in each
    object; factory() makes the first one."""

    def __init__(self, factory=None):
        self._factory = factory
        self._name = None
        self._values = threading.local()

    def __set_name__(self, owner, name):
        self._name = name

    def _of_thread(self):
        import weakref
        try:
            return self._values.by_id
        except AttributeError:
            self._values.by_id = {}
            self._values.ref = weakref.ref
            return self._values.by_id

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
        values, key = self._of_thread(), id(instance)

        def forget(ref):
            if values.get(key, (None,))[0] is ref:
                del values[key]

        values[key] = self._values.ref(instance, forget), value

    def __delete__(self, instance):
        entry = self._of_thread().get(id(instance))
        if entry is None or entry[0]() is not instance:
            raise AttributeError(f"{type(instance).__name__!r} object has no attribute {self._name!r}")
        del self._of_thread()[id(instance)]
