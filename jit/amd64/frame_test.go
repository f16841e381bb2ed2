//go:build linux && amd64

package amd64

import (
	"testing"

	"gorgon/jit/ir"
)

// TestCaller checks what a GCALLER looks at.
func TestCaller(t *testing.T) {
	for _, mode := range []string{"", " transactional"} {
		w := newWorld(t)
		code := w.compile(parse(t, `
trace 1`+mode+`
pc = KINT 0x123456789ab
info = KINT 0x7000000300
snap 0 pc=0x10 base=0 depth=0
GCALLER pc info -20 @0
snap 1 pc=0x123456789ab base=-20 depth=-1 low=-20
EXIT @1`), nil)
		good := map[int]uint64{rootAt - 1: uint64(w.address(rootAt - 20)), rootAt - 2: 0x123456789ab, rootAt - 5: 0x7000000300}
		set := func() {
			for at, word := range good {
				w.words[at] = word
			}
		}
		set()
		if s := w.run(code); s.Depth != -1 {
			t.Fatalf("left at %s", code.Trace.Line(s.Ins))
		}
		for at := range good {
			set()
			w.words[at]++
			if s := w.run(code); s.Depth != 0 {
				t.Fatalf("word %d of the frame is not looked at", at-rootAt)
			}
		}
		set()
		w.words[12] = uint64(w.address(rootAt)) // Watermark
		saves := w.stops[SaveCaller]
		if s := w.run(code); s.Depth != -1 || (w.stops[SaveCaller] > saves) != (mode != "") {
			t.Fatalf("%q: at the watermark left at %s, %d frames saved", mode, code.Trace.Line(s.Ins), w.stops[SaveCaller]-saves)
		}
		w.close()
	}
}

// TestMovedRoot checks that a jump to a trace of another frame takes the root
// along, and leaves if there is no room.
func TestMovedRoot(t *testing.T) {
	w := newWorld(t)
	defer w.close()
	w.compile(parse(t, `
trace 2
x = SLOAD 1
z = UNBOXI x
k = KINT 1
y = ADD z k
snap 0 pc=0x20 base=0 depth=0 slots 2=y
EXIT @0`), nil)
	for _, c := range []struct{ move, depth string }{{"12", "2"}, {"-12", "-1"}} {
		code := w.compile(parse(t, `
trace 1
k = KINT 41
snap 0 pc=0x10 base=`+c.move+` depth=`+c.depth+` slots `+map[string]string{"12": "13=k", "-12": "-11=k"}[c.move]+`
JTRACE 2 size=`+c.move+` @0`), nil)
		w.reset()
		w.ctx.Base = w.address(rootAt)
		to, depth := 12, uint64(1<<30-2)
		if c.move != "12" {
			to, depth = -12, 1<<30+1
		}
		s := w.run(code)
		if s.Code != w.codes[2] || w.ctx.Base != w.address(rootAt+to) || w.words[rootAt+to+2] != ir.BoxInt(42) || w.words[depthAt] != depth {
			t.Fatalf("%s: root %d words away, %#x, depth %d", c.move, int(w.ctx.Base-w.address(rootAt))/8, w.words[rootAt+to+2], w.words[depthAt])
		}
		for _, full := range []struct {
			at   int
			word uint64
		}{{13, uint64(w.address(rootAt))}, {depthAt, 11}} {
			w.reset()
			w.ctx.Base = w.address(rootAt)
			w.words[full.at] = full.word
			if s := w.run(code); (s.Code == code) != (to > 0) {
				t.Fatalf("%s: word %d: left in trace %d", c.move, full.at, s.Code.Trace.Number)
			}
		}
	}
}
