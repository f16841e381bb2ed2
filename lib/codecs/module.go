package codecs

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

func init() {
	RegisterModule("_codecs", initModule)
	CodecHook = textCodec
}

// registry holds the search functions (a list) and what they found (a dict by
// normalised name). It is made with the module.
var registry roots

type roots struct{ search, found Value }

// VisitRoots visits both, in a pause.
func (r *roots) VisitRoots(visit func(Value)) {
	visit(r.search)
	visit(r.found)
}

func initModule(t *Thread, m Value) {
	if registry.search == Null {
		registry = roots{NewList(t, nil), NewDict(t)}
		gc.RegisterRoots(&registry)
	}
	AddFunctions(t, m, []Method{
		{Name: "register", Sig: "(search_function, /)", Fn: register, Doc: "Add a function that finds codecs."},
		{Name: "unregister", Sig: "(search_function, /)", Fn: unregister, Doc: "Remove a function that finds codecs, and what was found."},
		{Name: "lookup", Sig: "(encoding, /)", Fn: lookup, Doc: "The codec of that name."},
		{Name: "encode", Sig: "(obj, encoding=?, errors=?)", Fn: encode, Doc: "Encode by any codec."},
		{Name: "decode", Sig: "(obj, encoding=?, errors=?)", Fn: decode, Doc: "Decode by any codec."},
		{Name: "register_error", Sig: "(errors, handler, /)", Fn: registerError, Doc: "Add a handler of errors."},
		{Name: "_unregister_error", Sig: "(errors, /)", Fn: unregisterError, Doc: "Remove a handler of errors."},
		{Name: "lookup_error", Sig: "(name, /)", Fn: lookupError, Doc: "The handler of errors of that name."},
		{Name: "charmap_build", Sig: "(map, /)", Fn: charmapBuild},
		{Name: "charmap_encode", Sig: "(str, errors=?, mapping=?, /)", Fn: charmapEncode},
		{Name: "charmap_decode", Sig: "(data, errors=?, mapping=?, /)", Fn: charmapDecode},
		{Name: "escape_encode", Sig: "(data, errors=?, /)", Fn: escapeEncode},
		{Name: "escape_decode", Sig: "(data, errors=?, /)", Fn: escapeDecode},
		{Name: "readbuffer_encode", Sig: "(data, errors=?, /)", Fn: readBuffer},
		{Name: "utf_16_encode", Sig: "(str, errors=?, byteorder=?, /)", Fn: orderedEncode("utf-16")},
		{Name: "utf_32_encode", Sig: "(str, errors=?, byteorder=?, /)", Fn: orderedEncode("utf-32")},
		{Name: "utf_16_ex_decode", Sig: "(data, errors=?, byteorder=?, final=?, /)", Fn: orderedDecode("utf-16")},
		{Name: "utf_32_ex_decode", Sig: "(data, errors=?, byteorder=?, final=?, /)", Fn: orderedDecode("utf-32")},
	})
	AddFunctions(t, m, plainCodecs())
}

// plainCodecs are the pairs of functions of the built-in codecs. For some of
// them a decoding is final unless it is said not to be.
func plainCodecs() []Method {
	var list []Method
	for _, c := range []struct {
		name, encoding string
		final          bool
	}{
		{"ascii", "ascii", true}, {"latin_1", "latin-1", true}, {"utf_8", "utf-8", false}, {"utf_7", "utf-7", false},
		{"utf_16_le", "utf-16-le", false}, {"utf_16_be", "utf-16-be", false}, {"utf_16", "utf-16", false},
		{"utf_32_le", "utf-32-le", false}, {"utf_32_be", "utf-32-be", false}, {"utf_32", "utf-32", false},
		{"unicode_escape", "unicode_escape", true}, {"raw_unicode_escape", "raw_unicode_escape", true},
	} {
		if c.name != "utf_16" && c.name != "utf_32" {
			list = append(list, Method{Name: c.name + "_encode", Sig: "(str, errors=?, /)", Fn: plainEncode(c.name, c.encoding)})
		}
		sig := "(data, errors=?, final=?, /)"
		if c.name == "ascii" || c.name == "latin_1" {
			sig = "(data, errors=?, /)"
		}
		list = append(list, Method{Name: c.name + "_decode", Sig: sig, Fn: plainDecode(c.name, c.encoding, c.final)})
	}
	return list
}

// errorsArg is an optional name of a handler.
func errorsArg(t *Thread, fn string, v Value) (string, bool) {
	if v == Null || v == None {
		return "strict", true
	}
	if !IsStr(v) {
		TypeErrorf(t, "%s() argument 2 must be str or None, not %s", fn, TypeName(v))
		return "", false
	}
	return StrOf(v), true
}

