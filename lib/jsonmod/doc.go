// Package jsonmod is the module _json: what CPython's package json leaves to C.
//
// In: strs, and the settings of json's encoders and decoders. Out: the functions
// scanstring, encode_basestring and encode_basestring_ascii, the classes make_scanner
// and make_encoder. Main invariant: texts, positions in messages and notes are those
// of CPython's module. A scanner that is to call functions of the program is json's
// own one, in Python, so that collections need not wait for it.
//
// Only the composition root imports it, for its registration.
package jsonmod
