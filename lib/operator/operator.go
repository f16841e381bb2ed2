package operator

import (
	"crypto/subtle"
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	value  = gc.Value
	thread = object.Thread
)

var binaries = []struct {
	name, inPlace string
	op            object.BinaryOp
	doc           string
}{
	{"add", "iadd", object.OpAdd, "a + b"}, {"sub", "isub", object.OpSub, "a - b"}, {"mul", "imul", object.OpMul, "a * b"},
	{"truediv", "itruediv", object.OpTrueDiv, "a / b"}, {"floordiv", "ifloordiv", object.OpFloorDiv, "a // b"},
	{"mod", "imod", object.OpMod, "a % b"}, {"pow", "ipow", object.OpPow, "a ** b"}, {"matmul", "imatmul", object.OpMatMul, "a @ b"},
	{"lshift", "ilshift", object.OpLShift, "a << b"}, {"rshift", "irshift", object.OpRShift, "a >> b"},
	{"and_", "iand", object.OpAnd, "a & b"}, {"or_", "ior", object.OpOr, "a | b"}, {"xor", "ixor", object.OpXor, "a ^ b"},
}

var comparisons = []struct {
	name string
	op   object.CompareOp
	doc  string
}{
	{"lt", object.OpLT, "a < b"}, {"le", object.OpLE, "a <= b"}, {"eq", object.OpEQ, "a == b"},
	{"ne", object.OpNE, "a != b"}, {"gt", object.OpGT, "a > b"}, {"ge", object.OpGE, "a >= b"},
}

// unaries are the functions of one operand; those with a special method have
// its name without underscores.
var unaries = []struct {
	name, special string
	fn            func(t *thread, v value) value
	doc           string
}{
	{"neg", "neg", object.Neg, "Same as -a."}, {"pos", "pos", object.Pos, "Same as +a."},
	{"inv", "inv", object.Invert, "Same as ~a."}, {"invert", "invert", object.Invert, "Same as ~a."},
	{"abs", "abs", object.Abs, "Same as abs(a)."}, {"index", "index", index, "Same as a.__index__()"},
	{"not_", "not", not, "Same as not a."}, {"truth", "", truth, "Return True if a is true, False otherwise."},
	{"is_none", "", func(t *thread, v value) value { return gc.MakeBool(v == gc.None) }, "Same as a is None."},
	{"is_not_none", "", func(t *thread, v value) value { return gc.MakeBool(v != gc.None) }, "Same as a is not None."},
}

func init() {
	for _, name := range []string{"operator", "_operator"} {
		object.RegisterModule(name, fill)
	}
}

// special is the name of a special method: __add__ of add, __and__ of and_.
func special(name string) string { return "__" + strings.TrimSuffix(name, "_") + "__" }

func fill(t *thread, m value) {
	var fns []object.Method
	aliases := map[string]string{}
	add := func(name, sig, doc string, fn object.NativeFn, alias string) {
		fns = append(fns, object.Method{Name: name, Sig: sig, Fn: fn, Doc: doc})
		if alias != "" {
			aliases[alias] = name
		}
	}
	for _, b := range binaries {
		op := b.op
		add(b.name, "(a, b, /)", "Same as "+b.doc+".", func(t *thread, a []value) value { return object.Binary(t, op, a[0], a[1]) }, special(b.name))
		add(b.inPlace, "(a, b, /)", "Same as a "+b.doc[2:len(b.doc)-2]+"= b.", func(t *thread, a []value) value { return object.InPlace(t, op, a[0], a[1]) }, special(b.inPlace))
	}
	for _, c := range comparisons {
		op := c.op
		add(c.name, "(a, b, /)", "Same as "+c.doc+".", func(t *thread, a []value) value { return object.Compare(t, op, a[0], a[1]) }, special(c.name))
	}
	for _, u := range unaries {
		fn, alias := u.fn, ""
		if u.special != "" {
			alias = special(u.special)
		}
		add(u.name, "(a, /)", u.doc, func(t *thread, a []value) value { return fn(t, a[0]) }, alias)
	}
	add("concat", "(a, b, /)", "Same as a + b, for a and b sequences.", concat, "__concat__")
	add("iconcat", "(a, b, /)", "Same as a += b, for a and b sequences.", inPlaceConcat, "__iconcat__")
	add("contains", "(a, b, /)", "Same as b in a (note reversed operands).", contains, "__contains__")
	add("getitem", "(a, b, /)", "Same as a[b].", func(t *thread, a []value) value { return object.GetItem(t, a[0], a[1]) }, "__getitem__")
	add("setitem", "(a, b, c, /)", "Same as a[b] = c.", func(t *thread, a []value) value { return none(object.SetItem(t, a[0], a[1], a[2])) }, "__setitem__")
	add("delitem", "(a, b, /)", "Same as del a[b].", func(t *thread, a []value) value { return none(object.DelItem(t, a[0], a[1])) }, "__delitem__")
	add("is_", "(a, b, /)", "Same as a is b.", func(t *thread, a []value) value { return gc.MakeBool(a[0] == a[1]) }, "")
	add("is_not", "(a, b, /)", "Same as a is not b.", func(t *thread, a []value) value { return gc.MakeBool(a[0] != a[1]) }, "")
	add("countOf", "(a, b, /)", "Return the number of items in a which are, or which equal, b.", countOf, "")
	add("indexOf", "(a, b, /)", "Return the first index of b in a.", indexOf, "")
	add("length_hint", "(obj, default=?, /)", "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.", lengthHint, "")
	add("_compare_digest", "(a, b, /)", "a == b, in a time that does not tell where they differ.", compareDigest, "")
	add("call", "(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).", call, "__call__")
	// The functions are those of _operator, whichever module this is.
	native := object.NewModule(t, "_operator")
	object.AddFunctions(t, native, fns)
	for _, f := range fns {
		name := object.Intern(f.Name)
		object.DictSetStr(t, object.ModuleDict(m), name, object.DictGetStr(t, object.ModuleDict(native), name))
	}
	public := []value{}
	for _, f := range fns {
		if !strings.HasPrefix(f.Name, "_") {
			public = append(public, object.Intern(f.Name))
		}
	}
	for _, typ := range []*object.Type{itemGetterType, attrGetterType, methodCallerType} {
		public = append(public, object.Intern(typ.Name))
	}
	object.AddValue(t, m, "__all__", object.NewList(t, public))
	for alias, name := range aliases {
		object.AddValue(t, m, alias, object.DictGetStr(t, object.ModuleDict(native), object.Intern(name)))
	}
	for _, typ := range []*object.Type{itemGetterType, attrGetterType, methodCallerType} {
		object.DictSetStr(t, object.ModuleDict(m), object.Intern(typ.Name), typ.Obj)
	}
}

