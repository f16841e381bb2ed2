// Package hashes is the native half of hashlib: the modules _md5, _sha1, _sha2,
// _sha3 and _blake2.
//
// In: bytes. Out: digests. Main invariant: what a hash object has taken in is an
// immutable bytes object that update replaces, so that threads and transactions
// that share one see whole updates only. Only the composition root imports it,
// for its registration.
package hashes
