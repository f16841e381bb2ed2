// Command bench runs the programs of bench/programs on Gorgon and on other
// Python runtimes and compares speed, scaling, memory and answers.
//
// In: the programs (their header comment names their nature), the runtimes
// found or named. Out: tables on standard output, on request all raw runs as
// JSON and the summary as an SVG picture; exit status 1 when a run failed or
// two runs of a program gave different answers.
//
// The main invariant: a ratio is only ever formed from two runs of the same
// round, which ran shortly after one another; medians are taken over such
// ratios, never over the times of different rounds. The machine may then get
// slower or faster during a measurement without favouring anybody.
//
// It runs Gorgon as a child process like every other runtime and imports no
// package of the runtime but jit/journal, which is the format of a file. Nothing imports it.
package main
