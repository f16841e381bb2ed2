"""Atomic blocks.

    with stm.atomic:                    # never interleaved with anything
        a.balance -= n
        b.balance += n

Leaving a block by an exception keeps what was done; with
stm.atomic(rollback=True) it is undone. Blocks nest flatly: the outermost one
counts. stm.atomic("name") names a block in the conflict report. As a decorator
atomic makes each call of a function a block.
"""

from _stm import (Block, Aborted, abort, retry, is_atomic, hint_commit_soon,
                  on_commit, on_abort, stats)

__all__ = ["atomic", "Aborted", "abort", "retry", "is_atomic",
           "hint_commit_soon", "on_commit", "on_abort", "stats"]


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
