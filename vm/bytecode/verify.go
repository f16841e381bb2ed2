package bytecode

import (
	"fmt"
	"math/bits"
	"strings"
	"sync"
)

// Verify checks the invariants that the interpreter relies on, in code and all
// code objects within it:
//
//   - every word is part of an instruction whose extra words, registers and
//     call window are in range;
//   - jumps and handlers lead to instructions, and control cannot fall off the
//     end;
//   - handlers are sorted and do not overlap;
//   - no instruction reads a register that may never have been written, where
//     a call counts as wiping everything above its window's first register.
func Verify(code *Code) error {
	code.Load()
	v := &verifier{code: code}
	if err := v.structure(); err != nil {
		return fmt.Errorf("%s (%s:%d): %w", code.QualName, code.Filename, code.FirstLine, err)
	}
	if err := v.dataflow(); err != nil {
		return fmt.Errorf("%s (%s:%d): %w", code.QualName, code.Filename, code.FirstLine, err)
	}
	for _, k := range code.Consts {
		if c, ok := k.(*Code); ok {
			if err := Verify(c); err != nil {
				return err
			}
		}
	}
	return nil
}

type verifier struct {
	code   *Code
	starts []bool // an instruction begins at this word
	leader []bool // a jump or handler leads to this word
	states map[int]regSet
	work   []int
}

// operand kinds of each opcode, split once.
var operandKinds = sync.OnceValue(func() *[256][]string {
	t := new([256][]string)
	for i, row := range Table {
		t[i] = strings.Fields(row.Operands)
	}
	return t
})

// RegRange is some consecutive registers.
type RegRange struct{ First, N int }

// Effects lists what the instruction w reads and writes, and the window of the
// call that it makes (-1: none).
func Effects(w uint64) (reads, writes []RegRange, window int) {
	op, d := OpOf(w), int(D(w))
	abc := [3]int{int(A(w)), int(B(w)), int(C(w))}
	window = -1
	kinds := operandKinds()[op]
	for i, x := range abc {
		if i+1 >= len(kinds) {
			break
		}
		switch kinds[i+1] {
		case "r":
			reads = append(reads, RegRange{x, 1})
		case "w":
			writes = append(writes, RegRange{x, 1})
		case "m":
			n := 1
			if op == FOR_ITER {
				n = 3
			}
			if op != MAKE_CELL {
				reads = append(reads, RegRange{x, n})
			}
			if op != FOR_ITER {
				writes = append(writes, RegRange{x, n})
			}
		case "o":
			if x != NoReg {
				reads = append(reads, RegRange{x, 1})
			}
		case "R":
			reads = append(reads, RegRange{x, readCount(op, d, abc[2])})
		case "W":
			writes = append(writes, RegRange{x, writeCount(op, d, abc)})
		case "c":
			if i == 0 {
				writes = append(writes, RegRange{x, 1}, RegRange{x + ArgBase, 1})
				break
			}
			window = x
			reads = append(reads, RegRange{x, 1}, RegRange{x + ArgBase, windowArgs(op, d, abc[2])})
		}
	}
	if op == LOAD_SUPER && d&MethodForm != 0 {
		writes = append(writes, RegRange{abc[0] + ArgBase, 1})
	}
	if op == CHECK || op == CHECK_DEL {
		reads = nil
	}
	return reads, writes, window
}

func readCount(op Op, d, c int) int {
	switch op {
	case GETSLICE, SETSLICE, BUILD_INTERPOLATION:
		return 2
	case LOAD_SUPER:
		return 3
	case MAKE_FUNCTION:
		return bits.OnesCount8(uint8(d))
	case BUILD_MAP:
		return 2 * c
	}
	return c
}

func writeCount(op Op, d int, abc [3]int) int {
	switch op {
	case COPY_FREE:
		return abc[1]
	case FOR_PREP:
		return 3
	case CHECK_EG_MATCH:
		return 2
	case UNPACK_EX:
		return abc[2] + 1 + d
	}
	return abc[2]
}

