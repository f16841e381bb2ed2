# translate, maketrans and comparison.
t = str.maketrans("abc", "xyz")
print(t, "aabbcc-d".translate(t), str.maketrans("ab", "xy", "cd"), "abcd".translate(str.maketrans("ab", "xy", "cd")), str.maketrans({"a": "1", "b": None, 99: "three", "d": 0x41}))
print("abcde".translate({97: "AA", 98: None, 99: 100, ord("d"): "\u4e2d"}), "hello".translate({}), "caf\u00e9".translate({0xe9: "e"}))
class T:
    def __getitem__(self, k):
        if k > 108: raise LookupError
        return chr(k).upper()
print("hello world".translate(T()))
for f in (lambda: str.maketrans("ab", "x"), lambda: str.maketrans("ab"), lambda: str.maketrans({"ab": 1}), lambda: "a".translate(5), lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.5}), lambda: str.maketrans(1, 2), lambda: str.maketrans({1.5: 2})):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
words = ["banana", "apple", "cherry", "Apple", "\u00e9clair", "zebra", "", "app", "apple pie", "\U0001f600", "\uffff"]
print([ascii(w) for w in sorted(words)], [ascii(w) for w in sorted(words, key=str.lower)], ascii(max(words)), min(words))
print("a" < "b", "a" < "A", "abc" < "abd", "ab" < "abc", "" < "a", "a" == "a", "a" != "b", "\uffff" < "\U00010000", "Z" < "a", "10" < "9", "a" <= "a", "a" >= "b", "a" == 1, "a" != b"a")
print("".join(sorted("the quick brown fox")), len(set("mississippi")), "abc".__lt__("abd"), "abc".__eq__(5), "abc".__add__("d"), "abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "abc".__mul__(2))
print(hash("a") == hash("a"), hash("") == 0, hash("abc") == hash("ab" + "c"), str("x"), type("x"), "x".__class__.__name__, isinstance("x", str), str.upper("abc"), list(map(str.strip, [" a ", "b "])))
class S(str):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v)
        self.extra = extra
        return self
    def upper(self): return "UP:" + super().upper()
s = S("abc", extra=7)
print(s, s.extra, s.upper(), type(s + "d"), type(s[:]), type(s[0:1]), s == "abc", {s: 1}["abc"], type(str(s)), type(s.strip()), isinstance(s, str), len(s), f"{s:>5}", s.__dict__)
