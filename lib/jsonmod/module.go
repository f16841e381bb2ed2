package jsonmod

import . "gorgon/vm/object"

func init() {
	RegisterModule("_json", func(t *Thread, m Value) {
		AddFunctions(t, m, []Method{
			{Name: "encode_basestring", Sig: "(string, /)", Fn: quoted(false), Doc: "Return a JSON representation of a Python string."},
			{Name: "encode_basestring_ascii", Sig: "(string, /)", Fn: quoted(true), Doc: "Return an ASCII-only JSON representation of a Python string."},
			{Name: "scanstring", Sig: "(string, end, strict=?, /)", Fn: scanString, Doc: "Scan the string from end, the index of the character behind the quote that began\na JSON string. Return the decoded string and the index behind the end quote.\n\nIf strict is false literal control characters are allowed."},
		})
		DictSetStr(t, ModuleDict(m), Intern("make_scanner"), scannerType.Obj)
		DictSetStr(t, ModuleDict(m), Intern("make_encoder"), encoderType.Obj)
	})
}

func quoted(ascii bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		if !IsStr(args[0]) {
			return TypeErrorf(t, "first argument must be a string, not %s", TypeName(args[0]))
		}
		return NewStr(t, string(quote(nil, StrOf(args[0]), ascii)))
	}
}

// decodeError raises JSONDecodeError at byte i of the document.
func decodeError(t *Thread, text string, document Value, i int) {
	m := ImportModule(t, "json.decoder")
	if m == Null {
		return
	}
	cls := GetAttrString(t, m, "JSONDecodeError")
	if cls == Null {
		return
	}
	if exc := Call(t, cls, NewStr(t, text), document, NewInt(t, int64(RuneOffset(document, i)))); exc != Null {
		RaiseObj(t, exc)
	}
}
