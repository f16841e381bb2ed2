# io.BytesIO.
import io
b = io.BytesIO(b"line1\nline2\nend")
print(b.read(3), b.tell(), b.readline(), b.readlines(), b.read(), b.seek(-3, 2), b.read(), b.seek(0), list(b), b.getvalue(), b.readable(), b.writable(), b.seekable(), b.closed)
w = io.BytesIO(); print(w.write(b"abc"), w.write(bytearray(b"de")), w.write(memoryview(b"f")), w.getvalue(), w.seek(2), w.write(b"XY"), w.getvalue(), w.truncate(3), w.getvalue(), w.tell(), w.seek(6), w.write(b"!"), w.getvalue(), w.seek(-1, 1), w.read(), w.seek(0), w.read1(2), w.peek(1) if hasattr(w, "peek") else "", w.read(-1))
buf = bytearray(4); w.seek(0); print(w.readinto(buf), buf, w.readinto(buf), buf, w.readinto(buf), w.readinto1(buf))
v = w.getbuffer(); v[0] = 90; print(w.getvalue(), len(v))
try: w.write(b"x" * 100)
except BufferError as e: print(e)
v.release(); w.write(b"ok")
for f in (lambda: w.write("a"), lambda: w.write(5), lambda: w.seek(-1), lambda: w.seek(0, 9), lambda: io.BytesIO("a"), lambda: io.BytesIO(5), lambda: w.read("x"), lambda: w.truncate(-1), lambda: w.fileno(), lambda: w.writelines(["a"]), lambda: w.readinto(b"const"), lambda: w.seek("a"), lambda: w.readlines("x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
w.writelines([b"1", b"2"]); print(w.getvalue()[-3:], io.BytesIO(b"a\nb").readline(1), io.BytesIO(b"a\nb\nc").readlines(2), next(io.BytesIO(b"q\n")), io.BytesIO(b"x").read(0), io.BytesIO().read())
with io.BytesIO(b"z") as c: print(c.read())
for f in (c.read, c.getvalue, lambda: c.write(b""), lambda: c.getbuffer()):
    try: f()
    except ValueError as e: print(e)
t = io.TextIOWrapper(io.BytesIO("héllo\r\nwörld\n".encode()), encoding="utf-8"); print(t.read(3), t.readline(), t.readlines(), t.encoding, t.errors, t.newlines, t.buffer.getvalue()[:3])
raw = io.BytesIO(); t = io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n", write_through=True); t.write("é\nx"); t.flush(); print(raw.getvalue()); d = t.detach(); print(d is raw)
try: t.read()
except ValueError as e: print(e)
br = io.BufferedReader(io.BytesIO(b"buffered data")); print(br.peek(4)[:4], br.read(8), br.read1(2), br.tell(), br.seek(0), br.read(), br.readable()); bw = io.BufferedWriter(r2 := io.BytesIO()); bw.write(b"later"); print(r2.getvalue(), bw.flush(), r2.getvalue()); rw = io.BufferedRandom(io.BytesIO(b"abcdef")); rw.seek(2); rw.write(b"ZZ"); rw.seek(0); print(rw.read())
for enc in ("ascii", "utf-16", "utf-8-sig"):
    x = io.BytesIO(); tw = io.TextIOWrapper(x, encoding=enc, errors="replace"); tw.write("aé"); tw.flush(); print(enc, x.getvalue())
try: io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read()
except UnicodeDecodeError as e: print(e)
