"""Prints a digest of what each function of unicodedata says of all characters."""

import hashlib
import unicodedata as u

ALL = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
for version, db in (("now", u), ("old", u.ucd_3_2_0)):
    for name, f in (
        ("category", db.category),
        ("bidirectional", db.bidirectional),
        ("east_asian_width", db.east_asian_width),
        ("decomposition", db.decomposition),
        ("mirrored", lambda s: str(db.mirrored(s))),
        ("combining", lambda s: str(db.combining(s))),
        ("name", lambda s: db.name(s, "")),
        ("digit", lambda s: str(db.digit(s, -1))),
        ("NFC", lambda s: db.normalize("NFC", "a" + s + "\u0301\u0323")),
        ("NFD", lambda s: db.normalize("NFD", s + "\u0327")),
        ("NFKC", lambda s: db.normalize("NFKC", s + s)),
        ("NFKD", lambda s: db.normalize("NFKD", "\u0301" + s)),
    ):
        h = hashlib.sha256()
        for s in ALL:
            h.update((f(s) + "\n").encode())
        print(version, name, h.hexdigest())
