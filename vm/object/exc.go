package object

import (
	"fmt"

	"gorgon/gc"
)

// The payload words of every exception, as byte offsets. Words of subclasses
// follow (exc_types.go). Null stands for None in all but ExcArgs.
const (
	ExcArgs      = gc.HeaderSize + 8*iota // tuple
	ExcTraceback                          // traceback or Null
	ExcContext                            // exception or Null
	ExcCause                              // exception or Null
	ExcSuppress                           // int 0 or 1: __suppress_context__
	excExtra                              // first word of subclasses
	excBaseWords = iota - 1
)

// excField reads a payload word of an exception.
func excField(t *Thread, exc Value, off uintptr) Value {
	return t.Read(exc.Addr()+gc.LockOffset, exc.Addr()+off)
}

// ExcField returns a payload word of an exception, Null for None.
func ExcField(t *Thread, exc Value, off uintptr) Value { return excField(t, exc, off) }

// SetExcField stores a payload word of an exception.
func SetExcField(t *Thread, exc Value, off uintptr, v Value) {
	t.OwnObject(exc.Addr())
	gc.Store(exc.Addr()+off, v)
}

// IsException says whether v is an instance of BaseException.
func IsException(v Value) bool { return v != Null && IsInstance(v, BaseExceptionType) }

// IsExceptionClass says whether v is a class deriving from BaseException.
func IsExceptionClass(v Value) bool {
	c := ClassOf(v)
	return c != nil && IsSubtype(c, BaseExceptionType)
}

// excIs says whether exc, which may be Null, is an instance of typ.
func excIs(exc Value, typ *Type) bool { return exc != Null && IsSubtype(TypeOf(exc), typ) }

// ExcIs is excIs for other packages.
func ExcIs(exc Value, typ *Type) bool { return excIs(exc, typ) }

// ClearExc forgets the pending exception.
func ClearExc(t *Thread) { t.Exc = Null }

// NewExc makes an exception of a class by calling its constructor slots.
func NewExc(t *Thread, typ *Type, args ...Value) Value {
	v := typ.Slots.New(t, typ, args, Null)
	if v == Null || !typ.Slots.Init(t, v, args, Null) {
		return Null
	}
	return v
}

// Raise raises an exception of a class with a formatted message.
func Raise(t *Thread, typ *Type, format string, args ...any) Value {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return RaiseNew(t, typ, NewStr(t, format))
}

// RaiseNew raises a new exception made of args.
func RaiseNew(t *Thread, typ *Type, args ...Value) Value {
	v := NewExc(t, typ, args...)
	if v == Null {
		return Null
	}
	return RaiseObj(t, v)
}

// RaiseObj raises an exception object: the one that is being handled becomes
// its context.
func RaiseObj(t *Thread, exc Value) Value {
	SetContext(t, exc)
	t.Exc = exc
	return Null
}

// SetContext makes the exception that is being handled the context of exc, and
// breaks the cycle that would make.
func SetContext(t *Thread, exc Value) {
	h := t.Handled
	if h == Null || h == None || h == exc {
		return
	}
	if excField(t, exc, ExcContext) == h {
		return
	}
	slow, step := h, false
	for o := h; ; {
		c := excField(t, o, ExcContext)
		if c == Null {
			break
		}
		if c == exc {
			SetExcField(t, o, ExcContext, Null)
			break
		}
		o = c
		if o == slow {
			break // a cycle that was there before
		}
		if step {
			slow = excField(t, slow, ExcContext)
		}
		step = !step
	}
	SetExcField(t, exc, ExcContext, h)
}

// TypeErrorf raises TypeError.
func TypeErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, TypeErrorType, format, args...)
}

// ValueErrorf raises ValueError.
func ValueErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, ValueErrorType, format, args...)
}

// IndexErrorf raises IndexError.
func IndexErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, IndexErrorType, format, args...)
}

// KeyError raises KeyError(key).
func KeyError(t *Thread, key Value) Value { return RaiseNew(t, KeyErrorType, key) }

// OverflowErrorf raises OverflowError.
func OverflowErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, OverflowErrorType, format, args...)
}

// ZeroDivisionErrorf raises ZeroDivisionError.
func ZeroDivisionErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, ZeroDivisionErrorType, format, args...)
}

// RuntimeErrorf raises RuntimeError.
func RuntimeErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, RuntimeErrorType, format, args...)
}

// AttributeErrorf raises AttributeError without name and obj.
func AttributeErrorf(t *Thread, format string, args ...any) Value {
	return Raise(t, AttributeErrorType, format, args...)
}

// raiseAttribute raises AttributeError(msg, name=name, obj=obj).
func raiseAttribute(t *Thread, obj, name Value, msg string) Value {
	v := NewExc(t, AttributeErrorType, NewStr(t, msg))
	SetExcField(t, v, attributeErrorName, name)
	SetExcField(t, v, attributeErrorObj, obj)
	return RaiseObj(t, v)
}

