// Package sys is the thin layer over the operating system's memory calls, its
// sleeps that are too short for Go's timers, and the few machine instructions that Go
// has no name for.
//
// In: absolute addresses and sizes, multiples of PageSize. Out: reserved,
// committed or discarded memory, and files mapped for ever. Main invariant: a reservation is never
// unmapped, so that Go's runtime can never place its own heap at an address
// that this module once used. Everybody may import it; it imports nothing of
// this module.
package sys
