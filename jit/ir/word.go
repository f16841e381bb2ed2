package ir

import "math"

// The format of boxed values (gc/word.go): what the operations UNBOXI, BOXI,
// UNBOXF, BOXF, BOXB and the guards of types mean.
const (
	tagInt       = 0xffff << 48
	floatOff     = 1 << 48
	firstAddress = 0x1000

	False = 4
	True  = 5

	// MinInt and MaxInt bound the integers that fit in an unboxed int.
	MinInt = -1 << 47
	MaxInt = 1<<47 - 1

	// Current is the Size of a load behind a TXOWN or TXOWNCARD that must not be
	// older than when the transaction's snapshot last moved: calls of helpers may
	// move it, barriers that do leave the trace. A lock that is taken then says that
	// what was loaded since has not changed.
	Current = 1

	// LockOffset is where an object's lock word lies.
	LockOffset = 8
	// CardSize is how many items of a list block one lock guards, ItemsOffset where
	// they begin. If there are more the locks lie behind them.
	CardSize    = 64
	ItemsOffset = 24
)

// IsInt says whether the word w is an unboxed int.
func IsInt(w uint64) bool { return w >= tagInt }

// IsFloat says whether the word w is a float.
func IsFloat(w uint64) bool { return w-floatOff < tagInt-floatOff }

// IsPtr says whether the word w is an object's address.
func IsPtr(w uint64) bool { return w-firstAddress < floatOff-firstAddress }

// Fits says whether i fits in an unboxed int.
func Fits(i int64) bool { return MinInt <= i && i <= MaxInt }

// UnboxInt returns the integer of the unboxed int w.
func UnboxInt(w uint64) int64 { return int64(w<<16) >> 16 }

// BoxInt returns the word of the integer i, which fits.
func BoxInt(i int64) uint64 { return uint64(i) | tagInt }

// UnboxFloat returns the number of the float w.
func UnboxFloat(w uint64) float64 { return math.Float64frombits(w - floatOff) }

// BoxFloat returns the word of the float f.
func BoxFloat(f float64) uint64 { return math.Float64bits(f) + floatOff }

// HeaderShape returns the shape in the first header word of an object.
func HeaderShape(header uint64) int64 { return int64(uint32(header)) }

// Box returns the word that a snapshot restores for a value of type typ whose
// bits are w: an Int as an unboxed int, a Float as a float.
func Box(typ Type, w uint64) uint64 {
	switch typ {
	case Int:
		return w | tagInt
	case Float:
		return w + floatOff
	}
	return w
}
