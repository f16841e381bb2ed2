// Package structmod is the module _struct: values to bytes and back by a format.
//
// In: numbers, bytes and buffers of vm/object. Out: the functions and the class
// Struct. Main invariant: a compiled format never changes; they are kept by
// their text.
//
// Only the composition root imports it, for its registration.
package structmod
