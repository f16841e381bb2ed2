//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// Constants of the program, boxed.
const (
	boxedNone  = 2
	boxedFalse = 4
	boxedTrue  = 5
)

// hasSection says whether machine code does the usual case of the call itself.
func (c *compiler) hasSection(call *ir.Ins) bool {
	return c.env.Sections != nil && call.Op == ir.CALL && c.t.Helpers[call.Imm].Section != ir.NoSection
}

// section emits the usual case of a call that enters or leaves a section, in
// front of the call. False: there is none.
func (c *compiler) section() bool {
	if !c.hasSection(c.ins) {
		return false
	}
	kind := c.t.Helpers[c.ins.Imm].Section
	c.isolated = kind == ir.EnterLock || kind == ir.EnterBlock
	s := &sectionCode{c, c.env.Sections, c.inReg(c.ins.B), nil}
	var temps [3]reg
	for i := range temps {
		temps[i] = c.temp()
	}
	var result reg = noReg
	if c.v[c.at].end >= 0 {
		result = c.define()
	}
	var args []operand
	for _, a := range c.ins.Operands() {
		if x := &c.v[*a]; x.konst {
			args = append(args, imm(int64(x.word)))
		} else {
			args = append(args, c.inReg(*a).op())
		}
	}
	s.cold = c.addCold(CallHelper, args...)
	s.cold.result = result
	value := uint64(0)
	switch {
	case kind == ir.EnterLock:
		value = boxedTrue
		s.enterLock(temps)
	case kind == ir.LeaveLock:
		value = boxedNone
		s.leaveLock(temps)
	case kind == ir.EnterBlock:
		s.enterBlock(temps)
	default:
		value = boxedFalse
		s.leaveBlock(temps)
	}
	switch {
	case result == noReg:
	case kind == ir.EnterBlock:
		c.move(result.op(), s.object.op())
	default:
		c.loadWord(value, result)
	}
	c.bind(s.cold.back)
	return true
}

// sectionCode emits one of them. object is the register of the lock or block;
// cold is where everything else is done.
type sectionCode struct {
	*compiler
	e      *Sections
	object reg
	cold   *cold
}

// unless goes to the slow path unless k holds.
func (s *sectionCode) unless(k cond) { s.jumpFarIf(k.not(), destination{label: s.cold.label}) }

func (s *sectionCode) zeroByte(offset int32) {
	s.emit(x86.ACMPB, thread(offset), imm(0))
	s.unless(eq)
}

func (s *sectionCode) word(offset int32, n int64) {
	s.emit(x86.ACMPQ, thread(offset), imm(n))
	s.unless(eq)
}

// quick goes on if the transaction may be handled here.
func (s *sectionCode) quick() {
	s.emit(x86.ACMPB, thread(s.e.Quick), imm(0))
	s.unless(ne)
}

// isFree goes on if nobody holds the lock.
func (s *sectionCode) isFree(t reg) {
	s.move(t.op(), mem(s.object, s.e.LockOwner))
	s.emit(x86.ACMPQ, t.op(), constField(constTagInt))
	s.unless(eq)
}

// notKept goes on if the lock is kept for nobody.
func (s *sectionCode) notKept(t, u reg) {
	s.scatter(t, u, s.e.KeptShards)
	s.emit(x86.ASHLQ, imm(int64(s.e.KeptShift)), t.op())
	s.loadWord(s.e.KeptAt, u)
	s.emit(x86.ACMPQ, mem1(u, t), imm(0))
	s.unless(eq)
}

// stepEnded goes on if no reads wait for the end of a step, and notes that none of
// those to come has been made before a lock was taken; t gets lost.
func (s *sectionCode) stepEnded(t reg) {
	s.word(s.env.Reads+8, 0)
	s.move(t.op(), thread(s.e.Writes+8))
	s.move(thread(s.e.Checked), t.op())
}

