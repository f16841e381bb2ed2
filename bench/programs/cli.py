"""Command line, worker threads and report of the benchmark programs.

Every program takes

    --threads N   split the work over N threads (1: run it in the main thread)
    --spawn       with --threads 1, run it in one spawned thread instead
    --size N      the program's own measure of its input
    --scale F     multiply the work of the default size by about F
    --seed N      seed of the generated input

and prints a `check:` line, the same for every number of threads, and a
`time:` line, the seconds of the computing part.
"""

import sys
import threading
from time import perf_counter


class Options:
    """What the command line asked for."""

    def __init__(self, size, seed):
        self.size = size
        self.seed = seed
        self.threads = 1
        self.spawn = False


def options(size, power=1, seed=1):
    """Read sys.argv; the work of a program grows with size ** power."""
    opts = Options(size, seed)
    args = iter(sys.argv[1:])
    for arg in args:
        name, equals, value = arg.partition("=")
        if name == "--spawn" and not equals:
            opts.spawn = True
            continue
        if name not in ("--threads", "--size", "--scale", "--seed"):
            usage(f"unknown option {arg!r}")
        if not equals:
            value = next(args, None)
            if value is None:
                usage(f"{name} needs a value")
        try:
            set_option(opts, name, value, power)
        except ValueError:
            usage(f"{name}: {value!r} is not a number")
    if opts.threads < 1 or opts.size < 1:
        usage("--threads and --size must be positive")
    return opts


def set_option(opts, name, value, power):
    """Store one option that has a value."""
    if name == "--scale":
        opts.size = max(1, round(opts.size * float(value) ** (1.0 / power)))
    elif name == "--threads":
        opts.threads = int(value)
    elif name == "--size":
        opts.size = int(value)
    else:
        opts.seed = int(value)


def usage(message):
    """Leave with an explanation of the command line."""
    sys.exit(f"{sys.argv[0]}: {message}\n{__doc__}")


def share(count, k, threads):
    """The k-th of `threads` nearly equal consecutive parts of range(count)."""
    return range(count * k // threads, count * (k + 1) // threads)


def timed(opts, work):
    """Run work(0), … work(threads - 1) at the same time; return the seconds."""
    start = perf_counter()
    if opts.threads == 1 and not opts.spawn:
        work(0)
    else:
        run_threads(opts.threads, work)
    return perf_counter() - start


def run_threads(count, work):
    """Run work(k) in `count` threads; a failure in one fails the program."""
    failures = []

    def guarded(k):
        try:
            work(k)
        except BaseException as failure:
            # Shown at once: the others may wait for this thread for ever.
            sys.excepthook(type(failure), failure, failure.__traceback__)
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=(k,), name=f"worker-{k}")
               for k in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{len(failures)} of {count} threads failed")


def report(check, seconds):
    """Print the answer and the time in the form that the runner reads."""
    print(f"check: {check}")
    print(f"time: {seconds:.6f}")
