package object

import "gorgon/gc"

// layoutGenerator is that of generators and coroutines. Saved registers of call
// windows may hold linkage words, which point outside the heap.
var layoutGenerator = gc.RegisterLayout(gc.Layout{Name: "generator", Trace: func(o uintptr, visit func(Value)) {
	VisitCode(gc.Load(o+GenCode), visit)
	for _, v := range gc.Values(o+gc.HeaderSize, int(gc.SizeOf(o)-gc.HeaderSize)/8) {
		if v.IsPtr() && gc.InHeap(v.Addr()) {
			visit(v)
		}
	}
}})

func init() {
	genMembers := []Getset{
		{Name: "__name__", Get: field(GenName), Set: setStrField(GenName, "__name__")},
		{Name: "__qualname__", Get: field(GenQualName), Set: setStrField(GenQualName, "__qualname__")},
	}
	methods := []Method{
		{Name: "send", Sig: "(self, value, /)", Fn: genSendMethod},
		{Name: "throw", Sig: "(self, typ, val=?, tb=?, /)", Fn: genThrowMethod},
		{Name: "close", Sig: "(self, /)", Fn: genCloseMethod},
	}
	GeneratorType.Setup(Spec{Layout: layoutGenerator, Final: true, Slots: Slots{
		Repr: genRepr, Iter: selfIter, Next: genNext,
	}, Methods: methods, Getset: append(genMembers, genState("gi_")...)})
	CoroutineType.Setup(Spec{Layout: layoutGenerator, Final: true, Slots: Slots{
		Repr: genRepr, Await: coroAwait,
	}, Methods: methods, Getset: append(genMembers, genState("cr_")...)})
	CoroutineWrapperType.Setup(Spec{Layout: gc.LayoutValues, Payload: 8, Final: true, Slots: Slots{
		Iter: selfIter, Next: func(t *Thread, v Value) Value { return genNext(t, gc.Load(v.Addr()+gc.HeaderSize)) },
	}, Methods: []Method{
		{Name: "send", Sig: "(self, value, /)", Fn: unwrapFirst(genSendMethod)},
		{Name: "throw", Sig: "(self, typ, val=?, tb=?, /)", Fn: unwrapFirst(genThrowMethod)},
		{Name: "close", Sig: "(self, /)", Fn: unwrapFirst(genCloseMethod)},
	}})
}

// CoroutineWrapperType is the iterator that coroutine.__await__ returns.
var CoroutineWrapperType = NewType("coroutine_wrapper", 0)

func unwrapFirst(f NativeFn) NativeFn {
	return func(t *Thread, args []Value) Value {
		inner := append([]Value{gc.Load(args[0].Addr() + gc.HeaderSize)}, args[1:]...)
		return f(t, inner)
	}
}

func coroAwait(t *Thread, v Value) Value {
	o := t.Alloc(CoroutineWrapperType.header(), gc.Round(gc.HeaderSize+8))
	gc.Store(o+gc.HeaderSize, v)
	return gc.MakePtr(o)
}

// field makes the getter of a word that holds a value.
func field(offset uintptr) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value {
		return noneFor(t.Read(v.Addr()+gc.LockOffset, v.Addr()+offset))
	}
}

func setStrField(offset uintptr, name string) func(t *Thread, v, val Value) bool {
	return func(t *Thread, v, val Value) bool {
		if val == Null || !IsStr(val) {
			TypeErrorf(t, "%s must be set to a string object", name)
			return false
		}
		t.OwnObject(v.Addr())
		gc.Store(v.Addr()+offset, val)
		return true
	}
}

// genState makes the attributes with the prefix gi_, cr_ or ag_.
func genState(prefix string) []Getset {
	is := func(state int64) func(t *Thread, v Value) Value {
		return func(t *Thread, v Value) Value {
			return gc.MakeBool(t.Read(v.Addr()+gc.LockOffset, v.Addr()+GenState) == gc.MakeInt(state))
		}
	}
	receiver := "yieldfrom"
	if prefix != "gi_" {
		receiver = "await"
	}
	attributes := []Getset{
		{Name: prefix + "running", Get: is(GenRunning)},
		{Name: prefix + "suspended", Get: is(GenSuspended)},
		{Name: prefix + receiver, Get: field(GenReceiver)},
		{Name: prefix + "code", Get: func(t *Thread, v Value) Value { return CodeObject(t, gc.Load(v.Addr()+GenCode)) }},
		{Name: prefix + "frame", Get: func(t *Thread, v Value) Value { return GenFrame(t, v) }},
	}
	if prefix == "cr_" { // where coroutines are made is not tracked
		attributes = append(attributes, Getset{Name: "cr_origin", Get: func(*Thread, Value) Value { return None }})
	}
	return attributes
}

