package interp

import (
	"gorgon/gc"
	"gorgon/vm/frame"
)

// VisitFrames calls visit for every reference in the frames of a thread that
// is at a safepoint or blocked. Registers that nothing reads any more are
// emptied instead, so that what was in them can die. Registers of call windows
// may still hold linkage words of past calls, which point outside the heap. Of
// frames below native code only variables are visited: whatever these and the
// native code hold is older than the nested loop, and lives on (gc.CollectSince).
func VisitFrames(t *Thread, visit func(gc.Value)) {
	pc, next, end := t.PC, t.PC, ^uintptr(0)
	below := false // native code that has called back
	for base := t.Base; base != 0; {
		c := code(base)
		visit(c.Keep)
		visitLinkage(base, visit)
		if below {
			visitLocals(c, base, visit)
		} else {
			visitRegisters(c, base, end, pc, next, visit)
		}
		info := gc.Load64(base - 40)
		next = uintptr(gc.Load64(base - 16))
		end = base - frame.HeaderBytes
		if pc = next - 8; frame.Kind(info) == frame.RetEntry || frame.Kind(info) == frame.RetGenEntry {
			below = true
		}
		base = uintptr(gc.Load64(base - 8))
	}
	if Trace != nil {
		Trace.VisitThread(t, visit)
	}
	if t.Pinned() {
		t.Saved = t.Saved[:0] // it will not go back to the checkpoint
	}
	visitSaved(t, visit)
}

// visitSaved does the same for the copies of frames that a rollback puts back:
// the first is that of the checkpoint, each other one of the caller of the one
// before.
func visitSaved(t *Thread, visit func(gc.Value)) {
	pc, next := t.CheckPC, t.CheckPC
	for s := t.Saved; len(s) > 0; {
		words := s[2 : 2+s[1]]
		s = s[2+len(words):]
		const header = frame.HeaderBytes / 8
		visitInHeap(gc.Value(words[header+frame.Extra/8]), visit)
		visitInHeap(gc.Value(words[header+frame.Func/8]), visit)
		c := frame.At(uintptr(words[header+frame.CodePtr/8]))
		visit(c.Keep)
		at, behind := wordIn(c, pc), wordIn(c, next)
		for r, w := range words[header:] {
			if mayRead(c, at, behind, r) {
				visitInHeap(gc.Value(w), visit)
			} else {
				words[header+r] = 0
			}
		}
		next = uintptr(words[header+frame.RetPC/8])
		pc = next - 8
	}
}

func visitInHeap(v gc.Value, visit func(gc.Value)) {
	if v.IsPtr() && gc.InHeap(v.Addr()) {
		visit(v)
	}
}

// visitLocals visits the variables of a frame below native code.
func visitLocals(c *frame.Code, base uintptr, visit func(gc.Value)) {
	if c.Code == nil {
		return // the frame stands for native code itself
	}
	for _, v := range gc.Values(base, c.NLocals) {
		visitInHeap(v, visit)
	}
}

// visitLinkage visits the function of a frame, and what its return needs.
func visitLinkage(base uintptr, visit func(gc.Value)) {
	visitInHeap(gc.Load(base-24), visit)
	visitInHeap(gc.Load(base-48), visit)
}

// visitRegisters visits the registers of a frame up to end, where the frame
// that it has called begins. It is at the instruction at pc and goes on at
// next; unless these are known all its registers count.
func visitRegisters(c *frame.Code, base, end, pc, next uintptr, visit func(gc.Value)) {
	at, behind := wordIn(c, pc), wordIn(c, next)
	for r, v := range gc.Values(base, c.NRegs) {
		if !v.IsPtr() || !gc.InHeap(v.Addr()) {
			continue
		}
		if a := base + uintptr(r)*8; mayRead(c, at, behind, r) {
			visit(v)
		} else if a < end {
			gc.Store(a, gc.Null)
		}
	}
}

// mayRead says whether register r may be read by a frame that is at one word of
// c and goes on at another; -1 stands for anywhere.
func mayRead(c *frame.Code, at, behind, r int) bool {
	return at < 0 || behind < 0 || r < c.NLocals || c.Liveness().Live(at, r) || c.Liveness().Live(behind, r)
}

// wordIn returns the instruction of c that the word at pc belongs to, -1 if it
// is not in there.
func wordIn(c *frame.Code, pc uintptr) int {
	if c.Code == nil || pc < c.Entry || pc >= c.Entry+uintptr(len(c.Words))*8 {
		return -1
	}
	return c.InstructionAt(c.Word(pc))
}
