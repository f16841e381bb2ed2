package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

func posOf(p position) *syntax.Pos {
	return &syntax.Pos{Lineno: p.line, ColOffset: p.col, EndLineno: p.endLine, EndColOffset: p.endCol}
}

// invert turns "if c goto L; goto M; L:" into "if not c goto M".
func (p *flow) invert() {
	n := len(p.ins)
	var leader []bool
	for i := 0; i+2 < n; i++ {
		if p.target[i] != int32(i+2) || p.ins[i+1].op != bytecode.JUMP {
			continue
		}
		op, d, ok := bytecode.Inverse(p.ins[i].op, p.ins[i].d)
		if !ok {
			continue
		}
		if leader == nil {
			leader = p.leaders()
		}
		if _, loop := op.LoopForm(); leader[i+1] || p.target[i+1] <= int32(i) && !loop {
			continue
		}
		p.ins[i].op, p.ins[i].d = op, d
		p.target[i] = p.target[i+1]
		p.ins[i+1].removed = true
	}
}

// leaders marks the instructions that jumps and handlers lead to.
func (p *flow) leaders() []bool {
	leader := make([]bool, len(p.ins)+1)
	for _, t := range p.target {
		if t >= 0 {
			leader[t] = true
		}
	}
	for _, h := range p.u.handlers {
		if l := p.u.labels[h.target]; l >= 0 {
			leader[l] = true
		}
	}
	return leader
}

// thread makes jumps that lead to a JUMP go where that goes.
func (p *flow) thread() {
	n := int32(len(p.ins))
	for i := range p.ins {
		switch p.ins[i].op {
		case bytecode.FOR_ITER, bytecode.SEND:
			continue
		}
		for hops := 0; p.target[i] >= 0 && hops < 8; hops++ {
			t := p.target[i]
			if t >= n || p.ins[t].op != bytecode.JUMP || p.target[t] == t || int32(i) == t {
				break
			}
			if p.target[t] <= t && p.target[i] > int32(i) && p.target[t] <= int32(i) && p.ins[i].op != bytecode.JUMP {
				if _, ok := p.ins[i].op.LoopForm(); !ok {
					break // would need a long form
				}
			}
			p.target[i] = p.target[t]
		}
	}
}

// reach finds out which instructions can run, and which without an exception.
// The others are removed.
func (p *flow) reach() {
	n := len(p.ins)
	p.hot = sized(p.hot, n)
	p.reached = sized(p.reached, n)
	seen := make([]bool, len(p.u.handlers))
	p.mark(0, p.hot)
	copy(p.reached, p.hot)
	for again := true; again; {
		again = false
		for i := 0; i < n; i++ {
			if !p.reached[i] || !p.raises(int32(i)) {
				continue
			}
			if h := p.ins[i].handler; h >= 0 && !seen[h] {
				seen[h] = true
				again = true
				p.mark(p.u.labels[p.u.handlers[h].target], p.reached)
			}
		}
	}
	for i := range p.ins {
		if !p.reached[i] {
			p.ins[i].removed = true
		}
	}
}

// raises says whether instruction i may raise. A jump that closes a loop may: a
// signal handler can run there.
func (p *flow) raises(i int32) bool {
	op := p.ins[i].op
	return op.Has(bytecode.Raises) || op == bytecode.JUMP && p.target[i] <= i
}

// mark sets bits for all that follows from instruction i without exceptions.
func (p *flow) mark(i int32, bits []bool) {
	work := []int32{i}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for int(i) < len(p.ins) && !bits[i] {
			if p.ins[i].removed {
				i++
				continue
			}
			bits[i] = true
			op := p.ins[i].op
			if t := p.target[i]; t >= 0 {
				if op == bytecode.JUMP {
					i = t
					continue
				}
				if !bits[t] {
					work = append(work, t)
				}
			} else if op.Has(bytecode.Ends) && op != bytecode.RETURN_GENERATOR {
				break
			}
			i++
		}
	}
}

// dropChecks removes CHECKs of variables that are bound on all ways there. It
// works on 64 variables at a time.
func (p *flow) dropChecks() {
	var regs []uint16
	bits := make([]uint64, p.u.code.NRegs+1)
	for i := range p.ins {
		in := &p.ins[i]
		if (in.op == bytecode.CHECK || in.op == bytecode.CHECK_DEL) && !in.removed && bits[in.a] == 0 {
			bits[in.a] = 1
			regs = append(regs, in.a)
		}
	}
	needed := make(map[uint16]bool)
	for lo := 0; lo < len(regs); lo += 64 {
		clear(bits)
		c := checker{p: p, bit: bits}
		for i := lo; i < min(lo+64, len(regs)); i++ {
			bits[regs[i]] = 1 << (i - lo)
		}
		c.run()
		c.drop(needed)
	}
	for i := range p.ins { // clearing is for the CHECKs alone
		in := &p.ins[i]
		if in.op == bytecode.LOADV && in.d == clearForCheck && !needed[in.a] {
			in.removed = true
		}
	}
}