func none(ok bool) value {
	if !ok {
		return gc.Null
	}
	return gc.None
}

func index(t *thread, v value) value {
	i, ok := object.IntLike(t, v)
	if !ok {
		return gc.Null
	}
	if i.IsInt() {
		return i
	}
	return object.NewBig(t, object.AsBig(i))
}

func truth(t *thread, v value) value {
	b, ok := object.Truth(t, v)
	if !ok {
		return gc.Null
	}
	return gc.MakeBool(b)
}

func not(t *thread, v value) value {
	b, ok := object.Truth(t, v)
	if !ok {
		return gc.Null
	}
	return gc.MakeBool(!b)
}

func isSequence(v value) bool {
	typ := object.TypeOf(v)
	return typ.Slots.GetItem != nil && !object.IsDict(v)
}

func concat(t *thread, a []value) value {
	if !isSequence(a[0]) {
		return object.TypeErrorf(t, "'%s' object can't be concatenated", object.TypeName(a[0]))
	}
	return object.Binary(t, object.OpAdd, a[0], a[1])
}

func inPlaceConcat(t *thread, a []value) value {
	if !isSequence(a[0]) {
		return object.TypeErrorf(t, "'%s' object can't be concatenated", object.TypeName(a[0]))
	}
	return object.InPlace(t, object.OpAdd, a[0], a[1])
}

func contains(t *thread, a []value) value {
	in, ok := object.Contains(t, a[0], a[1])
	if !ok {
		return gc.Null
	}
	return gc.MakeBool(in)
}

// iterable raises the error of countOf and indexOf for what is not iterable.
func iterable(t *thread, v value) bool {
	if s := &object.TypeOf(v).Slots; s.Iter != nil || s.GetItem != nil {
		return true
	}
	object.TypeErrorf(t, "argument of type '%s' is not iterable", object.TypeName(v))
	return false
}

func countOf(t *thread, a []value) value {
	n := int64(0)
	if !iterable(t, a[0]) || !object.Iterate(t, a[0], func(x value) bool {
		equal, ok := object.Eq(t, x, a[1])
		if equal {
			n++
		}
		return ok
	}) {
		return gc.Null
	}
	return gc.MakeInt(n)
}

func indexOf(t *thread, a []value) value {
	i, found := int64(0), false
	if !iterable(t, a[0]) {
		return gc.Null
	}
	object.Iterate(t, a[0], func(x value) bool {
		equal, ok := object.Eq(t, x, a[1])
		if equal || !ok {
			found = equal
			return false
		}
		i++
		return true
	})
	switch {
	case t.Exc != gc.Null:
		return gc.Null
	case !found:
		return object.ValueErrorf(t, "sequence.index(x): x not in sequence")
	}
	return gc.MakeInt(i)
}

func lengthHint(t *thread, a []value) value {
	other := 0
	if a[1] != gc.Null {
		if !object.IsIntObj(a[1]) {
			return object.TypeErrorf(t, "'%s' object cannot be interpreted as an integer", object.TypeName(a[1]))
		}
		var ok bool
		if other, ok = object.IndexInt(t, a[1]); !ok {
			return gc.Null
		}
	}
	n, ok := object.LengthHint(t, a[0], other)
	if !ok {
		return gc.Null
	}
	return gc.MakeInt(int64(n))
}

func call(t *thread, a []value) value {
	args := append([]value(nil), object.TupleItems(a[1])...)
	return object.TailCall(t, a[0], args, a[2])
}

// compareDigest compares two texts of ASCII or two byte strings.
func compareDigest(t *thread, a []value) value {
	var texts [2][]byte
	if object.IsStr(a[0]) && object.IsStr(a[1]) {
		for i, v := range a {
			if !object.IsASCII(v) {
				return object.TypeErrorf(t, "comparing strings with non-ASCII characters is not supported")
			}
			texts[i] = []byte(object.StrOf(v))
		}
		return gc.MakeBool(subtle.ConstantTimeCompare(texts[0], texts[1]) == 1)
	}
	if !object.IsBuffer(t, a[0]) && !object.IsBuffer(t, a[1]) {
		return object.TypeErrorf(t, "unsupported operand types(s) or combination of types: '%s' and '%s'", object.TypeName(a[0]), object.TypeName(a[1]))
	}
	for i, v := range a {
		b, ok := object.BufferBytes(t, v)
		if !ok {
			return gc.Null
		}
		texts[i] = b
	}
	return gc.MakeBool(subtle.ConstantTimeCompare(texts[0], texts[1]) == 1)
}
