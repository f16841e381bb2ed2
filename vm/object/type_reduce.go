package object

// What copy and pickle ask of an object: __getstate__, __reduce__ and
// __reduce_ex__.

func objectGetState(t *Thread, args []Value) Value { return getState(t, args[0]) }

// getState returns the instance attributes: a dict, None, or a pair of that
// and a dict of the slots.
func getState(t *Thread, v Value) Value {
	state := instanceDictOrNull(t, v)
	if state == Null || DictLen(t, state) == 0 && !TypeOf(v).HasDict {
		state = None
	} else if DictLen(t, state) == 0 {
		state = None
	} else {
		copied := NewDict(t)
		if !dictMerge(t, copied, state) {
			return Null
		}
		state = copied
	}
	slots := NewDict(t)
	for _, n := range TypeOf(v).memberNames() {
		x, ok := GetAttrOpt(t, v, n)
		if !ok {
			return Null
		}
		if x != Null {
			DictSetStr(t, slots, n, x)
		}
	}
	if DictLen(t, slots) > 0 {
		return NewTuple(t, state, slots)
	}
	return state
}

func objectReduceEx(t *Thread, args []Value) Value {
	self := args[0]
	proto, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	reduce := LookupType(t, TypeOf(self), names.__reduce__)
	if reduce != LookupType(t, ObjectType, names.__reduce__) {
		return CallMethod(t, self, names.__reduce__)
	}
	return reduceObject(t, self, proto)
}

// reduceObject leaves the work to copyreg, as CPython does for protocols
// below 2; from 2 on it makes (copyreg.__newobj__, (cls, *args), state, …).
func reduceObject(t *Thread, v Value, proto int) Value {
	if ImportModule == nil {
		return RuntimeErrorf(t, "copyreg cannot be imported yet")
	}
	copyreg := ImportModule(t, "copyreg")
	if copyreg == Null {
		return Null
	}
	if proto < 2 {
		fn := GetAttrString(t, copyreg, "_reduce_ex")
		if fn == Null {
			return Null
		}
		return Call(t, fn, v, NewInt(t, int64(proto)))
	}
	return reduceNew(t, v, copyreg)
}

func reduceNew(t *Thread, v, copyreg Value) Value {
	typ := TypeOf(v)
	if typ.Slots.New == nil {
		return TypeErrorf(t, "cannot pickle '%s' object", typ.TpName())
	}
	args, kwargs, ok := newArgs(t, v)
	if !ok {
		return Null
	}
	fnName := "__newobj__"
	call := []Value{typ.Obj}
	if kwargs != Null {
		fnName = "__newobj_ex__"
		call = append(call, NewTupleFrom(t, args), kwargs)
	} else {
		call = append(call, args...)
	}
	fn := GetAttrString(t, copyreg, fnName)
	if fn == Null {
		return Null
	}
	state := CallMethod(t, v, names.__getstate__)
	if state == Null {
		return Null
	}
	base := solidNative(typ)
	if args == nil && kwargs == Null && base != ObjectType && (base.VarSize || base.Payload > 0 && base.ownDict == nil) &&
		!IsSubtype(typ, ListType) && !IsSubtype(typ, DictType) && LookupType(t, typ, names.__getstate__) == LookupType(t, ObjectType, names.__getstate__) {
		return TypeErrorf(t, "cannot pickle '%s' object", typ.TpName())
	}
	listItems, dictItems := None, None
	if IsSubtype(typ, ListType) {
		if listItems = Iter(t, v); listItems == Null {
			return Null
		}
	}
	if IsSubtype(typ, DictType) {
		items := CallMethod(t, v, names.items)
		if items == Null {
			return Null
		}
		if dictItems = Iter(t, items); dictItems == Null {
			return Null
		}
	}
	return NewTuple(t, fn, NewTupleFrom(t, call), state, listItems, dictItems)
}

// newArgs asks __getnewargs_ex__ and __getnewargs__.
func newArgs(t *Thread, v Value) (args []Value, kwargs Value, ok bool) {
	r := callSpecialOr(t, v, Intern("__getnewargs_ex__"), Stop)
	if r != Stop {
		if r == Null {
			return nil, Null, false
		}
		if !IsInstance(r, TupleType) || TupleLen(r) != 2 {
			TypeErrorf(t, "__getnewargs_ex__ should return a tuple, not '%s'", TypeName(r))
			return nil, Null, false
		}
		pair := TupleItems(r)
		if !IsInstance(pair[0], TupleType) || !IsInstance(pair[1], DictType) {
			TypeErrorf(t, "__getnewargs_ex__ should return a pair of a tuple and a dict")
			return nil, Null, false
		}
		args = TupleItems(pair[0])
		if DictLen(t, pair[1]) > 0 {
			kwargs = pair[1]
		}
		return args, kwargs, true
	}
	if r = callSpecialOr(t, v, names.__getnewargs__, Stop); r == Stop {
		return nil, Null, true
	}
	if r == Null {
		return nil, Null, false
	}
	if !IsInstance(r, TupleType) {
		TypeErrorf(t, "__getnewargs__ should return a tuple, not '%s'", TypeName(r))
		return nil, Null, false
	}
	return TupleItems(r), Null, true
}
