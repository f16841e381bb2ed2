# Building strings in loops, in all usual ways.
s = ""
for i in range(200): s += chr(97 + i % 26)
print(s, len(s))
t = ""
for i in range(50): t = str(i) + t
print(t)
parts = []
for i in range(100): parts.append(f"{i:03d}")
print("|".join(parts)[:60], len("|".join(parts)))
u = "a" * 5; v = u; u += "b"; print(u, v)
class H: s = ""
h = H()
for w in "the quick brown fox".split(): h.s += w.title()
print(h.s)
d = {"k": ""}
for c in "hello": d["k"] += c * 2
print(d)
l = ["x"] * 3; l[1] += "yz"; print(l)
def f(acc=""): acc += "!"; return acc
print(f(), f("a"), f())
w = "é"
for i in range(4): w += chr(0x4e2d + i); w += "a"
print(w, len(w), w[::2]); w += "😀"; print(w[-1], len(w))
print("".join(reversed("abc")), "-".join(map(str, range(5))), "".join(c for c in "a1b2" if c.isdigit()), str.join(", ", ["x", "y"]), "".join(sorted("banana")), ("ab" * 3).replace("ba", "-"), "%s" * 3 % ("a", "b", "c"))
