package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A call in flight. The arguments lie at args, with frame.HeaderBytes of free
// stack below and nothing live above; kw names the last of them or is Null.
// info and extra say what becomes of the result (frame.Ret…), retPC is where
// the calling frame at base goes on.
type call struct {
	base, retPC uintptr
	info        uint64
	extra       gc.Value
	args        uintptr
	n           int
	kw          gc.Value
}

func slow_CALL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	w := rb(base, ins)
	fn, args, count := gc.Load(w), w+8*bytecode.ArgBase, int(ins>>48)
	if rec := recordAt(gc.Load64(pc + 8)); rec.object == uintptr(fn) && rec.value != gc.Null {
		if nb, ok := construct(t, pc, base, ins, rec, args, count); ok {
			return codeOf(rec.value).Entry, nb
		}
	}
	return callWindow(t, pc, base, ins, fn, args, count)
}

func slow_CALL_METHOD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	w := rb(base, ins)
	args, count := w+8*bytecode.ArgBase, int(ins>>48)+1
	if gc.Load(args) == gc.Null {
		args += 8
		count--
	}
	return callWindow(t, pc, base, ins, gc.Load(w), args, count)
}

// callWindow makes the call of the CALL or CALL_METHOD at pc: fn with the count
// arguments at address args.
func callWindow(t *Thread, pc, base uintptr, ins uint64, fn gc.Value, args uintptr, count int) (uintptr, uintptr) {
	if !fn.IsPtr() {
		return invoke(t, fn, &call{base: base, retPC: pc + 16, info: plain(ins), args: args, n: count})
	}
	var n *object.Native
	switch shape := gc.Shape(fn.Addr()); shape {
	case object.ShapeFunction:
		return enterFunction(t, fn, &call{base: base, retPC: pc + 16, info: plain(ins), args: args, n: count})
	case object.ShapeNative:
		if n = object.NativeOf(fn); !n.Unbound {
			n = nil
		}
	case methodDescriptor:
		if n = object.NativeOf(fn); count == 0 || !n.Accepts(gc.Load(args)) {
			n = nil
		}
	default:
		return callObject(t, pc, base, ins, fn, args, count)
	}
	if n == nil || n.Effects && !t.Solo || !n.Quick || !n.Takes(count) {
		if n != nil && n.Pair != nil && count == 2 {
			t.ArgTop = args + 16
			return settle(t, pc, base, ins, n.Pair(t, gc.Load(args), gc.Load(args+8)))
		}
		return callOther(t, pc, base, ins, fn, args, count)
	}
	end := args + 8*uintptr(n.Params)
	for p := args + 8*uintptr(count); p < end; p += 8 {
		gc.Store(p, gc.Null)
	}
	t.ArgTop = end
	v := n.Fn(t, gc.Values(args, n.Params))
	if v == gc.Null || v == gc.Tail || t.Attention {
		return settle(t, pc, base, ins, v)
	}
	gc.Store(ra(base, ins), v)
	return pc + 16, base
}

// callOther is callWindow for what needs looking at.
func callOther(t *Thread, pc, base uintptr, ins uint64, fn gc.Value, args uintptr, count int) (uintptr, uintptr) {
	if npc, nbase, done := directCall(t, pc, base, ins, fn, args, count); done {
		return npc, nbase
	}
	return invoke(t, fn, &call{base: base, retPC: pc + 16, info: plain(ins), args: args, n: count})
}

// callObject is callWindow for a class or another object, by the instruction's
// inline cache.
func callObject(t *Thread, pc, base uintptr, ins uint64, fn gc.Value, args uintptr, count int) (uintptr, uintptr) {
	if rec := recordAt(gc.Load64(pc + 8)); rec.object == fn.Addr() {
		if rec.value == gc.Null {
			t.ArgTop = args + uintptr(count)*8
			return settle(t, pc, base, ins, rec.class.Make(t, gc.Values(args, count)))
		}
		if nb, ok := construct(t, pc, base, ins, rec, args, count); ok {
			return codeOf(rec.value).Entry, nb
		}
	}
	return callOther(t, pc, base, ins, fn, args, count)
}

