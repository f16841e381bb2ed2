# Strings: literals, operators, methods, formatting.
s = "Hello"
print(s + " " + 'World', s * 2, len(s), s[0], s[-1], s[1:3], s[::-1], s.upper(), s.lower(), s.replace("l", "L"), s.find("l"), "ell" in s, s == "Hello", s < "Jello")
print("a,b,c".split(","), "-".join(["x", "y"]), " pad ".strip(), "abc".startswith("a"), f"{s}! {1 + 1} {3.14159:.2f} {s!r}", "%s is %d" % (s, 5), "{} {}".format(1, "b"), repr("it's"), str(12), int("42") + 1)
for c in "abc": print(c, ord(c), end="; ")
print()
