// Package interp runs linked bytecode: the loop in its two builds, calls,
// generators, unwinding, inline caches and the checkpoints of transactions.
//
// In: frame.Code and values. Out: results, or an exception in Thread.Exc. Main
// invariant: no value lives in Go across a call in the loop; every slow path
// takes the instruction's own address and the frame, and returns where to go
// on, so that calls, exceptions, aborts and safepoints all leave the loop in
// one way. vm imports it; nothing below does.
package interp
