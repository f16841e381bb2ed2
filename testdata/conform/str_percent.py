# Formatting with %.
print("%s %r %a" % ("a\u00e9", "a\u00e9", "a\u00e9"), "%s" % None, "%s %s" % (1, [2]), "%%" % (), "100%%", "%s" % (1,), "%s" % ((1, 2),), "%s" % [1, 2], "%s" % {"a": 1})
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 3}, "%(a)5s|%(a)-5s|" % {"a": "ab"}, "%(a b)s" % {"a b": 1}, "%(x(y))s" % {"x(y)": 2}, "%()s" % {"": 9})
print("%5s|%-5s|%.2s|%5.1s|%*d|%-*d|%.*f" % ("ab", "ab", "abc", "xyz", 5, 42, 5, 42, 2, 3.14159), "%c%c" % ("x", 0x1f600), "%5c|%-5c|" % ("a", 98))
print("%d %i %u %x %o %e %f %g %s" % ((True,) * 9), "%d" % -0.5, "%x %X %#o" % (-10, -171, -8), "%+d % d %05d %-5d|" % (5, 5, -5, -5), "%08.3f" % -3.14159, "%hd %ld %Lf" % (1, 2, 3))
cases = [("%d", "a"), ("%d", None), ("%s %s", (1,)), ("%s", (1, 2)), ("%s", ()), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%c", 1.5), ("%z", 1), ("%", 1), ("%(a)s", 5), ("%(a)s", {}), ("%(a)s", (1,)), ("%(a", {"a": 1}),
         ("%*d", (1,)), ("%*d", ("a", 1)), ("%f", "x"), ("%d", [1]), ("abc", 1), ("abc", (1,)), ("%.f %", 1.5), ("%i", "5"), ("%(a)s %s", {"a": 1}), ("%o", "8"), ("%e", None), ("%99999999999999999999d", 1), ("%.99999999999d", 1), ("%5", 1)]
for fmt, args in cases:
    try:
        print(repr(fmt), args, fmt % args)
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(repr(fmt), args, type(e).__name__, e)
print("abc" % [], "abc" % {}, "abc" % {"x": 1}, "%s" % {"x": 1}, "abc" % ())
class S:
    def __str__(self): return "str"
    def __repr__(self): return "r\u00e9pr"
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 8
print("%s %r %a %d %x %f %c" % (S(), S(), S(), S(), S(), S(), "q"))
class D(dict):
    def __missing__(self, k): return "<" + k + ">"
print("%(who)s is %(what)s" % D(who="me"))
class P(str):
    def __mod__(self, o): return "mod"
    def __rmod__(self, o): return "rmod"
print(P("%s") % 1, "%s" % P("x"))
print("a%sb" % "\u4e2d", ascii("%s\U0001f600%c" % ("\u00e9", 0x4e2d)), b"%d %s %b %a %x %c" % (1, b"x", b"y", "\u00e9", 255, 65))
