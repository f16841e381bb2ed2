package builtins

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// inBase makes bin, oct and hex.
func inBase(base int, prefix string) object.NativeFn {
	return func(t *Thread, args []Value) Value {
		i, ok := object.IntLike(t, args[0])
		if !ok {
			return null
		}
		text := object.AsBig(i).Text(base)
		if text[0] == '-' {
			return object.NewStr(t, "-"+prefix+text[1:])
		}
		return object.NewStr(t, prefix+text)
	}
}

func chr(t *Thread, args []Value) Value {
	i, ok := object.IntLike(t, args[0])
	if !ok {
		return null
	}
	n, small := object.AsInt64(i)
	if !small || n < 0 || n > 0x10ffff {
		return object.ValueErrorf(t, "chr() arg not in range(0x110000)")
	}
	return object.NewRune(t, rune(n))
}

func ord(t *Thread, args []Value) Value {
	v, n := args[0], 0
	switch {
	case object.IsStr(v):
		if n = object.StrLen(v); n == 1 {
			return gc.MakeInt(int64(object.FirstRune(v)))
		}
		return object.TypeErrorf(t, "ord() expected a character, but string of length %d found", n)
	case object.IsBytes(v):
		b := object.BytesOf(v)
		if len(b) == 1 {
			return gc.MakeInt(int64(b[0]))
		}
		n = len(b)
	case object.IsInstance(v, object.ByteArrayType):
		var ok bool
		if n, ok = object.Len(t, v); !ok {
			return null
		}
		if n == 1 {
			return object.GetItem(t, v, gc.MakeInt(0))
		}
	default:
		return object.TypeErrorf(t, "ord() expected string of length 1, but %s found", object.TypeName(v))
	}
	return object.TypeErrorf(t, "ord() expected a character, but string of length %d found", n)
}

func divmod(t *Thread, args []Value) Value {
	return object.Binary(t, object.OpDivMod, args[0], args[1])
}

func pow(t *Thread, args []Value) Value { return object.Power(t, args[0], args[1], args[2]) }

func round(t *Thread, args []Value) Value {
	fn, self := object.LookupSpecial(t, args[0], object.Intern("__round__"))
	if fn == null {
		if t.Exc != null {
			return null
		}
		return object.TypeErrorf(t, "type %s doesn't define __round__ method", object.TypeName(args[0]))
	}
	var call []Value
	if self != null {
		call = append(call, self)
	}
	if args[1] != null && args[1] != none {
		call = append(call, args[1])
	}
	if plain := func(v Value) bool { return v.IsInt() || v.IsFloat() }; plain(args[0]) && plain(call[len(call)-1]) {
		return object.Call(t, fn, call...) // runs no Python, and machine code can take the answer
	}
	return t.SetTail(fn, call...)
}

func format(t *Thread, args []Value) Value {
	spec := args[1]
	if spec == null {
		spec = object.Intern("")
	} else if !object.IsStr(spec) {
		return object.TypeErrorf(t, "format() argument 2 must be str, not %s", object.TypeName(spec))
	}
	return object.Format(t, args[0], spec)
}
