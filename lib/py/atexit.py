"""Functions that run when the program ends, the last registered first."""

import sys as _sys

__all__ = ["register", "unregister"]

_callbacks = []


def register(func, /, *args, **kwargs):
    """Have func(*args, **kwargs) called at the end; returns func."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forget all calls of func."""
    _callbacks[:] = [c for c in _callbacks if c[0] != func]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    """Run what is registered; an exception is printed and the rest goes on."""
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as exc:
            print(f"Exception ignored in atexit callback {func!r}:", file=_sys.stderr)
            _sys.__excepthook__(type(exc), exc, exc.__traceback__)
