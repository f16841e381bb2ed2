package object

import (
	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// BufferSource says how memoryview and other users of bytes get at the memory
// of a type's instances. Library modules with such types (array, mmap, ctypes)
// register one.
type BufferSource struct {
	// Bytes returns the content, to be read at once: it need not stay good.
	Bytes func(t *Thread, v Value) []byte
	// Writable returns the content, to be written to at once; nil: read-only.
	Writable func(t *Thread, v Value) []byte
	// Format returns the struct format of an item and its size.
	Format func(v Value) (format string, size int)
	// Export counts the views on v, so that v can refuse to be resized.
	Export func(t *Thread, v Value, change int)
}

var bufferSources = xsync.NewMapOf[*Type, *BufferSource]()

// RegisterBuffer declares that instances of typ have memory to show.
func RegisterBuffer(typ *Type, source BufferSource) {
	bufferSources.Store(typ, &source)
}

// bufferSourceOf returns the source for v's type, or nil.
func bufferSourceOf(v Value) *BufferSource {
	typ := TypeOf(v)
	if s, ok := bufferSources.Load(typ); ok {
		return s
	}
	for _, m := range typ.MRO {
		if s, ok := bufferSources.Load(m); ok {
			return s
		}
	}
	return nil
}

// bufferOpt returns the content of a bytes-like object. It is good until Python
// code runs or the object changes.
func bufferOpt(t *Thread, v Value) ([]byte, bool) {
	switch {
	case !v.IsPtr():
		return nil, false
	case IsBytes(v):
		return BytesOf(v), true
	case Is(v, ShapeByteArray):
		return byteArrayBytes(t, v), true
	case Is(v, ShapeMemoryView):
		return memContent(t, v)
	case Is(v, ShapeStr) || Is(v, ShapeTuple) || Is(v, ShapeList):
		return nil, false
	}
	if s := bufferSourceOf(v); s != nil {
		return s.Bytes(t, v), true
	}
	if view, found := pythonBuffer(t, v); found {
		if view == Null {
			return nil, false
		}
		b, ok := memContent(t, view)
		return b, ok && releaseBuffer(t, v, view)
	}
	return nil, false
}

// pythonBuffer is the memoryview that v.__buffer__ returns, for an instance of
// a class that defines it; Null with an exception pending.
func pythonBuffer(t *Thread, v Value) (view Value, found bool) {
	typ := TypeOf(v)
	if !typ.Heap || LookupType(t, typ, Intern("__buffer__")) == Null {
		return Null, false
	}
	fn, self := LookupSpecial(t, v, Intern("__buffer__"))
	if fn == Null {
		return Null, t.Exc != Null
	}
	args := []Value{gc.MakeInt(0)}
	if self != Null {
		args = []Value{self, args[0]}
	}
	if view = Call(t, fn, args...); view != Null && !Is(view, ShapeMemoryView) {
		return TypeErrorf(t, "__buffer__ returned non-memoryview object"), true
	}
	return view, true
}

// releaseBuffer calls v.__release_buffer__, if there is one.
func releaseBuffer(t *Thread, v, view Value) bool {
	fn, self := LookupSpecial(t, v, Intern("__release_buffer__"))
	switch {
	case fn == Null:
		return t.Exc == Null
	case self != Null:
		return Call(t, fn, self, view) != Null
	}
	return Call(t, fn, view) != Null
}

// BufferBytes returns the content of a bytes-like object; it raises TypeError
// if v is none. The slice is good until Python code runs or v changes.
func BufferBytes(t *Thread, v Value) ([]byte, bool) { return bytesArg(t, v) }

// BufferWritable returns the content of a bytes-like object, to be written to
// before anything else is done; it raises TypeError if it is read-only.
func BufferWritable(t *Thread, v Value) ([]byte, bool) {
	if Is(v, ShapeMemoryView) {
		return memWritable(t, v)
	}
	s := bufferSourceOf(v)
	if s == nil || s.Writable == nil {
		TypeErrorf(t, "read-write bytes-like object expected")
		return nil, false
	}
	return s.Writable(t, v), true
}

func init() {
	RegisterBuffer(BytesType, BufferSource{
		Bytes:  func(t *Thread, v Value) []byte { return BytesOf(v) },
		Format: byteFormat,
	})
	RegisterBuffer(ByteArrayType, BufferSource{
		Bytes:    byteArrayBytes,
		Writable: byteArrayWritable,
		Format:   byteFormat,
		Export:   byteArrayExport,
	})
}

func byteFormat(Value) (string, int) { return "B", 1 }

// bufferMethod is __buffer__ of the types that have memory to show.
var bufferMethod = Method{Name: "__buffer__", Sig: "(self, flags, /)", Doc: "A memoryview of the object.", Fn: func(t *Thread, args []Value) Value {
	if _, ok := IndexInt(t, args[1]); !ok {
		return Null
	}
	return NewMemoryView(t, args[0])
}}

// IsBuffer says whether v is bytes-like.
func IsBuffer(t *Thread, v Value) bool {
	return IsBytes(v) || Is(v, ShapeMemoryView) || bufferSourceOf(v) != nil ||
		TypeOf(v).Heap && LookupType(t, TypeOf(v), Intern("__buffer__")) != Null
}
