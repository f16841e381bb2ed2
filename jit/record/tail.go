package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Some native functions end in a call of a Python function of the prelude, which
// does all of their work where they would have to call Python code. The trace
// calls that one.

// tailRow says what the function of the prelude gets.
type tailRow struct {
	// args are the kinds of the arguments of the call, receiver first, that have
	// to stay for it to end so; v: whatever it is.
	args string
	// params are the function's: a digit is an argument of the call, c a constant
	// that the native function chose by what is guarded.
	params string
	// ends says whether the call ends so, by its first argument and its last.
	ends func(first, last gc.Value) bool
}

var tails = map[string]tailRow{
	"builtins.sum": {"on", "0cc", inPython}, "builtins.any": {"o", "0", inPython}, "builtins.all": {"o", "0", inPython},
	"builtins.min": {"o", "0cc", inPython}, "builtins.max": {"o", "0cc", inPython}, "builtins.sorted": {"o", "0cc", inPython},
	"str.join": {"oo", "01", lastInPython}, "list.extend": {"oo", "01", lastInPython}, "set.update": {"oo", "01", lastInPython},

	"_heapq.heappush": {"ov", "01c", lastCompares}, "_heapq.heappop": {"o", "0c", heapCompares}, "_heapq.heapify": {"o", "0c", heapCompares},
	"_heapq.heapreplace": {"ov", "01c", heapCompares}, "_heapq.heappushpop": {"ov", "01c", heapCompares},
	"_heapq.heappush_max": {"ov", "01c", lastCompares}, "_heapq.heappop_max": {"o", "0c", heapCompares}, "_heapq.heapify_max": {"o", "0c", heapCompares},
	"_heapq.heapreplace_max": {"ov", "01c", heapCompares}, "_heapq.heappushpop_max": {"ov", "01c", heapCompares},
}

// tailClass is the row of builtin classes that are called with an iterable.
var tailClass = tailRow{"o", "0ccc", inPython}

func inPython(v, _ gc.Value) bool     { return v.IsPtr() && !object.NativeIterable(v) }
func lastInPython(_, v gc.Value) bool { return inPython(v, gc.Null) }
func lastCompares(l, v gc.Value) bool { return is(l, object.ShapeList) && object.ComparesInPython(v) }
func heapCompares(l, _ gc.Value) bool {
	if !is(l, object.ShapeList) || listLen(l) == 0 {
		return false
	}
	first := listItem(l, 0)
	return first != gc.Null && object.ComparesInPython(first)
}

// tailed records a call of n arguments from register first on that ends so, once
// the frame is there; false: it does not, and nothing was recorded.
func (r *Recorder) tailed(w uint64, fn gc.Value, row tailRow, first uint16, n int) bool {
	if row.ends == nil || n == 0 || n > len(row.args) || !row.ends(r.value(first), r.value(first+uint16(n-1))) {
		return false
	}
	for i := range n {
		if v := r.value(first + uint16(i)); v == gc.Null || row.args[i] == 'o' && !v.IsPtr() || row.args[i] == 'n' && !isNumber(v) {
			return false
		}
	}
	r.calleeIs(w, fn)
	r.guardTypes()
	args := make([]ir.Ref, n)
	for i := range args {
		if reg := first + uint16(i); row.args[i] == 'v' {
			args[i] = r.object(reg)
		} else {
			args[i] = r.boxed(r.operand(reg))
		}
	}
	r.tail = func(pc, base uintptr) {
		if !r.enterTail(w, row, args, pc, base) {
			r.stepOver()
			r.afterStep(pc, base)
		}
	}
	return true
}

// enterTail makes the frame at base, which the native function's last call has
// pushed, a part of the trace; false: it is not of that kind, and nothing was
// recorded.
func (r *Recorder) enterTail(w uint64, row tailRow, args []ir.Ref, pc, base uintptr) bool {
	f := r.current()
	at := f.base + int32(f.code.NRegs) + bytecode.FrameHeader
	if r.words(base) != at {
		return false
	}
	code, params := codeAt(base), row.params
	if pc != code.Entry || frame.Kind(r.info(base)) != frame.RetPlain || code.ArgCount > len(params) || !r.roomFor(code, at) {
		return false
	}
	params = params[:code.ArgCount]
	for i := range params {
		if v := gc.Load(base + 8*uintptr(i)); params[i] == 'c' && !lasts(v) || params[i] != 'c' && int(params[i]-'0') >= len(args) {
			return false
		}
	}
	for i := range params {
		v := ir.Ref(0)
		if params[i] == 'c' {
			v = r.typed(gc.Load(base + 8*uintptr(i)))
		} else {
			v = args[params[i]-'0']
		}
		r.setSlot(at+int32(i), slot{ref: v, dirty: true})
	}
	r.pushFrame(w, code, at, len(params), r.constant(gc.Load(base+off(frame.Func))),
		returning{kind: frame.RetPlain, dst: bytecode.A(w), pc: r.pc + 16, extra: slot{kind: ir.SlotRaw, dirty: true}})
	return true
}

// lasts says whether v is the same in every call: a constant, or a function of
// the runtime.
func lasts(v gc.Value) bool {
	return !v.IsPtr() || is(v, object.ShapeFunction) || is(v, object.ShapeNative) || object.ClassOf(v) != nil
}
