// Package time is the module time.
//
// In: the system's clocks. Out: the module. Main invariant: reading a clock
// has no effect and does not end a transaction; sleeping does. vm imports it.
package time
