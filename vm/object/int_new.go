package object

import "gorgon/gc"

// ConstructorArgs binds the arguments of a constructor: up to len(names) by position,
// of which only those from posOnly on also by keyword. It returns one Value for
// each name, Null where none was given.
func ConstructorArgs(t *Thread, fname string, args []Value, kw Value, posOnly int, names ...string) ([]Value, bool) {
	nkw := 0
	if kw != Null {
		nkw = len(TupleItems(kw))
	}
	bound := make([]Value, len(names))
	pos := args[:len(args)-nkw]
	if len(args) > len(names) {
		if nkw == 0 && posOnly > 0 {
			s := "s"
			if len(names) == 1 {
				s = ""
			}
			TypeErrorf(t, "%s expected at most %d argument%s, got %d", fname, len(names), s, len(args))
		} else {
			TypeErrorf(t, "%s() takes at most %d arguments (%d given)", fname, len(names), len(args))
		}
		return nil, false
	}
	copy(bound, pos)
	for i := 0; i < nkw; i++ {
		name := StrOf(TupleItems(kw)[i])
		at := posOnly
		for at < len(names) && names[at] != name {
			at++
		}
		if at == len(names) {
			TypeErrorf(t, "%s() got an unexpected keyword argument '%s'", fname, name)
			return nil, false
		}
		if bound[at] != Null {
			TypeErrorf(t, "argument for %s() given by name ('%s') and position (%d)", fname, name, at+1)
			return nil, false
		}
		bound[at] = args[len(pos)+i]
	}
	return bound, true
}

func newInt(t *Thread, cls *Type, args []Value, kw Value) Value {
	var v Value
	if len(args) == 1 && kw == Null {
		v = IntOf(t, args[0])
	} else {
		bound, ok := ConstructorArgs(t, "int", args, kw, 1, "x", "base")
		switch {
		case !ok:
			return Null
		case bound[1] != Null:
			v = intWithBase(t, bound[0], bound[1])
		case bound[0] != Null:
			v = IntOf(t, bound[0])
		default:
			v = gc.MakeInt(0)
		}
	}
	if v == Null || cls == IntType {
		return v
	}
	return newIntOf(t, cls, v)
}

func intWithBase(t *Thread, x, base Value) Value {
	if x == Null {
		return TypeErrorf(t, "int() missing string argument")
	}
	n, ok := IntLike(t, base)
	if !ok {
		return Null
	}
	b, ok := AsInt64(n)
	if !ok || b != 0 && (b < 2 || b > 36) {
		return ValueErrorf(t, "int() base must be >= 2 and <= 36, or 0")
	}
	if IsStr(x) {
		return ParseInt(t, StrOf(x), int(b), x)
	}
	if IsInstance(x, BytesType) || IsInstance(x, ByteArrayType) {
		data, _ := bufferOpt(t, x)
		return intOfBytes(t, data, int(b))
	}
	return TypeErrorf(t, "int() can't convert non-string with explicit base")
}

func intOfBytes(t *Thread, data []byte, base int) Value {
	s := string(data)
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			s = "?"
		}
	}
	return ParseInt(t, s, base, NewBytes(t, data))
}

// IntOf is int(v) with one argument: an exact int.
func IntOf(t *Thread, v Value) Value {
	switch {
	case v.IsInt(), Is(v, ShapeInt):
		return v
	case v.IsBool():
		return gc.MakeInt(int64(v & 1))
	case v.IsFloat():
		return floatTrunc(t, v.Float())
	case Is(v, ShapeStr):
		return ParseInt(t, StrOf(v), 10, v)
	}
	typ := TypeOf(v)
	if toInt := typ.Slots.ToInt; toInt != nil {
		return checkedInt(t, toInt(t, v))
	}
	if typ.Slots.Index != nil {
		n, ok := IntLike(t, v)
		if !ok {
			return Null
		}
		return exactInt(t, n)
	}
	if IsStr(v) {
		return ParseInt(t, StrOf(v), 10, v)
	}
	if data, ok := bufferOpt(t, v); ok {
		return intOfBytes(t, data, 10)
	}
	return TypeErrorf(t, "int() argument must be a string, a bytes-like object or a real number, not '%s'", TypeName(v))
}

// checkedInt is the result r of an __int__ as an exact int.
func checkedInt(t *Thread, r Value) Value {
	if r == Null || r.IsInt() {
		return r
	}
	if !IsIntObj(r) {
		return TypeErrorf(t, "__int__ returned non-int (type %s)", TypeName(r))
	}
	if TypeOf(r) != IntType {
		if !Warn(t, DeprecationWarningType, 1, "__int__ returned non-int (type %s).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.", TypeName(r)) {
			return Null
		}
	}
	return exactInt(t, r)
}
