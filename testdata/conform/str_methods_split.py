# split, rsplit, splitlines, join, strip and padding.
print("a b  c".split(), " a  b ".split(" "), "a,b,c".split(","), "a,b,c".split(",", 1), "".split(), "".split(","), "   ".split(), "a\tb\nc\r\nd\x0be\x0cf".split(), "abc".split("abc"), "a<>b<>c".split("<>"), "a b c d".split(None, 2), "a b c d".split(maxsplit=1), " x y ".split(None, 0), "a  b".split(" ", -1), "a\u3000b\u2003c".split(), "aXXbXXc".split("XX", 1))
print("a b  c".rsplit(), "a,b,c".rsplit(",", 1), "a b c d".rsplit(None, 2), " a b ".rsplit(None, 0), "".rsplit("x"), "aXXXb".rsplit("XX"), "a,b,c".rsplit(sep=",", maxsplit=5))
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i".splitlines(), "a\r\n".splitlines(keepends=True))
print(",".join(["a", "b", "c"]), "".join([]), "-".join("abc"), "x".join(["one"]), ", ".join(str(i) for i in range(5)), "\u00e9".join(["a", "\U0001f600"]), "ab".join(("", "", "")), " ".join({"k": 1}))
for f in (lambda: ",".join([1, 2]), lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: "a".split(""), lambda: "a".split(1), lambda: "a".join(), lambda: "a".rsplit(""), lambda: "a".strip(1), lambda: "a".center(), lambda: "a".center(5, "ab"), lambda: "a".ljust(5, ""), lambda: "a".zfill("x"), lambda: "a".split(",", "x")):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(repr("  a b \t\n".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()), "xxaxx".strip("x"), "abcba".strip("ab"), "www.example.com".strip("cmowz."), "aaa".strip("a"), "aaa".lstrip("b"), "aXb".strip(""), repr("\u2003a\u2003".strip()), "mississippi".rstrip("ipz"), "a".strip(None))
print("a".center(5) + "|", "ab".center(5, "*"), "abc".center(6, "-"), "a".ljust(4, ".") + "|", "a".rjust(4, "."), "abc".center(2), "5".zfill(3), "-5".zfill(4), "+5".zfill(4), "abc".zfill(5), "".zfill(2), "--1".zfill(5), "x".center(4, "\u00e9"), "-".zfill(3))
print("a\tb".expandtabs(), "a\tb".expandtabs(4), "\t|".expandtabs(3), "ab\tc\nd\te".expandtabs(4), "a\tb".expandtabs(0), "a\r\tb".expandtabs(2).encode(), "01\t012\t0123".expandtabs(tabsize=8))
print("%s" % "a\x00b".split("\x00"), "a\x1fb".split(), "a\x1cb c".split(), "\u200ba".split(), "one  two".split("  "))
