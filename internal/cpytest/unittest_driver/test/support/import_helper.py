"""Importing modules for tests: fresh, optional."""
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return __import__(name, fromlist=["x"])
    except ImportError as e:
        raise unittest.SkipTest(str(e))


def _taken(names):
    """Removes the modules and their submodules; returns what there was."""
    found = {}
    for key in list(sys.modules):
        if any(key == n or key.startswith(n + ".") for n in names):
            found[key] = sys.modules.pop(key)
    return found


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    """A second copy of a module; the first stays in sys.modules."""
    names = {name, *fresh, *blocked}
    before = _taken(names)
    for key in blocked:
        sys.modules[key] = None
    try:
        for key in fresh:
            try:
                __import__(key)
            except ImportError:
                return None
        return __import__(name, fromlist=["x"])
    finally:
        _taken(names)
        sys.modules.update(before)


class CleanImport:
    def __init__(self, *names, usefrozen=False): self.names = names
    def __enter__(self): self.before = _taken(self.names); return self
    def __exit__(self, *ignored): _taken(self.names); sys.modules.update(self.before)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from test.support import _from_suite
    return _from_suite("import_helper.py", name)
