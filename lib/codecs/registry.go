package codecs

import (
	. "gorgon/vm/object"
)

func register(t *Thread, args []Value) Value {
	if !IsCallable(args[0]) {
		return TypeErrorf(t, "argument must be callable")
	}
	if !loadEncodings(t) {
		return Null
	}
	ListAppend(t, registry.search, args[0])
	return None
}

// loadEncodings imports the package encodings, which registers the first search
// function, unless it is there or on its way. CPython does that when it starts.
// What says so is in the heap: an import can be undone with its transaction.
func loadEncodings(t *Thread) bool {
	return ImportedModule(t, "encodings") != Null || t.Exc == Null && ImportModule(t, "encodings") != Null
}

func unregister(t *Thread, args []Value) Value {
	items := ListItems(t, registry.search)
	for i, fn := range items {
		same, ok := Eq(t, fn, args[0])
		if !ok {
			return Null
		}
		if !same {
			continue
		}
		kept := append(append([]Value{}, items[:i]...), items[i+1:]...)
		if !SetItem(t, registry.search, NewSlice(t, None, None, None), NewList(t, kept)) {
			return Null
		}
		clear := GetAttrString(t, registry.found, "clear")
		if clear == Null || Call(t, clear) == Null {
			return Null
		}
		break
	}
	return None
}

// find returns the codec of a name: a tuple of four functions, or a CodecInfo.
func find(t *Thread, encoding string) Value {
	if !loadEncodings(t) {
		return Null
	}
	key := NewStr(t, NormalizeEncoding(encoding))
	if c, ok := DictGet(t, registry.found, key); c != Null || !ok {
		return c
	}
	for _, fn := range ListItems(t, registry.search) {
		c := Call(t, fn, key)
		if c == Null {
			return Null
		}
		if c == None {
			continue
		}
		if !IsInstance(c, TupleType) || len(TupleItems(c)) != 4 {
			return TypeErrorf(t, "codec search functions must return 4-tuples")
		}
		if !DictSet(t, registry.found, key, c) {
			return Null
		}
		return c
	}
	return Raise(t, LookupErrorType, "unknown encoding: %s", encoding)
}

func lookup(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "lookup() argument must be str, not %s", TypeName(args[0]))
	}
	return find(t, StrOf(args[0]))
}

// run calls the encoder (0) or the decoder (1) of a codec.
func run(t *Thread, codec Value, which int, v Value, errors string) Value {
	r := Call(t, TupleItems(codec)[which], v, NewStr(t, errors))
	if r == Null {
		return Null
	}
	if !IsInstance(r, TupleType) || len(TupleItems(r)) != 2 {
		what := [...]string{"encoder", "decoder"}[which]
		return TypeErrorf(t, "%s must return a tuple (object, integer)", what)
	}
	return TupleItems(r)[0]
}

// textCodec is the hook for str.encode and bytes.decode.
func textCodec(t *Thread, encoding string, v Value, errors string, decode bool) (Value, bool) {
	if ImportModule == nil {
		return Null, false
	}
	codec := find(t, encoding)
	if codec == Null {
		return Null, true
	}
	isText, ok := GetAttrOpt(t, codec, Intern("_is_text_encoding"))
	if !ok {
		return Null, true
	}
	verb, which, want := "encode", 0, BytesType
	if decode {
		verb, which, want = "decode", 1, StrType
	}
	if isText == False {
		return Raise(t, LookupErrorType, "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs", encoding, verb), true
	}
	r := run(t, codec, which, v, errors)
	if r != Null && !IsInstance(r, want) {
		return TypeErrorf(t, "'%s' %sr returned '%s' instead of '%s'; use codecs.%s() to %s to arbitrary types",
			encoding, verb, TypeName(r), want.Name, verb, verb), true
	}
	return r, true
}

func encode(t *Thread, args []Value) Value { return anyCodec(t, "encode", args, 0) }
func decode(t *Thread, args []Value) Value { return anyCodec(t, "decode", args, 1) }

func anyCodec(t *Thread, fn string, args []Value, which int) Value {
	encoding, errors := "utf-8", "strict"
	for i, p := range []*string{&encoding, &errors} {
		v := args[i+1]
		if v == Null {
			continue
		}
		if !IsStr(v) {
			return TypeErrorf(t, "%s() argument '%s' must be str, not %s", fn, [...]string{"encoding", "errors"}[i], TypeName(v))
		}
		*p = StrOf(v)
	}
	codec := find(t, encoding)
	if codec == Null {
		return Null
	}
	return run(t, codec, which, args[0], errors)
}

// builtinHandlers are the handlers of errors that need no registration, as
// functions.
var builtinHandlers = map[string]*Method{}

func init() {
	for _, name := range []string{"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass"} {
		fn := name + "_errors"
		if name == "surrogateescape" || name == "surrogatepass" {
			fn = name
		}
		builtinHandlers[name] = &Method{Name: fn, Sig: "(exception, /)", Fn: func(t *Thread, args []Value) Value {
			return BuiltinErrorHandler(t, name, args[0])
		}}
	}
}

func registerError(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "register_error() argument 1 must be str, not %s", TypeName(args[0]))
	}
	if !IsCallable(args[1]) {
		return TypeErrorf(t, "handler must be callable")
	}
	RegisterErrorHandler(StrOf(args[0]), args[1])
	return None
}

func unregisterError(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "_unregister_error() argument must be str, not %s", TypeName(args[0]))
	}
	name := StrOf(args[0])
	if builtinHandlers[name] != nil {
		return ValueErrorf(t, "cannot un-register built-in error handler '%s'", name)
	}
	return boolOf(UnregisterErrorHandler(name))
}

func boolOf(b bool) Value {
	if b {
		return True
	}
	return False
}

func lookupError(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "lookup_error() argument must be str, not %s", TypeName(args[0]))
	}
	name := StrOf(args[0])
	if h := ErrorHandler(name); h != Null {
		return h
	}
	m := builtinHandlers[name]
	if m == nil {
		return Raise(t, LookupErrorType, "unknown error handler name '%s'", name)
	}
	h := NewNative(t, &Native{Name: m.Name, Module: "_codecs", Sig: ParseSignature(m.Sig), Fn: m.Fn}, Null)
	RegisterErrorHandler(name, h)
	return h
}
