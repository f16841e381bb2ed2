package bytecode

// Liveness says for each instruction which registers something may still read
// before they are written again. The collector does not take the others for
// references, so that what a statement computed on its way dies with it.
//
// It may say of more registers than are read, and never of fewer. Local
// variables are none of its business: they live as long as their frame.
type Liveness struct {
	stride  int
	words   []uint64 // stride words for each word of code
	resumed []uint64 // the same for suspended generators, nil in other code
}

// Live says whether register r is live in front of the instruction at word pc.
func (l *Liveness) Live(pc, r int) bool {
	return regSet(l.words[pc*l.stride : (pc+1)*l.stride]).has(r)
}

func (l *Liveness) set(pc int) regSet { return l.words[pc*l.stride : (pc+1)*l.stride] }

// Resumed returns the registers that the suspended generator at word pc has to
// keep, as bits, 64 to a word. At a YIELD that is what is live behind it, but for
// the register that going on writes, or at its handler. None is in it that may not
// have been written: a collection takes what a generator keeps for references.
func (l *Liveness) Resumed(pc int) []uint64 { return l.resumed[pc*l.stride : (pc+1)*l.stride] }

// NewLiveness analyses code: from the last instruction to the first, until
// nothing changes.
func NewLiveness(c *Code) *Liveness {
	l := &Liveness{stride: c.NRegs>>6 + 1}
	l.words = make([]uint64, len(c.Words)*l.stride)
	var starts []int
	for pc := 0; pc < len(c.Words); pc += OpOf(c.Words[pc]).Size() {
		starts = append(starts, pc)
	}
	for changed := true; changed; {
		changed = false
		for i := len(starts) - 1; i >= 0; i-- {
			if l.update(c, starts[i]) {
				changed = true
			}
		}
	}
	if c.Flags&(Generator|Coroutine|AsyncGenerator) != 0 {
		l.resume(c, starts)
	}
	return l
}

func (l *Liveness) resume(c *Code, starts []int) {
	l.resumed = append(l.resumed, l.words...)
	for _, pc := range starts {
		if OpOf(c.Words[pc]) != YIELD {
			continue
		}
		s := regSet(l.Resumed(pc))
		copy(s, l.set(pc+YIELD.Size()))
		s.remove(int(A(c.Words[pc])))
		l.joinHandler(s, c, pc)
	}
}

// joinHandler adds to s what the handler of the instruction at pc, if it has one,
// reads. The register of the exception is not of it: raising writes it.
func (l *Liveness) joinHandler(s regSet, c *Code, pc int) {
	if h, ok := c.HandlerAt(pc); ok {
		handled := append(regSet(nil), l.set(h.Target)...)
		handled.remove(int(h.Reg))
		s.join(handled)
	}
}

// update computes what is live in front of the instruction at pc from what is
// live behind it, and says whether that is more than before.
func (l *Liveness) update(c *Code, pc int) (changed bool) {
	w := c.Words[pc]
	op := OpOf(w)
	live := make(regSet, l.stride)
	if next := pc + op.Size(); next < len(c.Words) && (!op.Has(Ends) || op == RETURN_GENERATOR) {
		live.join(l.set(next))
	}
	if to, ok := JumpTarget(c.Words, pc); ok {
		live.join(l.set(to))
	}
	reads, writes, _ := Effects(w)
	for _, r := range writes {
		for i := r.First; i < r.First+r.N; i++ {
			live.remove(i)
		}
	}
	if op.Has(Raises) {
		l.joinHandler(live, c, pc)
	}
	for _, r := range reads {
		for i := r.First; i < r.First+r.N; i++ {
			live.add(i)
		}
	}
	had := l.set(pc)
	for i, x := range live {
		changed = changed || x&^had[i] != 0
		had[i] |= x
	}
	return changed
}

// join adds the registers of o.
func (s regSet) join(o regSet) {
	for i, x := range o {
		s[i] |= x
	}
}
