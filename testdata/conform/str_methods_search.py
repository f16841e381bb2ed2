# find, index, count, replace, startswith, endswith and friends.
s = "the quick brown fox jumps over the lazy dog"
print(s.find("the"), s.find("the", 1), s.find("cat"), s.rfind("the"), s.rfind("the", 0, 10), s.find(""), s.find("", 5), s.find("", 100), s.rfind(""), s.find("q", -50, 6), s.find("o", -3))
print(s.index("fox"), s.rindex("o"), s.count("o"), s.count("the"), s.count(""), s.count("o", 20), s.count("aa"), "aaaa".count("aa"), "aaaa".count("", 2, 3))
for f in (lambda: s.index("cat"), lambda: s.rindex("cat"), lambda: s.find(1), lambda: s.count(), lambda: s.find("a", "b"), lambda: s.startswith(1), lambda: s.startswith(["a"]), lambda: s.endswith((1,)),
          lambda: s.replace("a"), lambda: s.replace(1, "a"), lambda: "a" in 5, lambda: 5 in "a", lambda: s.removeprefix(1)):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(s.startswith("the"), s.startswith(("a", "the")), s.startswith("quick", 4), s.startswith("", 100), s.endswith("dog"), s.endswith(("cat", "dog")), s.endswith("lazy", 0, -4), s.startswith(()), "".startswith(""), "abc".startswith("", 3), "abc".startswith("", 4))
print(s.replace("the", "a"), s.replace("the", "a", 1), s.replace("o", ""), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "aaa".replace("aa", "b"), "abc".replace("b", "XYZ", 0), "aXbX".replace("X", "\u4e2d", count=1))
print("TestHook".removeprefix("Test"), "TestHook".removeprefix("x"), "file.py".removesuffix(".py"), "file.py".removesuffix(""), "aa".removeprefix("aa"))
print("fox" in s, "cat" in s, "" in "", "" in s, "a" not in "bcd", "\u00e9" in "caf\u00e9", "caf\u00e9".find("\u00e9"), "\U0001f600x".find("x"))
print("a,b,,c".partition(","), "abc".partition(","), "a,b,c".rpartition(","), "abc".rpartition(","), "".partition("x"), "a--b--c".partition("--"))
try:
    "abc".partition("")
except ValueError as e:
    print(e)
t = "ab" * 50 + "c" + "ab" * 50
print(t.find("abc"), t.rfind("cab"), t.find("bb"), t.count("ab"), t.find("c" + "ab" * 50), t.index("ba", 77))
