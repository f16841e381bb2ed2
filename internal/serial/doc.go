// Command serial runs random concurrent programs on Gorgon and checks that
// what their threads saw could have happened in some serial order.
//
//	go run ./internal/serial [-n 1000] [-seed 1] [-mode all|NAME,…] [-gorgon path] [-keep folder]
//
// In: a seed. Each program is made from it: 2 to 16 threads run sections, under
// locks, in atomic blocks, or made of a single built-in operation, that read
// and write registers kept in lists, dicts, sets, deques, heaps, attributes,
// globals, cells, generators and so on (registers.go, program.go). Out: the
// programs whose history no serial order explains, with the shortest cycle of
// sections, or that failed in another way; their text is kept.
//
// Main invariant: a value is written to a register at most once, and a section
// that writes a register reads it before. So a history says which section wrote
// what each section read, and in which order the sections wrote each register:
// whether it is serializable is a question of cycles in one graph (history.go).
//
// Programs come in batches, one process each. Nothing imports this package; it
// imports internal/conform for processes.
package main
