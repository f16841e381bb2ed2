"""Checks of the warnings that a block or a compilation gives."""
import warnings


class _Recorded:
    """The warnings seen inside the block; .category and others are the last's."""

    def __init__(self, *filters, quiet=True):
        self.filters, self.quiet = filters, quiet

    def __enter__(self):
        self.catcher = warnings.catch_warnings(record=True)
        self.warnings = self.catcher.__enter__()
        warnings.simplefilter("always")
        return self

    def __getattr__(self, name):
        if name == "warnings" or not self.warnings:
            raise AttributeError(name)
        return getattr(self.warnings[-1], name)

    def reset(self): del self.warnings[:]

    def __exit__(self, kind, value, tb):
        self.catcher.__exit__(kind, value, tb)
        if kind is not None:
            return
        from unittest import _search
        missing = [f for f in self.filters if not any(isinstance(w.message, f[1]) and _search(f[0], str(w.message)) for w in self.warnings)]
        rest = [w for w in self.warnings if not any(isinstance(w.message, f[1]) and _search(f[0], str(w.message)) for f in self.filters)]
        if rest and self.filters:
            raise AssertionError(f"unhandled warning {rest[0]}")
        if missing and not self.quiet:
            raise AssertionError(f"filter {missing[0]} did not catch any warning")


def check_warnings(*filters, quiet=None):
    if not filters:
        return _Recorded(("", Warning), quiet=True)
    return _Recorded(*filters, quiet=bool(quiet))


class _NoWarnings:
    def __init__(self, case, message, category):
        self.case, self.message, self.category = case, message, category

    def __enter__(self):
        self.catcher = warnings.catch_warnings(record=True)
        self.seen = self.catcher.__enter__()
        warnings.filterwarnings("always", message=self.message, category=self.category)

    def __exit__(self, kind, value, tb):
        self.catcher.__exit__(kind, value, tb)
        if kind is None:
            self.case.assertEqual(self.seen, [])


def check_no_warnings(case, message="", category=Warning, force_gc=False):
    return _NoWarnings(case, message, category)


def check_syntax_warning(case, statement, errtext="", *, lineno=1, offset=None):
    """One warning by default; the same as an error when warnings are errors."""
    from test.support import check_syntax_error
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    case.assertEqual([w.category for w in seen], [SyntaxWarning])
    case.assertEqual((seen[0].filename, seen[0].lineno), ("<testcase>", lineno or seen[0].lineno))
    if errtext:
        case.assertRegex(str(seen[0].message), errtext)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("error", SyntaxWarning)
        check_syntax_error(case, statement, errtext, lineno=lineno, offset=offset)
    case.assertEqual(seen, [])


def ignore_warnings(*, category=Warning):
    def wrap(test):
        def run(*args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category)
                return test(*args, **kwargs)
        run.__name__ = test.__name__
        return run
    return wrap


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from test.support import _from_suite
    return _from_suite("warnings_helper.py", name)
