//go:build linux && amd64

package amd64

import (
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
	if s.Snap.PC != 0x50 || ir.UnboxInt(w.slot(3)) != 1000 || ir.UnboxInt(w.slot(4)) != 5+999*1000/2 {
		t.Fatalf("left by %v with %d, %d", s.Op, ir.UnboxInt(w.slot(3)), ir.UnboxInt(w.slot(4)))
	}
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
