# encode and decode with the built-in codecs and error handlers.
s = "a\u00e9\u20ac\U0001f600"
for enc in ("utf-8", "utf8", "UTF_8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32", "utf-8-sig", "unicode_escape", "raw_unicode_escape"):
    b = s.encode(enc)
    print(enc, b, b.decode(enc) == s)
for enc in ("ascii", "latin-1", "iso8859-1", "us-ascii", "cp1252"):
    for err in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"):
        try:
            print(enc, err, s.encode(enc, err))
        except UnicodeEncodeError as e:
            print(enc, err, e, e.start, e.end, e.encoding, e.reason, e.object == s)
bad = [b"\xff", b"ab\xc3", b"\xc3\x28", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"ok\x80ok", b"\xf0\x9f\x98", b"\xe2\x28\xa1", b"\xfe\xfe"]
for b in bad:
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        try:
            print(b, err, ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            print(b, err, e)
for f in (lambda: b"\xe9".decode("ascii"), lambda: b"a".decode("nosuch"), lambda: "a".encode("nosuch"), lambda: "\ud800".encode(), lambda: "\ud800".encode("utf-8", "nosuch"), lambda: b"\xff".decode("utf-8", "nosuch"), lambda: b"abc".decode("utf-16-le"), lambda: str(b"\xff", "ascii"), lambda: str("a", "ascii"), lambda: str(b"a", "ascii", 5), lambda: "a".encode(5), lambda: b"\x41".decode(encoding="latin-1", errors="strict"), lambda: str(5, "utf-8")):
    try:
        print(f())
    except (LookupError, UnicodeError, TypeError) as e:
        print(type(e).__name__, e)
print("\ud83d\ude00".encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "\udc80".encode("utf-8", "surrogateescape"), b"\x80".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"))
print(str(b"abc", "ascii"), str(b"abc"), str(object=5), str(), bytes("h\u00e9", "utf-8"), bytearray("h\u00e9", "latin-1"), "".encode(), b"".decode(), b"\xef\xbb\xbfx".decode("utf-8-sig"), ascii(b"\xef\xbb\xbfx".decode()))
