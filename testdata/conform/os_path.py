# os.path functions, which only look at text.
import os
from os import path
for p in ("", "/", "a", "/a", "a/", "/a/b", "/a/b/", "a/b.txt", "a.b/c", "/a//b/../c/.", "../x", "./y", "a/../..", "//net/x", "///x", ".hidden", "a.tar.gz", "/a/.b", "..", "...", "x.", "~"):
    print(repr(p), path.split(p), path.basename(p), path.dirname(p), path.splitext(p), path.normpath(p), path.isabs(p), path.splitdrive(p), path.splitroot(p))
print(path.join("a", "b"), path.join("a", "/b"), path.join("a/", "b"), path.join("", "b"), path.join("a", ""), path.join("a", "b", "..", "c"), path.join("/"), path.join(b"a", b"b"), path.join("a", "", "b"))
print(path.commonpath(["/a/b/c", "/a/b/d"]), path.commonpath(["a/b", "a"]), path.commonprefix(["abc", "abd"]), path.commonprefix([]), path.commonprefix(["/usr/lib", "/usr/local"]), path.relpath("/a/b/c", "/a/d"), path.relpath("/a", "/a"), path.relpath("/a/b", "/a/b/c"), path.expanduser("x"), path.expandvars("$GORGON_NOT_SET ${ALSO_NOT} $"), path.abspath("/x/../y"), path.isabs(path.abspath("z")), path.sep, path.pardir, path.curdir, path.extsep, path.altsep, path.pathsep, path.devnull, os.sep, os.linesep == "\n", os.name, os.curdir)
print(path.exists("/"), path.isdir("/"), path.isfile("/"), path.islink("/"), path.exists("/none/such"), path.isfile(__file__), path.ismount("/"), path.samefile("/", "/."), path.lexists("/none"), path.exists("a\0b"), path.realpath("/"), path.getsize(__file__) > 10)
os.environ["GORGON_VAR"] = "val"; print(path.expandvars("$GORGON_VAR/${GORGON_VAR}x"), os.environ["GORGON_VAR"], os.getenv("GORGON_VAR"), os.getenv("NOPE_X"), os.getenv("NOPE_X", "d"), "GORGON_VAR" in os.environ, os.environ.pop("GORGON_VAR"), os.environ.get("GORGON_VAR"))
for f in (lambda: path.join(1), lambda: path.join("a", 1), lambda: path.join("a", b"b"), lambda: path.split(5), lambda: path.commonpath([]), lambda: path.commonpath(["/a", "b"]), lambda: path.relpath(""), lambda: path.basename(None), lambda: os.environ["NOPE_X"], lambda: os.environ.__setitem__("a", 5), lambda: os.environ.__delitem__("NOPE_X"), lambda: path.getsize("/none"), lambda: path.exists(5.5), lambda: path.normpath(3), lambda: os.fspath(5), lambda: os.environ.__setitem__("a=b", "c"), lambda: path.commonpath(["a", b"b"])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class P:
    def __fspath__(self): return "/from/fspath.txt"
print(path.basename(P()), path.join(P(), "x"), os.fspath(P()), os.fspath("s"), os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), isinstance(P(), os.PathLike), path.splitext(b"a.b"))
