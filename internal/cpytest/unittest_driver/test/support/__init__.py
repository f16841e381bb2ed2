"""The names of test.support that the language tests use, without its imports.

The suite's own helper modules (numbers, os_helper ...) lie behind this package
on its path. A name that is not here comes from the suite's own test.support,
loaded when it is first asked for: the language tests do without it.
"""
import sys
import unittest

__path__ += [p + "/test/support" for p in sys.path if p and p + "/test/support" not in __path__]

verbose = 0
failfast = False
use_resources = None
max_memuse = 0
has_c_api = False
Py_DEBUG = hasattr(sys, "gettotalrefcount")
MS_WINDOWS = sys.platform == "win32"
is_wasi = is_emscripten = is_android = is_apple = is_apple_mobile = False
is_wasm32 = is_jython = False
check_cflags_pgo = lambda: False
SHORT_TIMEOUT, LONG_TIMEOUT, LOOPBACK_TIMEOUT, INTERNET_TIMEOUT = 30.0, 300.0, 10.0, 60.0
PGO = False
MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width if hasattr(sys, "hash_info") else 64
_1M, _1G, _2G, _4G = 1 << 20, 1 << 30, 1 << 31, 1 << 32
on_cpython = getattr(sys.implementation, "name", "") == "cpython"


class _Compares:
    """Equal to all or to nothing; least or greatest of all."""

    def __init__(self, equal, below):
        self.equal, self.below = equal, below

    def __eq__(self, other): return self.equal if self.below is None else isinstance(other, _Compares) and other.below == self.below
    def __ne__(self, other): return not self == other


class _Ordered(_Compares):
    def __lt__(self, other): return self.below and not self == other
    def __le__(self, other): return self.below or self == other
    def __gt__(self, other): return not self.below and not self == other
    def __ge__(self, other): return not self.below or self == other
    __hash__ = None


ALWAYS_EQ = _Compares(True, None)
NEVER_EQ = _Compares(False, None)
LARGEST = _Ordered(None, False)
SMALLEST = _Ordered(None, True)


class BrokenIter:
    """Raises ZeroDivisionError when made, asked for its iterator, or advanced."""

    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        self.wanted = {"next": next_raises, "iter": iter_raises}
        if init_raises:
            1 / 0

    def __iter__(self):
        if self.wanted["iter"]:
            1 / 0
        return self

    def __next__(self):
        if self.wanted["next"]:
            1 / 0


class catch_unraisable_exception:
    """Keeps the last unraisable exception in .unraisable inside the block."""
    unraisable = None

    def __enter__(self):
        self.before = sys.unraisablehook
        def keep(unraisable): self.unraisable = unraisable
        sys.unraisablehook = keep
        return self

    def __exit__(self, *ignored):
        sys.unraisablehook = self.before
        self.__dict__.pop("unraisable", None)


class _Captured:
    def __init__(self, name): self.name = name

    def __enter__(self):
        import io
        self.before = getattr(sys, self.name)
        setattr(sys, self.name, io.StringIO())
        return getattr(sys, self.name)

    def __exit__(self, *ignored): setattr(sys, self.name, self.before)


def captured_stdout(): return _Captured("stdout")
def captured_stderr(): return _Captured("stderr")
def captured_stdin(): return _Captured("stdin")


def captured_output(name): return _Captured(name)


class swap_attr:
    def __init__(self, obj, attr, new): self.obj, self.attr, self.new = obj, attr, new

    def __enter__(self):
        self.had = hasattr(self.obj, self.attr)
        self.old = getattr(self.obj, self.attr, None)
        setattr(self.obj, self.attr, self.new)
        return self.old

    def __exit__(self, *ignored):
        if self.had:
            setattr(self.obj, self.attr, self.old)
        else:
            delattr(self.obj, self.attr)


class adjust_int_max_str_digits:
    def __init__(self, limit): self.limit = limit

    def __enter__(self):
        self.before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(self.limit)

    def __exit__(self, *ignored): sys.set_int_max_str_digits(self.before)


class Stopwatch:
    def __enter__(self):
        import time
        self.clock = time.process_time
        self.start = self.clock()
        return self

    def __exit__(self, *ignored): self.seconds = self.clock() - self.start


class disable_gc:
    def __enter__(self):
        import gc
        self.enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *ignored):
        import gc
        if self.enabled:
            gc.enable()


class infinite_recursion:
    def __init__(self, max_depth=None): self.depth = max_depth or 1000

    def __enter__(self):
        self.before = sys.getrecursionlimit()
        sys.setrecursionlimit(self.depth)

    def __exit__(self, *ignored): sys.setrecursionlimit(self.before)


def check_syntax_error(case, statement, errtext="", *, lineno=None, offset=None):
    with case.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    for wanted, got in ((lineno, caught.exception.lineno), (offset, caught.exception.offset)):
        case.assertIsNotNone(got)
        case.assertEqual(got, got if wanted is None else wanted)


def gc_collect():
    import gc
    for _ in range(3):
        gc.collect()


def check_impl_detail(**names):
    names = names or {"cpython": True}
    default = not any(names.values())
    return names.get(sys.implementation.name, default)


def impl_detail(msg=None, **names):
    return unittest.skipUnless(check_impl_detail(**names), msg or "a detail of another implementation")


def cpython_only(test): return impl_detail(cpython=True)(test)


def is_resource_enabled(name): return True
def requires_resource(name): return lambda item: item

def _through(item=None, *ignored, **options):
    """A decorator, with or without arguments, that changes nothing."""
    return item if callable(item) else (lambda item: item)


skip_wasi_stack_overflow = skip_emscripten_stack_overflow = thread_unsafe = _through
skip_if_sanitizer = skip_if_pgo_task = skip_if_broken_multiprocessing_synchronize = _through
requires_IEEE_754 = unittest.skipUnless(float.__getformat__("double").startswith("IEEE") if hasattr(float, "__getformat__") else True, "needs IEEE 754")
no_tracing = refcount_test = nomemtest = force_not_colorized = force_not_colorized_test_class = _through
requires_docstrings = _through


def bigmemtest(size, memuse, dry_run=True):
    def wrap(test):
        def run(self):
            test(self, 5147)
        run.__name__ = test.__name__
        return run
    return wrap


def bigaddrspacetest(test): return unittest.skip("needs a huge address space")(test)


def _from_suite(file, name):
    """A name that only the suite's own helper module has, which is loaded now."""
    own = __file__.rpartition("/")[0]
    for directory in __path__:
        try:
            with open(f"{directory}/{file}") as f:
                text = f.read()
        except OSError:
            continue
        if directory == own:
            continue
        if file not in _loaded:
            module = _loaded[file] = type(sys)("test.support" if file == "__init__.py" else "test.support." + file[:-3])
            module.__file__, module.__path__, module.__package__ = f"{directory}/{file}", __path__, "test.support"
            exec(compile(text, module.__file__, "exec"), module.__dict__)
        return getattr(_loaded[file], name)
    raise AttributeError(f"neither the driver nor the suite has test.support's {name!r}")


_loaded = {}


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _from_suite("__init__.py", name)
