package object

// The operations behind raise, except and except*.

// RaiseFrom raises what a raise statement names: a class or an instance, with
// cause Null for no from clause.
func RaiseFrom(t *Thread, what, cause Value) Value {
	exc := what
	switch {
	case IsExceptionClass(what):
		if exc = Call(t, what); exc == Null {
			return Null
		}
		if !IsException(exc) {
			return TypeErrorf(t, "calling %s should have returned an instance of BaseException, not %s", ClassRepr(t, what), TypeOf(exc).Name)
		}
	case !IsException(what):
		return TypeErrorf(t, "exceptions must derive from BaseException")
	}
	if cause != Null {
		switch {
		case IsExceptionClass(cause):
			if cause = Call(t, cause); cause == Null {
				return Null
			}
			if !IsException(cause) {
				return TypeErrorf(t, "calling %s should have returned an instance of BaseException, not %s", ClassRepr(t, what), TypeOf(cause).Name)
			}
		case cause == None:
		case !IsException(cause):
			return TypeErrorf(t, "exception causes must derive from BaseException")
		}
		SetCause(t, exc, cause)
	}
	return RaiseObj(t, exc)
}

// ClassRepr is the repr of a class as text.
func ClassRepr(t *Thread, cls Value) string {
	if r := Repr(t, cls); r != Null {
		return StrOf(r)
	}
	return "<class>"
}

const catchingError = "catching classes that do not inherit from BaseException is not allowed"

// ExceptMatches says whether exc is caught by an except clause for what: a
// class or a tuple of classes.
func ExceptMatches(t *Thread, exc, what Value) (is, ok bool) {
	if !checkCatchable(t, what, false) {
		return false, false
	}
	return ExcMatches(t, exc, what)
}

func checkCatchable(t *Thread, what Value, star bool) bool {
	classes := []Value{what}
	if IsInstance(what, TupleType) {
		classes = TupleItems(what)
	}
	for _, c := range classes {
		if !IsExceptionClass(c) {
			TypeErrorf(t, catchingError)
			return false
		}
		if star && IsSubtype(ClassOf(c), BaseExceptionGroupType) {
			TypeErrorf(t, "catching ExceptionGroup with except* is not allowed. Use except instead.")
			return false
		}
	}
	return true
}

// ExceptStarMatch splits exc for an except* clause: the part that what catches
// and the rest, None where there is none.
func ExceptStarMatch(t *Thread, exc, what Value) (match, rest Value, ok bool) {
	if exc == None {
		return None, None, true
	}
	if !checkCatchable(t, what, true) {
		return Null, Null, false
	}
	is, ok := ExcMatches(t, exc, what)
	if !ok {
		return Null, Null, false
	}
	if is {
		if IsInstance(exc, BaseExceptionGroupType) {
			return exc, None, true
		}
		group := Call(t, ExceptionGroupClass(exc), NewStr(t, ""), NewTuple(t, exc))
		if group == Null {
			return Null, Null, false
		}
		SetExcField(t, group, ExcTraceback, ExcField(t, exc, ExcTraceback))
		return group, None, true
	}
	if !IsInstance(exc, BaseExceptionGroupType) {
		return None, exc, true
	}
	pair := CallMethod(t, exc, Intern("split"), what)
	if pair == Null {
		return Null, Null, false
	}
	if !IsInstance(pair, TupleType) || TupleLen(pair) < 2 {
		TypeErrorf(t, "%s.split must return a 2-tuple, got %s", TypeOf(exc).Name, TypeOf(pair).Name)
		return Null, Null, false
	}
	items := TupleItems(pair)
	return items[0], items[1], true
}

// ExceptionGroupClass is the class of a group that holds exc.
func ExceptionGroupClass(exc Value) Value {
	if IsInstance(exc, ExceptionType) {
		return ExceptionGroupType.Obj
	}
	return BaseExceptionGroupType.Obj
}

// PrepReraiseStar makes what is raised after the except* clauses of a try
// statement have run, from the original exception and the list of those that
// the clauses raised or did not handle; None: nothing.
func PrepReraiseStar(t *Thread, orig, list Value) Value {
	var raised, again []Value
	for _, e := range ListItems(t, list) {
		if e == None {
			continue
		}
		if IsInstance(orig, BaseExceptionGroupType) && sameOrigin(t, e, orig) {
			again = append(again, e)
		} else {
			raised = append(raised, e)
		}
	}
	if len(raised)+len(again) == 0 {
		return None
	}
	if !IsInstance(orig, BaseExceptionGroupType) {
		if len(raised) == 1 {
			return raised[0]
		}
		return newStarGroup(t, raised)
	}
	if len(again) > 0 {
		part := projectGroup(t, orig, again)
		if part == Null {
			return Null
		}
		if len(raised) == 0 {
			return part
		}
		raised = append(raised, part)
	}
	if len(raised) == 1 {
		return raised[0]
	}
	return newStarGroup(t, raised)
}

func newStarGroup(t *Thread, excs []Value) Value {
	return Call(t, BaseExceptionGroupType.Obj, NewStr(t, ""), NewList(t, excs))
}

// sameOrigin says whether group e is a part of orig: split keeps metadata.
func sameOrigin(t *Thread, e, orig Value) bool {
	return IsInstance(e, BaseExceptionGroupType) &&
		ExcField(t, e, ExcTraceback) == ExcField(t, orig, ExcTraceback) &&
		ExcField(t, e, ExcContext) == ExcField(t, orig, ExcContext) &&
		ExcField(t, e, ExcCause) == ExcField(t, orig, ExcCause)
}

// projectGroup is the subgroup of orig with the leaves of the parts.
func projectGroup(t *Thread, orig Value, parts []Value) Value {
	keep := map[Value]bool{}
	for _, p := range parts {
		groupLeaves(t, p, keep)
	}
	return subgroupOf(t, orig, keep)
}

func groupLeaves(t *Thread, exc Value, keep map[Value]bool) {
	if !IsInstance(exc, BaseExceptionGroupType) {
		keep[exc] = true
		return
	}
	for _, e := range TupleItems(GroupExceptions(t, exc)) {
		groupLeaves(t, e, keep)
	}
}

// subgroupOf derives the group with the leaves in keep; None if none is left.
func subgroupOf(t *Thread, group Value, keep map[Value]bool) Value {
	var left []Value
	for _, e := range TupleItems(GroupExceptions(t, group)) {
		if IsInstance(e, BaseExceptionGroupType) {
			if e = subgroupOf(t, e, keep); e == Null {
				return Null
			}
			if e != None {
				left = append(left, e)
			}
		} else if keep[e] {
			left = append(left, e)
		}
	}
	if len(left) == 0 {
		return None
	}
	part := CallMethod(t, group, Intern("derive"), NewList(t, left))
	if part == Null {
		return Null
	}
	for _, off := range [...]uintptr{ExcTraceback, ExcContext, ExcCause, ExcSuppress} {
		SetExcField(t, part, off, ExcField(t, group, off))
	}
	if notes, ok := GetAttrOpt(t, group, Intern("__notes__")); ok && notes != Null && Is(notes, ShapeList) {
		SetAttr(t, part, Intern("__notes__"), NewList(t, ListItems(t, notes)))
	}
	return part
}

// GroupExceptions is the tuple of a group's exceptions.
func GroupExceptions(t *Thread, group Value) Value { return GetAttr(t, group, Intern("exceptions")) }
