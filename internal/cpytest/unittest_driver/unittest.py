"""The part of unittest's interface that test files use, in one module.

It stands before the library's unittest on sys.path, so that test files run
long before a runtime can import the 62 modules of the real one. Only sys is
imported at first; what needs more imports it when it is called.
"""
import sys

# Submodules that are not replaced (unittest.mock) come from the library.
__path__ = [p + "/unittest" for p in sys.path if p]
__unittest = True


class SkipTest(Exception):
    pass


class _Stop(Exception):
    """Ends a test whose outcome is recorded already."""


class _State:
    report = None             # called with (outcome, test id, text)
    module_cleanups = []


def skip(reason=""):
    if callable(reason):
        return skip("")(reason)
    def mark(item):
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else (lambda item: item)


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


def addModuleCleanup(function, /, *args, **kwargs):
    _State.module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    result = cm.__enter__()
    addModuleCleanup(cm.__exit__, None, None, None)
    return result


def _run_cleanups(stack):
    """Runs all, the last added first; returns the first exception."""
    first = None
    while stack:
        function, args, kwargs = stack.pop()
        try:
            function(*args, **kwargs)
        except Exception as e:
            first = first or e
    return first


def _search(pattern, text):
    """re.search when there is re; else plain text, '.*' and '\\' removed."""
    if hasattr(pattern, "search"):
        return pattern.search(text)
    try:
        import re
    except ImportError:
        rest = text
        for part in pattern.replace("^", "").replace("$", "").split(".*"):
            place = rest.find(part.replace("\\", ""))
            if place < 0:
                return None
            rest = rest[place + len(part.replace("\\", "")):]
        return True
    return re.search(pattern, text)


