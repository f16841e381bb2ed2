package strmod

import (
	. "gorgon/vm/object"
)

func init() {
	RegisterModule("_string", func(t *Thread, m Value) {
		AddFunctions(t, m, []Method{
			{Name: "formatter_parser", Sig: "(string, /)", Fn: formatterParser, Doc: "Cut a format string into literals and fields."},
			{Name: "formatter_field_name_split", Sig: "(string, /)", Fn: fieldNameSplit, Doc: "Cut the name of a field into the argument and the accessors."},
		})
	})
}

// formatterParser gives tuples of a literal and what is behind it: the name,
// the specification and the conversion of a field, or None thrice.
func formatterParser(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "expected str, got %s", TypeName(args[0]))
	}
	fields, err := ParseFormat(StrOf(args[0]))
	if err != "" {
		return ValueErrorf(t, "%s", err)
	}
	items := make([]Value, len(fields))
	for i, f := range fields {
		name, spec, conversion := None, None, None
		if f.HasField {
			name, spec = NewStr(t, f.Name), NewStr(t, f.Spec)
			if f.Conversion != "" {
				conversion = NewStr(t, f.Conversion)
			}
		}
		items[i] = NewTuple(t, NewStr(t, f.Literal), name, spec, conversion)
	}
	return Iter(t, NewList(t, items))
}

func fieldNameSplit(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "expected str, got %s", TypeName(args[0]))
	}
	first, accessors, ok := ParseFieldName(t, StrOf(args[0]))
	if !ok {
		return Null
	}
	return NewTuple(t, first, Iter(t, NewList(t, accessors)))
}
