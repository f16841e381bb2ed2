"""Stands before the test suite's own package: its modules are found behind."""
import sys

__path__ += [p + "/test" for p in sys.path if p and p + "/test" not in __path__]