// dropNullSelf skips the self slot of a method-form window that has none.
func (c *call) dropNullSelf() {
	if gc.Load(c.args) == gc.Null {
		c.args += 8
		c.n--
	}
}

func slow_CALL_KW(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	w := rb(base, ins)
	c := &call{base: base, retPC: pc + 16, info: plain(ins), args: w + 8*bytecode.ArgBase, n: int(ins >> 48), kw: gc.Load(pc + 8)}
	if bytecode.D(ins) == bytecode.MethodForm {
		c.n++
		c.dropNullSelf()
	}
	return invoke(t, gc.Load(w), c)
}

func slow_CALL_EX(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	w := rb(base, ins)
	fn, pos, kws := gc.Load(w), gc.Load(w+8*bytecode.ArgBase), gc.Load(w+8*(bytecode.ArgBase+1))
	c := &call{base: base, retPC: pc + 8, info: plain(ins)}
	if kws == gc.Null && object.Is(pos, object.ShapeTuple) {
		if !c.place(t, scratch(base), object.TupleItems(pos)) {
			return unwind(t, pc, base)
		}
		return invoke(t, fn, c)
	}
	args, ok := positionalOf(t, fn, pos)
	if !ok {
		return unwind(t, pc, base)
	}
	if kws != gc.Null {
		if !object.IsInstance(kws, object.DictType) {
			object.TypeErrorf(t, "argument after ** must be a mapping, not %s", object.TypeOf(kws).Name)
			return unwind(t, pc, base)
		}
		if args, c.kw, ok = appendKeywords(t, args, kws); !ok {
			return unwind(t, pc, base)
		}
	}
	if !c.place(t, scratch(base), args) {
		return unwind(t, pc, base)
	}
	return invoke(t, fn, c)
}

func positionalOf(t *Thread, fn, pos gc.Value) ([]gc.Value, bool) {
	if object.Is(pos, object.ShapeTuple) {
		items := object.TupleItems(pos)
		return append(make([]gc.Value, 0, len(items)+4), items...), true
	}
	if slots := &object.TypeOf(pos).Slots; slots.Iter == nil && slots.GetItem == nil {
		object.TypeErrorf(t, "%s argument after * must be an iterable, not %s", object.FunctionName(t, fn), object.TypeName(pos))
		return nil, false
	}
	var args []gc.Value
	if s := &object.TypeOf(pos).Slots; s.Iter == nil && s.GetItem == nil {
		object.TypeErrorf(t, "%s argument after * must be an iterable, not %s", object.FunctionName(t, fn), object.TypeOf(pos).TpName())
		return nil, false
	}
	ok := object.Iterate(t, pos, func(v gc.Value) bool { args = append(args, v); return true })
	return args, ok
}

func appendKeywords(t *Thread, args []gc.Value, kws gc.Value) ([]gc.Value, gc.Value, bool) {
	var names []gc.Value
	for pos := 0; ; {
		k, v, more := object.DictNext(t, kws, &pos)
		if !more {
			break
		}
		if !object.IsStr(k) {
			object.TypeErrorf(t, "keywords must be strings")
			return nil, gc.Null, false
		}
		names, args = append(names, k), append(args, v)
	}
	if len(names) == 0 {
		return args, gc.Null, true
	}
	return args, object.NewTupleFrom(t, names), true
}

// place copies arguments to the stack at address at.
func (c *call) place(t *Thread, at uintptr, args []gc.Value) bool {
	if at+uintptr(len(args)+64)*8 > t.StackEnd {
		object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
		return false
	}
	for i, v := range args {
		gc.Store(at+uintptr(i)*8, v)
	}
	c.args, c.n = at, len(args)
	return true
}

// plain is the Info word of a call whose result goes to register A.
func plain(ins uint64) uint64 { return frame.MakeInfo(frame.RetPlain, uint16(ins>>16), 0) }

// Shapes of the native callables besides ShapeNative. They have fixed numbers
// once the types are made, which is before main.
var (
	methodDescriptor  = object.MethodDescriptorType.Root.ID
	wrapperDescriptor = object.WrapperDescriptorType.Root.ID
)

