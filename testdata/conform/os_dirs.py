# os: directories, files, stat, walk, in a directory of our own.
import os
top = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"gorgon-osdirs-{os.getpid()}"); j = os.path.join
def err(f, *a):
    try: print(f.__name__, f(*a))
    except OSError as e: print(f.__name__, type(e).__name__, e.errno, e.strerror, (e.filename or "").replace(top, "TOP") if isinstance(e.filename, (str, type(None))) else e.filename, str(e).replace(top, "TOP"))
    except Exception as e: print(f.__name__, type(e).__name__, e)
os.makedirs(j(top, "a", "b", "c"))
for n in ("x.txt", "y.txt", j("a", "z.py")):
    with open(j(top, n), "w") as f: f.write(n)
print(sorted(os.listdir(top)), os.path.isdir(j(top, "a/b")), os.stat(j(top, "x.txt")).st_size, os.access(top, os.R_OK))
err(os.mkdir, top); err(os.makedirs, j(top, "a")); os.makedirs(j(top, "a"), exist_ok=True); err(os.rmdir, top); err(os.rmdir, j(top, "none")); err(os.remove, j(top, "none")); err(os.remove, j(top, "a")); err(os.listdir, j(top, "none")); err(os.listdir, j(top, "x.txt")); err(os.stat, j(top, "none")); err(os.rename, j(top, "none"), j(top, "q")); err(os.mkdir, j(top, "no", "parent")); err(os.listdir, 5.5); err(os.mkdir, None); err(os.open, j(top, "none"), os.O_RDONLY); err(os.chdir, j(top, "none")); err(os.readlink, j(top, "x.txt")); err(os.scandir, j(top, "none")); err(os.close, 9999); err(os.unlink, "a\0b")
os.rename(j(top, "x.txt"), j(top, "renamed.txt")); os.replace(j(top, "y.txt"), j(top, "renamed.txt")); print(sorted(os.listdir(top)))
os.symlink("renamed.txt", j(top, "link")); print(os.path.islink(j(top, "link")), os.readlink(j(top, "link")), os.path.realpath(j(top, "link")).endswith("renamed.txt")); os.unlink(j(top, "link"))
for root, dirs, files in os.walk(top): dirs.sort(); print(root.replace(top, "TOP"), dirs, sorted(files))
print([(r.replace(top, "TOP"), sorted(fs)) for r, d, fs in os.walk(top, topdown=False)][-1])
with os.scandir(top) as it: print(sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink(), os.path.basename(e.path)) for e in it))
cwd = os.getcwd(); os.chdir(j(top, "a")); print(os.path.basename(os.getcwd()), sorted(os.listdir()), os.path.exists("z.py"), os.path.abspath("z.py").replace(os.path.realpath(top), "TOP").replace(top, "TOP")); os.chdir(cwd); print(os.getcwd() == cwd)
st = os.stat(j(top, "a/z.py")); print(st.st_size, st[6], st.st_mode & 0o170000 == 0o100000, st.st_nlink, type(st.st_mtime).__name__, len(st) == 10)
os.utime(j(top, "a/z.py"), (1000, 2000.5)); print(os.path.getmtime(j(top, "a/z.py")), os.stat(j(top, "a/z.py")).st_mtime_ns); os.chmod(j(top, "a/z.py"), 0o600); print(oct(os.stat(j(top, "a/z.py")).st_mode & 0o777))
fd = os.open(j(top, "fd"), os.O_RDWR | os.O_CREAT); print(os.write(fd, b"hello world"), os.lseek(fd, 6, os.SEEK_SET), os.read(fd, 100), os.fstat(fd).st_size, os.ftruncate(fd, 3), os.fstat(fd).st_size, os.close(fd)); os.truncate(j(top, "fd"), 1); print(os.path.getsize(j(top, "fd")))
r, w = os.pipe(); os.write(w, b"through the pipe"); os.close(w); print(os.read(r, 50), os.read(r, 5)); os.close(r)
os.removedirs(j(top, "a/b/c")); print(os.path.exists(j(top, "a/b")), os.path.exists(j(top, "a")))
for root, dirs, files in os.walk(top, topdown=False):
    for n in files: os.remove(j(root, n))
    os.rmdir(root)
print(os.path.exists(top), os.cpu_count() > 0, os.getpid() > 0, len(os.urandom(4)), os.strerror(2), os.get_terminal_size.__name__, os.path is __import__("posixpath"), os.fspath is not None, os.error is OSError)
