# Case methods of str, ASCII and beyond.
words = ["", "hello", "Hello World", "HELLO", "hELLO wORLD", "they're bill's", "123abc", "\u00e9cole", "stra\u00dfe", "\ufb01n", "\u0130stanbul", "\u03a3\u03a3\u03a3", "\u01c6", "\u1e9e", "x\u0345", "\U00010400", "\u00b5"]
for w in words:
    print(ascii(w), ascii(w.upper()), ascii(w.lower()), ascii(w.title()), ascii(w.capitalize()), ascii(w.swapcase()), ascii(w.casefold()))
    print(w.isupper(), w.islower(), w.istitle())
print("\u039f\u0394\u039f\u03a3".lower() == "\u03bf\u03b4\u03bf\u03c2", "A\u03a3 B".lower() == "a\u03c2 b", "stra\u00dfe".casefold() == "STRASSE".casefold())
tests = ["", "abc", "ABC", "abc1", "1", "1.5", "\u0661", "\u00b2", "\u2155", "_a", "1a", "a b", "\u00e9", "a-b", " ", "\t\n", "\u3000", "\x00", "\x7f", "class", "\u4e2d\u6587", "\u2028", "\u0378", "x\u0300"]
for s in tests:
    print(ascii(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isidentifier(), s.isprintable(), s.isascii())
