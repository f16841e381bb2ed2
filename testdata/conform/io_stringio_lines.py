"""Lines of a StringIO, with long lines, characters of several bytes, and changes between reads."""
import io

TEXTS = ["", "a\nb", "é\n" * 5, "x" * 1000 + "\n" + "é" * 700 + "\nz", "a\rb\r\nc\n\rd" * 3, "ab" * 127 + "\r\n" + "q\r" * 300]
for text in TEXTS:
    for newline in ("\n", "", None, "\r", "\r\n"):
        s = io.StringIO(text, newline)
        lines = list(s)
        print(len(lines), hash(tuple(lines)) == hash(tuple(io.StringIO(text, newline).readlines())), [len(line) for line in lines][:12], s.tell())

s = io.StringIO("eins\nzwei é\ndrei ü ö\nvier\n")
print(repr(s.readline()), s.tell(), repr(s.readline(3)), s.tell(), repr(s.read(4)), s.tell(), repr(s.readline()))
s.seek(3)
print(repr(s.readline()), s.tell())
s.write("Ü€")
print(s.tell(), repr(s.readline()), repr(s.getvalue()))
s.seek(7)
s.truncate(6)
print(s.tell(), repr(s.read()), repr(s.getvalue()))
s.write("né")
print(s.tell(), repr(s.getvalue()))
s.seek(2)
print(repr(s.read(6)), s.tell(), repr(s.read()), s.tell())
s.seek(0, 2)
s.write("ß\nend")
s.seek(5)
print([line for line in s], s.tell())
state = s.__getstate__()
t = io.StringIO()
t.__setstate__((state[0], state[1], 4, None))
print(repr(t.read(3)), t.tell(), repr(t.readline()))

# A hundred thousand characters, one after the other: not in quadratic time.
s = io.StringIO("é€x\n" * 25_000)
count = 0
while s.read(7):
    count += 1
print(count, sum(1 for _ in io.StringIO("é\n" * 50_000)), sum(1 for _ in io.StringIO("é\r" * 50_000, newline=None)))
