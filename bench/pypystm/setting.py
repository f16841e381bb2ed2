"""What the programs of this folder share: the command line and the report of
bench/programs, and atomic blocks (one lock where there is no `stm`)."""

import os
import sys
import threading

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "programs"))

from cli import options, report, share, timed  # noqa: E402,F401

try:
    from stm import atomic
except ImportError:
    atomic = threading.RLock()


class Random:
    """Numbers that every Python makes alike and cheaply."""

    def __init__(self, seed):
        self.state = (seed * 2654435761 + 12345) % 2147483647 or 1

    def below(self, n):
        self.state = self.state * 48271 % 2147483647
        return self.state % n
