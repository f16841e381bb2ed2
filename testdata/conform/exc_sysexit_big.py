# An exit code larger than a byte; raise from a nested call with a handler that re-raises.
import sys
def deep(n):
    if n == 0: raise SystemExit(300)
    try: deep(n - 1)
    except SystemExit: raise
deep(5)
