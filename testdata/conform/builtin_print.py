# print: separators, ends, files, flush, odd objects.
import sys, io
print(); print(""); print("a", "b", 1, None, [1, "x"], sep="-", end="!\n"); print(1, 2, sep=""); print("x", end=""); print("y"); print(sep="s"); print(*[], "z"); print(*range(3), sep=", "); print("a\tb\\n"); print("é中😀"); print(None); print((1,)); print("multi\nline"); print(1, sep=None, end=None)
buf = io.StringIO(); print("to", "buffer", file=buf, end="|"); print(1, file=buf, flush=True); print(repr(buf.getvalue()))
class W:
    def __init__(self): self.got = []
    def write(self, s): self.got.append(s)
    def flush(self): self.got.append("FLUSH")
w = W(); print("a", "b", sep="+", file=w); print("c", file=w, flush=True); print(w.got)
class S:
    def __str__(self): return "S-str"
    def __repr__(self): return "S-repr"
print(S(), [S()], {S(): 1} if False else (S(),), f"{S()}", str(S()))
class Bad:
    def __str__(self): raise ValueError("bad str")
for f in (lambda: print(Bad()), lambda: print(sep=5), lambda: print(end=5), lambda: print("a", file=5), lambda: print("a", foo=1), lambda: print("partial", Bad()), lambda: print(file=object()), lambda: print("a", sep=b"x")):
    try: f()
    except Exception as e: print(); print(type(e).__name__, e)
old = sys.stdout; sys.stdout = buf2 = io.StringIO(); print("redirected"); sys.stdout = old; print(repr(buf2.getvalue())); sys.stdout = None; print("nowhere"); sys.stdout = old
print("err line", file=sys.stderr); sys.stdout.write("written\n"); print(sys.stdout.write("count\n")); sys.stdout.writelines(["l1\n", "l2\n"]); print(print("inner"), print)
del sys.stdout
try: print("no stdout")
except RuntimeError as e: sys.stderr.write(f"{e}\n")
sys.stdout = old; print(sys.stdout.encoding, sys.stdout.name, sys.stdout.mode, sys.stdout.isatty(), sys.stdout.fileno(), sys.stdin.name, sys.stderr.name, sys.stdout.errors, sys.stderr.errors, sys.stdout.line_buffering)
print("%s and {}".format(1), "a" "b", str.format("{0}{1}", 1, 2), end="\n\n"); print("last without newline", end="")