// CodeObject returns the code object that Python sees of a linked code word
// (FuncCode, GenCode, TbCode); GenFrame the frame object of a generator. The
// interpreter sets them.
var (
	CodeObject func(t *Thread, word Value) Value
	GenFrame   func(t *Thread, gen Value) Value
)

// NewGenerator makes a generator, coroutine or async generator (typ) with room
// for the registers of its frame.
func NewGenerator(t *Thread, typ *Type, nregs int) uintptr {
	return t.Alloc(gc.Header(typ.Root.ID, layoutGenerator), gc.Round(GenRegs+8*uintptr(nregs)))
}

// GeneratorBirth is the first header word of a new generator and its size; ok
// false: only NewGenerator can make it.
func GeneratorBirth(nregs int) (header uint64, size uintptr, ok bool) {
	size = gc.Round(GenRegs + 8*uintptr(nregs))
	return gc.Header(GeneratorType.Root.ID, layoutGenerator), size, !Births && size <= gc.MaxSmall
}

// GenRegCount returns how many registers the generator at o has room for.
func GenRegCount(o uintptr) int { return int(gc.SizeOf(o)-GenRegs) / 8 }

// GenKind names the kind of generator for messages.
func GenKind(g Value) string {
	switch {
	case Is(g, ShapeCoroutine):
		return "coroutine"
	case Is(g, ShapeAsyncGenerator):
		return "async generator"
	}
	return "generator"
}

func genRepr(t *Thread, v Value) Value {
	return NewStr(t, "<"+GenKindName(v)+" object "+StrOf(gc.Load(v.Addr()+GenQualName))+" at "+HexAddr(v)+">")
}

// GenKindName is the type's name.
func GenKindName(v Value) string { return TypeOf(v).Name }

// HexAddr is an address as repr shows it.
func HexAddr(v Value) string {
	const digits = "0123456789abcdef"
	var b [18]byte
	i := len(b)
	for a := uint64(v); a > 0 || i == len(b); a >>= 4 {
		i--
		b[i] = digits[a&15]
	}
	return "0x" + string(b[i:])
}

func genNext(t *Thread, v Value) Value { return GenSend(t, v, None) }

// stopped turns the end of a generator into StopIteration with its result.
func stopped(t *Thread, v Value) Value {
	if v != Stop {
		return v
	}
	r := t.Result
	t.Result = Null
	if r == None || r == Null {
		return RaiseNew(t, StopIterationType)
	}
	return StopIterationValue(t, r)
}

func genSendMethod(t *Thread, args []Value) Value { return stopped(t, GenSend(t, args[0], args[1])) }

func genThrowMethod(t *Thread, args []Value) Value {
	exc := ThrownException(t, args[1], args[2], args[3])
	if exc == Null {
		return Null
	}
	return stopped(t, GenThrow(t, args[0], exc))
}

// ThrownException makes the exception that throw(typ, val, tb) raises.
func ThrownException(t *Thread, typ, val, tb Value) Value {
	if tb != Null && tb != None && !Is(tb, ShapeTraceback) {
		return TypeErrorf(t, "throw() third argument must be a traceback object")
	}
	switch {
	case IsExceptionClass(typ):
		var exc Value
		switch {
		case val == Null || val == None:
			exc = Call(t, typ)
		case IsException(val) && IsInstance(val, ClassOf(typ)):
			exc = val
		case IsInstance(val, TupleType):
			exc = Call(t, typ, TupleItems(val)...)
		default:
			exc = Call(t, typ, val)
		}
		if exc != Null && tb != Null && tb != None {
			SetExcField(t, exc, ExcTraceback, tb)
		}
		return exc
	case IsException(typ):
		if val != Null && val != None {
			return TypeErrorf(t, "instance exception may not have a separate value")
		}
		if tb != Null && tb != None {
			SetExcField(t, typ, ExcTraceback, tb)
		}
		return typ
	}
	return TypeErrorf(t, "exceptions must be classes or instances deriving from BaseException, not %s", TypeOf(typ).Name)
}

