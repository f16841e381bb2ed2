package object

// isinstance and issubclass, with __instancecheck__, __subclasscheck__, tuples
// and unions, and objects that only claim to be classes by __bases__.

// IsInstanceOf is isinstance(o, cls).
func IsInstanceOf(t *Thread, o, cls Value) (bool, bool) {
	if c := ClassOf(cls); c != nil {
		if TypeOf(o) == c {
			return true, true
		}
		if c.Meta == TypeType {
			return defaultIsInstance(t, o, cls)
		}
	}
	return classCheck(t, o, cls, names.__instancecheck__, defaultIsInstance)
}

// IsSubclassOf is issubclass(sub, cls).
func IsSubclassOf(t *Thread, sub, cls Value) (bool, bool) {
	if c := ClassOf(cls); c != nil && c.Meta == TypeType {
		if sub == cls {
			return true, true
		}
		return defaultIsSubclass(t, sub, cls)
	}
	return classCheck(t, sub, cls, names.__subclasscheck__, defaultIsSubclass)
}

func classCheck(t *Thread, v, cls, method Value, otherwise func(t *Thread, v, cls Value) (bool, bool)) (bool, bool) {
	if TypeOf(cls) == UnionType {
		cls = unionArgs(cls)
	}
	if IsInstance(cls, TupleType) {
		if !enterRecursion(t, " in "+StrOf(method)) {
			return false, false
		}
		defer leaveRecursion(t)
		for _, c := range TupleItems(cls) {
			if c == None && TypeOf(v) == NoneType && method == names.__instancecheck__ {
				c = NoneType.Obj
			}
			yes, ok := false, false
			if method == names.__instancecheck__ {
				yes, ok = IsInstanceOf(t, v, c)
			} else {
				yes, ok = IsSubclassOf(t, v, c)
			}
			if yes || !ok {
				return yes, ok
			}
		}
		return false, true
	}
	fn, self := LookupSpecial(t, cls, method)
	if fn == Null {
		if t.Exc != Null {
			return false, false
		}
		return otherwise(t, v, cls)
	}
	r := Null
	if self == Null {
		r = Call(t, fn, v)
	} else {
		r = Call(t, fn, self, v)
	}
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

func defaultIsInstance(t *Thread, o, cls Value) (bool, bool) {
	if c := ClassOf(cls); c != nil {
		if IsInstance(o, c) {
			return true, true
		}
		if TypeOf(o).genericGet && LookupType(t, TypeOf(o), names.__class__) == LookupType(t, ObjectType, names.__class__) {
			return false, true
		}
		k, ok := GetAttrOpt(t, o, names.__class__)
		if !ok || k == Null {
			return false, ok
		}
		kc := ClassOf(k)
		return kc != nil && kc != TypeOf(o) && IsSubtype(kc, c), true
	}
	if ok := checkClass(t, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"); !ok {
		return false, false
	}
	k, ok := GetAttrOpt(t, o, names.__class__)
	if !ok || k == Null {
		return false, ok
	}
	return abstractIsSubclass(t, k, cls)
}

func defaultIsSubclass(t *Thread, sub, cls Value) (bool, bool) {
	s, c := ClassOf(sub), ClassOf(cls)
	if s != nil && c != nil {
		return IsSubtype(s, c), true
	}
	if !checkClass(t, sub, "issubclass() arg 1 must be a class") ||
		!checkClass(t, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") {
		return false, false
	}
	return abstractIsSubclass(t, sub, cls)
}

// basesOf returns v.__bases__ if that is a tuple.
func basesOf(t *Thread, v Value) ([]Value, bool, bool) {
	b, ok := GetAttrOpt(t, v, names.__bases__)
	if !ok || b == Null || !IsInstance(b, TupleType) {
		return nil, false, ok
	}
	return TupleItems(b), true, true
}

func checkClass(t *Thread, v Value, text string) bool {
	if ClassOf(v) != nil {
		return true
	}
	_, has, ok := basesOf(t, v)
	if ok && !has {
		TypeErrorf(t, "%s", text)
	}
	return ok && has
}

func abstractIsSubclass(t *Thread, sub, cls Value) (bool, bool) {
	if sub == cls {
		return true, true
	}
	if !enterRecursion(t, " in __issubclass__") {
		return false, false
	}
	defer leaveRecursion(t)
	bases, _, ok := basesOf(t, sub)
	if !ok {
		return false, false
	}
	for _, b := range bases {
		if yes, ok := abstractIsSubclass(t, b, cls); yes || !ok {
			return yes, ok
		}
	}
	return false, true
}
