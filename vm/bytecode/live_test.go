package bytecode

import "testing"

// TestLiveness checks a loop, a call window and a handler by hand.
func TestLiveness(t *testing.T) {
	c := &Code{NRegs: 12, NLocals: 1, Body: &Body{Words: []uint64{
		WordImm(LOADI, 0, 1, 7),   // 0: r1 = 7
		WordImm(LOADI, 0, 2, 8),   // 1: r2 = 8
		Word(MOVE, 0, 3, 1, 0),    // 2: r3 = r1, the call's window
		Word(MOVE, 0, 10, 2, 0),   // 3: r10 = r2, its argument
		Word(CALL, 0, 4, 3, 1), 0, // 4: r4 = r3(r10)
		WordImm(JTRUE_LOOP, 0, 4, -4), // 6: if r4: goto 2
		Word(RETURN, 0, 1, 0, 0),      // 7: return r1
		Word(RERAISE, 0, 5, 0, 0),     // 8: the handler
	}, Handlers: []Handler{{Start: 4, End: 6, Target: 8, Reg: 5}}}}
	l := NewLiveness(c)
	want := map[int][]int{
		0: {}, 1: {1}, 2: {1, 2}, 3: {1, 2, 3}, 4: {1, 2, 3, 10}, 6: {1, 2, 4}, 7: {1}, 8: {5},
	}
	for pc, regs := range want {
		live := map[int]bool{}
		for _, r := range regs {
			live[r] = true
		}
		for r := range c.NRegs {
			if l.Live(pc, r) != live[r] {
				t.Errorf("word %d: r%d live is %v", pc, r, l.Live(pc, r))
			}
		}
	}
}

// TestLivenessOfYield checks that neither what is yielded is kept, nor what going on
// writes, nor the register of the handler's exception: nothing may have been written
// to these yet.
func TestLivenessOfYield(t *testing.T) {
	c := &Code{NRegs: 5, Flags: Generator, Body: &Body{Words: []uint64{
		Word(RETURN_GENERATOR, 0, 0, 0, 0),
		WordImm(LOADI, 0, 1, 7),
		WordImm(LOADI, 0, 2, 7),
		Word(YIELD, 0, 3, 2, NoReg),
		Word(ADD, 0, 1, 1, 3),
		Word(RETURN, 0, 1, 0, 0),
		Word(RERAISE, 0, 4, 0, 0),
	}, Handlers: []Handler{{Start: 1, End: 6, Target: 6, Reg: 4}}}}
	l := NewLiveness(c)
	if got := l.Resumed(3)[0]; got != 1<<1 {
		t.Errorf("live behind the yield: %b", got)
	}
	if !l.Live(3, 2) {
		t.Error("what is to be yielded is not live")
	}
}
