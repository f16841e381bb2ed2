package interp

import "gorgon/gc"

// Prepare makes a new thread ready to run Python code.
func Prepare(t *Thread) { t.VisitFrames = VisitFrames }

// Run calls fn as the whole work of a thread: its transactions can end
// anywhere in it. The result is Null with t.Exc set if it raised.
func Run(t *Thread, fn gc.Value, args ...gc.Value) gc.Value {
	return Invoker.Call(t, fn, args, gc.Null)
}
