//go:build linux && amd64

package amd64

import (
	"errors"
	"fmt"
	"sync"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"github.com/twitchyliquid64/golang-asm/objabi"
)

// reg is a register by number: 0…15 general in machine order, 16…31 SSE.
type reg int8

const (
	ax reg = iota
	cx
	dx
	bx
	sp
	bp
	si
	di
	r8
	r9
	r10
	r11
	r12
	r13
	r14
	r15
	x0
	x15     = x0 + 15
	numRegs = 32
	noReg   = reg(-1)
)

// Registers with a fixed meaning in machine code.
const (
	threadReg  = bp  // the per-thread structure
	baseReg    = r12 // the root frame's base
	contextReg = r13 // Context plus contextBias
	scratch    = r15 // free for every instruction; holds the number at a stop
	fscratch   = x15 // likewise; zero in Go
)

// contextBias puts the front of the context within reach of one-byte offsets.
const contextBias = 128

// obj's name of a register.
func (r reg) name() int16 {
	if r >= x0 {
		return x86.REG_X0 + int16(r-x0)
	}
	return x86.REG_AX + int16(r)
}

func (r reg) isFloat() bool { return r >= x0 }

// isSaved says whether dump saves a general register.
func (r reg) isSaved() bool { return r < r12 && r != sp && r != threadReg }

// operand is an instruction's operand.
type operand = obj.Addr

func (r reg) op() operand { return operand{Type: obj.TYPE_REG, Reg: r.name()} }

func imm(v int64) operand { return operand{Type: obj.TYPE_CONST, Offset: v} }

func mem(base reg, offset int32) operand {
	return operand{Type: obj.TYPE_MEM, Reg: base.name(), Offset: int64(offset)}
}

// mem8 is the word at base + 8*index + offset.
func mem8(base, index reg, offset int32) operand {
	return operand{Type: obj.TYPE_MEM, Reg: base.name(), Index: index.name(), Scale: 8, Offset: int64(offset)}
}

func mem1(base, index reg) operand {
	return operand{Type: obj.TYPE_MEM, Reg: base.name(), Index: index.name(), Scale: 1}
}

func isReg(o operand) bool { return o.Type == obj.TYPE_REG }
func isImm(o operand) bool { return o.Type == obj.TYPE_CONST }

// label is a place in the code; bind puts it there.
type label = *obj.Prog

// destination is where a jump of four bytes' distance goes: a label, a stub of the
// trace by its number plus 1, or an address; nothing means the trace's entry.
type destination struct {
	label   label
	stub    int
	address uintptr
}

// fixup is such a distance, which is known when the code lies in the cache.
type fixup struct {
	at *obj.Prog // the ALONG
	to destination
}

const slabSize = 256

// assembler collects the instructions of one trace. It is used again for the
// next one: what reset does not clear is overwritten.
//
// Main invariant: a label that is a branch's target is bound exactly once
// before assemble; assemble checks it, because the library does not.
type assembler struct {
	memory
	link   *obj.Link
	slabs  [][]obj.Prog
	used   int
	first  *obj.Prog
	last   *obj.Prog
	sym    obj.LSym
	fn     obj.FuncInfo
	fixups []fixup
	bound  map[*obj.Prog]bool
	errs   []error
}

var (
	initOnce sync.Once
	pool     = sync.Pool{New: func() any { return newAssembler() }}
)

func newLink() *obj.Link {
	link := obj.Linknew(&x86.Linkamd64)
	link.Headtype = objabi.Hlinux
	link.IsAsm = true // no padding of jumps
	return link
}

func newAssembler() *assembler {
	initOnce.Do(func() {
		objabi.GOOS = "linux"
		x86.Linkamd64.Init(newLink())
	})
	a := &assembler{link: newLink(), bound: map[*obj.Prog]bool{}}
	a.link.DiagFunc = a.diag
	a.link.DiagFlush = func() {}
	return a
}

// diag notes that the library refuses an instruction; it goes on all the same.
func (a *assembler) diag(format string, args ...any) {
	a.link.Errors++
	a.errs = append(a.errs, fmt.Errorf(format, args...))
}

func takeAssembler() *assembler {
	a := pool.Get().(*assembler)
	a.used, a.first, a.last = 0, nil, nil
	a.fixups, a.errs = a.fixups[:0], a.errs[:0]
	clear(a.bound)
	a.link.Errors = 0
	return a
}