func (s *sectionCode) enterLock(temps [3]reg) {
	c, e := s.compiler, s.e
	t, u, w := temps[0], temps[1], temps[2]
	if !c.t.Transactional {
		s.isFree(t)
		s.zeroByte(e.Attentive)
		c.move(t.op(), thread(e.ID))
		c.emit(x86.AORQ, constField(constTagInt), t.op())
		c.move(mem(s.object, e.LockOwner), t.op())
		c.move(t.op(), constField(constTagInt))
		c.emit(x86.AADDQ, imm(1), t.op())
		c.move(mem(s.object, e.LockCount), t.op())
		return
	}
	s.quick()
	s.zeroByte(e.Closed)
	s.zeroByte(e.Isolated)
	s.isFree(t)
	c.move(t.op(), mem(s.object, c.env.LockOffset))
	c.emit(x86.ACMPQ, t.op(), thread(c.env.RV))
	s.unless(notAbove)
	s.notKept(t, u)
	s.emit(x86.ACMPQ, thread(c.env.ReadRoom), imm(0))
	s.unless(gt)
	s.stepEnded(t)
	c.emit(x86.ALEAQ, mem(s.object, c.env.LockOffset), u.op())
	c.move(w.op(), thread(c.env.Reads))
	c.move(mem(w, 0), u.op())
	c.emit(x86.AMOVQ, imm(1), thread(c.env.Reads+8))
	c.move(w.op(), thread(e.Elided))
	c.move(mem(w, 0), s.object.op())
	c.emit(x86.AMOVQ, imm(1), mem(w, 8))
	c.emit(x86.AMOVQ, imm(1), thread(e.Elided+8))
	c.emit(x86.AMOVB, imm(1), thread(e.Isolated))
	c.emit(x86.AMOVQ, imm(0), thread(c.env.Plain))
}

func (s *sectionCode) leaveLock(temps [3]reg) {
	c, e := s.compiler, s.e
	t := temps[0]
	if !c.t.Transactional {
		c.move(t.op(), thread(e.ID))
		c.emit(x86.AORQ, constField(constTagInt), t.op())
		c.emit(x86.ACMPQ, t.op(), mem(s.object, e.LockOwner))
		s.unless(eq)
		c.move(t.op(), constField(constTagInt))
		c.emit(x86.AADDQ, imm(1), t.op())
		c.emit(x86.ACMPQ, t.op(), mem(s.object, e.LockCount))
		s.unless(eq)
		s.zeroByte(e.Attentive)
		c.emit(x86.ASUBQ, imm(1), t.op())
		c.move(mem(s.object, e.LockOwner), t.op())
		return
	}
	s.word(c.env.Atomic, 0)
	s.word(e.Elided+8, 1)
	c.move(t.op(), thread(e.Elided))
	c.emit(x86.ACMPQ, s.object.op(), mem(t, 0))
	s.unless(eq)
	c.emit(x86.ACMPQ, mem(t, 8), imm(1))
	s.unless(eq)
	s.joins(t, temps[1])
	s.check(temps)
	s.mayEnd(temps)
	c.emit(x86.AMOVQ, imm(0), thread(e.Elided+8))
	s.isolationEnds(t)
}

// joins goes on if sections of the lock may be joined: it is that of the last
// section, or one whose sections are joined without limit.
func (s *sectionCode) joins(t, u reg) {
	c, e := s.compiler, s.e
	same := c.label()
	c.emit(x86.ACMPQ, s.object.op(), thread(e.Key))
	c.jump(jumps[eq], same)
	s.scatter(t, u, e.BatchLogs)
	c.loadWord(e.BatchAt, u)
	c.emit(x86.ACMPL, operand{Type: obj.TYPE_MEM, Reg: u.name(), Index: t.name(), Scale: 4}, imm(0))
	s.unless(eq)
	c.bind(same)
}

// joinsBlock is joins for the block that is left at pc.
func (s *sectionCode) joinsBlock(t reg, pc uint64) {
	c, e := s.compiler, s.e
	same := c.label()
	c.loadWord(pc, scratch)
	c.emit(x86.ACMPQ, scratch.op(), thread(e.Key))
	c.jump(jumps[eq], same)
	c.loadWord(e.BatchAt+4*((pc>>4^pc>>12)&uint64(e.BatchLogs-1)), t)
	c.emit(x86.ACMPL, mem(t, 0), imm(0))
	s.unless(eq)
	c.bind(same)
}

// scatter makes t the place of the object in a table of n.
func (s *sectionCode) scatter(t, u reg, n int32) {
	s.move(t.op(), s.object.op())
	s.move(u.op(), s.object.op())
	s.emit(x86.ASHRQ, imm(4), t.op())
	s.emit(x86.ASHRQ, imm(12), u.op())
	s.emit(x86.AXORQ, u.op(), t.op())
	s.emit(x86.AANDL, imm(int64(n-1)), t.op())
}