func genCloseMethod(t *Thread, args []Value) Value {
	t.CloseResult = Null
	if !GenClose(t, args[0]) {
		return Null
	}
	v := t.CloseResult
	t.CloseResult = Null
	return noneFor(v)
}

// SendIter sends v to any iterator: Stop with the result in t.Result at its
// end.
func SendIter(t *Thread, it, v Value) Value {
	switch {
	case Is(it, ShapeGenerator), Is(it, ShapeCoroutine):
		return GenSend(t, it, v)
	case v == None:
		t.Result = None
		r := nextKeepingValue(t, it)
		return r
	}
	r := CallMethod(t, it, Intern("send"), v)
	if r == Null {
		if value, stop := TakeStopIteration(t); stop {
			t.Result = value
			return Stop
		}
	}
	return r
}

// NextValue is Next for next(): the end is StopIteration with its value, as
// the iterator gives it.
func NextValue(t *Thread, it Value) Value {
	typ := TypeOf(it)
	switch {
	case Is(it, ShapeGenerator):
		return stopped(t, GenSend(t, it, None))
	case typ.Heap:
		if fn, self := LookupSpecial(t, it, names.__next__); fn != Null {
			return callBound(t, fn, self)
		} else if t.Exc != Null {
			return Null
		}
	}
	v := Next(t, it)
	if v == Stop {
		return RaiseNew(t, StopIterationType)
	}
	return v
}

// nextKeepingValue is Next, but the value of a StopIteration goes to t.Result.
func nextKeepingValue(t *Thread, it Value) Value {
	typ := TypeOf(it)
	if !typ.Heap {
		if typ.Slots.Next == nil {
			return TypeErrorf(t, "'%s' object is not an iterator", typ.Name)
		}
		t.Result = None
		return typ.Slots.Next(t, it)
	}
	r := CallMethod(t, it, Intern("__next__"))
	if r == Null {
		if value, stop := TakeStopIteration(t); stop {
			t.Result = value
			return Stop
		}
	}
	return r
}

// TakeStopIteration clears a pending StopIteration and returns its value.
func TakeStopIteration(t *Thread) (Value, bool) {
	if t.Exc == Null || !IsInstance(t.Exc, StopIterationType) {
		return Null, false
	}
	v := StopValue(t, t.Exc)
	t.Exc = Null
	return v, true
}

// SwallowExc clears the pending exception if it is one of typ.
func SwallowExc(t *Thread, typ *Type) bool {
	if t.Exc == Null || !IsInstance(t.Exc, typ) {
		return false
	}
	t.Exc = Null
	return true
}

// CloseIter closes what yield from delegates to.
func CloseIter(t *Thread, it Value) bool {
	if Is(it, ShapeGenerator) || Is(it, ShapeCoroutine) {
		return GenClose(t, it)
	}
	m, ok := GetAttrOpt(t, it, Intern("close"))
	if !ok {
		return false
	}
	return m == Null || Call(t, m) != Null
}

// ThrowIter throws into what yield from delegates to; delegated is false if it
// has no throw method.
func ThrowIter(t *Thread, it, exc Value) (v Value, delegated bool) {
	if Is(it, ShapeGenerator) || Is(it, ShapeCoroutine) {
		return GenThrow(t, it, exc), true
	}
	m, ok := GetAttrOpt(t, it, Intern("throw"))
	if !ok {
		return Null, true
	}
	if m == Null {
		return Null, false
	}
	return Call(t, m, exc), true
}

// StopIterationError makes the RuntimeError that a StopIteration (or
// StopAsyncIteration) leaving a generator becomes.
func StopIterationError(t *Thread, exc Value, kind string) Value {
	what := ""
	switch {
	case IsInstance(exc, StopIterationType):
		what = "StopIteration"
	case kind == "async generator" && IsInstance(exc, StopAsyncIterationType):
		what = "StopAsyncIteration"
	default:
		return exc
	}
	e := NewExc(t, RuntimeErrorType, NewStr(t, kind+" raised "+what))
	SetCause(t, e, exc)
	SetExcField(t, e, ExcContext, exc)
	return e
}
