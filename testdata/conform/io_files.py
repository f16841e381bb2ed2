# Text and binary files in a directory of our own.
import os, io
d = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"gorgon-conform-{os.getpid()}"); os.mkdir(d); p = os.path.join(d, "f.txt")
def err(e): return str(e).replace(d, "DIR")
try:
    with open(p, "w") as f: print(f.write("héllo\n"), f.writelines(["a\n", "b"]), f.mode, f.name == p, f.closed, f.encoding, f.tell(), f.writable(), f.readable())
    print(f.closed, os.path.getsize(p))
    with open(p) as f: print(f.read(2), f.read(), repr(f.read()), f.seek(0), f.readline(), f.readlines(), f.mode, f.newlines)
    with open(p, encoding="latin-1") as f: print(repr(f.readline()))
    with open(p, "a") as f: f.write("appended\n"); print(f.tell())
    print([l for l in open(p)], open(p).read().splitlines()) if False else None
    with open(p) as f: print([l.rstrip() for l in f], list(enumerate(f)))
    with open(p, "r+") as f: f.write("H"); f.seek(0); print(f.read(6)); f.seek(0, 2); f.write("end")
    with open(p, "rb") as f: print(f.read(3), f.seek(-3, 2), f.read(), f.tell(), f.seek(0), f.readline(), type(f).__name__, f.mode, f.peek(2)[:2])
    with open(p, "wb") as f: print(f.write(b"\x00\x01\r\n\xff"), f.tell(), type(f).__name__)
    with open(p, "rb", buffering=0) as f: print(f.read(), type(f).__name__, f.readall())
    with open(p, "r+b") as f: f.seek(1); f.write(b"Z"); f.seek(0); print(f.read(), f.truncate(2), f.seek(0), f.read(), type(f).__name__)
    with open(p, "w", newline="\r\n") as f: f.write("a\nb\n")
    with open(p, "rb") as f: print(f.read())
    for nl in (None, "", "\n", "\r\n"):
        with open(p, newline=nl) as f: print(repr(nl), f.readlines())
    with open(p, "x" if not os.path.exists(p) else "w") as f: pass
    print(os.path.getsize(p))
    with open(p, "w", encoding="utf-16") as f: f.write("hé")
    with open(p, "rb") as f: print(f.read())
    with open(p, "w", encoding="ascii", errors="backslashreplace") as f: f.write("hé")
    with open(p) as f: print(f.read())
    for args, kw in (((os.path.join(d, "none"),), {}), ((d,), {}), ((p, "x"), {}), ((p, "q"), {}), ((p, "rw"), {}), ((p, "rt+b"), {}), ((p, "rb"), {"encoding": "utf-8"}), ((p, "r"), {"buffering": 0}), ((p,), {"encoding": "nosuch"}), ((p,), {"newline": "x"}), ((5.5,), {}), ((None,), {}), (("a\0b",), {}), ((p, "U"), {}), ((p, 5), {}), ((p, ""), {}), ((p, "rr"), {}), ((p, "b"), {}), ((-1,), {}), ((os.path.join(d, "no", "dir"), "w"), {})):
        try: open(*args, **kw).close(); print(args[1:], kw, "ok")
        except Exception as e: print(args[1:], kw, type(e).__name__, err(e))
    with open(p) as f:
        for g in (lambda: f.write("x"), lambda: f.read("x"), lambda: f.seek(1, 1), lambda: f.seek(-1), lambda: f.nope, lambda: f.truncate(1)):
            try: print(g())
            except Exception as e: print(type(e).__name__, e)
    for g in (f.read, f.readline, f.tell, lambda: next(f), lambda: f.__enter__(), f.flush, f.fileno):
        try: print(g())
        except ValueError as e: print(e)
    with open(p, "w") as f:
        try: f.read()
        except io.UnsupportedOperation as e: print(e, isinstance(e, OSError), isinstance(e, ValueError))
        try: f.write(b"bytes")
        except TypeError as e: print(e)
        print(f.flush(), f.fileno() > 2, f.isatty(), f.seekable(), f.line_buffering, f.errors, f.buffer.raw.closefd)
    with open(p, "wb") as f:
        try: f.write("text")
        except TypeError as e: print(e)
    fd = os.open(p, os.O_WRONLY | os.O_CREAT | os.O_TRUNC); print(os.write(fd, b"low level"))
    with os.fdopen(fd, "w") as f: f.write(" and high")
    with open(p) as f: print(f.read())
    class Opener: pass
    with open(p, opener=lambda name, flags: os.open(name, flags)) as f: print(f.read(3))
    big = "line %d\n"
    with open(p, "w") as f:
        for i in range(5000): f.write(big % i)
    with open(p) as f: print(sum(1 for _ in f), f.tell(), os.path.getsize(p)); f.seek(30000); f.readline(); print(f.readline())
finally:
    for n in os.listdir(d): os.remove(os.path.join(d, n))
    os.rmdir(d)
print(os.path.exists(d))
