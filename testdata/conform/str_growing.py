"""Strs that grow by appending, with characters of one to four bytes, look the same as those made at once."""
import random
r = random.Random(3)
for alphabet in ("ab", "aé", "é€", "a😀é\ud800"):
    s = ""; parts = []
    for i in range(3000):
        x = "".join(r.choices(alphabet, k=r.randrange(1, 9)))
        if i % 700 == 650:
            keep = s; s2 = keep + "Z"; s3 = keep + "é"; assert s2[-1] == "Z" and s3[-1] == "é" and len(s2) == len(s3)
        s += x; parts.append(x)
    t = "".join(parts)
    assert s == t and len(s) == len(t) and hash(s) == hash(t)
    for i in range(0, len(s), 37):
        assert s[i] == t[i] and s[i:i+5] == t[i:i+5] and s[-i-1] == t[-i-1], i
    assert s.find("é") == t.find("é") and s.rfind("a") == t.rfind("a") and s.index(s[1500:1520]) == t.index(s[1500:1520])
    assert s.count("a") == t.count("a") and list(s) == list(t) and s[::-1] == t[::-1]
    print(len(s), s.isascii(), s[100:110].encode("utf8", "surrogatepass"))
a = "x" * 600
b = a + "é"; c = b + "y"; d = b + "z"; e = c + "w" * 100
print(len(b), b[-1], c[-2:], d[-2:], e[599:604], e.index("w"))