// mayEnd goes on if a section may end here and the transaction need not, and
// counts the section.
func (s *sectionCode) mayEnd(temps [3]reg) {
	c, e := s.compiler, s.e
	t, u := temps[0], temps[1]
	counted := c.label()
	s.quick()
	s.zeroByte(e.Closed)
	s.word(e.Overruns, 0)
	c.move(t.op(), thread(e.Nest))
	c.emit(x86.ACMPQ, t.op(), thread(e.NestBase))
	s.unless(eq)
	c.move(t.op(), thread(e.Slot))
	c.move(t.op(), mem(t, e.Wanted))
	c.emit(x86.ACMPQ, t.op(), thread(c.env.Owner))
	s.unless(ne)
	c.move(t.op(), thread(e.Room))
	c.emit(x86.ASUBQ, imm(1), t.op())
	s.unless(plus)
	c.move(u.op(), thread(e.Writes+8))
	c.emit(x86.ACMPQ, u.op(), thread(e.Checked))
	c.jump(jumps[eq], counted)
	c.move(u.op(), thread(e.OwnRoom))
	c.emit(x86.ASUBQ, imm(1), u.op())
	s.unless(plus)
	c.move(thread(e.OwnRoom), u.op())
	c.bind(counted)
	c.move(thread(e.Room), t.op())
}

// check goes on if what the section has read is true while the transaction has the
// locks that the section has taken.
func (s *sectionCode) check(temps [3]reg) {
	c, e := s.compiler, s.e
	n, log, w := temps[0], temps[1], temps[2]
	done, next, good := c.label(), c.label(), c.label()
	c.move(n.op(), thread(e.Writes+8))
	c.emit(x86.ACMPQ, n.op(), thread(e.Checked))
	c.jump(jumps[eq], done)
	c.move(n.op(), thread(c.env.Reads+8))
	c.move(log.op(), thread(c.env.Reads))
	c.emit(x86.AADDQ, imm(0), n.op())
	c.jump(jumps[eq], done)
	c.bind(next)
	c.move(w.op(), mem8(log, n, -8))
	c.move(w.op(), mem(w, 0))
	c.emit(x86.ACMPQ, w.op(), thread(c.env.RV))
	c.jump(jumps[notAbove], good)
	c.emit(x86.ACMPQ, w.op(), thread(c.env.Owner))
	s.unless(eq)
	c.bind(good)
	c.emit(x86.ASUBQ, imm(1), n.op())
	c.jump(jumps[ne], next)
	c.bind(done)
}

// isolationEnds makes what follows steps again.
func (s *sectionCode) isolationEnds(t reg) {
	c, e := s.compiler, s.e
	c.emit(x86.AMOVB, imm(0), thread(e.Isolated))
	c.emit(x86.AMOVQ, imm(0), thread(c.env.Reads+8))
	c.move(t.op(), thread(c.env.RV))
	c.emit(x86.AADDQ, imm(1), t.op())
	c.move(thread(c.env.Plain), t.op())
}

func (s *sectionCode) enterBlock(temps [3]reg) {
	c, e := s.compiler, s.e
	t, u := temps[0], temps[1]
	for _, kind := range [...]int32{e.Undo, e.Else} {
		c.emit(x86.ACMPQ, mem(s.object, kind), imm(boxedFalse))
		s.unless(eq)
	}
	s.zeroByte(e.Closed)
	s.word(c.env.Atomic, 0)
	if c.t.Transactional {
		s.quick()
		s.zeroByte(e.Isolated)
		s.word(e.WantOwnTx, 0)
		s.stepEnded(t)
	}
	c.move(t.op(), thread(e.Blocks))
	c.emit(x86.ALEAQ, mem(baseReg, c.disp(8*int64(c.v[c.ins.C].word))), u.op())
	c.move(mem(t, 0), u.op())
	c.emit(x86.AMOVQ, imm(0), mem(t, 8))
	c.emit(x86.AMOVQ, imm(1), thread(e.Blocks+8))
	c.emit(x86.AMOVQ, imm(1), thread(c.env.Atomic))
	if c.t.Transactional {
		c.emit(x86.AMOVB, imm(1), thread(e.Isolated))
		c.emit(x86.AMOVQ, imm(0), thread(c.env.Plain))
	}
}

func (s *sectionCode) leaveBlock(temps [3]reg) {
	c, e := s.compiler, s.e
	t := temps[0]
	s.word(c.env.Atomic, 1)
	s.word(e.Turn, 0)
	for _, n := range e.Pending {
		s.word(n, 0)
	}
	c.move(t.op(), thread(e.Blocks))
	c.emit(x86.ACMPQ, mem(t, 8), imm(0))
	s.unless(eq)
	if c.t.Transactional {
		s.word(e.Elided+8, 0)
		s.joinsBlock(t, c.v[c.ins.C].word)
		s.check(temps)
		s.mayEnd(temps)
		s.isolationEnds(t)
	} else {
		s.zeroByte(e.Closed)
		s.zeroByte(e.Attentive)
	}
	c.emit(x86.AMOVQ, imm(0), thread(e.Blocks+8))
	c.emit(x86.AMOVQ, imm(0), thread(c.env.Atomic))
}
