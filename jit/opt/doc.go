// Package opt makes a recorded trace shorter.
//
// In: a trace as recorded (jit/ir), which ends with EXIT or JTRACE. Out: a new
// trace that leaves by the same points with the same stack and memory, where a
// jump to itself has become LOOP, body, PHIs and JLOOP. Main invariant: what a
// pass knows is either of values, which never change, or of memory, and then it
// is dropped by whatever may change that memory; no instruction is moved up, so
// everything that a guard protects stays behind it. The passes and what they
// ask of their order are in opt.go. It imports jit/ir alone; jit imports it.
package opt
