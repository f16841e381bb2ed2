// Package record holds what is known about a run's conflicts, writes it to a
// log while the program runs, and reads such logs.
//
// In: the records and accounts of conflicts/event, and from the runtime the
// meaning of places (Resolver). Out: a Log, from memory or from a file. It
// never imports the runtime, and the runtime's threads never wait for it: one
// goroutine (Collector) does the folding and the writing.
//
// Main invariant: all that is kept is bounded. Conflicts are folded into cells
// by interval, place, object and thread; intervals become longer as a run goes
// on, cells beyond a limit are joined, and a log that has reached its size
// takes nothing but the rest of the sums.
//
// # The file
//
// A header of 16 bytes: the magic, the version, the CRC of both. Then chunks:
//
//	kind 1 byte, 3 zero bytes, length 4 bytes, CRC-32C of both and of the payload 4 bytes, payload
//
// all little-endian. A chunk is at most 1 MiB; payloads are varints and
// strings. Chunks are written whole, about ten times a second, so that a
// process that is killed leaves a log that ends within a chunk at worst. The
// last chunk says that the recording ended in order. A reader takes what comes
// before the first chunk that is cut off, fails its CRC, or says what cannot
// be, and names the offset.
package record
