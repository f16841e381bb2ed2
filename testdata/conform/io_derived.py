# io: classes derived from the abstract ones, under the native layers.
import io
print(isinstance(io.BytesIO(), io.IOBase), isinstance(io.StringIO(), io.TextIOBase), isinstance(open('/dev/null'), io.TextIOBase), isinstance(open('/dev/null','rb',0), io.RawIOBase), io.RawIOBase.__mro__, io.IOBase)
class R(io.RawIOBase):
    def __init__(self, d): self.d=d
    def readinto(self, b):
        n=min(len(b), len(self.d)); b[:n]=self.d[:n]; self.d=self.d[n:]; return n
    def readable(self): return True
r=R(b"hello\nworld\nx"); print(r.read(2), r.readline(), list(r)); print(io.BufferedReader(R(b"abc\ndef")).readlines()); print(io.TextIOWrapper(io.BufferedReader(R("é\nf".encode())),encoding="utf-8").read())
with R(b"") as q: pass
print(q.closed)
try: q.read()
except ValueError as e: print(e)
class W(io.RawIOBase):
    def __init__(self): self.o=[]
    def write(self, b): self.o.append(bytes(b)); return len(b)
    def writable(self): return True
w=W(); t=io.TextIOWrapper(io.BufferedWriter(w)); t.write("abc\n"); t.flush(); print(w.o); t.close(); print(w.closed)
print(isinstance(w, io.Writer), issubclass(R, io.Reader), io.Reader[int])
class T(io.TextIOBase): pass
print(T().readable(), T().encoding)
try: T().read()
except io.UnsupportedOperation as e: print(e)