// invoke calls fn: it pushes a frame for Python code, or runs native code and
// delivers its result.
func invoke(t *Thread, fn gc.Value, c *call) (uintptr, uintptr) {
	for {
		if !fn.IsPtr() {
			object.TypeErrorf(t, "'%s' object is not callable", object.TypeOf(fn).TpName())
			return unwindFrom(t, c.base, c.info)
		}
		switch gc.Shape(fn.Addr()) {
		case object.ShapeFunction:
			return enterFunction(t, fn, c)
		case object.ShapeNative, methodDescriptor, wrapperDescriptor:
			n := object.NativeOf(fn)
			if n == buildClassNative {
				if pc, base, ok := buildClass(t, c); ok {
					return pc, base
				}
			}
			v := callNative(t, fn, n, c)
			if v != gc.Tail {
				pc, base := deliver(t, c, v)
				if t.Attention && pc != exitPC {
					return poll(t, pc, base)
				}
				return pc, base
			}
			if fn = c.takeTail(t); fn == gc.Null {
				return unwind(t, t.PC, c.base)
			}
		case object.ShapeMethod:
			c.prepend(gc.Load(fn.Addr() + object.MethodSelf))
			fn = gc.Load(fn.Addr() + object.MethodFunc)
		default:
			v, again := invokeObject(t, &fn, c)
			if !again {
				return v.pc, v.base
			}
		}
	}
}

// place2 is where to go on.
type place2 struct{ pc, base uintptr }

// invokeObject calls a class or an object with __call__. again: fn was
// replaced by what to call.
func invokeObject(t *Thread, fn *gc.Value, c *call) (place2, bool) {
	if typ := object.ClassOf(*fn); typ != nil {
		if init, ok := plainInit(t, c, typ); ok {
			cacheInit(t, typ, init)
			obj := gc.MakePtr(typ.New(t))
			c.prepend(obj)
			c.extra = obj
			c.info = c.info&^0xff | frame.RetInit
			pc, base := enterFunction(t, init, c)
			return place2{pc, base}, false
		}
	} else if call, self := object.LookupSpecial(t, *fn, nameCall); call != gc.Null {
		if self != gc.Null {
			c.prepend(self)
		}
		if call != *fn {
			*fn = call
			return place2{}, true
		}
	} else if t.Exc != gc.Null {
		pc, base := unwindFrom(t, c.base, c.info)
		return place2{pc, base}, false
	}
	t.ArgTop = c.args + uintptr(c.n)*8
	slot := object.TypeOf(*fn).Slots.Call
	if slot == nil {
		object.TypeErrorf(t, "'%s' object is not callable", object.TypeOf(*fn).TpName())
		pc, base := unwindFrom(t, c.base, c.info)
		return place2{pc, base}, false
	}
	v := slot(t, *fn, gc.Values(c.args, c.n), c.kw)
	if v == gc.Tail {
		if *fn = c.takeTail(t); *fn != gc.Null {
			return place2{}, true
		}
	}
	pc, base := deliver(t, c, v)
	return place2{pc, base}, false
}

var nameCall = object.Intern("__call__")

// plainInit returns the Python __init__ of a class whose instances are made by
// object.__new__ and type.__call__, so that it can run without a Go frame.
func plainInit(t *Thread, c *call, typ *object.Type) (gc.Value, bool) {
	if frame.Kind(c.info) != frame.RetPlain {
		return gc.Null, false
	}
	return object.PlainNew(t, typ)
}

// prepend inserts a first argument by moving the others up.
func (c *call) prepend(v gc.Value) {
	for i := c.n; i > 0; i-- {
		gc.Store(c.args+uintptr(i)*8, gc.Load(c.args+uintptr(i-1)*8))
	}
	gc.Store(c.args, v)
	c.n++
}

// takeTail turns the call into the one that a native function asked for.
func (c *call) takeTail(t *Thread) gc.Value {
	c.kw = t.TailKw
	at := c.args
	if top := scratch(c.base); at < top {
		at = top
	}
	if !c.place(t, at, t.TailArgs) {
		return gc.Null
	}
	return t.TailFn
}

