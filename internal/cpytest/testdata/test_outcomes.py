"""Every kind of outcome, fixture and assertion, for the driver's own test."""
import unittest
log = []


def setUpModule(): log.append("module")


class Plain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        log.append("class")
        cls.addClassCleanup(log.append, "class cleanup")

    def setUp(self): self.addCleanup(log.append, self.id())
    def test_ok(self): self.assertEqual(log[:2], ["module", "class"])
    def test_fail(self): self.fail("as it should")
    def test_error(self): 1 / 0
    def test_skip(self): self.skipTest("why")
    @unittest.skip("why")
    def test_skip_mark(self): pass
    @unittest.skipIf(True, "why")
    def test_skip_if(self): pass
    @unittest.skipUnless(True, "why")
    def test_skip_unless(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.assertTrue(0)
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_subtest_ok(self):
        for i in range(3):
            with self.subTest(i=i): self.assertLess(i, 3)
    def test_subtest_fail(self):
        with self.subTest("one"): self.fail()
        with self.subTest("two"): pass
    def test_cleanup_error(self): self.addCleanup(lambda: 1 / 0)


class Asserts(unittest.TestCase):
    def check(self, right, wrong):
        right()
        self.assertRaises(self.failureException, wrong)

    def test_all(self):
        t = self
        class O:
            x = 1
        pairs = [
            (lambda: t.assertEqual(1, 1), lambda: t.assertEqual(1, 2)), (lambda: t.assertNotEqual(1, 2), lambda: t.assertNotEqual(1, 1, "m")),
            (lambda: t.assertTrue([0]), lambda: t.assertTrue([])), (lambda: t.assertFalse([]), lambda: t.assertFalse([0], "m")),
            (lambda: t.assertIs(t, t), lambda: t.assertIs([], [])), (lambda: t.assertIsNot([], []), lambda: t.assertIsNot(t, t)),
            (lambda: t.assertIsNone(None), lambda: t.assertIsNone(0)), (lambda: t.assertIsNotNone(0), lambda: t.assertIsNotNone(None)),
            (lambda: t.assertIn(1, [1]), lambda: t.assertIn(2, [1])), (lambda: t.assertNotIn(2, [1]), lambda: t.assertNotIn(1, [1])),
            (lambda: t.assertIsInstance(1, int), lambda: t.assertIsInstance(1, str)), (lambda: t.assertNotIsInstance(1, (str,)), lambda: t.assertNotIsInstance(1, int)),
            (lambda: t.assertIsSubclass(bool, int), lambda: t.assertIsSubclass(int, bool)), (lambda: t.assertNotIsSubclass(int, bool), lambda: t.assertNotIsSubclass(bool, int)),
            (lambda: t.assertHasAttr(O, "x"), lambda: t.assertHasAttr(O, "y")), (lambda: t.assertNotHasAttr(O, "y"), lambda: t.assertNotHasAttr(O, "x")),
            (lambda: t.assertLess(1, 2), lambda: t.assertLess(2, 2)), (lambda: t.assertLessEqual(2, 2), lambda: t.assertLessEqual(3, 2)),
            (lambda: t.assertGreater(2, 1), lambda: t.assertGreater(2, 2)), (lambda: t.assertGreaterEqual(2, 2), lambda: t.assertGreaterEqual(1, 2)),
            (lambda: t.assertStartsWith("ab", "a"), lambda: t.assertStartsWith("ab", "b")), (lambda: t.assertEndsWith("ab", "b"), lambda: t.assertEndsWith("ab", "a")),
            (lambda: t.assertNotStartsWith("ab", "b"), lambda: t.assertNotStartsWith("ab", "a")), (lambda: t.assertNotEndsWith("ab", "a"), lambda: t.assertNotEndsWith("ab", "b")),
            (lambda: t.assertRegex("abc", "a.c"), lambda: t.assertRegex("abc", "x+")), (lambda: t.assertNotRegex("abc", "x"), lambda: t.assertNotRegex("abc", "b")),
            (lambda: t.assertCountEqual([1, 2, 2], [2, 1, 2]), lambda: t.assertCountEqual([1, 2], [1, 1])),
            (lambda: t.assertListEqual([1], [1]), lambda: t.assertListEqual([1], [2])), (lambda: t.assertTupleEqual((1,), (1,)), lambda: t.assertTupleEqual((1,), (2,))),
            (lambda: t.assertDictEqual({1: 2}, {1: 2}), lambda: t.assertDictEqual({1: 2}, {1: 3})), (lambda: t.assertSetEqual({1}, {1}), lambda: t.assertSetEqual({1}, {2})),
            (lambda: t.assertMultiLineEqual("a", "a"), lambda: t.assertMultiLineEqual("a", "b")),
            (lambda: t.assertSequenceEqual([1], (1,)), lambda: t.assertSequenceEqual([1], (2,))), (lambda: t.assertSequenceEqual([1], [1], seq_type=list), lambda: t.assertSequenceEqual([1], [1], seq_type=tuple)),
            (lambda: t.assertAlmostEqual(1, 1 + 1e-9), lambda: t.assertAlmostEqual(1, 1.1)), (lambda: t.assertAlmostEqual(1, 1.4, delta=0.5), lambda: t.assertAlmostEqual(1, 1.06, places=1)),
            (lambda: t.assertNotAlmostEqual(1, 1.1), lambda: t.assertNotAlmostEqual(1, 1.0)),
            (lambda: t.assertRaises(ValueError, int, "x"), lambda: t.assertRaises(ValueError, int, "1")),
            (lambda: t.assertRaisesRegex(ValueError, "inv.*x", int, "x"), lambda: t.assertRaisesRegex(ValueError, "zzz", int, "x")),
        ]
        for right, wrong in pairs:
            self.check(right, wrong)

    def test_raises_context(self):
        with self.assertRaises((KeyError, ValueError)) as caught:
            raise KeyError("k")
        self.assertEqual(caught.exception.args, ("k",))
        with self.assertRaises(TypeError):
            with self.assertRaises(ValueError): raise TypeError
        with self.assertRaises(TypeError): self.assertRaises(5)
        with self.assertRaises(AssertionError):
            with self.assertRaisesRegex(KeyError, "z", msg="m"): {}["k"]

    def test_warns(self):
        import warnings
        with self.assertWarns(UserWarning) as caught: warnings.warn("text")
        self.assertEqual(str(caught.warning), "text")
        with self.assertWarnsRegex(DeprecationWarning, "te.t"): warnings.warn("text", DeprecationWarning)
        with self.assertRaises(AssertionError):
            with self.assertWarns(UserWarning): pass

    def test_contexts(self):
        closed = []
        class Manager:
            def __enter__(self): return "in"
            def __exit__(self, *ignored): closed.append(1)
        self.addCleanup(lambda: self.assertEqual(closed, [1]))
        self.assertEqual(self.enterContext(Manager()), "in")
        self.assertEqual(closed, [])


class SetUpFails(unittest.TestCase):
    def setUp(self): raise RuntimeError
    def test_never(self): pass


class TearDownFails(unittest.TestCase):
    def tearDown(self): self.fail()
    def test_fails_late(self): pass


class ClassFails(unittest.TestCase):
    @classmethod
    def setUpClass(cls): 1 / 0
    def test_never(self): pass


@unittest.skip("all of it")
class ClassSkipped(unittest.TestCase):
    def test_a(self): self.fail()
    def test_b(self): self.fail()


@unittest.expectedFailure
class ClassExpected(unittest.TestCase):
    def test_a(self): self.fail()


class OnlyRunTest(unittest.TestCase):
    def runTest(self): self.assertIn("class cleanup", log)


class Base:
    def test_inherited(self): self.assertTrue(self.value)


class First(Base, unittest.TestCase):
    value = 1


class Second(First):
    value = 0


class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.ready = True
    async def test_async(self): self.assertTrue(self.ready)
    async def test_async_fails(self): self.fail()
