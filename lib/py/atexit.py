"""allow programmer to define multiple exit functions to be executed
upon normal program termination.

Two public functions, register and unregister, are defined."""

from _gorgon import report_unraisable as _report

_functions = []


def register(func, /, *args, **kwargs):
    """Register a function to be executed upon normal program termination

    func - function to be called at exit
    args - optional arguments to pass to func
    kwargs - optional keyword arguments to pass to func

    func is returned to facilitate usage as a decorator."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Unregister an exit function which was previously registered using
    atexit.register

        func - function to be unregistered"""
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _run_exitfuncs():
    """Run all registered exit functions.

    If a callback raises an exception, it is logged with sys.unraisablehook."""
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _report(error, f"Exception ignored in atexit callback {func!r}", None)


def _clear():
    """Clear the list of previously registered exit functions."""
    _functions.clear()


def _ncallbacks():
    """Return the number of registered exit functions."""
    return len(_functions)
