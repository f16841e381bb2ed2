# Errors of decoding and encoding.
print("é".encode("latin-1"))
try:
    b"caf\xe9".decode("utf-8")
except UnicodeDecodeError as e:
    print(e.start, e.end, e.reason, e.encoding, e.object)
    "naïve ☃".encode("ascii")