func textArg(t *Thread, fn string, v Value) bool {
	if IsStr(v) {
		return true
	}
	name := TypeName(v)
	if v == None {
		name = "None"
	}
	TypeErrorf(t, "%s() argument 1 must be str, not %s", fn, name)
	return false
}

// dataArg is bytes, or a str of the escape codecs.
func dataArg(t *Thread, fn string, v Value) ([]byte, bool) {
	if IsStr(v) && (fn == "unicode_escape_decode" || fn == "raw_unicode_escape_decode" || fn == "escape_decode" || fn == "readbuffer_encode") {
		return []byte(StrOf(v)), true
	}
	return BufferBytes(t, v)
}

// withLength is what the functions of codecs return.
func withLength(t *Thread, v Value, n int) Value {
	if v == Null {
		return Null
	}
	return NewTuple(t, v, NewInt(t, int64(n)))
}

func plainEncode(name, encoding string) NativeFn {
	return func(t *Thread, args []Value) Value {
		errors, ok := errorsArg(t, name+"_encode", args[1])
		if !ok || !textArg(t, name+"_encode", args[0]) {
			return Null
		}
		return withLength(t, Encode(t, args[0], encoding, errors), StrLen(args[0]))
	}
}

func plainDecode(name, encoding string, final bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		b, ok := dataArg(t, name+"_decode", args[0])
		if !ok {
			return Null
		}
		errors, ok := errorsArg(t, name+"_decode", args[1])
		if !ok {
			return Null
		}
		final := final
		if len(args) > 2 && args[2] != Null {
			if final, ok = Truth(t, args[2]); !ok {
				return Null
			}
		}
		v, n := DecodePart(t, b, encoding, errors, final)
		return withLength(t, v, n)
	}
}

// orderArg is an optional byte order: negative little, positive big.
func orderArg(t *Thread, v Value) (int, bool) {
	if v == Null {
		return 0, true
	}
	n, ok := IndexInt(t, v)
	return max(-1, min(n, 1)), ok
}

var orderSuffix = map[int]string{-1: "-le", 0: "", 1: "-be"}

func orderedEncode(encoding string) NativeFn {
	return func(t *Thread, args []Value) Value {
		errors, ok := errorsArg(t, encoding, args[1])
		if !ok || !textArg(t, encoding, args[0]) {
			return Null
		}
		order, ok := orderArg(t, args[2])
		if !ok {
			return Null
		}
		return withLength(t, Encode(t, args[0], encoding+orderSuffix[order], errors), StrLen(args[0]))
	}
}

func orderedDecode(encoding string) NativeFn {
	return func(t *Thread, args []Value) Value {
		b, ok := BufferBytes(t, args[0])
		if !ok {
			return Null
		}
		errors, ok := errorsArg(t, encoding, args[1])
		if !ok {
			return Null
		}
		order, ok := orderArg(t, args[2])
		if !ok {
			return Null
		}
		final := false
		if args[3] != Null {
			if final, ok = Truth(t, args[3]); !ok {
				return Null
			}
		}
		v, used, found := DecodeOrder(t, b, encoding, errors, order, final)
		if v == Null {
			return Null
		}
		return NewTuple(t, v, NewInt(t, int64(used)), NewInt(t, int64(found)))
	}
}

func charmapBuild(t *Thread, args []Value) Value {
	if !textArg(t, "charmap_build", args[0]) {
		return Null
	}
	return CharmapBuild(t, args[0])
}

func charmapEncode(t *Thread, args []Value) Value {
	errors, ok := errorsArg(t, "charmap_encode", args[1])
	if !ok || !textArg(t, "charmap_encode", args[0]) {
		return Null
	}
	n := StrLen(args[0])
	if args[2] == Null || args[2] == None {
		return withLength(t, Encode(t, args[0], "latin-1", errors), n)
	}
	return withLength(t, CharmapEncode(t, args[0], errors, args[2]), n)
}

func charmapDecode(t *Thread, args []Value) Value {
	b, ok := BufferBytes(t, args[0])
	if !ok {
		return Null
	}
	errors, ok := errorsArg(t, "charmap_decode", args[1])
	if !ok {
		return Null
	}
	if args[2] == Null || args[2] == None {
		return withLength(t, Decode(t, b, "latin-1", errors), len(b))
	}
	return withLength(t, CharmapDecode(t, b, errors, args[2]), len(b))
}

func readBuffer(t *Thread, args []Value) Value {
	b, ok := dataArg(t, "readbuffer_encode", args[0])
	if !ok {
		return Null
	}
	return withLength(t, NewBytes(t, b), len(b))
}
