package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// binding is which of a call's arguments each parameter gets.
type binding struct {
	from  []int // of each parameter, -1: its default value
	rest  []int // what *args gets
	names []gc.Value
	named []int // what **kwargs gets, and its keys
}

// bind says how the n arguments of a call, the last of which have the names, are
// bound to the parameters of code. ok false: that is for the interpreter.
func bind(t *object.Thread, fn gc.Value, code *frame.Code, n int, names []gc.Value) (b binding, ok bool) {
	positional, params := n-len(names), code.ArgCount+code.KwOnly
	b.from = make([]int, params)
	for i := range b.from {
		b.from[i] = -1
		if i < min(positional, code.ArgCount) {
			b.from[i] = i
		}
	}
	for i := code.ArgCount; i < positional; i++ {
		b.rest = append(b.rest, i)
	}
	if len(b.rest) > 0 && code.Flags&bytecode.VarArgs == 0 {
		return b, false
	}
	for k, name := range names {
		i := code.PosOnly
		for i < params && code.VarNameV[i] != name {
			i++
		}
		switch {
		case i < params && b.from[i] < 0:
			b.from[i] = positional + k
		case i < params || code.Flags&bytecode.VarKeywords == 0:
			return b, false
		default:
			b.names, b.named = append(b.names, name), append(b.named, positional+k)
		}
	}
	first := code.ArgCount
	if d := gc.Load(fn.Addr() + object.FuncDefaults); is(d, object.ShapeTuple) {
		first -= object.TupleLen(d)
	}
	for i, k := range b.from {
		if k < 0 && (i < first || i >= code.ArgCount && namedDefault(t, fn, code.VarNameV[i]) == 0) {
			return b, false
		}
	}
	return b, len(b.rest) <= maxBuilt && len(b.named) <= maxBuilt
}

// namedDefault is where the function's default value of a keyword-only parameter
// is, an entry of a dict; 0: it has none.
func namedDefault(t *object.Thread, fn, name gc.Value) uintptr {
	d := gc.Load(fn.Addr() + object.FuncKwDefaults)
	if !is(d, object.ShapeDict) {
		return 0
	}
	entry := object.DictEntryAddr(t, d, name)
	if entry == 0 || gc.Load(entry) != name || !plainValue(gc.Load(entry+object.DictEntryValue)) {
		return 0
	}
	return entry
}

// plainValue says whether v is a Python value, not a mark.
func plainValue(v gc.Value) bool {
	return v != gc.Null && v != gc.Deleted && v != gc.Tail && v != gc.Stop
}

// namedDefault loads the default value of a keyword-only parameter.
func (r *Recorder) namedDefault(fn, name gc.Value) ir.Ref {
	d := gc.Load(fn.Addr() + object.FuncKwDefaults)
	f := r.constant(fn)
	now := r.load(f, object.FuncKwDefaults, ir.Slot)
	r.read(f, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.constant(d)})
	return r.entryOf(d.Addr(), gc.Load(d.Addr()+object.DictBlockOffset).Addr(), namedDefault(r.t, fn, name), name)
}

// bind makes the first registers of the frame of fn. The arguments below self the
// caller stores by itself.
func (r *Recorder) bind(fn gc.Value, code *frame.Code, b binding, arg func(int) ir.Ref, self int) []ir.Ref {
	args := make([]ir.Ref, len(b.from), len(b.from)+2)
	defaults := gc.Null
	for i, k := range b.from {
		switch {
		case k >= self:
			args[i] = arg(k)
		case i >= code.ArgCount && k < 0:
			args[i] = r.namedDefault(fn, code.VarNameV[i])
		case k < 0:
			if defaults == gc.Null {
				defaults = r.guardDefaults(fn)
			}
			items := object.TupleItems(defaults)
			args[i] = r.typed(items[i-(code.ArgCount-len(items))])
		}
	}
	if code.Flags&bytecode.VarArgs != 0 {
		var rest []ir.Ref
		for _, k := range b.rest {
			rest = append(rest, r.boxed(arg(k)))
		}
		args = append(args, r.tupleOf(rest))
	}
	if code.Flags&bytecode.VarKeywords != 0 {
		dict := r.helper(hTable, r.kint(0))
		for i, k := range b.named {
			r.helper(hDictSet, dict, r.constant(b.names[i]), r.boxed(arg(k)))
		}
		args = append(args, dict)
	}
	return args
}
