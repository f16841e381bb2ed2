package zlibmod

import (
	"bytes"
	"sync"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// Every object is, after its header, the handle of its stream.
const (
	wordHandle    = gc.HeaderSize
	streamPayload = 8
)

// stream is the Go side of an object.
type stream interface{ end() }

var handles = NewHandles(func(dead []stream) {
	for _, s := range dead {
		s.end()
	}
})

// newObject makes an object of a stream.
func newObject(t *Thread, typ *Type, s stream) Value {
	v := gc.MakePtr(typ.New(t))
	number := handles.Add(v, s)
	if !t.Solo {
		t.OnAbort(func() {
			handles.Drop(number)
			s.end()
		})
	}
	gc.Store(v.Addr()+wordHandle, number)
	return v
}

func streamOf[S stream](t *Thread, v Value) S {
	return handles.At(t.Read(v.Addr()+gc.LockOffset, v.Addr()+wordHandle)).(S)
}

// compressor is the Go side of a Compress.
type compressor struct {
	mu sync.Mutex
	*deflater
}

func (*compressor) end() {}

// decompressor is the Go side of a Decompress or a _ZlibDecompressor.
type decompressor struct {
	mu sync.Mutex
	*inflater
	unused, unconsumed []byte
}

func (d *decompressor) end() { d.stop() }

var compressType, decompressType, bufferingType = NewType("Compress", 0), NewType("Decompress", 0), NewType("_ZlibDecompressor", 0)

func spec(methods []Method, attributes []Getset) Spec {
	return Spec{Module: "zlib", Payload: streamPayload, Layout: gc.LayoutValues, Final: true, Methods: methods, Getset: attributes}
}

func init() {
	var copies []Method
	for _, name := range []string{"copy", "__copy__", "__deepcopy__"} {
		sig := "(self, /)"
		if name == "__deepcopy__" {
			sig = "(self, memo, /)"
		}
		copies = append(copies, Method{Name: name, Sig: sig, Fn: uncopied, Doc: "Not supported: raises NotImplementedError."})
	}
	compressType.Setup(spec(append([]Method{
		{Name: "compress", Sig: "(self, data, /)", Fn: compressMore, Flags: IO, Doc: "Returns a bytes object containing compressed data."},
		{Name: "flush", Sig: "(self, mode=?, /)", Fn: flushCompressor, Flags: IO, Doc: "Return a bytes object containing any remaining compressed data."},
	}, copies...), nil))

	unused := attribute("unused_data", func(t *Thread, d *decompressor) Value { return NewBytes(t, d.unused) })
	eof := attribute("eof", func(t *Thread, d *decompressor) Value { return gc.MakeBool(d.ended()) })
	decompressType.Setup(spec(append([]Method{
		{Name: "decompress", Sig: "(self, data, /, max_length=?)", Fn: decompressMore, Flags: IO, Doc: "Return a bytes object containing the decompressed version of the data."},
		{Name: "flush", Sig: "(self, length=?, /)", Fn: flushDecompressor, Flags: IO, Doc: "Return a bytes object containing any remaining decompressed data."},
	}, copies...), []Getset{unused, eof,
		attribute("unconsumed_tail", func(t *Thread, d *decompressor) Value { return NewBytes(t, d.unconsumed) }),
	}))

	s := spec([]Method{
		{Name: "decompress", Sig: "(self, data, max_length=?)", Fn: decompressBuffering, Flags: IO, Doc: "Decompress *data*, returning uncompressed data as bytes."},
	}, []Getset{unused, eof,
		attribute("needs_input", func(t *Thread, d *decompressor) Value { return gc.MakeBool(d.hungry && !d.eof) }),
	})
	s.Doc = "Create a decompressor object for decompressing data incrementally."
	s.Slots.New = newBuffering
	bufferingType.Setup(s)
}

func attribute(name string, get func(t *Thread, d *decompressor) Value) Getset {
	return Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value {
		d := streamOf[*decompressor](t, v)
		d.mu.Lock()
		defer d.mu.Unlock()
		return get(t, d)
	}}
}

func uncopied(t *Thread, args []Value) Value {
	return Raise(t, NotImplementedErrorType, "a zlib stream cannot be copied on Gorgon: its state belongs to Go's library")
}

// dictionary is the argument zdict, nil if there is none. Nothing keeps the bytes.
func dictionary(t *Thread, v Value) ([]byte, bool) {
	if v == Null || v == gc.None {
		return nil, true
	}
	if !IsBytes(v) && !IsBuffer(t, v) {
		TypeErrorf(t, "zdict argument must support the buffer protocol")
		return nil, false
	}
	b, ok := BufferBytes(t, v)
	return bytes.Clone(b), ok
}