// clearForCheck marks a LOADV of Null that only matters if a CHECK of the
// register follows.
const clearForCheck = 1

// checker finds out which variables may be unbound at each basic block.
type checker struct {
	p      *flow
	bit    []uint64 // by register; 0 for those not looked at
	leader []bool
	in     []uint64 // variables that may be unbound at a leader
	seen   []bool   // leaders reached so far
	queued []bool
	work   []int32
}

func (c *checker) run() {
	p := c.p
	n := len(p.ins) + 1
	c.leader = p.leaders()
	c.leader[0] = true
	c.in, c.seen, c.queued = make([]uint64, n), make([]bool, n), make([]bool, n)
	var all uint64
	params := p.u.params()
	for r, b := range c.bit {
		if r >= params {
			all |= b
		}
	}
	c.flowTo(0, all)
	for len(c.work) > 0 {
		i := c.work[len(c.work)-1]
		c.work = c.work[:len(c.work)-1]
		c.queued[i] = false
		c.block(i)
	}
}

func (c *checker) flowTo(i int32, state uint64) {
	old := c.in[i]
	if c.seen[i] && old|state == old {
		return
	}
	c.seen[i] = true
	c.in[i] = old | state
	if !c.queued[i] {
		c.queued[i] = true
		c.work = append(c.work, i)
	}
}

// step returns the state after an instruction.
func (c *checker) step(in *instr, s uint64) uint64 {
	switch in.op {
	case bytecode.CHECK:
		return s &^ c.bit[in.a]
	case bytecode.CHECK_DEL:
		return s | c.bit[in.a]
	case bytecode.LOADV:
		if in.imm == valueNull {
			return s | c.bit[in.a]
		}
		return s &^ c.bit[in.a]
	case bytecode.UNPACK:
		for r := in.a; r < in.a+in.c; r++ {
			s &^= c.bit[r]
		}
		return s
	case bytecode.FOR_ITER:
		return s
	}
	if writesA(in.op) {
		return s &^ c.bit[in.a]
	}
	return s
}

func writesA(op bytecode.Op) bool { return bytecode.Table[op].Operands[2] == 'w' }

func (c *checker) block(i int32) {
	p := c.p
	s := c.in[i]
	n := int32(len(p.ins))
	lastHandler := int32(-1)
	first := true
	for ; i < n; i++ {
		if c.leader[i] && !first {
			c.flowTo(i, s)
			return
		}
		first = false
		in := &p.ins[i]
		if in.removed {
			continue
		}
		if h := in.handler; h >= 0 && (h != lastHandler || in.op == bytecode.CHECK_DEL) {
			c.flowTo(p.u.labels[p.u.handlers[h].target], s)
		}
		before := s
		s = c.step(in, s)
		lastHandler = in.handler
		if s&^before != 0 {
			lastHandler = -1
		}
		if t := p.target[i]; t >= 0 {
			out := s
			if in.op == bytecode.FOR_ITER {
				out &^= c.bit[in.b]
			}
			c.flowTo(t, out)
			if in.op == bytecode.JUMP {
				return
			}
		} else if in.op.Has(bytecode.Ends) && in.op != bytecode.RETURN_GENERATOR {
			return
		}
	}
}

// drop removes the CHECKs that the analysis shows to be superfluous, and notes
// the registers of those that stay.
func (c *checker) drop(needed map[uint16]bool) {
	p := c.p
	for start, s := range c.in {
		if !c.seen[start] {
			continue
		}
		first := true
		for i := start; i < len(p.ins); i++ {
			if c.leader[i] && !first {
				break
			}
			first = false
			in := &p.ins[i]
			if in.removed {
				continue
			}
			if in.op == bytecode.CHECK && c.bit[in.a] != 0 {
				if s&c.bit[in.a] == 0 {
					in.removed = true
				} else {
					needed[in.a] = true
				}
			} else if in.op == bytecode.CHECK_DEL {
				needed[in.a] = true
			}
			s = c.step(in, s)
			if in.op.Has(bytecode.Ends) && in.op != bytecode.RETURN_GENERATOR {
				break
			}
		}
	}
}

// params is the number of registers that are set when the unit begins.
func (u *unit) params() int {
	if !u.scope.functionLike() {
		return 1
	}
	return len(u.scope.params)
}
