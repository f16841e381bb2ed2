package object

import "gorgon/gc"

// Coroutines and async generators: the await protocol (PEP 492, PEP 525).

// AwaitIter returns the iterator that await drives. where: 0 await, 1 the
// result of __aenter__, 2 that of __aexit__.
func AwaitIter(t *Thread, v Value, where int) Value {
	if Is(v, ShapeCoroutine) || Is(v, ShapeGenerator) && GenAwaitable(v) {
		return v
	}
	typ := TypeOf(v)
	if typ.Slots.Await == nil {
		switch where {
		case 1:
			return TypeErrorf(t, "'async with' received an object from __aenter__ that does not implement __await__: %s", typ.Name)
		case 2:
			return TypeErrorf(t, "'async with' received an object from __aexit__ that does not implement __await__: %s", typ.Name)
		}
		return TypeErrorf(t, "'%s' object can't be awaited", typ.Name)
	}
	it := typ.Slots.Await(t, v)
	switch {
	case it == Null:
		return Null
	case Is(it, ShapeCoroutine) || Is(it, ShapeGenerator) && GenAwaitable(it):
		return TypeErrorf(t, "__await__() returned a coroutine")
	case TypeOf(it).Slots.Next == nil:
		return TypeErrorf(t, "__await__() returned non-iterator of type '%s'", TypeOf(it).TpName())
	}
	return it
}

// GenAwaitable says whether a generator is of a function that types.coroutine has
// made. The interpreter sets it.
var GenAwaitable func(gen Value) bool

// AsyncIter is aiter(v) as `async for` does it.
func AsyncIter(t *Thread, v Value) Value {
	fn, self := LookupSpecial(t, v, Intern("__aiter__"))
	if fn == Null {
		if t.Exc != Null {
			return Null
		}
		return TypeErrorf(t, "'async for' requires an object with __aiter__ method, got %s", TypeName(v))
	}
	it := callBound(t, fn, self)
	if it == Null {
		return Null
	}
	if LookupType(t, TypeOf(it), Intern("__anext__")) == Null {
		return TypeErrorf(t, "'async for' received an object from __aiter__ that does not implement __anext__: %s", TypeOf(it).Name)
	}
	return it
}

func callBound(t *Thread, fn, self Value, args ...Value) Value {
	if self != Null {
		args = append([]Value{self}, args...)
	}
	return Call(t, fn, args...)
}

// AsyncNext is what `async for` awaits for the next item.
func AsyncNext(t *Thread, v Value) Value {
	fn, self := LookupSpecial(t, v, Intern("__anext__"))
	if fn == Null {
		if t.Exc != Null {
			return Null
		}
		return TypeErrorf(t, "'async for' requires an iterator with __anext__ method, got %s", TypeName(v))
	}
	next := callBound(t, fn, self)
	if next == Null {
		return Null
	}
	it := AwaitIter(t, next, 0)
	if it == Null && ExcIs(t.Exc, TypeErrorType) {
		cause := t.Exc
		t.Exc = Null
		TypeErrorf(t, "'async for' received an invalid object from __anext__: %s", TypeOf(next).Name)
		SetCause(t, t.Exc, cause)
	}
	return it
}

// A value that an async generator yields travels wrapped, so that its awaiter
// can tell it from what an await inside yields to the event loop.
var asyncYieldType = NewType("async_generator_wrapped_value", 0)

// AsyncGenWrap wraps a value yielded by an async generator.
func AsyncGenWrap(t *Thread, v Value) Value {
	o := t.Alloc(asyncYieldType.header(), gc.Round(gc.HeaderSize+8))
	gc.Store(o+gc.HeaderSize, v)
	return gc.MakePtr(o)
}

// An awaitable of an async generator: one asend, athrow or aclose call.
const (
	agGen   = gc.HeaderSize + 8*iota // the generator
	agKind                           // agSend …
	agValue                          // what to send, or the exception to throw
	agState                          // agFresh …
	agSize  = gc.HeaderSize + 8*iota
)

const (
	agSend = iota
	agThrow
	agClose

	agFresh   = 0
	agRunning = 1
	agDone    = 2
)

// AsyncGenSendType and AsyncGenThrowType are the types of these awaitables.
var (
	AsyncGenSendType  = NewType("async_generator_asend", 0)
	AsyncGenThrowType = NewType("async_generator_athrow", 0)
)

