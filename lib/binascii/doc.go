// Package binascii is the module binascii: bytes as base64, hexadecimal,
// quoted-printable and uuencoded text, and two checksums.
//
// In: the content of buffers. Out: the module. Main invariant: no state but the
// classes of its exceptions, which are roots. Only the composition root imports
// it, for its registration.
package binascii
