package gc

// Every heap object begins with 16 bytes:
//
//	+0  uint32  shape id: the object's class and attribute slots (vm/object)
//	+4  uint8   layout id: how the collector finds references (Layout)
//	+5  uint8   collector bits: mark epoch (mark.go), which the write barrier
//	            tests (remember.go)
//	+6  uint16  size in 16-byte granules; 0 for an object of the large space
//	+8  uint64  version-lock word (stm): a version, or 1<<63 | owner token
//
// The main invariant: size and layout never change while the object lives;
// the shape changes only under the version-lock; the collector bits change
// in pauses, and to 0 when the object is remembered.
const (
	HeaderSize = 16
	Granule    = 16

	offLayout = 4
	offBits   = 5
	offSize   = 6
	// LayoutOffset and SizeOffset are where the layout id, a byte, and the size, 16
	// bits, lie in an object.
	LayoutOffset, SizeOffset = offLayout, offSize
	// LockOffset is where the version-lock word lies in an object.
	LockOffset = 8
)

// Shape returns the shape id of the object at o.
func Shape(o uintptr) uint32 { return Load32(o) }

// SetShape stores the shape id. The caller owns the object's lock.
func SetShape(o uintptr, shape uint32) { Store32(o, shape) }

// LayoutOf returns the layout id of the object at o.
func LayoutOf(o uintptr) uint8 { return *(*uint8)(ptr(o + offLayout)) }

// Header packs what the first word of an object holds at birth.
func Header(shape uint32, layout uint8) uint64 { return uint64(shape) | uint64(layout)<<32 }

// Round rounds a size in bytes up to whole granules.
func Round(size uintptr) uintptr { return (size + Granule - 1) &^ (Granule - 1) }

// SizeOf returns the size in bytes of the object at o, header included.
func SizeOf(o uintptr) uintptr {
	if n := *(*uint16)(ptr(o + offSize)); n != 0 {
		return uintptr(n) * Granule
	}
	return largeSize(o)
}
