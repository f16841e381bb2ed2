// Package signal is the module _signal: handlers in Python for signals of the
// system, and timers.
//
// In: signals, from Go's os/signal. Out: calls of handlers on the main thread,
// at its safepoints. Main invariant: a signal that has arrived is a bit in
// pending until its handler has been called; scheduler.InterruptMain is called
// after the bit is set.
//
// The composition root imports it.
package signal
