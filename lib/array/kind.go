package array

import (
	"encoding/binary"
	"math"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// kind is what a typecode stands for.
type kind struct {
	code byte
	size int    // bytes of an item
	name string // of the C type, for messages
	// check returns the item that v is stored as; Null with an exception pending.
	check func(k *kind, t *Thread, v Value) Value
	// machine is the code of pickles for little-endian items.
	machine int
}

// kinds are all typecodes, in the order in which the module names them.
var kinds = []kind{
	{'b', 1, "signed char", checkSigned, 1},
	{'B', 1, "unsigned byte integer", checkSmallUnsigned, 0},
	{'u', 4, "", checkCharacter, 20},
	{'w', 4, "", checkCharacter, 20},
	{'h', 2, "signed short integer", checkSigned, 4},
	{'H', 2, "unsigned short", checkSmallUnsigned, 2},
	{'i', 4, "signed integer", checkSigned, 8},
	{'I', 4, "unsigned int", checkUnsigned(notUnsigned, notUnsignedLong), 6},
	{'l', 8, "", checkInt64(notLong), 12},
	{'L', 8, "", checkUnsigned(notUnsigned, notUnsignedLong), 10},
	{'q', 8, "", checkInt64(notLongLong), 12},
	{'Q', 8, "", checkUnsigned(notNatural, notLongLong), 10},
	{'f', 4, "", checkFloat32, 14},
	{'d', 8, "", checkFloat64, 16},
}

// kindOf returns what a typecode stands for, nil if it is none.
func kindOf(code rune) *kind {
	for i := range kinds {
		if rune(kinds[i].code) == code {
			return &kinds[i]
		}
	}
	return nil
}

func (k *kind) isText() bool { return k.code == 'u' || k.code == 'w' }

// integer returns v as an int, by __index__; too large ones get the message.
func integer(t *Thread, v Value, tooLarge string) (int64, bool) {
	v, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	n, ok := AsInt64(v)
	if !ok {
		OverflowErrorf(t, "%s", tooLarge)
	}
	return n, ok
}

const (
	notLong         = "Python int too large to convert to C long"
	notUnsignedLong = "Python int too large to convert to C unsigned long"
	notLongLong     = "int too big to convert"
	notUnsigned     = "can't convert negative value to unsigned int"
	notNatural      = "can't convert negative int to unsigned"
)

// within raises OverflowError unless n is in the range of the C type.
func within(t *Thread, n, lo, hi int64, name string) bool {
	switch {
	case n < lo:
		OverflowErrorf(t, "%s is less than minimum", name)
	case n > hi:
		OverflowErrorf(t, "%s is greater than maximum", name)
	default:
		return true
	}
	return false
}

// checkSigned is for ints of up to four bytes. What CPython parses first, a
// short for signed chars, shows in the messages.
func checkSigned(k *kind, t *Thread, v Value) Value {
	n, ok := integer(t, v, notLong)
	if !ok || k.size == 1 && !within(t, n, math.MinInt16, math.MaxInt16, "signed short integer") {
		return Null
	}
	hi := int64(1)<<(8*k.size-1) - 1
	if !within(t, n, -hi-1, hi, k.name) {
		return Null
	}
	return gc.MakeInt(n)
}

func checkSmallUnsigned(k *kind, t *Thread, v Value) Value {
	n, ok := integer(t, v, notLong)
	if !ok || k.size == 2 && !within(t, n, math.MinInt32, math.MaxInt32, "signed integer") {
		return Null
	}
	if !within(t, n, 0, 1<<(8*k.size)-1, k.name) {
		return Null
	}
	return gc.MakeInt(n)
}

// checkInt64 returns the check of ints of eight bytes, with the message for
// those that are too large.
func checkInt64(tooLarge string) func(k *kind, t *Thread, v Value) Value {
	return func(_ *kind, t *Thread, v Value) Value {
		n, ok := integer(t, v, tooLarge)
		if !ok {
			return Null
		}
		return NewInt(t, n)
	}
}

// natural returns v as an int that is not negative.
func natural(t *Thread, v Value, negative, tooLarge string) (uint64, bool) {
	v, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	if IntSign(v) < 0 {
		OverflowErrorf(t, "%s", negative)
		return 0, false
	}
	n, ok := AsUint64(v)
	if !ok {
		OverflowErrorf(t, "%s", tooLarge)
	}
	return n, ok
}

// checkUnsigned returns the check of unsigned ints of four and eight bytes, with
// the messages for negative ones and for those that are too large.
func checkUnsigned(negative, tooLarge string) func(k *kind, t *Thread, v Value) Value {
	return func(k *kind, t *Thread, v Value) Value {
		n, ok := natural(t, v, negative, tooLarge)
		if !ok {
			return Null
		}
		if k.size == 4 && n > math.MaxUint32 {
			return OverflowErrorf(t, "%s is greater than maximum", k.name)
		}
		return NewUint(t, n)
	}
}

func checkFloat32(k *kind, t *Thread, v Value) Value {
	f, ok := AsFloat(t, v)
	if !ok {
		return Null
	}
	return NewFloat(float64(float32(f)))
}

func checkFloat64(k *kind, t *Thread, v Value) Value {
	f, ok := AsFloat(t, v)
	if !ok {
		return Null
	}
	return NewFloat(f)
}

func checkCharacter(k *kind, t *Thread, v Value) Value {
	switch {
	case !IsStr(v):
		return TypeErrorf(t, "array item must be a unicode character, not %s", TypeName(v))
	case StrLen(v) != 1:
		return TypeErrorf(t, "array item must be a unicode character, not a string of length %d", StrLen(v))
	}
	return NewRune(t, FirstRune(v))
}

// put appends an item's bytes, little-endian.
func (k *kind) put(b []byte, v Value) []byte {
	var u uint64
	switch k.code {
	case 'f':
		u = uint64(math.Float32bits(float32(FloatOf(v))))
	case 'd':
		u = math.Float64bits(FloatOf(v))
	case 'u', 'w':
		u = uint64(FirstRune(v))
	case 'I', 'L', 'Q':
		u, _ = AsUint64(v)
	default:
		n, _ := AsInt64(v)
		u = uint64(n)
	}
	var word [8]byte
	binary.LittleEndian.PutUint64(word[:], u)
	return append(b, word[:k.size]...)
}

// get returns the item that the first bytes of b are, little-endian; Null with
// an exception pending if they are no character.
func (k *kind) get(t *Thread, b []byte) Value {
	var word [8]byte
	copy(word[:], b[:k.size])
	u := binary.LittleEndian.Uint64(word[:])
	switch k.code {
	case 'f':
		return NewFloat(float64(math.Float32frombits(uint32(u))))
	case 'd':
		return NewFloat(math.Float64frombits(u))
	case 'u', 'w':
		if u > 0x10ffff {
			return ValueErrorf(t, "character U+%x is not in range [U+0000; U+10ffff]", u)
		}
		return NewRune(t, rune(u))
	case 'B', 'H', 'I', 'L', 'Q':
		return NewUint(t, u)
	}
	shift := 64 - 8*k.size
	return NewInt(t, int64(u<<shift)>>shift)
}
