// Package export writes a conflict report in the forms of other tools: a page
// for browsers, a profile for pprof, a trace for Perfetto.
//
// In: a conflicts.Report. Out: bytes. Main invariant: nothing that is written
// refers to anything outside of itself. Only the report tool may import it.
package export
