package zlibmod

import (
	"bytes"
	"io"
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
//
// Main invariant, of decompressors too: the mutex is held only while Go code runs,
// never where something is allocated or raised.
type compressor struct {
	mu sync.Mutex
	*deflater
}

func (*compressor) end() {}

// compress is take; false: the stream has ended.
func (c *compressor) compress(b []byte) (data []byte, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, false
	}
	return c.take(b), true
}

// flushed is flush; false: the stream has ended, or the mode is none.
func (c *compressor) flushed(mode int) (data []byte, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if mode != noFlush && (c.closed || mode < 0 || mode > blockFlush) {
		return nil, false
	}
	return c.flush(mode), true
}

// decompressor is the Go side of a Decompress or a _ZlibDecompressor.
type decompressor struct {
	mu sync.Mutex
	*inflater
	unused, unconsumed []byte
}

func (d *decompressor) end() { d.stop() }

// decompress decompresses b. What it does not take, because of the limit or because
// the stream has ended, is kept where Python code finds it.
func (d *decompressor) decompress(b []byte, limit int) (data []byte, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	data, err = d.take(b, limit)
	d.keepRest()
	return data, err
}

// finished is finish with what decompress has not taken.
func (d *decompressor) finished() (data []byte, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	data, err = d.finish(d.unconsumed)
	d.keepRest()
	return data, err
}

// decompressBuffering is decompress, but what is not taken because of the limit stays
// inside. It returns io.EOF if the stream had ended before.
func (d *decompressor) decompressBuffering(b []byte, limit int) (data []byte, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ended() {
		return nil, io.EOF
	}
	data, err = d.take(b, limit)
	if d.ended() {
		d.keepRest()
	}
	return data, err
}

// keepRest keeps what was given and not taken.
func (d *decompressor) keepRest() {
	rest := d.rest()
	if d.ended() {
		d.unused, d.unconsumed = append(d.unused, rest...), nil
	} else {
		d.unconsumed = rest
	}
}

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

	unused := bytesAttribute("unused_data", func(d *decompressor) []byte { return d.unused })
	eof := boolAttribute("eof", func(d *decompressor) bool { return d.ended() })
	decompressType.Setup(spec(append([]Method{
		{Name: "decompress", Sig: "(self, data, /, max_length=?)", Fn: decompressMore, Flags: IO, Doc: "Return a bytes object containing the decompressed version of the data."},
		{Name: "flush", Sig: "(self, length=?, /)", Fn: flushDecompressor, Flags: IO, Doc: "Return a bytes object containing any remaining decompressed data."},
	}, copies...), []Getset{unused, eof,
		bytesAttribute("unconsumed_tail", func(d *decompressor) []byte { return d.unconsumed }),
	}))

	s := spec([]Method{
		{Name: "decompress", Sig: "(self, data, max_length=?)", Fn: decompressBuffering, Flags: IO, Doc: "Decompress *data*, returning uncompressed data as bytes."},
	}, []Getset{unused, eof,
		boolAttribute("needs_input", func(d *decompressor) bool { return d.hungry && !d.eof }),
	})
	s.Doc = "Create a decompressor object for decompressing data incrementally."
	s.Slots.New = newBuffering
	bufferingType.Setup(s)
}

func boolAttribute(name string, get func(d *decompressor) bool) Getset {
	return Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return gc.MakeBool(now(t, v, get)) }}
}

func bytesAttribute(name string, get func(d *decompressor) []byte) Getset {
	return Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return NewBytes(t, now(t, v, get)) }}
}

// now is what get says of the decompressor of v.
func now[T any](t *Thread, v Value, get func(d *decompressor) T) T {
	d := streamOf[*decompressor](t, v)
	d.mu.Lock()
	defer d.mu.Unlock()
	return get(d)
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
	data, ok := streamOf[*compressor](t, args[0]).compress(b)
	if !ok {
		return fail(t, -2, "compressing data", "inconsistent stream state")
	}
	return NewBytes(t, data)
}

func flushCompressor(t *Thread, args []Value) Value {
	mode := finish
	if !intArgs(t, args[1:], &mode) {
		return Null
	}
	data, ok := streamOf[*compressor](t, args[0]).flushed(mode)
	if !ok {
		return fail(t, -2, "flushing", "inconsistent stream state")
	}
	return NewBytes(t, data)
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
	data, err := streamOf[*decompressor](t, args[0]).decompress(b, limit)
	return answer(t, data, err)
}

func flushDecompressor(t *Thread, args []Value) Value {
	size := bufferSize
	if !intArgs(t, args[1:], &size) {
		return Null
	}
	if size <= 0 {
		return ValueErrorf(t, "length must be greater than zero")
	}
	data, err := streamOf[*decompressor](t, args[0]).finished()
	return answer(t, data, err)
}

// answer makes what a method returns of what was decompressed.
func answer(t *Thread, data []byte, err error) Value {
	switch {
	case err == io.EOF:
		return Raise(t, EOFErrorType, "End of stream already reached")
	case err != nil:
		return failDecompressing(t, err)
	}
	return NewBytes(t, data)
}

func decompressBuffering(t *Thread, args []Value) Value {
	limit := -1
	if !intArgs(t, args[2:], &limit) {
		return Null
	}
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	data, err := streamOf[*decompressor](t, args[0]).decompressBuffering(b, limit)
	return answer(t, data, err)
}
