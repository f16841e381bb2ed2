"""zlib and what stands on it: every format, whole and in pieces, and what is wrong with data."""
import gzip, io, os, random, tarfile, tempfile, threading, zipfile, zlib

rng = random.Random(5)
data = b"".join(rng.choice([b"spam",b"eggs",b"\0\1",bytes([rng.randrange(256)])]) for _ in range(60000))
for wb in (15,-15,31):
    for lv in (-1,0,1,6,9):
        c=zlib.compress(data,lv,wbits=wb); assert zlib.decompress(c,wbits=wb)==data
        d=zlib.decompressobj(wb); out=b''
        for i in range(0,len(c),777): out+=d.decompress(c[i:i+777])
        out+=d.flush(); assert out==data and d.eof, (wb,lv)
        d=zlib.decompressobj(wb); out=b''; tail=c+b'TRAIL'
        while not d.eof:
            out+=d.decompress(tail,1000); tail=d.unconsumed_tail
        assert out==data and d.unused_data==b'TRAIL'
        d=zlib._ZlibDecompressor(wb); out=b''; i=0
        while not d.eof:
            piece=b''
            if d.needs_input: piece=c[i:i+500]; i+=500
            out+=d.decompress(piece,3000)
        assert out==data
print(zlib.crc32(data), zlib.adler32(data), zlib.adler32(data[500:], zlib.adler32(data[:500])), zlib.crc32(b'x', -1), zlib.adler32(b'hello', 2**40+77))
print(gzip.decompress(gzip.compress(data)+gzip.compress(b'more'))==data+b'more')
name = os.path.join(tempfile.mkdtemp(), 'x.gz')
with gzip.open(name,'wt') as f:
    for i in range(10000): f.write(f"line {i}\n")
with gzip.open(name,'rt') as f: print(sum(int(l.split()[1]) for l in f))
b=io.BytesIO()
with zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED) as z: z.writestr('a.txt',data); z.writestr('b','x')
with zipfile.ZipFile(b) as z: print(z.namelist(), z.read('a.txt')==data, z.testzip())
b=io.BytesIO()
with tarfile.open(fileobj=b,mode='w:gz') as t:
    ti=tarfile.TarInfo('q'); ti.size=len(data); t.addfile(ti, io.BytesIO(data))
b.seek(0)
with tarfile.open(fileobj=b) as t: print(t.extractfile('q').read()==data)
zd=b"spameggs"*20
c=zlib.compressobj(zdict=zd); z=c.compress(b"spameggs"*3)+c.flush()
print(zlib.decompressobj(zdict=zd).decompress(z))
try: zlib.decompressobj().decompress(z)
except zlib.error as e: print(e)
c=zlib.compressobj(); a=c.compress(b'abc'*100)+c.flush(zlib.Z_SYNC_FLUSH); d=zlib.decompressobj(); print(d.decompress(a)==b'abc'*100); a=c.compress(b'q')+c.flush(zlib.Z_FULL_FLUSH); print(d.decompress(a)); print(d.decompress(c.flush()), d.eof)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


packed = zlib.compress(b"a" * 100)
for f in [lambda: zlib.decompress(b"xyz"), lambda: zlib.decompress(packed[:-1]), lambda: zlib.decompress(packed[:-1] + b"?"),
          lambda: zlib.decompress(b"", bufsize=-1), lambda: zlib.decompress(b"", wbits=99), lambda: zlib.compress(b"", level=99),
          lambda: zlib.compress(b"", wbits=0), lambda: zlib.compressobj(wbits=3), lambda: zlib.decompressobj(wbits=3),
          lambda: zlib.decompressobj().decompress(b"x", -1), lambda: zlib.decompressobj().flush(0),
          lambda: zlib._ZlibDecompressor(wbits=3), lambda: type(zlib.compressobj())(), lambda: zlib.compressobj(zdict="x"),
          lambda: zlib.decompressobj(zdict="x"), lambda: zlib.decompressobj(zdict=5), lambda: zlib.compressobj().flush(99),
          lambda: zlib.compressobj().compress("x"), lambda: zlib.decompress("x"), lambda: zlib.compressobj(5, 9),
          lambda: zlib.compress(b"", wbits=-8), lambda: zlib.compress(b"", wbits=24), lambda: zlib.compressobj(wbits=31, zdict=b"x"),
          lambda: gzip.decompress(gzip.compress(b"abc")[:-3])]:
    attempt(f)
c = zlib.compressobj()
c.flush()
attempt(lambda: c.compress(b"x"))
attempt(c.flush)
d = zlib._ZlibDecompressor()
print(d.decompress(packed + b"rest") == b"a" * 100, d.eof, d.unused_data, d.needs_input)
attempt(lambda: d.decompress(b""))
d = zlib.decompressobj()
d.decompress(packed + b"rest")
print(d.decompress(b"more"), d.unused_data, d.unconsumed_tail, d.flush())
d = zlib.decompressobj()
print(d.decompress(packed[:-5]) + d.flush() == b"a" * 100)
print(zlib.error.__mro__, zlib.Z_FINISH, zlib.MAX_WBITS)

# Threads that each write a stream of their own, and one that all read from.
shared = zlib.decompressobj()
pieces = zlib.compress(data)
lock, place, sizes, kept = threading.Lock(), 0, [], []


def work(k):
    global place
    own = zlib.compressobj()
    out = [own.compress(data[i::7]) for i in range(7)] + [own.flush()]
    sizes.append(len(zlib.decompress(b"".join(out))))
    while True:
        with lock:
            if place >= len(pieces):
                return
            kept.append(shared.decompress(pieces[place:place + 400]))
            place += 400


threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sizes == [len(data)] * 4, b"".join(kept) == data, shared.eof)
