package structmod

import (
	"fmt"

	"gorgon/gc"
	. "gorgon/vm/object"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

var (
	structType   = NewType("Struct", 0)
	iteratorType = NewType("unpack_iterator", 0)
)

// Words of a Struct and of an iterator.
const (
	structFormat = gc.HeaderSize // str
	iterFormat   = gc.HeaderSize
	iterBuffer   = gc.HeaderSize + 8
	iterIndex    = gc.HeaderSize + 16
)

// errors holds the class struct.error.
var errors struct{ class Value }

type roots struct{}

// VisitRoots visits the class, in a pause.
func (roots) VisitRoots(visit func(Value)) { visit(errors.class) }

func errorClass(t *Thread) Value {
	if errors.class == Null {
		ns := NewDict(t)
		DictSetStr(t, ns, Intern("__module__"), Intern("struct"))
		errors.class = NewClass(t, "error", []Value{ExceptionType.Obj}, ns)
	}
	return errors.class
}

// operation is a function, and the method of Struct that does the same.
type operation struct {
	name, sig, doc string
	fn             func(t *Thread, l *layout, args []Value) Value
}

var operations = []operation{
	{"pack", "*v", "Return a bytes object containing the values packed according to the format string.", pack},
	{"pack_into", "buffer, offset, /, *v", "Pack values according to the format string into a writable buffer, from offset on.", packInto},
	{"unpack", "buffer, /", "Return a tuple containing values unpacked according to the format string.", unpack},
	{"unpack_from", "/, buffer, offset=?", "Return a tuple containing values unpacked according to the format string, from offset on.", unpackFrom},
	{"iter_unpack", "buffer, /", "Return an iterator yielding tuples unpacked from the given bytes.", iterUnpack},
}

func init() {
	gc.RegisterRoots(roots{})
	s := Spec{Module: "_struct", Doc: "Struct(fmt) --> compiled struct object", Payload: 8, Layout: gc.LayoutValues,
		Slots: Slots{New: func(t *Thread, cls *Type, args []Value, kw Value) Value { return gc.MakePtr(cls.New(t)) }, Init: initStruct, Repr: reprStruct},
		Getset: []Getset{
			{Name: "format", Get: func(t *Thread, v Value) Value {
				return ofStruct(t, v, func(l *layout) Value { return NewStr(t, l.text) })
			}, Doc: "struct format string"},
			{Name: "size", Get: func(t *Thread, v Value) Value {
				return ofStruct(t, v, func(l *layout) Value { return gc.MakeInt(int64(l.size)) })
			}, Doc: "struct size in bytes"},
		},
		Methods: []Method{{Name: "__sizeof__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value {
			return ofStruct(t, a[0], func(l *layout) Value { return gc.MakeInt(int64(48 + 32*(len(l.fields)+1))) })
		}}},
	}
	for _, op := range operations {
		s.Methods = append(s.Methods, Method{Name: op.name, Sig: "(self, " + op.sig + ")", Doc: op.doc, Fn: func(t *Thread, a []Value) Value {
			l := structLayout(t, a[0])
			if l == nil {
				return Null
			}
			return op.fn(t, l, a[1:])
		}})
	}
	structType.Setup(s)
	iteratorType.Setup(Spec{Module: "_struct", Payload: 24, Layout: gc.LayoutValues, Final: true,
		Slots:   Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: iterNext},
		Methods: []Method{{Name: "__length_hint__", Sig: "(self, /)", Fn: iterHint}},
	})
	RegisterModule("_struct", initModule)
}

func initModule(t *Thread, m Value) {
	AddType(t, m, structType)
	AddValue(t, m, "error", errorClass(t))
	var list []Method
	for _, op := range operations {
		sig := "(format, " + op.sig + ")"
		if op.name == "pack" {
			sig = "(format, /, *v)"
		}
		list = append(list, Method{Name: op.name, Sig: sig, Doc: op.doc, Fn: func(t *Thread, a []Value) Value {
			l := formatLayout(t, a[0], op.name)
			if l == nil {
				return Null
			}
			return op.fn(t, l, a[1:])
		}})
	}
	AddFunctions(t, m, append(list,
		Method{Name: "calcsize", Sig: "(format, /)", Fn: calcSize, Doc: "Return size in bytes of the struct described by the format string."},
		Method{Name: "_clearcache", Sig: "()", Fn: func(*Thread, []Value) Value { return None }, Doc: "Clear the internal cache."}))
}

// formatLayout compiles a format argument.
func formatLayout(t *Thread, v Value, fname string) *layout {
	if TypeOf(v) == structType {
		return structLayout(t, v)
	}
	var text string
	switch {
	case IsStr(v):
		text = StrOf(v)
		for i := 0; i < len(text); i++ {
			if text[i] >= 0x80 {
				if Encode(t, v, "ascii", "strict") == Null {
					return nil
				}
			}
		}
	case IsBytes(v):
		text = string(BytesOf(v))
	default:
		TypeErrorf(t, "Struct() argument 1 must be a str or bytes object, not %s", TypeName(v))
		return nil
	}
	l, wrong := compile(text)
	if l == nil {
		fail(t, "%s", wrong)
	}
	return l
}

