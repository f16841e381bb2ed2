package object

// Annotations of classes. The compiler puts __annotate_func__ into the
// namespace; __annotations__ calls it once and keeps the result as
// __annotations_cache__, unless the namespace has __annotations__ itself.

func typeGetAnnotations(t *Thread, v Value) Value {
	cls := ClassOf(v)
	if !cls.Heap {
		return raiseAttribute(t, v, names.__annotations__, "type object '"+cls.TpName()+"' has no attribute '__annotations__'")
	}
	for _, n := range []Value{names.__annotations__, names.__annotations_cache__} {
		if a := DictGetStr(t, cls.Dict, n); a != Null {
			if get := TypeOf(a).Slots.DescrGet; get != nil {
				return get(t, a, Null, cls)
			}
			return a
		}
	}
	fn := typeGetAnnotate(t, v)
	if fn == Null {
		return Null
	}
	d := Null
	if fn == None || !IsCallable(fn) {
		d = NewDict(t)
	} else {
		d = Call(t, fn, NewInt(t, 1))
		if d == Null {
			return Null
		}
		if !IsInstance(d, DictType) {
			return TypeErrorf(t, "__annotate__ returned non-dict of type '%s'", TypeName(d))
		}
	}
	changeClass(t, cls, names.__annotations_cache__, d)
	return d
}

func typeSetAnnotations(t *Thread, v, val Value) bool {
	cls := ClassOf(v)
	if !cls.Heap {
		return mayChange(t, v, None, "__annotations__")
	}
	name := names.__annotations_cache__
	if DictGetStr(t, cls.Dict, names.__annotations__) != Null {
		name = names.__annotations__
	}
	if val == Null && DictGetStr(t, cls.Dict, name) == Null {
		raiseAttribute(t, v, names.__annotations__, "__annotations__")
		return false
	}
	changeClass(t, cls, name, val)
	if name == names.__annotations__ && DictGetStr(t, cls.Dict, names.__annotations_cache__) != Null {
		changeClass(t, cls, names.__annotations_cache__, Null)
	}
	changeClass(t, cls, names.__annotate_func__, None)
	if DictGetStr(t, cls.Dict, names.__annotate__) != Null {
		changeClass(t, cls, names.__annotate__, Null)
	}
	return true
}

func typeGetAnnotate(t *Thread, v Value) Value {
	cls := ClassOf(v)
	if !cls.Heap {
		return raiseAttribute(t, v, names.__annotate__, "type object '"+cls.TpName()+"' has no attribute '__annotate__'")
	}
	for _, n := range []Value{names.__annotate__, names.__annotate_func__} {
		if a := DictGetStr(t, cls.Dict, n); a != Null {
			if get := TypeOf(a).Slots.DescrGet; get != nil {
				return get(t, a, Null, cls)
			}
			return a
		}
	}
	return None
}

func typeSetAnnotate(t *Thread, v, val Value) bool {
	cls := ClassOf(v)
	switch {
	case val == Null:
		TypeErrorf(t, "cannot delete __annotate__ attribute")
		return false
	case !cls.Heap:
		return mayChange(t, v, None, "__annotate__")
	case val != None && !IsCallable(val):
		TypeErrorf(t, "__annotate__ must be callable or None")
		return false
	}
	changeClass(t, cls, names.__annotate_func__, val)
	if val != None && DictGetStr(t, cls.Dict, names.__annotations_cache__) != Null {
		changeClass(t, cls, names.__annotations_cache__, Null)
	}
	return true
}

func typeGetTypeParams(t *Thread, v Value) Value {
	cls := ClassOf(v)
	if p := DictGetStr(t, cls.Dict, names.__type_params__); p != Null {
		return p
	}
	return EmptyTuple
}

func typeSetTypeParams(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__type_params__") {
		return false
	}
	changeClass(t, ClassOf(v), names.__type_params__, val)
	return true
}