func windowArgs(op Op, d, c int) int {
	switch op {
	case CALL_METHOD:
		return c + 1
	case CALL_KW:
		if d&MethodForm != 0 {
			return c + 1
		}
	case CALL_EX:
		return 2
	case WITH_EXCEPT:
		return 1
	}
	return c
}

func (v *verifier) structure() error {
	c := v.code
	n := len(c.Words)
	v.starts = make([]bool, n+1)
	v.leader = make([]bool, n+1)
	if c.NLocals > c.NRegs || c.NRegs >= NoReg {
		return fmt.Errorf("%d registers, %d locals", c.NRegs, c.NLocals)
	}
	last := -1
	for pc := 0; pc < n; {
		op := OpOf(c.Words[pc])
		if int(op) >= len(Table) {
			return fmt.Errorf("word %d: no opcode %d", pc, op)
		}
		v.starts[pc] = true
		last = pc
		if pc+op.Size() > n {
			return fmt.Errorf("word %d: %s is cut off", pc, op.Name())
		}
		if err := v.instruction(pc, op); err != nil {
			return fmt.Errorf("word %d: %s: %w", pc, op.Name(), err)
		}
		pc += op.Size()
	}
	if last < 0 || !OpOf(c.Words[last]).Has(Ends) || OpOf(c.Words[last]) == RETURN_GENERATOR {
		return fmt.Errorf("control falls off the end")
	}
	for pc := 0; pc < n; pc++ {
		if !v.starts[pc] {
			continue
		}
		if to, ok := JumpTarget(c.Words, pc); ok {
			if to < 0 || to >= n || !v.starts[to] {
				return fmt.Errorf("word %d: jump to %d, which is no instruction", pc, to)
			}
			v.leader[to] = true
		}
	}
	return v.checkTables()
}

func (v *verifier) instruction(pc int, op Op) error {
	c := v.code
	for i, x := range Table[op].Extra {
		w := c.Words[pc+1+i]
		switch {
		case x == 'K' && w >= uint64(len(c.Consts)):
			return fmt.Errorf("no constant %d", w)
		case x == 'N' && w >= uint64(len(c.Names)):
			return fmt.Errorf("no name %d", w)
		case x == 'I' && w != 0:
			return fmt.Errorf("inline cache is not empty")
		}
	}
	reads, writes, window := Effects(c.Words[pc])
	for _, list := range [2][]RegRange{reads, writes} {
		for _, r := range list {
			if r.N > 0 && r.First+r.N > c.NRegs {
				return fmt.Errorf("r%d is out of range", r.First+r.N-1)
			}
		}
	}
	if window >= 0 && window+ArgBase > c.NRegs {
		return fmt.Errorf("window r%d is out of range", window)
	}
	return nil
}

func (v *verifier) checkTables() error {
	c := v.code
	n := len(c.Words)
	end := 0
	for _, h := range c.Handlers {
		if h.Start < end || h.End <= h.Start || h.End > n || !v.starts[h.Start] || h.End < n && !v.starts[h.End] {
			return fmt.Errorf("handler %d-%d is not in order", h.Start, h.End)
		}
		if h.Target < 0 || h.Target >= n || !v.starts[h.Target] || int(h.Reg) >= c.NRegs {
			return fmt.Errorf("handler %d-%d: bad target %d or register %d", h.Start, h.End, h.Target, h.Reg)
		}
		end = h.End
		v.leader[h.Target] = true
	}
	word := -1
	for _, p := range c.Positions() {
		if p.Word <= word || p.Word >= n || !v.starts[p.Word] {
			return fmt.Errorf("position of word %d is not in order", p.Word)
		}
		word = p.Word
	}
	for _, list := range [][]uint16{c.VarRegs, c.CellRegs, c.FreeRegs} {
		for _, r := range list {
			if int(r) >= c.NLocals {
				return fmt.Errorf("variable in r%d, behind the %d locals", r, c.NLocals)
			}
		}
	}
	for _, v := range c.CompVars {
		if int(v.Reg) >= c.NLocals || v.Start >= v.End || v.End > n {
			return fmt.Errorf("comprehension variable %s: bad register %d or words %d-%d", v.Name, v.Reg, v.Start, v.End)
		}
	}
	return nil
}