// prog returns a cleared instruction that is in no list yet.
func (a *assembler) prog(as obj.As) *obj.Prog {
	if a.used == len(a.slabs)*slabSize {
		a.slabs = append(a.slabs, make([]obj.Prog, slabSize))
	}
	p := &a.slabs[a.used/slabSize][a.used%slabSize]
	a.used++
	*p = obj.Prog{Ctxt: a.link, As: as}
	return p
}

func (a *assembler) append(p *obj.Prog) *obj.Prog {
	if a.last == nil {
		a.first = p
	} else {
		a.last.Link = p
	}
	a.last = p
	return p
}

// insert puts p behind an instruction that is already there.
func (a *assembler) insert(after, p *obj.Prog) {
	if p.Link = after.Link; p.Link == nil {
		a.last = p
	}
	after.Link = p
}

// emit emits an instruction with a source and a destination.
func (a *assembler) emit(as obj.As, from, to operand) {
	p := a.append(a.prog(as))
	p.From, p.To = from, to
}

// emit0 emits an instruction without operands.
func (a *assembler) emit0(as obj.As) { a.append(a.prog(as)) }

// emitFrom emits an instruction that only reads its one operand.
func (a *assembler) emitFrom(as obj.As, from operand) { a.append(a.prog(as)).From = from }

// emit1 emits an instruction that writes its one operand, or a jump.
func (a *assembler) emit1(as obj.As, to operand) { a.append(a.prog(as)).To = to }

// emit3 emits an instruction with an immediate, a source and a destination.
func (a *assembler) emit3(as obj.As, i int64, from, to operand) {
	p := a.append(a.prog(as))
	p.From, p.To = imm(i), to
	p.RestArgs = []obj.Addr{from}
}

func (a *assembler) label() label { return a.prog(obj.ANOP) }

func (a *assembler) bind(l label) {
	if a.bound[l] {
		a.errs = append(a.errs, errors.New("a label is bound twice"))
		return
	}
	a.bound[l] = true
	a.append(l)
}

func (a *assembler) jump(as obj.As, to label) {
	p := a.append(a.prog(as))
	p.To.Type = obj.TYPE_BRANCH
	p.To.SetTarget(to)
}

// farJump is the length of what jumpFar emits.
const farJump = 5

// jumpFar emits a jump of 5 bytes. Jumps to the cold part are emitted by their
// bytes: the library would assemble all once more for each that turns out to be
// far.
func (a *assembler) jumpFar(to destination) {
	a.append(a.prog(x86.ABYTE)).From = imm(0xe9)
	a.distance(to)
}

// jumpFarIf emits a conditional jump of 6 bytes.
func (a *assembler) jumpFarIf(k cond, to destination) {
	a.append(a.prog(x86.AWORD)).From = imm(0x800f | int64(codes[k])<<8)
	a.distance(to)
}

// addressFar loads an address into scratch: LEA R15, distance(RIP).
func (a *assembler) addressFar(to destination) {
	a.append(a.prog(x86.ABYTE)).From = imm(0x4c)
	a.append(a.prog(x86.AWORD)).From = imm(0x3d8d)
	a.distance(to)
}

func (a *assembler) distance(to destination) {
	p := a.append(a.prog(x86.ALONG))
	p.From = imm(0)
	a.fixups = append(a.fixups, fixup{p, to})
}

// assemble returns the machine code. It stays valid until the assembler is
// given back; the addresses of instructions are in their Pc.
func (a *assembler) assemble() ([]byte, error) {
	for _, f := range a.fixups {
		if f.to.label != nil && !a.bound[f.to.label] {
			a.errs = append(a.errs, errors.New("a label far away is not bound"))
		}
	}
	for p := a.first; p != nil; p = p.Link {
		if t := p.To.Target(); t != nil && !a.bound[t] {
			a.errs = append(a.errs, fmt.Errorf("%v: label is not bound", p.As))
		} else if t == nil && p.To.Type == obj.TYPE_BRANCH {
			a.errs = append(a.errs, fmt.Errorf("%v: no target", p.As))
		}
	}
	if len(a.errs) > 0 { // the library would end the process for some of them
		return nil, errors.Join(a.errs...)
	}
	a.fn = obj.FuncInfo{Text: a.first}
	a.sym = obj.LSym{Func: &a.fn} // with bytes in P nothing would be assembled
	x86.Linkamd64.Assemble(a.link, &a.sym, func() *obj.Prog { return a.prog(obj.ANOP) })
	if len(a.errs) > 0 {
		return nil, errors.Join(a.errs...)
	}
	return a.sym.P, nil
}

// free gives the assembler back.
func (a *assembler) free() { pool.Put(a) }
