package structmod

import (
	"encoding/binary"
	"math"

	"gorgon/gc"
	. "gorgon/vm/object"
)

func (l *layout) order() binary.ByteOrder {
	if l.big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// getUint reads an unsigned number of 1, 2, 4 or 8 bytes.
func (l *layout) getUint(p []byte) uint64 {
	switch len(p) {
	case 1:
		return uint64(p[0])
	case 2:
		return uint64(l.order().Uint16(p))
	case 4:
		return uint64(l.order().Uint32(p))
	}
	return l.order().Uint64(p)
}

func (l *layout) putUint(p []byte, u uint64) {
	switch len(p) {
	case 1:
		p[0] = byte(u)
	case 2:
		l.order().PutUint16(p, uint16(u))
	case 4:
		l.order().PutUint32(p, uint32(u))
	default:
		l.order().PutUint64(p, u)
	}
}

// unpack reads all values out of p.
func (l *layout) unpack(t *Thread, p []byte) Value {
	out := make([]Value, 0, l.values)
	for _, f := range l.fields {
		at := f.offset
		for i := 0; i < f.count; i++ {
			out = append(out, l.get(t, f.kind, p[at:at+f.size]))
			at += f.size
		}
	}
	return NewTupleFrom(t, out)
}

// get reads one value.
func (l *layout) get(t *Thread, kind byte, p []byte) Value {
	switch kind {
	case 'c', 's':
		return NewBytes(t, p)
	case 'p':
		if len(p) == 0 {
			return NewBytes(t, nil)
		}
		return NewBytes(t, p[1:1+min(int(p[0]), len(p)-1)])
	case '?':
		return gc.MakeBool(l.getUint(p) != 0)
	case 'b', 'h', 'i', 'l', 'q', 'n':
		shift := 64 - 8*len(p)
		return NewInt(t, int64(l.getUint(p)<<shift)>>shift)
	case 'e':
		return NewFloat(HalfToFloat(uint16(l.getUint(p))))
	case 'f':
		return NewFloat(float64(math.Float32frombits(uint32(l.getUint(p)))))
	case 'd':
		return NewFloat(math.Float64frombits(l.getUint(p)))
	case 'F':
		return NewComplex(t, complex(float64(math.Float32frombits(uint32(l.getUint(p[:4])))), float64(math.Float32frombits(uint32(l.getUint(p[4:]))))))
	case 'D':
		return NewComplex(t, complex(math.Float64frombits(l.getUint(p[:8])), math.Float64frombits(l.getUint(p[8:]))))
	}
	return NewUint(t, l.getUint(p))
}

// pack writes the values into p, which is zero.
func (l *layout) pack(t *Thread, p []byte, values []Value) bool {
	n := 0
	for _, f := range l.fields {
		at := f.offset
		for i := 0; i < f.count; i++ {
			if !l.put(t, f.kind, p[at:at+f.size], values[n]) {
				if IsIntObj(values[n]) && ExcIs(t.Exc, OverflowErrorType) {
					t.Exc = Null
					fail(t, "int too large to convert")
				}
				return false
			}
			n++
			at += f.size
		}
	}
	return true
}

func fail(t *Thread, text string, args ...any) bool {
	e := Call(t, errorClass(t), NewStr(t, sprintf(text, args...)))
	if e != Null {
		RaiseObj(t, e)
	}
	return false
}

// put writes one value.
func (l *layout) put(t *Thread, kind byte, p []byte, v Value) bool {
	switch kind {
	case 'c':
		if !IsBytes(v) || len(BytesOf(v)) != 1 {
			return fail(t, "char format requires a bytes object of length 1")
		}
		p[0] = BytesOf(v)[0]
		return true
	case 's', 'p':
		if !IsBytes(v) && !IsInstance(v, ByteArrayType) {
			return fail(t, "argument for '%c' must be a bytes object", kind)
		}
		data, ok := BufferBytes(t, v)
		if !ok {
			return false
		}
		if kind == 's' {
			copy(p, data)
		} else if len(p) > 0 {
			p[0] = byte(min(copy(p[1:], data), 255))
		}
		return true
	case '?':
		b, ok := Truth(t, v)
		if b {
			l.putUint(p, 1)
		}
		return ok
	case 'e', 'f', 'd':
		return l.putFloat(t, kind, p, v)
	case 'F', 'D':
		return l.putComplex(t, kind, p, v)
	}
	return l.putInt(t, kind, p, v)
}

func (l *layout) putInt(t *Thread, kind byte, p []byte, v Value) bool {
	if !IsIntObj(v) {
		if TypeOf(v).Slots.Index == nil {
			return fail(t, "required argument is not an integer")
		}
		n, ok := IntLike(t, v)
		if !ok {
			return false
		}
		v = n
	}
	bits := 8 * len(p)
	switch kind {
	case 'b', 'h', 'i', 'l', 'q', 'n':
		lo, hi := int64(-1)<<(bits-1), int64(1)<<(bits-1)-1
		n, ok := AsInt64(v)
		if !ok || n < lo || n > hi {
			return fail(t, "'%c' format requires %d <= number <= %d", kind, lo, hi)
		}
		l.putUint(p, uint64(n))
		return true
	}
	if kind == 'P' {
		// Negative numbers are addresses too.
		if n, ok := AsInt64(v); ok {
			l.putUint(p, uint64(n))
			return true
		}
	}
	hi := uint64(1)<<(bits-1)<<1 - 1
	n, ok := AsUint64(v)
	if !ok || n > hi {
		if kind == 'P' {
			return fail(t, "int too large to convert")
		}
		return fail(t, "'%c' format requires 0 <= number <= %d", kind, hi)
	}
	l.putUint(p, n)
	return true
}

// notA replaces a pending TypeError by the error of this module.
func notA(t *Thread, kind string) bool {
	if !ExcIs(t.Exc, TypeErrorType) {
		return false
	}
	t.Exc = Null
	return fail(t, "required argument is not a %s", kind)
}

func (l *layout) putFloat(t *Thread, kind byte, p []byte, v Value) bool {
	f, ok := AsFloat(t, v)
	if !ok {
		return notA(t, "float")
	}
	switch kind {
	case 'd':
		l.putUint(p, math.Float64bits(f))
	case 'f':
		return l.putFloat32(t, p, f)
	case 'e':
		h, ok := FloatToHalf(f)
		if !ok {
			OverflowErrorf(t, "float too large to pack with e format")
			return false
		}
		l.putUint(p, uint64(h))
	}
	return true
}

func (l *layout) putFloat32(t *Thread, p []byte, f float64) bool {
	g := float32(f)
	if math.IsInf(float64(g), 0) && !math.IsInf(f, 0) {
		OverflowErrorf(t, "float too large to pack with f format")
		return false
	}
	l.putUint(p, uint64(math.Float32bits(g)))
	return true
}

func (l *layout) putComplex(t *Thread, kind byte, p []byte, v Value) bool {
	c, ok := AsComplex(t, v)
	if !ok {
		return notA(t, "complex")
	}
	if kind == 'D' {
		l.putUint(p[:8], math.Float64bits(real(c)))
		l.putUint(p[8:], math.Float64bits(imag(c)))
		return true
	}
	return l.putFloat32(t, p[:4], real(c)) && l.putFloat32(t, p[4:], imag(c))
}
