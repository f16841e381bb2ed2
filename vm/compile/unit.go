package compile

import (
	"sort"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// position is the source range of an instruction; the zero value says that
// the instruction has none.
type position struct{ line, endLine, col, endCol int32 }

func at(n syntax.Node) position {
	p := n.Position()
	return position{p.Lineno, p.EndLineno, p.ColOffset, p.EndColOffset}
}

var nowherePos position

// label is a jump target: an index into unit.labels.
type label int32

const noLabel label = -1

// instr is an instruction before assembly.
type instr struct {
	op      bytecode.Op
	d       uint8
	removed bool // by a pass; its successors take its place
	a, b, c uint16
	imm     int32 // B and C where they are one operand
	k, n    int32 // indexes of a constant and a name, if the row wants them
	target  label // of jumps
	handler int32 // index into unit.handlers of the innermost one, or -1
	pos     position
}

// handler is a region's exception target.
type handler struct {
	target label
	reg    uint16
	outer  int32 // index of the handler around it, or -1
}

// unit is one code object being made. Temporaries are a stack: unit.tmp is the
// first free register, and whoever raises it puts it back.
type unit struct {
	c     *compiler
	outer *unit
	scope *scope
	code  *bytecode.Code

	private string   // class for mangling
	comps   []*scope // inlined comprehensions around the current place
	inlined []compRun

	ins      []instr
	labels   []int32 // instruction index, -1 until bound
	handlers []handler
	handler  int32 // of the code being emitted, or -1
	blocks   []block
	dead     bool // the current place cannot be reached

	tmp, max int

	names     map[string]int32
	consts    map[any]int32
	annots    []deferredAnnotation
	static    map[string]struct{} // class: attributes that methods store in self
	condDepth int                 // nesting of blocks that may not run
}

// compRun says which instructions an inlined comprehension became.
type compRun struct {
	scope    *scope
	from, to int32
}

// newUnit begins the code object of scope s.
func (c *compiler) newUnit(s *scope, name string, firstLine int32, private string) *unit {
	u := &unit{c: c, outer: c.unit, scope: s, private: private, handler: -1}
	u.code = &bytecode.Code{Name: name, Filename: c.filename, FirstLine: int(firstLine), Body: &bytecode.Body{}}
	u.code.QualName = u.qualName(name)
	if s.functionLike() {
		u.code.Flags |= bytecode.Optimized | bytecode.NewLocals
		if s.nested {
			u.code.Flags |= bytecode.Nested
		}
	}
	u.code.Flags |= c.futures
	if n := len(c.spare); n > 0 {
		u.ins, c.spare = c.spare[n-1], c.spare[:n-1]
	}
	u.layOut()
	c.unit = u
	return u
}

// qualName is the dotted path of the definition that begins.
func (u *unit) qualName(name string) string {
	full := name
	if u.scope.funcName != "" {
		full = u.scope.funcName + "." + name
	}
	o := u.outer
	if o == nil || o.outer == nil {
		return full
	}
	if o.scope.kind == typeParamsScope {
		o = o.outer
		if o.outer == nil {
			return full
		}
	}
	k := u.scope.kind
	if k == classScope || k == functionScope && u.scope.comp == noComp && name != "<lambda>" {
		if sym := o.scope.lookup(mangle(o.private, name)); sym != nil && sym.where == globalExplicit {
			return full
		}
	}
	base := o.code.QualName
	if o.scope.kind == functionScope && o.scope.comp == noComp {
		base += ".<locals>"
	}
	return base + "." + full
}

// layOut gives every variable its register: parameters, other variables, those
// of inlined comprehensions, cells, cells of free variables.
func (u *unit) layOut() {
	s, code := u.scope, u.code
	next := 0
	take := func() int { next++; return next - 1 }
	if !s.functionLike() {
		next = 1 // the namespace
	}
	var pool map[string][]int // registers by name, for inlined comprehensions
	for _, c := range s.children {
		if c.inlined {
			pool = make(map[string][]int)
		}
	}
	for _, name := range s.params {
		sym := s.lookup(name)
		u.variable(sym, take(), pool)
		if sym.where == cell {
			u.cellVar(name, sym.reg)
		}
	}
	var cells, frees []*symbol
	for _, sym := range s.syms {
		switch {
		case sym.where == free || sym.flags&freeInClass != 0:
			frees = append(frees, sym)
		case sym.flags&defParam != 0:
		case sym.where == local && s.functionLike():
			u.variable(sym, take(), pool)
		case sym.where == cell:
			cells = append(cells, sym)
		}
	}
	for _, c := range s.children {
		if c.inlined {
			u.layOutComp(c, []*scope{s}, pool, take)
		}
	}
	sort.Slice(cells, func(i, j int) bool { return cells[i].name < cells[j].name })
	for _, sym := range cells {
		sym.reg = take()
		u.cellVar(sym.name, sym.reg)
	}
	u.classCells(take)
	sort.Slice(frees, func(i, j int) bool { return frees[i].name < frees[j].name })
	for _, sym := range frees {
		u.freeVar(sym, take())
	}
	code.NLocals = next
	u.tmp, u.max = next, next
}

// variable gives a parameter or local variable its register.
func (u *unit) variable(sym *symbol, reg int, pool map[string][]int) {
	sym.reg = reg
	u.code.VarNames = append(u.code.VarNames, sym.name)
	u.code.VarRegs = append(u.code.VarRegs, uint16(reg))
	if pool != nil {
		pool[sym.name] = append(pool[sym.name], reg)
	}
}

func (u *unit) cellVar(name string, reg int) {
	u.code.CellVars = append(u.code.CellVars, name)
	u.code.CellRegs = append(u.code.CellRegs, uint16(reg))
}

func (u *unit) freeVar(sym *symbol, reg int) {
	if sym.where == free {
		sym.reg = reg
	}
	sym.freeReg = reg
	u.code.FreeVars = append(u.code.FreeVars, sym.name)
	u.code.FreeRegs = append(u.code.FreeRegs, uint16(reg))
}

// classCells makes room for the cells that only class bodies have.
func (u *unit) classCells(take func() int) {
	s := u.scope
	if s.kind != classScope {
		return
	}
	add := func(name string, on bool) {
		if !on {
			return
		}
		sym := s.lookup(name)
		if sym == nil {
			sym = s.addSymbol(name)
		}
		sym.freeReg = take()
		u.cellVar(name, sym.freeReg)
	}
	add("__class__", s.needsClass)
	add("__classdict__", s.needsClassDict)
	add("__conditional_annotations__", s.condAnnot)
}

// layOutComp gives the variables of an inlined comprehension registers. Those
// of comprehensions one after the other share, those of the blocks around them
// (above) with the same name must stay as they are.
func (u *unit) layOutComp(c *scope, above []*scope, pool map[string][]int, take func() int) {
	for _, sym := range c.syms {
		if sym.name == ".0" || sym.where != local && sym.where != cell {
			continue
		}
		k := 0
		for _, o := range above {
			if os := o.lookup(sym.name); os != nil && os.reg >= 0 && (os.where == local || os.where == cell) {
				k++
			}
		}
		if o := above[0].lookup(sym.name); o != nil && o.where == cell && o.flags&defParam == 0 {
			k = 1 + k // its register is not in the pool
		}
		for len(pool[sym.name]) <= k {
			pool[sym.name] = append(pool[sym.name], -1)
		}
		r := pool[sym.name][k]
		if r < 0 {
			r = take()
			pool[sym.name][k] = r
			if k == 0 && sym.where == local {
				u.code.VarNames = append(u.code.VarNames, sym.name)
				u.code.VarRegs = append(u.code.VarRegs, uint16(r))
			}
		}
		sym.reg = r
	}
	above = append(above[:len(above):len(above)], c)
	for _, inner := range c.children {
		if inner.inlined {
			u.layOutComp(inner, above, pool, take)
		}
	}
}

// prologue emits what comes before the first statement.
func (u *unit) prologue(firstLine int32) {
	pos := position{firstLine, firstLine, 0, 0}
	if n := len(u.code.FreeRegs); n > 0 {
		u.emit(bytecode.COPY_FREE, 0, int(u.code.FreeRegs[0]), n, 0, nowherePos)
	}
	for _, r := range u.code.CellRegs {
		u.emit(bytecode.MAKE_CELL, 0, int(r), 0, 0, nowherePos)
	}
	if u.code.Flags&(bytecode.Generator|bytecode.Coroutine|bytecode.AsyncGenerator) != 0 {
		u.emit(bytecode.RETURN_GENERATOR, 0, 0, 0, 0, pos)
		u.dead = false
	}
}

// Registers.

func (u *unit) temp() int { return u.temps(1) }

// temps takes n consecutive registers and returns the first.
func (u *unit) temps(n int) int {
	r := u.tmp
	u.tmp += n
	if u.tmp > u.max {
		u.max = u.tmp
		if u.max >= maxRegs {
			pos := syntax.Pos{Lineno: int32(u.code.FirstLine), EndLineno: int32(u.code.FirstLine)}
			panic(syntaxError(u.c.filename, &pos, "too many variables or nested expressions in '%s'", u.code.Name))
		}
	}
	return r
}

// maxRegs keeps register numbers clear of NoReg.
const maxRegs = 65000

// isTemp says whether r may hold an intermediate result: nothing but the code
// being emitted sees it.
func (u *unit) isTemp(r int) bool { return r >= u.code.NLocals }

// Emission.

// emit appends an instruction whose operands are registers or small numbers.
func (u *unit) emit(op bytecode.Op, d uint8, a, b, c int, pos position) *instr {
	return u.add(instr{op: op, d: d, a: uint16(a), b: uint16(b), c: uint16(c), pos: pos})
}

var discarded instr

func (u *unit) add(in instr) *instr {
	if u.dead {
		discarded = in
		return &discarded
	}
	in.handler = u.handler
	if op := in.op; op.JumpForm() == bytecode.NoJump {
		in.target = noLabel
	}
	if in.op.Has(bytecode.Ends) {
		u.dead = true
	}
	u.ins = append(u.ins, in)
	return &u.ins[len(u.ins)-1]
}

// emitK, emitN: with a constant or a name as the extra word.
func (u *unit) emitK(op bytecode.Op, d uint8, a, b, c int, k any, pos position) {
	u.add(instr{op: op, d: d, a: uint16(a), b: uint16(b), c: uint16(c), k: u.constant(k), pos: pos})
}

func (u *unit) emitN(op bytecode.Op, d uint8, a, b, c int, name string, pos position) {
	u.add(instr{op: op, d: d, a: uint16(a), b: uint16(b), c: uint16(c), n: u.name(name), pos: pos})
}

// emitJ: with a jump.
func (u *unit) emitJ(op bytecode.Op, d uint8, a, b int, to label, pos position) {
	u.add(instr{op: op, d: d, a: uint16(a), b: uint16(b), target: to, pos: pos})
}

func (u *unit) jump(to label, pos position) { u.emitJ(bytecode.JUMP, 0, 0, 0, to, pos) }

func (u *unit) move(dst, src int, pos position) {
	if dst != src {
		u.emit(bytecode.MOVE, 0, dst, src, 0, pos)
	}
}

// The numbers of gc's constants, as LOADV has them.
const (
	valueNull     = 0
	valueNone     = 2
	valueFalse    = 4
	valueTrue     = 5
	valueEllipsis = 6
)

func (u *unit) loadV(dst int, v int32, pos position) {
	u.add(instr{op: bytecode.LOADV, a: uint16(dst), imm: v, pos: pos})
}

func (u *unit) loadInt(dst int, v int32, pos position) {
	u.add(instr{op: bytecode.LOADI, a: uint16(dst), imm: v, pos: pos})
}

// load puts a constant into dst.
func (u *unit) load(dst int, k any, pos position) {
	switch v := k.(type) {
	case nil:
		u.loadV(dst, valueNone, pos)
	case bool:
		if v {
			u.loadV(dst, valueTrue, pos)
		} else {
			u.loadV(dst, valueFalse, pos)
		}
	case bytecode.EllipsisType:
		u.loadV(dst, valueEllipsis, pos)
	case int64:
		if v == int64(int32(v)) {
			u.loadInt(dst, int32(v), pos)
			return
		}
		u.emitK(bytecode.LOADK, 0, dst, 0, 0, k, pos)
	default:
		u.emitK(bytecode.LOADK, 0, dst, 0, 0, k, pos)
	}
}

func (u *unit) newLabel() label {
	u.labels = append(u.labels, -1)
	return label(len(u.labels) - 1)
}

// bind puts a label at the current place.
func (u *unit) bind(l label) {
	u.labels[l] = int32(len(u.ins))
	u.dead = false
}

// protect makes a handler around the code that follows, until unprotect.
func (u *unit) protect(target label, reg int) {
	u.handlers = append(u.handlers, handler{target, uint16(reg), u.handler})
	u.handler = int32(len(u.handlers) - 1)
}

func (u *unit) unprotect() { u.handler = u.handlers[u.handler].outer }

func (u *unit) name(s string) int32 {
	if i, ok := u.names[s]; ok {
		return i
	}
	if u.names == nil {
		u.names = make(map[string]int32)
	}
	i := int32(len(u.code.Names))
	u.names[s] = i
	u.code.Names = append(u.code.Names, s)
	return i
}
