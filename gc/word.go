package gc

import "math"

// Value is one Python value: a NaN-boxed 64-bit word.
//
//	0                                the absence of a value (unbound, missing)
//	0x0000_0000_0000_0001 … 0x0fff   constants (None, True, …) and sentinels
//	0x0000_pppp_pppp_pppp            a heap object's address (16-byte aligned)
//	0x0001_… … 0xfffe_…              a float64 whose bits are the word minus 1<<48
//	0xffff_iiii_iiii_iiii            an int of 48 bits, two's complement
//
// "Both are ints" is one compare: a&b >= tagInt.
type Value uint64

// The constants. Sentinels never reach Python code.
const (
	Null           Value = 0 // as a result: an exception is pending
	None           Value = 2
	False          Value = 4
	True           Value = 5
	Ellipsis       Value = 6
	NotImplemented Value = 7
	Tail           Value = 8  // result of a native that ends in a call (Thread.Tail)
	Stop           Value = 9  // result of Next at the end of an iterator
	Deleted        Value = 10 // a dict or set entry that was removed
	firstAddress   Value = 0x1000

	tagInt   Value = 0xffff << 48
	floatOff       = 1 << 48

	// MinInt and MaxInt bound the ints that need no heap object.
	MinInt = -1 << 47
	MaxInt = 1<<47 - 1
)

// IsPtr says whether v is the address of a heap object.
func (v Value) IsPtr() bool { return v-firstAddress < floatOff-firstAddress }

// IsInt says whether v is an unboxed int (bools are not).
func (v Value) IsInt() bool { return v >= tagInt }

// BothInt says whether a and b are both unboxed ints.
func BothInt(a, b Value) bool { return a&b >= tagInt }

// IsFloat says whether v is a float.
func (v Value) IsFloat() bool { return v-floatOff < tagInt-floatOff }

// IsBool says whether v is True or False.
func (v Value) IsBool() bool { return v|1 == True }

// Addr returns the address of the heap object that v is.
func (v Value) Addr() uintptr { return uintptr(v) }

// Int returns the integer of an unboxed int.
func (v Value) Int() int64 { return int64(v<<16) >> 16 }

// Float returns the number of a float.
func (v Value) Float() float64 { return math.Float64frombits(uint64(v) - floatOff) }

// FitsInt says whether i needs no heap object.
func FitsInt(i int64) bool { return uint64(i-MinInt) <= MaxInt-MinInt }

// MakeInt boxes i, which must fit in 48 bits (FitsInt).
func MakeInt(i int64) Value { return Value(i) | tagInt }

// MakeFloat boxes f. The caller canonicalises NaNs that did not come from
// arithmetic (CanonicalNaN).
func MakeFloat(f float64) Value { return Value(math.Float64bits(f) + floatOff) }

// CanonicalNaN maps every NaN to the one whose boxed form is not an int.
func CanonicalNaN(f float64) float64 {
	if f != f {
		return math.Float64frombits(0x7ff8 << 48)
	}
	return f
}

// MakeBool returns True or False.
func MakeBool(b bool) Value {
	if b {
		return True
	}
	return False
}

// MakePtr is the value of the object at address a.
func MakePtr(a uintptr) Value { return Value(a) }
