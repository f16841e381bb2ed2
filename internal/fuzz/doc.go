// Command fuzz runs random Python programs on CPython, in Gorgon's interpreter
// and as traces, and reports where what they print differs.
//
//	go run ./internal/fuzz [-for 10m | -cpu 10m | -n 1000] [-seed 1] [-modes jit,jit-stm,…] [-gorgon path] [-keep folder]
//
// In: a seed. Each program is made from it (program.go, expression.go,
// statement.go): functions, classes, closures and generators whose loops work on
// numbers near every edge, on values whose kind changes after some rounds, on
// containers and attributes, with exceptions, calls that are recorded through,
// and names that are bound anew while a loop runs. Each is run once by
// CPython, once without traces, and in some of the modes in which loops are
// traces from their first rounds on, with random distances between
// safepoints, and in two threads at once. Out: the programs whose output
// differs, made smaller (reduce.go); their text is kept.
//
// Main invariant: a program is a function of its seed and ends by itself, with
// an output that depends on nothing but the language.
//
// Nothing imports this package; it imports internal/conform for processes.
package main