func init() {
	asyncYieldType.Setup(Spec{Layout: gc.LayoutValues, Payload: 8, Final: true})
	AsyncGeneratorType.Setup(Spec{Layout: layoutGenerator, Final: true, Slots: Slots{Repr: genRepr}, Methods: []Method{
		{Name: "__aiter__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return a[0] }},
		{Name: "__anext__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return newAsyncCall(t, a[0], agSend, None) }},
		{Name: "asend", Sig: "(self, value, /)", Fn: func(t *Thread, a []Value) Value { return newAsyncCall(t, a[0], agSend, a[1]) }},
		{Name: "athrow", Sig: "(self, typ, val=?, tb=?, /)", Fn: func(t *Thread, a []Value) Value {
			exc := ThrownException(t, a[1], a[2], a[3])
			if exc == Null {
				return Null
			}
			return newAsyncCall(t, a[0], agThrow, exc)
		}},
		{Name: "aclose", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return newAsyncCall(t, a[0], agClose, None) }},
	}, Getset: append([]Getset{
		{Name: "__name__", Get: field(GenName), Set: setStrField(GenName, "__name__")},
		{Name: "__qualname__", Get: field(GenQualName), Set: setStrField(GenQualName, "__qualname__")},
	}, genState("ag_")...)})
	for _, typ := range []*Type{AsyncGenSendType, AsyncGenThrowType} {
		typ.Setup(Spec{Layout: gc.LayoutValues, Payload: agSize - gc.HeaderSize, Final: true, Slots: Slots{
			Iter: selfIter, Await: selfIter,
			Next: func(t *Thread, v Value) Value { return asyncStep(t, v, None) },
		}, Methods: []Method{
			{Name: "send", Sig: "(self, value, /)", Fn: func(t *Thread, a []Value) Value { return stopped(t, asyncStep(t, a[0], a[1])) }},
			{Name: "throw", Sig: "(self, typ, val=?, tb=?, /)", Fn: asyncThrow},
			{Name: "close", Sig: "(self, /)", Fn: asyncCallClose},
		}})
	}
}

func newAsyncCall(t *Thread, gen Value, kind int64, v Value) Value {
	if !asyncGenBegins(t, gen) {
		return Null
	}
	typ := AsyncGenThrowType
	if kind == agSend {
		typ = AsyncGenSendType
	}
	o := t.Alloc(typ.header(), gc.Round(agSize))
	gc.Store(o+agGen, gen)
	gc.Store(o+agKind, gc.MakeInt(kind))
	gc.Store(o+agValue, v)
	gc.Store(o+agState, gc.MakeInt(agFresh))
	return gc.MakePtr(o)
}

func setAsyncState(t *Thread, o uintptr, state int64) {
	t.OwnObject(o)
	gc.Store(o+agState, gc.MakeInt(state))
}

// asyncStep drives one call on: the value to pass to the event loop, or Stop
// with the call's result in t.Result, or Null.
func asyncStep(t *Thread, v, sent Value) Value {
	o := v.Addr()
	gen := gc.Load(o + agGen)
	kind := gc.Load(o + agKind).Int()
	switch t.Read(o+gc.LockOffset, o+agState).Int() {
	case agDone:
		what := "__anext__()/asend()"
		if kind != agSend {
			what = "aclose()/athrow()"
		}
		return RuntimeErrorf(t, "cannot reuse already awaited %s", what)
	case agRunning:
		return asyncResult(t, o, GenSend(t, gen, sent))
	}
	if t.Read(gen.Addr()+gc.LockOffset, gen.Addr()+GenReceiver) != Null {
		setAsyncState(t, o, agDone)
		return RuntimeErrorf(t, "%s: asynchronous generator is already running", map[int64]string{agSend: "anext()", agThrow: "athrow()", agClose: "aclose()"}[kind])
	}
	setAsyncState(t, o, agRunning)
	if kind == agSend {
		if sent == None {
			sent = gc.Load(o + agValue)
		}
		return asyncResult(t, o, GenSend(t, gen, sent))
	}
	if genClosed(t, gen) {
		setAsyncState(t, o, agDone)
		if kind == agClose {
			t.Result = None
			return Stop
		}
		return RaiseNew(t, StopAsyncIterationType)
	}
	exc := gc.Load(o + agValue)
	if kind == agClose {
		exc = NewExc(t, GeneratorExitType)
	}
	return asyncResult(t, o, GenThrow(t, gen, exc))
}

func genClosed(t *Thread, g Value) bool {
	return t.Read(g.Addr()+gc.LockOffset, g.Addr()+GenState) == gc.MakeInt(GenClosed)
}

// asyncResult interprets what the generator gave.
func asyncResult(t *Thread, o uintptr, v Value) Value {
	kind := gc.Load(o + agKind).Int()
	switch {
	case v == Stop:
		setAsyncState(t, o, agDone)
		if kind == agClose {
			t.Result = None
			return Stop
		}
		t.Result = Null
		return RaiseNew(t, StopAsyncIterationType)
	case v == Null:
		setAsyncState(t, o, agDone)
		if kind == agClose && (SwallowExc(t, StopAsyncIterationType) || SwallowExc(t, GeneratorExitType)) {
			t.Result = None
			return Stop
		}
		return Null
	case v.IsPtr() && ShapeOf(v.Addr()).Type == asyncYieldType:
		setAsyncState(t, o, agDone)
		if kind == agClose {
			return RuntimeErrorf(t, "async generator ignored GeneratorExit")
		}
		t.Result = gc.Load(v.Addr() + gc.HeaderSize)
		return Stop
	}
	return v
}

func asyncThrow(t *Thread, args []Value) Value {
	exc := ThrownException(t, args[1], args[2], args[3])
	if exc == Null {
		return Null
	}
	o := args[0].Addr()
	if t.Read(o+gc.LockOffset, o+agState) == gc.MakeInt(agDone) {
		return RuntimeErrorf(t, "cannot reuse already awaited __anext__()/asend()")
	}
	setAsyncState(t, o, agRunning)
	return stopped(t, asyncResult(t, o, GenThrow(t, gc.Load(o+agGen), exc)))
}

func asyncCallClose(t *Thread, args []Value) Value {
	setAsyncState(t, args[0].Addr(), agDone)
	return None
}
