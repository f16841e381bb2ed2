package compile

import (
	"gorgon/vm/bytecode"
)

// assemble turns the unit's instructions into words:
//
//  1. labels become instruction indexes, a conditional jump over a jump becomes
//     one jump, jumps to jumps are shortened (flow.go);
//  2. what cannot be reached goes;
//  3. CHECKs of variables that are certainly bound go;
//  4. code that only exceptions reach moves behind the rest;
//  5. jumps whose distance does not fit their operand get long;
//  6. words, positions and handlers are written.
func (u *unit) assemble() {
	u.code.NRegs = u.max
	p := u.c.newFlow(u)
	p.invert()
	p.thread()
	p.reach()
	p.dropChecks()
	p.order()
	p.encode()
	u.c.spare = append(u.c.spare, u.ins[:0])
	u.ins, u.labels = nil, nil
}

// flow is the unit's code while it is being laid out. Main invariant: target[i]
// is the index of the instruction that instruction i jumps to, or -1; next(i)
// is the first instruction from i on that has not been removed.
type flow struct {
	u       *unit
	ins     []instr
	target  []int32
	hot     []bool // reached without an exception
	reached []bool
	seq     []int32       // final order: an index, or ^index for an inserted jump there
	offset  []int32       // word of each element of seq
	long    []bool        // of each element of seq
	at      []int32       // element of seq of each instruction
	moved   map[int]int32 // a removed JUMP and where it went
}

// sized returns a slice of n zero values, in the memory of old if it suffices.
func sized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n, n+n/2)
	}
	old = old[:n]
	clear(old)
	return old
}

// newFlow begins the layout of u in the memory of the unit before.
func (c *compiler) newFlow(u *unit) *flow {
	n := len(u.ins)
	p := &c.layout
	p.u, p.ins, p.moved = u, u.ins, nil
	p.target = sized(p.target, n)
	for i := range u.ins {
		p.target[i] = -1
		if t := u.ins[i].target; t >= 0 && u.ins[i].op.JumpForm() != bytecode.NoJump {
			p.target[i] = u.labels[t]
			if u.labels[t] < 0 {
				panic("compile: jump to an unbound label in " + u.code.QualName)
			}
		}
	}
	return p
}

// element i of seq: is it an inserted jump, and to or from which instruction?
func (p *flow) inserted(i int) (int32, bool) {
	if p.seq[i] < 0 {
		return ^p.seq[i], true
	}
	return p.seq[i], false
}

// order decides the final sequence: hot code in the order of the source, then
// cold code. A cold run that goes on in hot code gets a jump to it.
func (p *flow) order() {
	n := len(p.ins)
	p.seq = sized(p.seq, n+8)[:0]
	emitRun := func(hot bool) {
		for i := 0; i < n; i++ {
			if p.ins[i].removed || p.hot[i] != hot || !hot && !p.reached[i] {
				continue
			}
			in := &p.ins[i]
			p.seq = append(p.seq, int32(i))
			if hot || in.op.Has(bytecode.Ends) && p.target[i] < 0 || in.op == bytecode.JUMP {
				continue
			}
			if j := p.next(i + 1); j < n && p.hot[j] {
				p.seq = append(p.seq, ^int32(j))
			}
		}
	}
	emitRun(true)
	emitRun(false)
	p.dropJumps()
}

// dropJumps removes jumps to the instruction that follows anyway.
func (p *flow) dropJumps() {
	for {
		p.place()
		kept := p.seq[:0]
		changed := false
		for i, x := range p.seq {
			to := int32(-1)
			if x < 0 {
				to = ^x
			} else if p.ins[x].op == bytecode.JUMP {
				to = p.target[x]
			}
			if to >= 0 && int(p.at[p.next(int(to))]) == i+1 && p.next(int(to)) < len(p.ins) {
				if x >= 0 {
					p.ins[x].removed = true
					if p.moved == nil {
						p.moved = make(map[int]int32)
					}
					p.moved[int(x)] = to
				}
				changed = true
				continue
			}
			kept = append(kept, x)
		}
		p.seq = kept
		if !changed {
			return
		}
	}
}

