# hashlib, hmac and secrets: every hash function over texts of many lengths, its
# parameters and its errors.
import _blake2
import _md5
import _sha2
import _sha3
import hashlib
import hmac
import secrets
import threading
from _operator import _compare_digest


def show(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


names = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
         "blake2b", "blake2s"]
modules = {"md5": _md5, "sha1": __import__("_sha1")} | {n: _sha2 for n in names[2:6]} | {n: _sha3 for n in names[6:10]} | {n: _blake2 for n in names[10:]}
for n in names:
    make = getattr(modules[n], n)
    total = make()
    for size in 0, 1, 3, 55, 56, 63, 64, 65, 71, 72, 111, 112, 127, 128, 129, 136, 143, 144, 200, 1000, 4096:
        b = bytes(i * 7 % 256 for i in range(size))
        h = make(b)
        total.update(b)
        again = total.copy()
        again.update(memoryview(b"x"))
        print(n, size, h.hexdigest(), total.hexdigest()[:16], again.digest()[:4])
    print(h.name, h.digest_size, h.block_size, hashlib.new(n, b"abc").hexdigest())
for n in "shake_128", "shake_256":
    h = getattr(_sha3, n)(b"abc")
    print(n, h.hexdigest(0), h.hexdigest(7), h.digest(300), h.digest_size, h.block_size, h.name)
print(sorted(hashlib.algorithms_guaranteed))
b, s = _blake2.blake2b, _blake2.blake2s
print(b(b"abc", digest_size=20, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(s(b"abc", digest_size=20, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(b(b"a" * 1000, fanout=2, depth=3, leaf_size=4096, node_offset=77, node_depth=1, inner_size=64, last_node=True).hexdigest())
print(s(b"a" * 1000, fanout=2, depth=3, leaf_size=4096, node_offset=2**40, node_depth=1, inner_size=32, last_node=True).hexdigest())
print(b.SALT_SIZE, b.PERSON_SIZE, b.MAX_KEY_SIZE, b.MAX_DIGEST_SIZE, s.SALT_SIZE, s.MAX_DIGEST_SIZE, b(digest_size=5).digest_size)
md5, sha256, shake = _md5.md5, _sha2.sha256, _sha3.shake_128()
show(md5, "a")
show(md5, 5)
print(md5(string=b"a").hexdigest())
show(md5, b"a", string=b"a")
show(sha256().update, "a")
show(shake.digest)
show(shake.digest, -1)
for k in ({"digest_size": 65}, {"digest_size": 0}, {"key": b"x" * 65}, {"salt": b"x" * 17}, {"person": b"x" * 17}, {"fanout": 256},
          {"depth": 0}, {"leaf_size": -1}, {"node_offset": -1}, {"node_depth": 256}, {"inner_size": 65}):
    show(b, **k)
show(_sha2.SHA256Type)
print(hmac.new(b"key", b"text", "sha256").hexdigest(), hmac.compare_digest(b"a", b"a"))
for pair in ("a", "a"), ("a", "b"), (b"a", bytearray(b"a")), ("a", b"a"), ("\xe9", "\xe9"), (5, 5):
    show(_compare_digest, *pair)
print(len(secrets.token_hex(8)))

shared = sha256()
threads = [threading.Thread(target=lambda: [shared.update(b"0123456789") for _ in range(200)]) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(shared.hexdigest())