func initStruct(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "Struct", args, kw, 0, "format")
	if !ok {
		return false
	}
	if a[0] == Null {
		TypeErrorf(t, "Struct() missing required argument 'format' (pos 1)")
		return false
	}
	l := formatLayout(t, a[0], "Struct")
	if l == nil {
		return false
	}
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+structFormat, NewStr(t, l.text))
	return true
}

func structLayout(t *Thread, v Value) *layout {
	f := t.Read(v.Addr()+gc.LockOffset, v.Addr()+structFormat)
	if f == Null {
		RuntimeErrorf(t, "Struct object is not initialized")
		return nil
	}
	l, _ := compile(StrOf(f))
	return l
}

func ofStruct(t *Thread, v Value, f func(l *layout) Value) Value {
	l := structLayout(t, v)
	if l == nil {
		return Null
	}
	return f(l)
}

func reprStruct(t *Thread, v Value) Value {
	return ofStruct(t, v, func(l *layout) Value { return NewStr(t, TypeOf(v).Name+"("+StrRepr(l.text)+")") })
}

func calcSize(t *Thread, a []Value) Value {
	l := formatLayout(t, a[0], "calcsize")
	if l == nil {
		return Null
	}
	return gc.MakeInt(int64(l.size))
}

// count checks how many values there are to pack.
func (l *layout) count(t *Thread, fname string, n int) bool {
	if n != l.values {
		return fail(t, "%s expected %d items for packing (got %d)", fname, l.values, n)
	}
	return true
}

func pack(t *Thread, l *layout, a []Value) Value {
	values := TupleItems(a[0])
	if !Room(t, l.size, 1) {
		return Null
	}
	p := make([]byte, l.size)
	if !l.count(t, "pack", len(values)) || !l.pack(t, p, values) {
		return Null
	}
	return NewBytes(t, p)
}

func packInto(t *Thread, l *layout, a []Value) Value {
	values := TupleItems(a[2])
	if !l.count(t, "pack_into", len(values)) {
		return Null
	}
	offset, ok := IndexInt(t, a[1])
	if !ok {
		return Null
	}
	target, ok := BufferWritable(t, a[0])
	if !ok {
		return Null
	}
	size, at := len(target), offset
	if at < 0 {
		if at+l.size > 0 {
			fail(t, "no space to pack %d bytes at offset %d", l.size, offset)
			return Null
		}
		if at += size; at < 0 {
			fail(t, "offset %d out of range for %d-byte buffer", offset, size)
			return Null
		}
	}
	if size-at < l.size {
		fail(t, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", l.size+at, l.size, at, size)
		return Null
	}
	if !Room(t, l.size, 1) {
		return Null
	}
	p := make([]byte, l.size)
	if !l.pack(t, p, values) {
		return Null
	}
	if target, ok = BufferWritable(t, a[0]); !ok {
		return Null
	}
	copy(target[at:], p)
	return None
}

func unpack(t *Thread, l *layout, a []Value) Value {
	data, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	if len(data) != l.size {
		fail(t, "unpack requires a buffer of %d bytes", l.size)
		return Null
	}
	return l.unpack(t, data)
}

func unpackFrom(t *Thread, l *layout, a []Value) Value {
	data, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	offset := 0
	if a[1] != Null {
		if offset, ok = IndexInt(t, a[1]); !ok {
			return Null
		}
	}
	at := offset
	if at < 0 {
		if at+l.size > 0 {
			fail(t, "not enough data to unpack %d bytes at offset %d", l.size, offset)
			return Null
		}
		if at += len(data); at < 0 {
			fail(t, "offset %d out of range for %d-byte buffer", offset, len(data))
			return Null
		}
	}
	if len(data)-at < l.size {
		fail(t, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", l.size+at, l.size, at, len(data))
		return Null
	}
	return l.unpack(t, data[at:at+l.size])
}

func iterUnpack(t *Thread, l *layout, a []Value) Value {
	if l.size == 0 {
		fail(t, "cannot iteratively unpack with a struct of length 0")
		return Null
	}
	data, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	if len(data)%l.size != 0 {
		fail(t, "iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
		return Null
	}
	o := iteratorType.New(t)
	gc.Store(o+iterFormat, NewStr(t, l.text))
	gc.Store(o+iterBuffer, a[0])
	gc.Store(o+iterIndex, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func iterNext(t *Thread, v Value) Value {
	o := v.Addr()
	t.OwnObject(o)
	l, _ := compile(StrOf(gc.Load(o + iterFormat)))
	at := int(gc.Load(o + iterIndex).Int())
	data, ok := BufferBytes(t, gc.Load(o+iterBuffer))
	if !ok {
		return Null
	}
	if at+l.size > len(data) {
		return Stop
	}
	gc.Store(o+iterIndex, gc.MakeInt(int64(at+l.size)))
	return l.unpack(t, data[at:at+l.size])
}

func iterHint(t *Thread, a []Value) Value {
	o := a[0].Addr()
	l, _ := compile(StrOf(gc.Load(o + iterFormat)))
	data, ok := BufferBytes(t, gc.Load(o+iterBuffer))
	if !ok {
		return Null
	}
	at := t.Read(o+gc.LockOffset, o+iterIndex).Int()
	return gc.MakeInt((int64(len(data)) - at) / int64(l.size))
}
