// Package codecache keeps compiled code in files of the user's cache, so that
// parsing and compiling are not repeated at each start.
//
// In: code and the text that it was made from. Out: the same code in a later
// process, which refers to the bytes of the file: it stays mapped. Main invariant: a file is used only by the build of the executable
// that wrote it, for the text that it was made from, and if its checksum holds;
// everything else is as if there were no file. Only vm may import it.
package codecache
