//go:build linux && amd64

package amd64

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"gorgon/jit/ir"
)

const countTrace = `
trace 1
i = SLOAD 3
s = SLOAD 4
n = SLOAD 5
snap 0 pc=0x40 base=0 depth=0
GINT i @0
GINT s @0
GINT n @0
x = UNBOXI i
t = UNBOXI s
y = UNBOXI n
one = KINT 1
snap 1 pc=0x50 base=0 depth=0 slots 3=x 4=t
LOOP
POLL 1 @1
GLT x y @1
t2 = ADD t x
GFIT t2 @1
x2 = ADD x one
GFIT x2 @1
PHI:Int x x2
PHI:Int t t2
JLOOP
`

func TestCount(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, countTrace), nil)
	w.words[rootAt+3] = ir.BoxInt(0)
	w.words[rootAt+4] = ir.BoxInt(5)
	w.words[rootAt+5] = ir.BoxInt(1000)
	s := w.run(code)
	if s.PC != 0x50 || ir.UnboxInt(w.slot(3)) != 1000 || ir.UnboxInt(w.slot(4)) != 5+999*1000/2 {
		t.Fatalf("left by %v with %d, %d", s.Op, ir.UnboxInt(w.slot(3)), ir.UnboxInt(w.slot(4)))
	}
}

// TestFault checks that a fault in machine code is a panic like any other, after
// which the context names the trace.
func TestFault(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 77
snap 0 pc=0x40 base=0 depth=0
a = KINT 8
x = LOADI.Slot a +0
y = BOXI x
snap 1 pc=0x50 base=0 depth=0 slots 3=y
EXIT @1
`), nil)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r, ok := recover().(runtime.Error); !ok || w.ctx.Trace != 77 {
			t.Errorf("%v in trace %d", r, w.ctx.Trace)
		}
	}()
	w.run(code)
	t.Error("address 8 can be read")
}

// TestDisassemble checks that a dump shows each instruction of the trace with
// its code, and the jumps by the addresses of the left column.
func TestDisassemble(t *testing.T) {
	w := newWorld(t)
	text := w.compile(parse(t, countTrace), nil).Disassemble()
	for _, want := range []string{"v16 = ADD v7 v10\n\t", "CMPQ SP, 0x10(R14)", "JMP leave by", "cold:\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "?") {
		t.Errorf("unknown instructions:\n%s", text)
	}
}

// TestOwnEntry goes round by way of the stack, as traces do that are not
// optimised.
func TestOwnEntry(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 7
i = SLOAD 3
n = SLOAD 4
f = SLOAD 5
snap 0 pc=0x40 base=0 depth=0
GINT i @0
GFLOAT f @0
x = UNBOXI i
y = UNBOXI n
snap 1 pc=0x50 base=0 depth=0
GLT x y @1
one = KINT 1
z = ADD x one
GFIT z @0
half = KFLOAT 0.5
g = UNBOXF f
g2 = FADD g half
b = BOXI z
none = KVALUE 2
snap 2 pc=0x40 base=0 depth=0 frames 20+5 slots 3=z 5=g2 6=b 7=none 8=half 9=one 10=raw:-3 11=frame:-2 21=i
JTRACE 7 @2`), nil)
	w.words[rootAt+3], w.words[rootAt+4], w.words[rootAt+5] = ir.BoxInt(0), ir.BoxInt(1000), ir.BoxFloat(1)
	for i := range 5 {
		w.words[rootAt+20+i] = 77
	}
	s := w.run(code)
	minusThree := int64(-3)
	for slot, want := range map[int]uint64{3: ir.BoxInt(1000), 5: ir.BoxFloat(501), 6: ir.BoxInt(1000), 7: 2, 8: ir.BoxFloat(0.5), 9: ir.BoxInt(1),
		10: uint64(minusThree), 11: uint64(w.address(rootAt - 2)), 20: 0, 21: ir.BoxInt(999), 22: 0, 23: 0, 24: 0} {
		if w.slot(slot) != want {
			t.Errorf("slot %d is %#x, not %#x", slot, w.slot(slot), want)
		}
	}
	if s.PC != 0x50 {
		t.Errorf("left by %v", s.Op)
	}
}
