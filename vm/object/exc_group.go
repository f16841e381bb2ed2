package object

import (
	"fmt"

	"gorgon/gc"
)

func init() {
	s := BaseExceptionGroupType.spec
	s.Slots = Slots{New: newGroup, Init: func(t *Thread, v Value, args []Value, kw Value) bool { return initBaseException(t, v, args, kw) },
		Str: groupStr, Repr: groupRepr}
	readOnly := func(name, doc string, off uintptr) Getset {
		return Getset{Name: name, Doc: doc, Member: true, Get: func(t *Thread, v Value) Value { return noneFor(excField(t, v, off)) }}
	}
	s.Getset = []Getset{readOnly("message", "exception message", groupMessage), readOnly("exceptions", "nested exceptions", groupExceptions)}
	s.Methods = []Method{
		{Name: "derive", Sig: "(self, excs, /)", Fn: groupDerive},
		{Name: "split", Sig: "(self, matcher_value, /)", Fn: groupSplit},
		{Name: "subgroup", Sig: "(self, matcher_value, /)", Fn: groupSubgroup},
		{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod},
	}
}

func newGroup(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null && TupleLen(kw) > 0 {
		args = args[:len(args)-TupleLen(kw)]
	}
	if len(args) != 2 {
		return TypeErrorf(t, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
	}
	if !IsStr(args[0]) {
		return TypeErrorf(t, "BaseExceptionGroup.__new__() argument 1 must be str, not %s", TypeName(args[0]))
	}
	if TypeOf(args[1]).Slots.GetItem == nil || IsInstance(args[1], DictType) || IsInstance(args[1], SetType) {
		return TypeErrorf(t, "second argument (exceptions) must be a sequence")
	}
	excs, ok := sequenceToTuple(t, args[1])
	if !ok {
		return Null
	}
	items := TupleItems(excs)
	if len(items) == 0 {
		return ValueErrorf(t, "second argument (exceptions) must be a non-empty sequence")
	}
	base := false
	for i, e := range items {
		if !IsException(e) {
			return ValueErrorf(t, "Item %d of second argument (exceptions) is not an exception", i)
		}
		base = base || !IsInstance(e, ExceptionType)
	}
	switch {
	case cls == BaseExceptionGroupType && !base:
		cls = ExceptionGroupType
	case cls == ExceptionGroupType && base:
		return TypeErrorf(t, "Cannot nest BaseExceptions in an ExceptionGroup")
	case base && IsSubtype(cls, ExceptionType):
		return TypeErrorf(t, "Cannot nest BaseExceptions in '%s'", cls.Name)
	}
	v := newBaseException(t, cls, args, Null)
	gc.Store(v.Addr()+groupMessage, args[0])
	gc.Store(v.Addr()+groupExceptions, excs)
	if !IsInstance(args[1], TupleType) && !IsInstance(args[1], ListType) {
		r := Repr(t, args[1])
		if r == Null {
			return Null
		}
		gc.Store(v.Addr()+groupShown, r)
	}
	return v
}

func groupStr(t *Thread, v Value) Value {
	msg := Str(t, excField(t, v, groupMessage))
	if msg == Null {
		return Null
	}
	n := TupleLen(excField(t, v, groupExceptions))
	return NewStr(t, fmt.Sprintf("%s (%d sub-exception%s)", StrOf(msg), n, plural(n)))
}

// groupRepr shows the exceptions as the sequence that they were given in.
func groupRepr(t *Thread, v Value) Value {
	msg := Repr(t, excField(t, v, groupMessage))
	if msg == Null {
		return Null
	}
	r := excField(t, v, groupShown)
	if r == Null {
		excs := excField(t, v, groupExceptions)
		if args := ExcArgsOf(t, v); len(args) >= 2 && IsInstance(args[1], ListType) {
			excs = NewList(t, TupleItems(excs))
		}
		if r = Repr(t, excs); r == Null {
			return Null
		}
	}
	return NewStr(t, TypeOf(v).Name+"("+StrOf(msg)+", "+StrOf(r)+")")
}

func groupDerive(t *Thread, args []Value) Value {
	return Call(t, BaseExceptionGroupType.Obj, excField(t, args[0], groupMessage), args[1])
}

// A groupMatcher says whether an exception is of the part that split wants.
type groupMatcher func(exc Value) (bool, bool)

func newGroupMatcher(t *Thread, v Value) groupMatcher {
	if IsExceptionClass(v) {
		cls := ClassOf(v)
		return func(exc Value) (bool, bool) { return IsInstance(exc, cls), true }
	}
	if IsInstance(v, TupleType) {
		all := true
		for _, c := range TupleItems(v) {
			all = all && IsExceptionClass(c)
		}
		if all {
			return func(exc Value) (bool, bool) { return ExcMatches(t, exc, v) }
		}
	} else if ClassOf(v) == nil && IsCallable(v) {
		return func(exc Value) (bool, bool) {
			r := Call(t, v, exc)
			if r == Null {
				return false, false
			}
			return Truth(t, r)
		}
	}
	TypeErrorf(t, "expected an exception type, a tuple of exception types, or a callable (other than a class)")
	return nil
}

// splitGroup splits exc into what matches and the rest, Null where there is
// none.
func splitGroup(t *Thread, exc Value, m groupMatcher, wantRest bool) (match, rest Value, ok bool) {
	is, ok := m(exc)
	if !ok {
		return Null, Null, false
	}
	if is {
		return exc, Null, true
	}
	if !IsInstance(exc, BaseExceptionGroupType) {
		return Null, exc, true
	}
	if !enterRecursion(t, " in exceptiongroup_split_recursive") {
		return Null, Null, false
	}
	defer leaveRecursion(t)
	var in, out []Value
	for _, e := range TupleItems(excField(t, exc, groupExceptions)) {
		a, b, ok := splitGroup(t, e, m, wantRest)
		if !ok {
			return Null, Null, false
		}
		if a != Null {
			in = append(in, a)
		}
		if b != Null {
			out = append(out, b)
		}
	}
	if match, ok = deriveGroup(t, exc, in); !ok {
		return Null, Null, false
	}
	if wantRest {
		rest, ok = deriveGroup(t, exc, out)
	}
	return match, rest, ok
}

// deriveGroup makes a group like orig of the exceptions; Null if there are none.
func deriveGroup(t *Thread, orig Value, excs []Value) (Value, bool) {
	if len(excs) == 0 {
		return Null, true
	}
	g := CallMethod(t, orig, Intern("derive"), NewList(t, excs))
	if g == Null {
		return Null, false
	}
	if !IsInstance(g, BaseExceptionGroupType) {
		TypeErrorf(t, "derive must return an instance of BaseExceptionGroup")
		return Null, false
	}
	for _, off := range []uintptr{ExcTraceback, ExcContext, ExcCause} {
		SetExcField(t, g, off, excField(t, orig, off))
	}
	if excField(t, orig, ExcCause) != Null {
		SetExcField(t, g, ExcSuppress, gc.MakeInt(1))
	}
	notes, ok := GetAttrOpt(t, orig, names.__notes__)
	if !ok {
		return Null, false
	}
	if notes != Null && IsInstance(notes, ListType) {
		return g, SetAttr(t, g, names.__notes__, NewList(t, ListItems(t, notes)))
	}
	return g, true
}

func groupSplit(t *Thread, args []Value) Value {
	m := newGroupMatcher(t, args[1])
	if m == nil {
		return Null
	}
	match, rest, ok := splitGroup(t, args[0], m, true)
	if !ok {
		return Null
	}
	return NewTuple(t, noneFor(match), noneFor(rest))
}

func groupSubgroup(t *Thread, args []Value) Value {
	m := newGroupMatcher(t, args[1])
	if m == nil {
		return Null
	}
	match, _, ok := splitGroup(t, args[0], m, false)
	if !ok {
		return Null
	}
	return noneFor(match)
}