class _Raises:
    """Context of assertRaises and assertRaisesRegex."""

    def __init__(self, case, expected, regex=None, msg=None):
        kinds = expected if isinstance(expected, tuple) else (expected,)
        if not all(isinstance(k, type) and issubclass(k, BaseException) for k in kinds):
            raise TypeError("assertRaises() arg 1 must be an exception type or tuple of exception types")
        self.case, self.expected, self.regex, self.msg = case, expected, regex, msg

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self.case._failed(self.msg, f"{self.expected} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.regex is not None and not _search(self.regex, str(value)):
            self.case._failed(self.msg, f"{self.regex!r} not found in {str(value)!r}")
        return True


class _Warns:
    """Context of assertWarns and assertWarnsRegex."""

    def __init__(self, case, expected, regex=None, msg=None):
        self.case, self.expected, self.regex, self.msg = case, expected, regex, msg

    def __enter__(self):
        import warnings
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.catcher = warnings.catch_warnings(record=True)
        self.warnings = self.catcher.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self.catcher.__exit__(kind, value, tb)
        if kind is not None:
            return False
        found = [w for w in self.warnings if isinstance(w.message, self.expected)]
        for w in found:
            self.warning, self.filename, self.lineno = w.message, w.filename, w.lineno
            if self.regex is None or _search(self.regex, str(w.message)):
                return False
        self.case._failed(self.msg, f"{self.expected} not triggered as wanted: {found}")


class _SubTest:
    def __init__(self, case, text):
        self.case, self.text = case, text

    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        if kind is None or issubclass(kind, _Stop):
            return False
        if issubclass(kind, SkipTest):
            self.case._sub_skips += 1
            return True
        if not issubclass(kind, Exception):
            return False
        self.case._note("fail" if issubclass(kind, AssertionError) else "error", value, self.text)
        return True


def _check(name, holds, text, count=2):
    """Makes an assert method of so many arguments and a message."""
    def method(self, *args, msg=None):
        if len(args) > count:
            args, msg = args[:count], args[count]
        if not holds(*args):
            self._failed(msg, text.format(*(_short(a) for a in args)))
    method.__name__ = name
    return method


def _short(value):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if len(text) <= 400 else text[:400] + "..."


def _almost(a, b, places, delta):
    if a == b:
        return True
    if delta is not None:
        return abs(a - b) <= delta
    return round(abs(a - b), 7 if places is None else places) == 0


def _same_items(first, second):
    first, rest = list(first), list(second)
    if len(first) != len(rest):
        return False
    for item in first:
        for i, other in enumerate(rest):
            if item == other:
                del rest[i]
                break
        else:
            return False
    return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _class_cleanups = []

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups, self._notes, self._sub_skips = [], [], 0
        if methodName != "runTest":
            self._testMethodDoc = getattr(self, methodName).__doc__

    def setUp(self): pass
    def tearDown(self): pass
    @classmethod
    def setUpClass(cls): pass
    @classmethod
    def tearDownClass(cls): pass

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def shortDescription(self): return None
    def countTestCases(self): return 1
    def addTypeEqualityFunc(self, kind, function): pass
    def skipTest(self, reason): raise SkipTest(reason)
    def subTest(self, msg=None, **params): return _SubTest(self, f"{'' if msg is None else msg} {params}")

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        error = _run_cleanups(self._cleanups)
        if error is not None:
            raise error

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        _run_cleanups(cls._class_cleanups)

    def enterContext(self, cm):
        result = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    @classmethod
    def enterClassContext(cls, cm):
        result = type(cm).__enter__(cm)
        cls.addClassCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    # Running one test.

    def _invoke(self, function):
        return function()

    def _note(self, outcome, error, where=""):
        self._notes.append((outcome, f"{where} {type(error).__name__}: {error}".strip(), error))

    def _step(self, function):
        """Runs one phase; reports whether it went well."""
        try:
            self._invoke(function)
            return True
        except SkipTest as e:
            self._note("skip", e)
        except _Stop:
            pass
        except self.failureException as e:
            self._note("fail", e)
        except Exception as e:
            self._note("error", e)
        return False

    def run(self, result=None):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                return _State.report("skip", self.id(), getattr(item, "__unittest_skip_why__", ""), None)
        if self._step(self.setUp):
            self._step(method)
            self._step(self.tearDown)
        self._step(self.doCleanups)
        self._conclude(any(getattr(i, "__unittest_expecting_failure__", False) for i in (type(self), method)))

    __call__ = run

    def _conclude(self, expecting):
        worst = next((n for kind in ("error", "fail", "skip") for n in self._notes if n[0] == kind), None)
        if worst is None:
            worst = ("skip", "all subtests", None) if self._sub_skips and not self._notes else ("ok", "", None)
        outcome, text, error = worst
        if expecting and outcome != "skip":
            outcome = "unexpected" if outcome == "ok" else "expected"
        _State.report(outcome, self.id(), text, error)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    # Assertions.

    def _failed(self, msg, text):
        raise self.failureException(text if msg is None else f"{text} : {msg}")

    _formatMessage = lambda self, msg, text: text if msg is None else f"{text} : {msg}"

    def fail(self, msg=None):
        raise self.failureException(msg)

    assertEqual = _check("assertEqual", lambda a, b: a == b, "{} != {}")
    assertNotEqual = _check("assertNotEqual", lambda a, b: a != b, "{} == {}")
    assertTrue = _check("assertTrue", lambda a: a, "{} is not true", 1)
    assertFalse = _check("assertFalse", lambda a: not a, "{} is not false", 1)
    assertIs = _check("assertIs", lambda a, b: a is b, "{} is not {}")
    assertIsNot = _check("assertIsNot", lambda a, b: a is not b, "unexpectedly identical: {}")
    assertIsNone = _check("assertIsNone", lambda a: a is None, "{} is not None", 1)
    assertIsNotNone = _check("assertIsNotNone", lambda a: a is not None, "unexpectedly None", 1)
    assertIn = _check("assertIn", lambda a, b: a in b, "{} not found in {}")
    assertNotIn = _check("assertNotIn", lambda a, b: a not in b, "{} unexpectedly found in {}")
    assertIsInstance = _check("assertIsInstance", lambda a, b: isinstance(a, b), "{} is not an instance of {}")
    assertNotIsInstance = _check("assertNotIsInstance", lambda a, b: not isinstance(a, b), "{} is an instance of {}")
    assertIsSubclass = _check("assertIsSubclass", lambda a, b: issubclass(a, b), "{} is not a subclass of {}")
    assertNotIsSubclass = _check("assertNotIsSubclass", lambda a, b: not issubclass(a, b), "{} is a subclass of {}")
    assertHasAttr = _check("assertHasAttr", lambda a, b: hasattr(a, b), "{} has no attribute {}")
    assertNotHasAttr = _check("assertNotHasAttr", lambda a, b: not hasattr(a, b), "{} has unexpected attribute {}")
    assertLess = _check("assertLess", lambda a, b: a < b, "{} not less than {}")
    assertLessEqual = _check("assertLessEqual", lambda a, b: a <= b, "{} not less than or equal to {}")
    assertGreater = _check("assertGreater", lambda a, b: a > b, "{} not greater than {}")
    assertGreaterEqual = _check("assertGreaterEqual", lambda a, b: a >= b, "{} not greater than or equal to {}")
    assertStartsWith = _check("assertStartsWith", lambda a, b: a.startswith(b), "{} doesn't start with {}")
    assertNotStartsWith = _check("assertNotStartsWith", lambda a, b: not a.startswith(b), "{} starts with {}")
    assertEndsWith = _check("assertEndsWith", lambda a, b: a.endswith(b), "{} doesn't end with {}")
    assertNotEndsWith = _check("assertNotEndsWith", lambda a, b: not a.endswith(b), "{} ends with {}")
    assertRegex = _check("assertRegex", lambda a, b: _search(b, a), "{} does not match {}")
    assertNotRegex = _check("assertNotRegex", lambda a, b: not _search(b, a), "{} matches {}")
    assertCountEqual = _check("assertCountEqual", _same_items, "{} and {} have different items")
    assertListEqual = assertTupleEqual = assertSetEqual = assertDictEqual = assertMultiLineEqual = assertEqual

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            self.assertIsInstance(first, seq_type)
            self.assertIsInstance(second, seq_type)
        if first != second and (len(first) != len(second) or any(a != b for a, b in zip(first, second))):
            self._failed(msg, f"{_short(first)} != {_short(second)}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if not _almost(first, second, places, delta):
            self._failed(msg, f"{first!r} != {second!r} within {delta or places or 7}")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if _almost(first, second, places, delta):
            self._failed(msg, f"{first!r} == {second!r} within {delta or places or 7}")

    def _with(self, context, args, kwargs):
        if not args:
            context.msg = kwargs.pop("msg", None)
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaises(self, expected, *args, **kwargs):
        return self._with(_Raises(self, expected), args, kwargs)

    def assertRaisesRegex(self, expected, regex, *args, **kwargs):
        return self._with(_Raises(self, expected, regex), args, kwargs)

    def assertWarns(self, expected, *args, **kwargs):
        return self._with(_Warns(self, expected), args, kwargs)

    def assertWarnsRegex(self, expected, regex, *args, **kwargs):
        return self._with(_Warns(self, expected, regex), args, kwargs)


class IsolatedAsyncioTestCase(TestCase):
    def _invoke(self, function):
        import asyncio
        if function == self.doCleanups:
            function()
            return
        result = function()
        if hasattr(result, "__await__"):
            asyncio.run(result)

    async def asyncSetUp(self): pass
    async def asyncTearDown(self): pass

    def setUp(self): return self.asyncSetUp()
    def tearDown(self): return self.asyncTearDown()


class FunctionTestCase(TestCase):
    def __init__(self, function):
        super().__init__()
        self._function = function

    def runTest(self): self._function()


from unittest_suite import TestLoader, TestResult, TestSuite, defaultTestLoader, main, run_module
