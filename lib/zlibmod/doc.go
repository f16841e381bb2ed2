// Package zlibmod is the module zlib, on which gzip, zipfile and tarfile stand.
//
// In: bytes. Out: bytes, by Go's compress/flate, of the formats of RFC 1950 (zlib),
// 1951 (raw deflate) and 1952 (gzip). The compressed bytes are not those of the C
// library, but each reads what the other writes.
//
// Main invariant: what a compressor or decompressor has taken in is on Go's side, where
// no transaction can take it back, so its methods have the flag IO, like a file's.
// Only the composition root imports it, for its registration.
package zlibmod
