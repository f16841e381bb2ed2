package object

import "gorgon/gc"

// StructSeqType makes the class of a named tuple of the runtime's own modules,
// such as time.struct_time: fields name the items, of which the last unnamed
// ones have no name; hidden are attributes that are no items.
func StructSeqType(t *Thread, module, name string, fields []string, unnamed int, hidden []string) Value {
	words := func(list []string) Value {
		items := make([]Value, len(list))
		for i, s := range list {
			items[i] = Intern(s)
		}
		return NewTupleFrom(t, items)
	}
	cls := Call(t, Prelude("structseq_hidden"), Intern(module), Intern(name), words(fields), gc.MakeInt(int64(unnamed)), words(hidden))
	if cls == Null {
		return Null
	}
	typ := ClassOf(cls)
	typ.Qualified = true
	for i, f := range fields {
		g := &Getset{Name: f, Get: func(t *Thread, v Value) Value { return TupleItems(v)[i] }, Set: func(t *Thread, v, val Value) bool {
			Raise(t, AttributeErrorType, "readonly attribute")
			return false
		}}
		DictSetStr(t, typ.Dict, Intern(f), newGetset(t, typ, g))
	}
	return cls
}

// StructSeq makes a class by StructSeqType and its one instance.
func StructSeq(t *Thread, module, name string, fields []string, values ...Value) Value {
	cls := StructSeqType(t, module, name, fields, 0, nil)
	if cls == Null {
		return Null
	}
	return Call(t, cls, NewTupleFrom(t, values))
}
