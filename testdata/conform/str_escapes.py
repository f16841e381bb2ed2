# Literals: escapes, raw, triple quotes, joining of neighbours, and repr.
print("\a\b\f\n\r\t\v\\\'\"".encode(), "\x41\101\u0041\U00000041\N{LATIN CAPITAL LETTER A}\N{DIGIT ONE}", "\0\1\12\123".encode(), "a\
b")
print(r"\n\t\x41" r'\'', R"\\", "it's" 'say "hi"' """both ' and " """, '''multi
line''', "con" "cat" f"{1+1}" "enated", ("a"
"b"))
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t", "nl\n", "\\", "\x00\x1f\x7f", "\x80\x9f\xa0\xad", "\u00e9", "\u0378", "\u2028", "\ud800", "\U0001f600", "\U000e0001", "\ue000", "\u3000", "", "\r", "\ufeff", "\u200b"):
    print(ascii(repr(s)), ascii(s), len(s))
print([ord(c) for c in "\N{GREEK SMALL LETTER ALPHA}\N{SNOWMAN}\N{BEL}"], "\N{EM DASH}" == "\u2014", "\x7e", "\176")
print(b"\x41\101\n\\\'\"", br"\n\x41", rb"\\", b"a" b"b", b'''x
y''', bytes(range(256)))
for src in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{no such name}'", r"'\N'", r"b'\x4'", "b'\u00e9'", "'abc", "'''abc", r"'\N{}'", "'a\nb'"):
    try:
        print(eval(src))
    except SyntaxError as e:
        print(ascii(src), type(e).__name__, e.msg, e.lineno, e.offset)
print(ascii("caf\u00e9 \u4e2d \U0001f600"), "\u00e9" == "\N{LATIN SMALL LETTER E WITH ACUTE}", "e\u0301" == "\u00e9", len("e\u0301"))
print(chr(0x10ffff) == "\U0010ffff", [chr(n) for n in (65, 233)], ord("\U0001f600"), chr(0xd800).isprintable())
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord(""), lambda: ord("ab"), lambda: chr("a"), lambda: ord(5), lambda: chr(2**70), lambda: ord(b"ab"), lambda: chr(1.0)):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
