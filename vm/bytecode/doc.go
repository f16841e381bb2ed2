// Package bytecode defines the register bytecode: one table of opcodes, the
// code object in plain Go values, the disassembler and the verifier.
//
// In: nothing of ours. Out: Code, which vm/compile makes and vm/interp links
// and runs. Main invariant: everything that is known of an opcode stands in
// its row of Table, and every consumer derives from that row.
// vm/compile, vm/frame, vm/interp, jit/record and tests may import it.
package bytecode
