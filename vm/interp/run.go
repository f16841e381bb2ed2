package interp

import (
	"gorgon/gc"
	"gorgon/stm"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// invoker implements scheduler.Invoker.
type invoker struct{}

// Invoker runs Python code for native code.
var Invoker invoker

// entryCode is the code of the frame that stands for native code on the
// Python stack: calls from native code return to it.
var entryCode = &frame.Code{Words: exitWords[:], Entry: exitPC, NRegs: 0}

// maxNest bounds interpreter loops inside each other, so that Go's stack never
// reaches its limit.
const maxNest = 50_000

// Call calls fn and returns its result, running the loop until then.
func (invoker) Call(t *Thread, fn gc.Value, args []gc.Value, kw gc.Value) gc.Value {
	if t.Quiet {
		return notQuiet(t)
	}
	if t.Nest > maxNest {
		return object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
	}
	if t.Base == 0 {
		startStack(t)
	}
	savedPC, savedBase, savedTop := t.PC, t.Base, t.ArgTop
	c := &call{base: t.Base, retPC: exitPC, info: frame.MakeInfo(frame.RetEntry, 0, 0), extra: gc.MakeInt(int64(t.PC)), kw: kw}
	if !c.place(t, nestTop(t), args) {
		return gc.Null
	}
	t.EnterNest()
	pc, nb := invoke(t, fn, c)
	v := run(t, pc, nb)
	t.LeaveNest()
	t.PC, t.Base, t.ArgTop = savedPC, savedBase, savedTop
	return v
}

// Call2 calls fn with one or two arguments: that much of what native code calls
// are special methods.
func (invoker) Call2(t *Thread, fn, a, b gc.Value) gc.Value {
	if t.Quiet {
		return notQuiet(t)
	}
	if b != gc.Null && t.Base != 0 && object.Is(fn, object.ShapeFunction) {
		if v, done := callPair(t, fn, a, b); done {
			return v
		}
	}
	if t.Nest > maxNest || t.Base == 0 {
		return Invoker.Call(t, fn, some(a, b), gc.Null)
	}
	savedPC, savedBase, savedTop := t.PC, t.Base, t.ArgTop
	c := call{base: savedBase, retPC: exitPC, info: frame.MakeInfo(frame.RetEntry, 0, 0), extra: gc.MakeInt(int64(savedPC)), args: nestTop(t), n: 1}
	if c.args+64*8 > t.StackEnd {
		return object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
	}
	gc.Store(c.args, a)
	if b != gc.Null {
		gc.Store(c.args+8, b)
		c.n = 2
	}
	t.EnterNest()
	pc, nb := invoke(t, fn, &c)
	v := run(t, pc, nb)
	t.LeaveNest()
	t.PC, t.Base, t.ArgTop = savedPC, savedBase, savedTop
	return v
}

// notQuiet is what becomes of a call that must not be: see Thread.Quiet.
func notQuiet(t *Thread) gc.Value {
	return object.Raise(t, object.SystemErrorType, "Python code where none may run")
}

// callPair is Call2 of a function of two parameters. done false: nothing has
// happened.
func callPair(t *Thread, fn, a, b gc.Value) (v gc.Value, done bool) {
	code := codeOf(fn)
	savedPC, savedBase, savedTop := t.PC, t.Base, t.ArgTop
	nb := nestTop(t)
	if code.FastArgs != 2 || t.Nest > maxNest || t.Nest < t.NestBase || nb+uintptr(code.NRegs+64)*8 > t.StackEnd || t.Depth <= 0 {
		return gc.Null, false
	}
	gc.Store(nb, a)
	gc.Store(nb+8, b)
	clearRegs(nb, 2, code.NRegs)
	push(t, nb, savedBase, exitPC, fn, code, frame.MakeInfo(frame.RetEntry, 0, 0), gc.MakeInt(int64(savedPC)))
	solo := t.Solo
	t.EnterNest()
	if solo {
		runSolo(t, code.Entry, nb)
	} else {
		runTx(t, code.Entry, nb)
	}
	if t.Switch {
		t.Switch = false
		v = runFrom(t, t.PC, t.Base, solo)
	} else {
		v = t.Result
		t.Result = gc.Null
	}
	t.LeaveNest()
	t.PC, t.Base, t.ArgTop = savedPC, savedBase, savedTop
	return v, true
}

// some is the arguments a and, unless that is Null, b.
func some(a, b gc.Value) []gc.Value {
	if b == gc.Null {
		return []gc.Value{a}
	}
	return []gc.Value{a, b}
}

// nestTop is where a frame for a call from native code may be pushed: behind
// the running frame and the arguments of the native function that it called.
func nestTop(t *Thread) uintptr {
	return max(scratch(t.Base), t.ArgTop+frame.HeaderBytes)
}

// run runs the loop from pc in the frame at base until an entry frame returns.
func run(t *Thread, pc, base uintptr) gc.Value { return runFrom(t, pc, base, t.Solo) }

// runFrom is run for a nested loop that was entered solo or not.
func runFrom(t *Thread, pc, base uintptr, solo bool) gc.Value {
	for {
		var why interruption
		if t.Solo || t.Nest > t.NestBase {
			why = runPlain(t, pc, base) // no checkpoint is made in here
		} else {
			why = runGuarded(t, pc, base)
		}
		switch why {
		case rolledBack:
			pc, base = restart(t)
			continue
		case outOfMemory:
			object.NoMemory(t)
			pc, base = unwind(t, t.PC, t.Base)
			continue
		}
		if !t.Switch {
			break
		}
		t.Switch = false
		pc, base = t.PC, t.Base
	}
	v := t.Result
	t.Result = gc.Null
	if solo && !t.Solo && t.Nest > t.NestBase {
		t.RestoreSolo()
	}
	return v
}

// interruption is why a loop has ended that has not returned.
type interruption uint8

const (
	notInterrupted interruption = iota
	rolledBack                  // the checkpoint is to be restored
	outOfMemory                 // in a native function: MemoryError is to be raised
)

// entry is what of a thread's state a loop that is left by a panic puts back.
type entry struct {
	nest, natives, argStack int
	argTop                  uintptr
}

func entryOf(t *Thread) entry { return entry{t.Nest, t.Natives, len(t.ArgStack), t.ArgTop} }

func (e *entry) restore(t *Thread) {
	t.Nest, t.Natives, t.ArgTop, t.ArgStack = e.nest, e.natives, e.argTop, t.ArgStack[:e.argStack]
	t.Quiet = false
}

// runGuarded runs the transactional loop and, at its end, the commit if it was
// a thread's outermost loop. Nested loops have no checkpoint of their own:
// aborts pass through them.
func runGuarded(t *Thread, pc, base uintptr) (why interruption) {
	e := entryOf(t)
	defer func() {
		if r := recover(); r != nil {
			switch r.(type) {
			case *stm.Abort:
				why = rolledBack
				if t.CheckNest != e.nest {
					panic(r)
				}
			case gc.OutOfMemory:
				gc.Exhausted.Add(-1)
				why = outOfMemory
			default:
				panic(r)
			}
			e.restore(t)
		}
	}()
	runTx(t, pc, base)
	if !t.Switch {
		t.EndTx()
	}
	return notInterrupted
}

// runPlain runs a loop without a checkpoint: nested, or without barriers. It
// recovers nothing but the end of memory, so that aborts pass at full speed.
func runPlain(t *Thread, pc, base uintptr) (why interruption) {
	e := entryOf(t)
	defer func() {
		if gc.Exhausted.Load() == 0 {
			return
		}
		if r := recover(); r != nil {
			if _, ok := r.(gc.OutOfMemory); !ok {
				panic(r)
			}
			gc.Exhausted.Add(-1)
			e.restore(t)
			why = outOfMemory
		}
	}()
	if t.Solo {
		runSolo(t, pc, base)
	} else {
		runTx(t, pc, base)
	}
	return notInterrupted
}

// badOpcode stops on a word that is no instruction: the compiler, the linker
// or memory is broken.
func badOpcode(t *Thread, pc, base uintptr) {
	c := code(base)
	panic(object.InternalError{Text: "bad opcode in " + c.QualName})
}
