"""Finding tests and running them in order, with class and module fixtures."""
import sys
import unittest
from unittest import SkipTest, TestCase, FunctionTestCase, _State, _run_cleanups


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test): self._tests.append(test)
    def addTests(self, tests): self._tests.extend(tests)
    def __iter__(self): return iter(self._tests)

    def flat(self):
        for test in self._tests:
            if isinstance(test, TestSuite) or not hasattr(test, "id"):
                yield from test.flat() if isinstance(test, TestSuite) else TestSuite(test).flat()
            else:
                yield test

    def countTestCases(self):
        return sum(1 for _ in self.flat())

    def run(self, result=None):
        by_class = {}
        for test in self.flat():
            by_class.setdefault(type(test), []).append(test)
        for cls, tests in by_class.items():
            _run_class(cls, tests)
        return result

    __call__ = run


def _run_class(cls, tests):
    skipped = getattr(cls, "__unittest_skip__", False)
    name = f"{cls.__module__}.{cls.__qualname__}.setUpClass"
    if skipped or not issubclass(cls, TestCase) or _fixture(cls.setUpClass, name):
        for test in tests:
            _State.report("run", test.id(), "", None)
            test.run(_Foreign(test.id()))
        if not skipped and issubclass(cls, TestCase):
            _fixture(cls.tearDownClass, f"{cls.__module__}.{cls.__qualname__}.tearDownClass")
    if issubclass(cls, TestCase):
        cls.doClassCleanups()


def _fixture(function, name):
    try:
        function()
        return True
    except SkipTest as e:
        _State.report("skip", name, str(e), e)
    except Exception as e:
        _State.report("error", name, f"{type(e).__name__}: {e}", e)
    return False


class TestResult:
    """What a test that is no TestCase of ours (a doctest) reports to."""
    shouldStop = False
    def startTest(self, test): pass
    def stopTest(self, test): pass


class _Foreign(TestResult):
    def __init__(self, name): self.name = name
    def addSuccess(self, test): _State.report("ok", self.name, "", None)
    def addFailure(self, test, err): _State.report("fail", self.name, str(err[1]), err[1])
    def addError(self, test, err): _State.report("error", self.name, str(err[1]), err[1])
    def addSkip(self, test, reason): _State.report("skip", self.name, reason, None)


class TestLoader:
    suiteClass = TestSuite
    testMethodPrefix = "test"

    def getTestCaseNames(self, cls):
        return [n for n in dir(cls) if n.startswith(self.testMethodPrefix) and callable(getattr(cls, n))]

    def loadTestsFromTestCase(self, cls):
        names = self.getTestCaseNames(cls)
        if not names and hasattr(cls, "runTest"):
            names = ["runTest"]
        return TestSuite(map(cls, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        own = (TestCase, FunctionTestCase)
        suite = TestSuite()
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item not in own:
                suite.addTest(self.loadTestsFromTestCase(item))
        hook = getattr(module, "load_tests", None)
        return suite if hook is None else hook(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        return self.loadTestsFromModule(__import__(name, fromlist=["x"]))


defaultTestLoader = TestLoader()


def run_module(module):
    """Runs all tests of a module, with its fixtures."""
    name = module.__name__
    try:
        suite = defaultTestLoader.loadTestsFromModule(module)
    except Exception as e:
        return _State.report("error", name + ".load_tests", f"{type(e).__name__}: {e}", e)
    _State.report("plan", name, suite.countTestCases(), None)
    if suite.countTestCases() == 0:
        return
    if _fixture(getattr(module, "setUpModule", lambda: None), name + ".setUpModule"):
        suite.run()
        _fixture(getattr(module, "tearDownModule", lambda: None), name + ".tearDownModule")
    error = _run_cleanups(_State.module_cleanups)
    if error is not None:
        _State.report("error", name + ".cleanups", str(error), error)


def main(module="__main__", *args, **kwargs):
    from run_test import report_on
    report_on(sys.stdout)
    run_module(sys.modules[module] if isinstance(module, str) else module)
