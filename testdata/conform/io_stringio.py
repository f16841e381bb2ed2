# io.StringIO.
import io
s = io.StringIO("line1\nline2\nline3")
print(s.read(3), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), s.readline(), list(s), s.getvalue(), s.closed, s.readable(), s.writable(), s.seekable(), s.isatty(), s.newlines, s.line_buffering)
w = io.StringIO(); print(w.write("abc"), w.write("é中"), w.tell(), w.getvalue(), w.seek(1), w.write("X"), w.getvalue(), w.truncate(2), w.getvalue(), w.seek(5), w.write("z"), repr(w.getvalue()), w.writelines(["p", "q"]), w.seek(0, 2), w.read(), w.seek(0), w.read(2), w.read(-1), w.truncate(), w.truncate(0), w.getvalue())
for f in (lambda: w.write(5), lambda: w.write(b"a"), lambda: w.seek(-1), lambda: w.seek(1, 1), lambda: w.seek(0, 5), lambda: io.StringIO(5), lambda: io.StringIO(b"a"), lambda: w.read("a"), lambda: w.truncate(-1), lambda: w.fileno(), lambda: w.writelines([1]), lambda: w.writelines(5), lambda: io.StringIO("a", newline="x"), lambda: w.detach(), lambda: w.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
with io.StringIO("ctx") as c: print(c.read())
for f in (c.read, c.getvalue, c.readline, lambda: c.write("a"), lambda: next(c), lambda: c.__enter__(), lambda: c.seek(0), c.tell):
    try: f()
    except ValueError as e: print(e)
print(c.closed, c.close())
for nl in (None, "", "\n", "\r\n", "\r"):
    x = io.StringIO("a\nb\r\nc\rd", newline=nl); print(repr(nl), repr(x.getvalue()), x.readlines(), x.newlines); y = io.StringIO(newline=nl); y.write("1\n2\r\n"); print(repr(y.getvalue()))
it = iter(io.StringIO("x\ny\n")); print(next(it), next(it), next(it, "end")); print(io.StringIO("abc\ndef").readline(2), io.StringIO("a\nb\n").readlines(1), io.StringIO("a\n\nb").read().split("\n"), io.StringIO().read() == "", io.StringIO(None).getvalue() == "", io.StringIO(initial_value="iv").read())
class My(io.StringIO):
    def write(self, t): return super().write(t.upper())
m = My(); print("hello", 5, file=m); print(repr(m.getvalue()), isinstance(m, io.TextIOBase), isinstance(m, io.IOBase)); m.attr = 1; print(m.attr)
a = io.StringIO("seek me"); a.seek(0, 2); print(a.tell(), a.seek(3), a.read(2), a.tell(), a.seek(100), repr(a.read()))
