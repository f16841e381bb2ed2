//go:build linux && amd64

package amd64

import (
	"testing"

	"gorgon/jit/ir"
)

// sunk are traces whose objects are seen late or never. Slot 1 says by which of
// its guards a trace is left, other slots name what has to be compared.
var sunk = []struct {
	name, text string
	made       int // 0: a run that leaves by no guard makes no object
}{
	{"never seen", `trace 1
a = SLOAD 1
i = UNBOXI a
o = NEW 0x200000064 size=32
b = BOXI i
STORE.Slot o b +16
snap 0 pc=0x10 base=0 depth=0 slots 2=o
k = KINT 3
GNE i k @0
c = SLOAD 3
STORE.Slot o c +24
SETSHAPE o 0x65
k2 = KINT 4
snap 1 pc=0x20 base=0 depth=0 slots 2=o 4=o
GNE i k2 @1
snap 2 pc=0x30 base=0 depth=0 slots 2=c
EXIT @2`, 0},
	{"nested", `trace 1
a = SLOAD 1
i = UNBOXI a
x = SLOAD 3
o = NEW 0x200000064 size=32
STORE.Slot o x +16
p = NEW 0x200000066 size=48
STORE.Slot p o +16
STORE.Slot p o +32
k = KINT 3
snap 0 pc=0x10 base=0 depth=0 slots 2=p 5=o
GNE i k @0
STORE.Slot p x +32
STORE.Slot o p +24
k2 = KINT 4
snap 1 pc=0x20 base=0 depth=0 slots 2=p
GNE i k2 @1
snap 2 pc=0x30 base=0 depth=0 slots 2=o
EXIT @2`, 2},
	{"escapes", `trace 1
a = SLOAD 1
i = UNBOXI a
x = SLOAD 3
f = SLOAD 4
g = UNBOXF f
o = NEW 0x200000064 size=32
q = BOXF g
STORE.Slot o q +16
k = KINT 3
snap 0 pc=0x10 base=0 depth=0 slots 2=o
GNE i k @0
p = NEW 0x200000065 size=32
STORE.Slot p o +16
STORE.Slot o x +24
k2 = KINT 4
snap 1 pc=0x20 base=0 depth=0 slots 2=o 5=p
GNE i k2 @1
GPTR p @1
STORE.Slot p x +24
snap 2 pc=0x30 base=0 depth=0 slots 2=o 5=p
EXIT @2`, 2},
	{"loop", `trace 1
a = SLOAD 1
i = UNBOXI a
one = KINT 1
x = SLOAD 3
o = NEW 0x200000064 size=32
b = BOXI i
STORE.Slot o b +16
fixed = NEW 0x200000067 size=32
STORE.Slot fixed x +16
c = COPY:Int i
j = COPY:Int i
LOOP
m = NEW 0x200000064 size=32
d = BOXI c
STORE.Slot m d +16
ten = KINT 9
snap 0 pc=0x10 base=0 depth=0 slots 2=m 5=fixed
GLT j ten @0
n = ADD j one
GFIT n @0
PHI:Int c j
PHI:Int j n
JLOOP`, -1},
}

// TestSunk compares objects that exits make with what the definition leaves.
func TestSunk(t *testing.T) {
	for _, c := range sunk {
		for first := int64(2); first < 6; first++ {
			var words [2][]uint64
			for k := range words {
				w := newWorld(t)
				w.env.Sink = true
				tr := parse(t, c.text)
				w.words[rootAt+1], w.words[rootAt+3], w.words[rootAt+4] = ir.BoxInt(first), ir.BoxInt(77), ir.BoxFloat(1.5)
				before := w.words[9]
				if k == 0 {
					m := w.machine(nil)
					if _, err := m.Run(tr); err != nil {
						t.Fatal(err)
					}
				} else {
					w.run(w.compile(tr, nil))
					if made := w.words[9] - before; first == 2 && c.made == 0 && made != 0 {
						t.Errorf("%s: %d bytes of objects that nobody sees", c.name, made)
					}
				}
				for _, slot := range []int{2, 4, 5} {
					words[k] = w.flatten(words[k], w.slot(slot), 0)
				}
				if k == 1 && w.slot(4) != 0 && w.slot(4) != w.slot(2) && ir.IsPtr(w.slot(4)) {
					t.Errorf("%s: one object has become two", c.name)
				}
			}
			if len(words[0]) != len(words[1]) {
				t.Fatalf("%s, %d: %x and not %x", c.name, first, words[1], words[0])
			}
			for i := range words[0] {
				if words[0][i] != words[1][i] {
					t.Fatalf("%s, %d: %x and not %x", c.name, first, words[1], words[0])
				}
			}
		}
	}
}

// flatten appends what an object holds.
func (w *world) flatten(to []uint64, v uint64, depth int) []uint64 {
	if !ir.IsPtr(v) || depth > 4 {
		if ir.IsPtr(v) {
			v = 1 // too deep
		}
		return append(to, v)
	}
	header := *w.at(uintptr(v))
	to = append(to, header&0xffff_ffff)
	for at := uint64(16); at < sizes[header&0xffff_ffff]; at += 8 {
		to = w.flatten(to, *w.at(uintptr(v + at)), depth+1)
	}
	return to
}

var sizes = map[uint64]uint64{0x64: 32, 0x65: 32, 0x66: 48, 0x67: 32}
