package object

import (
	"unsafe"

	"gorgon/gc"
)

// A bytes object is, after its header,
//
//	+16  uint64  hash, 0 if not yet computed
//	+24  uint64  length
//	+32  bytes
//
// Main invariant: as for str.
const (
	bytesHashOffset = 16
	BytesLenOffset  = 24
	BytesDataOffset = 32
)

// BytesOf returns the content of a bytes object or of an instance of a
// subclass. Nobody may write to it.
func BytesOf(v Value) []byte {
	o := v.Addr()
	return gc.Bytes(o+BytesDataOffset, uintptr(gc.Load64(o+BytesLenOffset)))
}

// bytesText is BytesOf as a Go string.
func bytesText(v Value) string {
	o := v.Addr()
	return gc.String(o+BytesDataOffset, uintptr(gc.Load64(o+BytesLenOffset)))
}

// IsBytes says whether v is a bytes object or an instance of a subclass.
func IsBytes(v Value) bool {
	if !v.IsPtr() {
		return false
	}
	shape := gc.Shape(v.Addr())
	return shape == ShapeBytes || shape >= FirstFreeShape && IsSubtype(ShapeByID(shape).Type, BytesType)
}

// allocBytes makes a bytes object whose n bytes are zero until the caller has
// filled them in.
func allocBytes(t *Thread, n int) uintptr {
	o := t.Alloc(gc.Header(ShapeBytes, gc.LayoutRaw), gc.Round(BytesDataOffset+uintptr(n)))
	gc.Store64(o+BytesLenOffset, uint64(n))
	return o
}

// NewBytes makes a bytes object with a copy of b.
func NewBytes(t *Thread, b []byte) Value {
	switch len(b) {
	case 0:
		return emptyBytes
	case 1:
		return byteObjects[b[0]]
	}
	o := allocBytes(t, len(b))
	copy(gc.Bytes(o+BytesDataOffset, uintptr(len(b))), b)
	return gc.MakePtr(o)
}

func newBytesText(t *Thread, s string) Value {
	return NewBytes(t, unsafe.Slice(unsafe.StringData(s), len(s)))
}

// bytesHash returns the hash of a bytes object: that of the ASCII str with the
// same bytes.
func bytesHash(v Value) uint64 {
	w := gc.Word(v.Addr() + bytesHashOffset)
	if *w == 0 {
		*w = hashText(bytesText(v))
	}
	return *w
}