// place computes at from seq. A removed instruction has the place of the next.
func (p *flow) place() {
	n := len(p.ins)
	p.at = sized(p.at, n+1)
	for i := range p.at {
		p.at[i] = -1
	}
	for i, x := range p.seq {
		if x >= 0 {
			p.at[x] = int32(i)
		}
	}
}

// next returns the first instruction from i on that is still there.
func (p *flow) next(i int) int {
	for i < len(p.ins) && p.ins[i].removed {
		if to, ok := p.moved[i]; ok {
			i = int(to)
		} else {
			i++
		}
	}
	return i
}

// encode writes the words.
func (p *flow) encode() {
	p.place()
	p.long = sized(p.long, len(p.seq))
	p.offset = sized(p.offset, len(p.seq)+1)
	for p.measure() {
	}
	code := p.u.code
	code.Words = make([]uint64, 0, p.offset[len(p.seq)])
	var last position
	for i := range p.seq {
		x, ins := p.inserted(i)
		in := p.ins[x]
		if ins {
			in = instr{op: bytecode.JUMP, handler: -1}
		} else if in.pos == nowherePos && in.op == bytecode.JUMP && p.backward(i) {
			in.pos = p.endOfLoop(x)
		}
		if i == 0 || in.pos != last {
			last = in.pos
			code.Ranges = append(code.Ranges, bytecode.Position{Word: len(code.Words), Line: last.line,
				EndLine: last.endLine, Col: last.col, EndCol: last.endCol})
		}
		if to := p.targetOf(i); to >= 0 {
			p.encodeJump(i, &in, to)
		} else {
			p.word(&in)
		}
	}
	p.encodeHandlers()
	for _, run := range p.u.inlined {
		p.encodeCompVars(run)
	}
}

// endOfLoop is the position of the last instruction in the loop that the jump x
// closes: that is where an interrupt of the loop is reported.
func (p *flow) endOfLoop(x int32) position {
	for i := x - 1; i >= p.target[x]; i-- {
		if pos := p.ins[i].pos; pos != nowherePos {
			return pos
		}
	}
	return nowherePos
}

// encodeCompVars writes where the variables of an inlined comprehension are
// seen: one entry for each run of its instructions.
func (p *flow) encodeCompVars(run compRun) {
	first, last := int32(-1), int32(-1)
	flush := func() {
		if first < 0 {
			return
		}
		for _, sym := range run.scope.syms {
			if sym.name != ".0" && sym.reg >= 0 && (sym.where == local || sym.where == cell) {
				p.u.code.CompVars = append(p.u.code.CompVars, bytecode.CompVar{Name: sym.name, Reg: uint16(sym.reg),
					Start: int(p.offset[first]), End: int(p.offset[last+1])})
			}
		}
	}
	for x := run.from; x < run.to; x++ {
		switch i := p.at[x]; {
		case i < 0:
		case i == last+1 && first >= 0:
			last = i
		default:
			flush()
			first, last = i, i
		}
	}
	flush()
}

// targetOf returns the element of seq that element i jumps to, or -1.
func (p *flow) targetOf(i int) int {
	x, ins := p.inserted(i)
	if !ins {
		x = p.target[x]
	}
	if x < 0 {
		return -1
	}
	return int(p.at[p.next(int(x))])
}

// backward says whether the jump at element i goes backwards in the source, so
// that it closes a loop. Jumps out of cold code may go to lower addresses
// without being part of a loop.
func (p *flow) backward(i int) bool {
	x, ins := p.inserted(i)
	if ins {
		return false
	}
	return p.target[x] <= x
}

// size is the number of words of element i.
func (p *flow) size(i int) int32 {
	x, ins := p.inserted(i)
	op := bytecode.JUMP
	if !ins {
		op = p.ins[x].op
	}
	n := int32(op.Size())
	if p.long[i] {
		switch op {
		case bytecode.FOR_ITER:
			return n + 2
		default:
			return n + 1
		}
	}
	return n
}