// regSet is a set of registers.
type regSet []uint64

func (s regSet) has(r int) bool { return s[r>>6]>>(r&63)&1 != 0 }
func (s regSet) add(r int)      { s[r>>6] |= 1 << (r & 63) }
func (s regSet) remove(r int)   { s[r>>6] &^= 1 << (r & 63) }

// wipe removes the registers from r on.
func (s regSet) wipe(r int) {
	if r>>6 >= len(s) {
		return
	}
	s[r>>6] &= 1<<(r&63) - 1
	for i := r>>6 + 1; i < len(s); i++ {
		s[i] = 0
	}
}

// dataflow checks that all reads are of registers written on every way there.
func (v *verifier) dataflow() error {
	c := v.code
	entry := make(regSet, c.NRegs>>6+1)
	params := c.ArgCount + c.KwOnly
	for _, f := range []CodeFlags{VarArgs, VarKeywords} {
		if c.Flags&f != 0 {
			params++
		}
	}
	if c.Flags&Optimized == 0 {
		params = 1
	}
	for r := 0; r < params && r < c.NRegs; r++ {
		entry.add(r)
	}
	v.states = map[int]regSet{}
	v.flow(0, entry)
	for len(v.work) > 0 {
		pc := v.work[len(v.work)-1]
		v.work = v.work[:len(v.work)-1]
		if err := v.block(pc); err != nil {
			return err
		}
	}
	return nil
}

// flow joins state s into the one at the leader pc.
func (v *verifier) flow(pc int, s regSet) {
	old, ok := v.states[pc]
	if !ok {
		v.states[pc] = append(regSet(nil), s...)
		v.work = append(v.work, pc)
		return
	}
	changed := false
	for i := range old {
		if old[i]&^s[i] != 0 {
			old[i] &= s[i]
			changed = true
		}
	}
	if changed {
		v.work = append(v.work, pc)
	}
}

func (v *verifier) block(pc int) error {
	c := v.code
	s := append(regSet(nil), v.states[pc]...)
	for first := true; ; first = false {
		if v.leader[pc] && !first {
			v.flow(pc, s)
			return nil
		}
		w := c.Words[pc]
		op := OpOf(w)
		reads, writes, window := Effects(w)
		for _, r := range reads {
			for i := r.First; i < r.First+r.N; i++ {
				if !s.has(i) {
					return fmt.Errorf("word %d: %s reads r%d, which may not have been written", pc, op.Name(), i)
				}
			}
		}
		before := s
		if window >= 0 {
			before = append(regSet(nil), s...)
			before.wipe(window + 1)
			s.wipe(window + 1)
		}
		if op.Has(Raises) {
			if h, ok := c.HandlerAt(pc); ok {
				had := before.has(int(h.Reg))
				before.add(int(h.Reg))
				v.flow(h.Target, before)
				if !had {
					before.remove(int(h.Reg))
				}
			}
		}
		v.write(op, w, writes, s)
		if to, ok := JumpTarget(c.Words, pc); ok {
			if op == FOR_ITER {
				out := append(regSet(nil), s...)
				out.add(int(B(w)))
				v.flow(to, out)
			} else {
				v.flow(to, s)
			}
		}
		if op.Has(Ends) && op != RETURN_GENERATOR {
			return nil
		}
		pc += op.Size()
	}
}

// write enters what the instruction writes. A variable that is set to Null
// counts as not written: only CHECK may look at it.
func (v *verifier) write(op Op, w uint64, writes []RegRange, s regSet) {
	a := int(A(w))
	switch {
	case op == CHECK:
		s.add(a)
		return
	case op == CHECK_DEL, op == LOADV && Imm32(w) == 0 && a < v.code.NLocals:
		s.remove(a)
		return
	case op == FOR_ITER:
		return
	}
	for _, r := range writes {
		for i := r.First; i < r.First+r.N; i++ {
			s.add(i)
		}
	}
}