// RaiseAttribute raises AttributeError with the attributes name and obj, which
// suggestions come from.
func RaiseAttribute(t *Thread, obj, name Value, format string, args ...any) Value {
	return raiseAttribute(t, obj, name, fmt.Sprintf(format, args...))
}

// noAttribute raises the AttributeError for a missing attribute of an object.
func noAttribute(t *Thread, o, name Value) Value {
	if c := ClassOf(o); c != nil {
		return raiseAttribute(t, o, name, "type object '"+c.TpName()+"' has no attribute '"+StrOf(name)+"'")
	}
	return raiseAttribute(t, o, name, "'"+TypeName(o)+"' object has no attribute '"+StrOf(name)+"'")
}

// StopIterationValue raises StopIteration(v); v Null or None: without value.
func StopIterationValue(t *Thread, v Value) Value {
	if v == Null || v == None {
		return RaiseNew(t, StopIterationType)
	}
	exc := NewExc(t, StopIterationType)
	SetExcField(t, exc, ExcArgs, NewTuple(t, v))
	SetExcField(t, exc, stopIterationVal, v)
	return RaiseObj(t, exc)
}

// StopValue returns the value of a StopIteration.
func StopValue(t *Thread, exc Value) Value { return noneFor(excField(t, exc, stopIterationVal)) }

func noneFor(v Value) Value {
	if v == Null {
		return None
	}
	return v
}

func nullFor(v Value) Value {
	if v == None {
		return Null
	}
	return v
}

// ExcMatches says whether exc is to be caught by cls, a class or a tuple of
// classes; anything else in it is a TypeError.
func ExcMatches(t *Thread, exc, cls Value) (bool, bool) {
	if IsInstance(cls, TupleType) {
		for _, c := range TupleItems(cls) {
			if !IsExceptionClass(c) {
				TypeErrorf(t, "catching classes that do not inherit from BaseException is not allowed")
				return false, false
			}
		}
		for _, c := range TupleItems(cls) {
			if IsSubtype(TypeOf(exc), ClassOf(c)) {
				return true, true
			}
		}
		return false, true
	}
	if !IsExceptionClass(cls) {
		TypeErrorf(t, "catching classes that do not inherit from BaseException is not allowed")
		return false, false
	}
	return IsSubtype(TypeOf(exc), ClassOf(cls)), true
}

// maxNatives bounds native operations inside each other. It isn't the recursion
// limit, which is about Python frames: CPython lets such operations nest as
// far as C's stack goes, 40,000 to 130,000 levels. A repr copies its text once
// a level, so that time and memory grow with the square.
const maxNatives = 20_000

// enterRecursion counts a nested native operation. leaveRecursion must follow if
// it returns true.
func enterRecursion(t *Thread, where string) bool {
	if t.Natives >= maxNatives {
		Raise(t, RecursionErrorType, "maximum recursion depth exceeded%s", where)
		return false
	}
	t.Natives++
	return true
}

func leaveRecursion(t *Thread) { t.Natives-- }

// EnterRecursion and LeaveRecursion bracket a native function that calls
// itself for parts of its argument; where continues the error's text.
func EnterRecursion(t *Thread, where string) bool { return enterRecursion(t, where) }

// LeaveRecursion undoes EnterRecursion.
func LeaveRecursion(t *Thread) { leaveRecursion(t) }

// newBaseException is BaseException.__new__.
func newBaseException(t *Thread, cls *Type, args []Value, kw Value) Value {
	o := cls.New(t)
	if kw != Null {
		args = args[:len(args)-TupleLen(kw)]
	}
	gc.Store(o+ExcArgs, NewTupleFrom(t, args))
	gc.Store(o+ExcSuppress, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func initBaseException(t *Thread, v Value, args []Value, kw Value) bool {
	if kw != Null && TupleLen(kw) > 0 {
		TypeErrorf(t, "%s() takes no keyword arguments", TypeName(v))
		return false
	}
	SetExcField(t, v, ExcArgs, NewTupleFrom(t, args))
	return true
}

// ExcArgsOf returns the args of an exception.
func ExcArgsOf(t *Thread, exc Value) []Value { return TupleItems(excField(t, exc, ExcArgs)) }

func baseExceptionStr(t *Thread, v Value) Value {
	switch args := ExcArgsOf(t, v); len(args) {
	case 0:
		return Intern("")
	case 1:
		return Str(t, args[0])
	}
	return Str(t, excField(t, v, ExcArgs))
}

func baseExceptionRepr(t *Thread, v Value) Value {
	args := excField(t, v, ExcArgs)
	if items := TupleItems(args); len(items) == 1 {
		r := Repr(t, items[0])
		if r == Null {
			return Null
		}
		return NewStr(t, TypeOf(v).Name+"("+StrOf(r)+")")
	}
	r := Repr(t, args)
	if r == Null {
		return Null
	}
	return NewStr(t, TypeOf(v).Name+StrOf(r))
}
