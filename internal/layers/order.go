package layers

// Order says who may import whom: after "a < b", b may import a and all that a
// may import. Names are paths below the module's; "lib/*" are the packages of
// that folder which no other line names, and lines that begin with # are
// comments. What no line names may import nothing of ours.
const Order = `
# The ground.
NONE < internal/sys, internal/invariant, internal/libm, internal/cpython/files, internal/page, internal/browser
internal/cpython/files < internal/cpython
NONE < conflicts/event, vm/syntax, vm/bytecode, lib/py

# The heap, transactions, threads.
internal/sys, internal/invariant < gc
gc, conflicts/event < stm
stm < scheduler

# What a Python value is, and the half of the library that is written in Go.
scheduler, internal/libm < vm/object
vm/object, vm/syntax < lib/*
lib/* < lib/io
lib/io < lib/builtins, lib/posix, lib/socket

# From text to frames.
vm/syntax, vm/bytecode < vm/compile
vm/object, vm/bytecode < vm/frame
vm/frame < vm/interp

# The trace JIT: it and the interpreter share vm/frame and know each other by
# interfaces that vm wires.
NONE < jit/ir
jit/ir, internal/sys < jit/amd64
jit/ir < jit/opt
vm/frame, jit/ir < jit/record
internal/page < jit/journal
jit/record, jit/opt, jit/amd64, jit/journal < jit

# The conflict report: nothing of it may know the runtime.
conflicts/event < conflicts/record
conflicts/record < conflicts, conflicts/example
conflicts, conflicts/example, internal/page < conflicts/export
NONE < examples/conflicts
conflicts/export, examples/conflicts < cmd/conflicts

# Everything together.
internal/cpython, internal/sys, vm/bytecode < vm/codecache
vm/codecache, vm/interp, vm/compile, jit, lib/*, lib/io, lib/builtins, lib/posix, lib/socket, lib/py, internal/cpython, conflicts < vm
vm < cmd/gorgon

# Tools: they look at the runtime from the outside, as a process.
internal/cpython < bench, internal/conform, internal/serial, internal/fuzz
jit/journal < bench
internal/conform < internal/conform/run, internal/cpytest, internal/regress, internal/serial, internal/stress, internal/fuzz
vm/bytecode < vm/bytecode/gen, vm/interp/gen
NONE < internal/libm/gentables, internal/layers, stm/model
`

// Never are imports that stay forbidden whatever Order comes to say: if one
// were needed, the design would have to change first.
var Never = [][2]string{
	{"gc", "stm"},
	{"vm/object", "vm/interp"},
	{"conflicts", "scheduler"},
	{"conflicts", "vm"},
	{"internal/conform", "vm"},
}

// MaxLines is the length of a source file that nothing may exceed but what is
// generated or a table.
const MaxLines = 1200

// forbiddenNames say nothing about what a package is for.
var forbiddenNames = map[string]bool{"util": true, "utils": true, "common": true, "helper": true, "helpers": true, "misc": true, "shared": true, "base": true}
