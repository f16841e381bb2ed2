// Package object defines what a Python value is: types, shapes, attribute
// lookup, the operators, and the built-in types with their methods.
//
// In: gc, stm and scheduler. Out: constructors, accessors and the protocol
// functions (GetAttr, Binary, Compare, Iter, Next, Call, …) that the
// interpreter and the library modules use. Main invariant: every store to a
// heap object that another thread could see happens after Thread.OwnObject or
// Thread.OwnSpan of the lock that guards it, and every load from a mutable one
// is made good by Thread.Seen (or goes through Thread.Read) before it is used.
//
// Conventions of every function here and in lib:
//   - A result of gc.Null means that an exception is pending in t.Exc; functions
//     with an ok result say it by false. Constructors cannot fail.
//   - Go code may keep raw Values in local variables: no collection happens
//     while a native function runs, even if it calls back into Python.
//   - A transaction may be aborted in any Read, Seen or Own call: it unwinds by
//     panic and the instruction runs again. So a native function changes
//     nothing outside the transactional heap before its last such call (Go-side
//     effects wait for the commit, or the function is flagged IO).
//   - A native function that only has to call Python code at its end returns
//     t.SetTail(fn, args...) instead of Call, so that no Go frame stays below.
//
// vm/frame, vm/interp, lib and jit/record may import it.
package object
