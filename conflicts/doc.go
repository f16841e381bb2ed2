// Package conflicts says what a recording means: where the threads' time went,
// at which places they collide, on what, and what would help.
//
// In: a record.Log, from memory or from a file. Out: a Report, as text, as JSON,
// or for conflicts/export. Main invariant: it never imports the runtime. The
// command that runs programs and the report tool may import it.
package conflicts
