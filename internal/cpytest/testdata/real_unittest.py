"""Runs one test file with the library's unittest: real_unittest.py SUITE MODULE.

Prints the outcomes in the form of the driver, for comparison with it.
"""
import sys
import unittest

sys.path.insert(0, sys.argv[1])


class Result(unittest.TestResult):
    def report(self, outcome, test):
        name = test.id()
        if not isinstance(test, unittest.TestCase):      # "setUpClass (test.test_x.Class)"
            method, _, owner = name.rstrip(")").partition(" (")
            name = f"{owner}.{method}" if owner else name
        print(f"\n@@cpytest {outcome} {name} ")

    def addSuccess(self, test): self.report("ok", test)
    def addError(self, test, err): self.report("error", test)
    def addFailure(self, test, err): self.report("fail", test)
    def addSkip(self, test, reason): self.report("skip", test)
    def addExpectedFailure(self, test, err): self.report("expected", test)
    def addUnexpectedSuccess(self, test): self.report("unexpected", test)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.report("fail" if issubclass(err[0], test.failureException) else "error", test)


unittest.defaultTestLoader.loadTestsFromName(sys.argv[2]).run(Result())
print(f"\n@@cpytest end {sys.argv[2]} ")
