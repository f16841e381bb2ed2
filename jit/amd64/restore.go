package amd64

import (
	"math"
	"unsafe"

	"gorgon/jit/ir"
)

func wordAt(a uintptr) *uint64 { return (*uint64)(unsafe.Add(unsafe.Pointer(nil), a)) }

// Word returns the unboxed word in a location.
func (c *Context) Word(l Location) uint64 {
	switch l.Kind {
	case LocReg:
		return c.Regs[l.Index]
	case LocFloat:
		return c.Floats[l.Index]
	case LocSpill:
		return c.Spills[l.Index]
	}
	return l.Const
}

// Boxed returns the value in a location as the interpreter's registers hold it.
func (c *Context) Boxed(l Location) uint64 { return ir.Box(l.Type, c.Word(l)) }

// Float returns the number in a location of type Float.
func (c *Context) Float(l Location) float64 { return math.Float64frombits(c.Word(l)) }

// Restore writes the frames that the stop's snapshot describes to the stack at
// Context.Base: it clears the registers of the inlined frames and then writes
// the snapshot's entries.
func Restore(c *Context, s *Stop) {
	for _, f := range s.Snap.Frames {
		for i := range uintptr(f.Regs) {
			*wordAt(c.slot(f.Base) + 8*i) = 0
		}
	}
	for i := range s.Snap.Slots {
		e := &s.Snap.Slots[i]
		var w uint64
		switch e.Kind {
		case ir.SlotRef:
			w = c.Boxed(s.Locs[i])
		case ir.SlotRaw:
			w = uint64(e.Raw)
		case ir.SlotFrame:
			w = uint64(c.slot(int32(e.Raw)))
		}
		*wordAt(c.slot(e.Slot)) = w
	}
}

func (c *Context) slot(n int32) uintptr { return c.Base + uintptr(8*int(n)) }