func compressobj(t *Thread, args []Value) Value {
	level, method, wbits, memory, strategy := -1, int(constants["DEFLATED"]), maxWindow, memLevel, 0
	if !intArgs(t, args, &level, &method, &wbits, &memory, &strategy) {
		return Null
	}
	if args[5] != Null && !IsBytes(args[5]) && !IsBuffer(t, args[5]) {
		return TypeErrorf(t, "a bytes-like object is required, not '%s'", TypeName(args[5]))
	}
	dict, ok := dictionary(t, args[5])
	if !ok {
		return Null
	}
	f, ok := writtenFormat(wbits)
	switch {
	case !ok, level < -1, level > 9, method != int(constants["DEFLATED"]), memory < 1, memory > 9, strategy < 0, strategy > lastStrategy:
		return ValueErrorf(t, "Invalid initialization option")
	case dict != nil && f == gzipFormat:
		return ValueErrorf(t, "Invalid dictionary")
	}
	return newObject(t, compressType, &compressor{deflater: newDeflater(f, level, strategy, dict)})
}

// newDecompressor makes an object of the type, with the arguments wbits and zdict.
func newDecompressor(t *Thread, typ *Type, args []Value) Value {
	wbits := maxWindow
	if !intArgs(t, args, &wbits) {
		return Null
	}
	dict, ok := dictionary(t, args[1])
	if !ok {
		return Null
	}
	f, ok := readFormat(wbits)
	if !ok {
		return ValueErrorf(t, "Invalid initialization option")
	}
	return newObject(t, typ, &decompressor{inflater: newInflater(f, dict)})
}

func decompressobj(t *Thread, args []Value) Value { return newDecompressor(t, decompressType, args) }

var bufferingParams = ParseSignature("(wbits=?, zdict=?)")

func newBuffering(t *Thread, cls *Type, args []Value, kw Value) Value {
	var buf [2]Value
	p, ok := Bind(t, "_ZlibDecompressor", bufferingParams, args, kw, buf[:0])
	if !ok {
		return Null
	}
	return newDecompressor(t, cls, p)
}

func compressMore(t *Thread, args []Value) Value {
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	c := streamOf[*compressor](t, args[0])
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return fail(t, -2, "compressing data", "inconsistent stream state")
	}
	return NewBytes(t, c.take(b))
}

func flushCompressor(t *Thread, args []Value) Value {
	mode := finish
	if !intArgs(t, args[1:], &mode) {
		return Null
	}
	c := streamOf[*compressor](t, args[0])
	c.mu.Lock()
	defer c.mu.Unlock()
	if mode != noFlush && (c.closed || mode < 0 || mode > blockFlush) {
		return fail(t, -2, "flushing", "inconsistent stream state")
	}
	return NewBytes(t, c.flush(mode))
}

func decompressMore(t *Thread, args []Value) Value {
	limit := 0
	if !intArgs(t, args[2:], &limit) {
		return Null
	}
	switch {
	case limit < 0:
		return ValueErrorf(t, "max_length must be non-negative")
	case limit == 0:
		limit = -1
	}
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	d := streamOf[*decompressor](t, args[0])
	d.mu.Lock()
	defer d.mu.Unlock()
	data, err := d.take(b, limit)
	return d.answer(t, data, err)
}

func flushDecompressor(t *Thread, args []Value) Value {
	size := bufferSize
	if !intArgs(t, args[1:], &size) {
		return Null
	}
	if size <= 0 {
		return ValueErrorf(t, "length must be greater than zero")
	}
	d := streamOf[*decompressor](t, args[0])
	d.mu.Lock()
	defer d.mu.Unlock()
	data, err := d.finish(d.unconsumed)
	return d.answer(t, data, err)
}

// answer makes what a method returns of what was decompressed. What was not taken,
// because of a limit or because the stream has ended, is kept where Python code finds it.
func (d *decompressor) answer(t *Thread, data []byte, err error) Value {
	if err != nil {
		return failDecompressing(t, err)
	}
	rest := d.rest()
	if d.ended() {
		d.unused, d.unconsumed = append(d.unused, rest...), nil
	} else {
		d.unconsumed = rest
	}
	return NewBytes(t, data)
}

// decompressBuffering is decompress of the class that keeps what it has not taken for
// itself.
func decompressBuffering(t *Thread, args []Value) Value {
	limit := -1
	if !intArgs(t, args[2:], &limit) {
		return Null
	}
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	d := streamOf[*decompressor](t, args[0])
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ended() {
		return Raise(t, EOFErrorType, "End of stream already reached")
	}
	data, err := d.take(b, limit)
	if err != nil {
		return failDecompressing(t, err)
	}
	if d.ended() {
		d.unused = append(d.unused, d.rest()...)
	}
	return NewBytes(t, data)
}