// callTail makes the call that a native function asked for at the end of an
// instruction other than CALL.
func callTail(t *Thread, base, retPC uintptr, info uint64) (uintptr, uintptr) {
	c := &call{base: base, retPC: retPC, info: info, args: scratch(base)}
	fn := c.takeTail(t)
	if fn == gc.Null {
		return unwind(t, t.PC, base)
	}
	return invoke(t, fn, c)
}

// callNative runs a native function object. The result may be Tail.
func callNative(t *Thread, fn gc.Value, n *object.Native, c *call) gc.Value {
	if n.Flags&(object.IO|object.Blocks) != 0 && !t.Solo {
		t.ArgTop = c.args + uintptr(c.n)*8
		return callEffect(t, fn, gc.Values(c.args, c.n), c.kw)
	}
	if c.kw != gc.Null || n.Raw != nil || !n.Sig.Positional {
		t.ArgTop = c.args + uintptr(c.n)*8
		return object.CallNative(t, fn, gc.Values(c.args, c.n), c.kw)
	}
	if n.Owner != nil && n.Flags&object.StaticMethod == 0 {
		if self := object.NativeSelf(fn); self != gc.Null {
			c.prepend(self)
		} else if c.n == 0 || !n.Accepts(gc.Load(c.args)) {
			return object.CallNative(t, fn, gc.Values(c.args, c.n), c.kw)
		}
	}
	params := len(n.Sig.Params)
	if c.n < n.Sig.Required || c.n > params {
		t.ArgTop = c.args + uintptr(c.n)*8
		return object.CallNativeBound(t, n, gc.Values(c.args, c.n), c.kw)
	}
	for i := c.n; i < params; i++ {
		gc.Store(c.args+uintptr(i)*8, gc.Null)
	}
	t.ArgTop = c.args + uintptr(params)*8
	return n.Fn(t, gc.Values(c.args, params))
}

// deliver hands the result of a finished native call to the waiting frame.
func deliver(t *Thread, c *call, v gc.Value) (uintptr, uintptr) {
	if v == gc.Null {
		return unwindFrom(t, c.base, c.info)
	}
	if frame.Kind(c.info) == frame.RetPlain {
		setReg(c.base, int(frame.Dst(c.info)), v)
		return c.retPC, c.base
	}
	return finish(t, c.info, c.extra, c.base, c.retPC, v)
}

// enterFunction pushes the frame of a Python function.
func enterFunction(t *Thread, fn gc.Value, c *call) (uintptr, uintptr) {
	code := codeOf(fn)
	if code.FastArgs == frame.Unlinked {
		code.Complete(t)
	}
	nb := c.args
	if nb+uintptr(code.NRegs+64)*8 > t.StackEnd || t.Depth <= 0 && !code.Hidden {
		object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
		return unwindFrom(t, c.base, c.info)
	}
	if code.Positional == int64(c.n) && c.kw == gc.Null {
		clearRegs(nb, c.n, code.NRegs)
	} else if !bindPositional(t, fn, code, c) && !bindNamed(t, fn, code, c) && !bind(t, fn, code, c) {
		return unwindFrom(t, c.base, c.info)
	}
	push(t, nb, c.base, c.retPC, fn, code, c.info, c.extra)
	return code.Entry, nb
}

// push counts a new frame and writes its linkage words.
func push(t *Thread, nb, base, retPC uintptr, fn gc.Value, code *frame.Code, info uint64, extra gc.Value) {
	if info = code.Counted(info); frame.Counts(info) {
		t.Depth--
	}
	link(nb, base, retPC, fn, code, info, extra)
}

// link writes the linkage words of a frame.
func link(nb, base, retPC uintptr, fn gc.Value, code *frame.Code, info uint64, extra gc.Value) {
	gc.Store64(nb-8, uint64(base))
	gc.Store64(nb-16, uint64(retPC))
	gc.Store(nb-24, fn)
	gc.Store64(nb-32, uint64(code.Addr()))
	gc.Store64(nb-40, info)
	gc.Store(nb-48, extra)
}

// clearRegs clears the registers of a new frame from the n-th on, and up to
// three words behind it, which are free.
func clearRegs(nb uintptr, n, nregs int) {
	for p, e := nb+8*uintptr(n), nb+8*uintptr(nregs); p < e; p += 32 {
		gc.Clear4(p)
	}
}