// measure computes offsets and which jumps must be long; it reports whether
// any became so.
func (p *flow) measure() bool {
	w := int32(0)
	for i := range p.seq {
		p.offset[i] = w
		w += p.size(i)
	}
	p.offset[len(p.seq)] = w
	changed := false
	for i := range p.seq {
		to := p.targetOf(i)
		if to < 0 || p.long[i] {
			continue
		}
		x, ins := p.inserted(i)
		if ins {
			continue
		}
		op := p.ins[x].op
		_, hasLoop := op.LoopForm()
		dist := p.offset[to] - p.offset[i]
		switch {
		case op == bytecode.FOR_ITER, op == bytecode.SEND:
			p.long[i] = dist != int32(int16(dist))
		case p.backward(i) && !hasLoop:
			p.long[i] = true
		case op.JumpForm() == bytecode.Jump16:
			p.long[i] = dist != int32(int16(dist))
		}
		changed = changed || p.long[i]
	}
	return changed
}

func (p *flow) word(in *instr) {
	code := p.u.code
	if in.op == bytecode.LOADV {
		in.d = 0 // clearForCheck has done its work
	}
	if in.imm != 0 || in.op == bytecode.LOADI || in.op == bytecode.LOADV {
		code.Words = append(code.Words, bytecode.WordImm(in.op, in.d, in.a, in.imm))
	} else {
		code.Words = append(code.Words, bytecode.Word(in.op, in.d, in.a, in.b, in.c))
	}
	for _, x := range bytecode.Table[in.op].Extra {
		switch x {
		case 'K':
			code.Words = append(code.Words, uint64(in.k))
		case 'N':
			code.Words = append(code.Words, uint64(in.n))
		default:
			code.Words = append(code.Words, 0)
		}
	}
}

// encodeJump writes the jump in at element i to element to.
func (p *flow) encodeJump(i int, in *instr, to int) {
	code := p.u.code
	dist := p.offset[to] - p.offset[i]
	back := p.backward(i)
	if p.long[i] {
		p.encodeLong(i, in, to)
		return
	}
	op := in.op
	if loop, ok := op.LoopForm(); ok && back {
		op = loop
	}
	if op.JumpForm() == bytecode.Jump32 {
		code.Words = append(code.Words, bytecode.WordImm(op, in.d, in.a, dist))
		return
	}
	out := *in
	out.op, out.c = op, uint16(int16(dist))
	p.word(&out)
}

// encodeLong writes a conditional jump as its inverse over an unconditional
// one. FOR_ITER and SEND have no inverse: they jump over a jump to what
// follows, to a jump to the target.
func (p *flow) encodeLong(i int, in *instr, to int) {
	code := p.u.code
	out := *in
	jump := func() {
		here := int32(len(code.Words))
		op := bytecode.JUMP
		if p.backward(i) {
			op = bytecode.JUMP_LOOP
		}
		code.Words = append(code.Words, bytecode.WordImm(op, 0, 0, p.offset[to]-here))
	}
	switch in.op {
	case bytecode.FOR_ITER:
		out.c = 3
		p.word(&out)
		code.Words = append(code.Words, bytecode.WordImm(bytecode.JUMP, 0, 0, 2))
		jump()
		return
	case bytecode.SEND:
		panic(syntaxError(p.u.c.filename, posOf(in.pos), "expression too large"))
	}
	op, d, ok := bytecode.Inverse(in.op, in.d)
	if !ok {
		panic("compile: no inverse of " + in.op.Name())
	}
	out.op, out.d = op, d
	if op.JumpForm() == bytecode.Jump32 {
		code.Words = append(code.Words, bytecode.WordImm(op, d, in.a, 2))
	} else {
		out.c = 2
		p.word(&out)
	}
	jump()
}

// encodeHandlers writes one entry for each run of instructions with the same
// innermost handler, in order and without overlap.
func (p *flow) encodeHandlers() {
	code := p.u.code
	open := int32(-1)
	start := int32(0)
	flush := func(end int32) {
		if open >= 0 && end > start {
			h := p.u.handlers[open]
			to := p.at[p.next(int(p.u.labels[h.target]))]
			code.Handlers = append(code.Handlers, bytecode.Handler{Start: int(start), End: int(end),
				Target: int(p.offset[to]), Reg: h.reg})
		}
	}
	for i := range p.seq {
		x, ins := p.inserted(i)
		if ins || !p.raises(x) {
			continue // needs no handler: it may belong to any run
		}
		if h := p.ins[x].handler; h != open {
			flush(p.offset[i])
			open, start = h, p.offset[i]
		}
	}
	flush(p.offset[len(p.seq)])
}
