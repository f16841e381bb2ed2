package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// The three ways to evaluate an expression: expr leaves the value wherever it
// is cheapest (a local variable stays in its own register), exprTemp puts it
// into a new temporary on top of the stack, exprInto into a given register.
//
// Main invariant: exprInto writes dst only as its last action unless dst is a
// temporary, because an exception on the way must leave a variable as it was.

func (u *unit) expr(e syntax.Expr) int {
	switch e := e.(type) {
	case *syntax.Name:
		if e.Id == "__debug__" {
			break
		}
		r := u.resolve(e.Id)
		if r.kind == refFast {
			u.check(r, at(e))
			return r.reg
		}
		t := u.temp()
		u.loadRef(r, t, at(e))
		return t
	case *syntax.NamedExpr:
		return u.namedExpr(e)
	}
	return u.exprTemp(e)
}

func (u *unit) exprTemp(e syntax.Expr) int {
	t := u.temp()
	u.exprInto(e, t)
	return t
}

// exprHint is expr, but uses the register hint for what would go into a
// temporary if hint is one.
func (u *unit) exprHint(e syntax.Expr, hint int) int {
	if n, ok := e.(*syntax.Name); ok && n.Id != "__debug__" {
		r := u.resolve(n.Id)
		if r.kind == refFast {
			u.check(r, at(e))
			return r.reg
		}
	}
	if hint < 0 || !u.isTemp(hint) {
		return u.expr(e)
	}
	u.exprInto(e, hint)
	return hint
}

// operand is exprHint for a value that is used after the expressions in later
// have been evaluated, which may assign to a variable.
func (u *unit) operand(e syntax.Expr, hint int, later ...syntax.Expr) int {
	if !u.reassigned(e, later) {
		return u.exprHint(e, hint)
	}
	if hint >= 0 && u.isTemp(hint) {
		u.exprInto(e, hint)
		return hint
	}
	return u.exprTemp(e)
}

func (u *unit) reassigned(e syntax.Expr, later []syntax.Expr) bool {
	var id string
	switch e := e.(type) {
	case *syntax.Name:
		id = e.Id
	case *syntax.NamedExpr:
		id = e.Target.Id
	default:
		return false
	}
	r := u.resolve(id)
	if r.kind != refFast || !r.sym.walrus {
		return false
	}
	for _, l := range later {
		switch l.(type) {
		case nil, *syntax.Name, *syntax.Constant:
		default:
			return true
		}
	}
	return false
}

func (u *unit) namedExpr(e *syntax.NamedExpr) int {
	r := u.resolve(e.Target.Id)
	if r.kind == refFast {
		u.exprInto(e.Value, r.reg)
		return r.reg
	}
	t := u.exprTemp(e.Value)
	u.storeRef(r, t, at(e.Target))
	return t
}

// exprInto evaluates e into dst.
func (u *unit) exprInto(e syntax.Expr, dst int) {
	if k, ok := u.fold(e); ok {
		u.load(dst, k, at(e))
		return
	}
	mark := u.tmp
	switch e := e.(type) {
	case *syntax.Name:
		u.loadRef(u.resolve(e.Id), dst, at(e))
	case *syntax.BinOp:
		u.binOp(e, dst)
	case *syntax.Call:
		u.call(e, dst)
	case *syntax.Attribute:
		u.attribute(e, dst)
	case *syntax.Subscript:
		u.subscript(e, dst)
	case *syntax.Compare:
		u.compare(e, dst)
	case *syntax.UnaryOp:
		u.unaryOp(e, dst)
	case *syntax.BoolOp:
		u.viaTemp(dst, at(e), func(t int) { u.boolOp(e, t) })
	case *syntax.IfExp:
		u.ifExp(e, dst)
	case *syntax.NamedExpr:
		u.move(dst, u.namedExpr(e), at(e))
	case *syntax.Tuple:
		u.display(bytecode.BUILD_TUPLE, e.Elts, dst, at(e))
	case *syntax.List:
		u.display(bytecode.BUILD_LIST, e.Elts, dst, at(e))
	case *syntax.Set:
		u.display(bytecode.BUILD_SET, e.Elts, dst, at(e))
	case *syntax.Dict:
		u.dict(e, dst)
	default:
		u.exprIntoRest(e, dst)
	}
	u.tmp = mark
}

func (u *unit) exprIntoRest(e syntax.Expr, dst int) {
	switch e := e.(type) {
	case *syntax.JoinedStr:
		u.joinedStr(e, dst)
	case *syntax.FormattedValue:
		u.formattedValue(e, dst)
	case *syntax.TemplateStr:
		u.template(e, dst)
	case *syntax.Interpolation:
		u.interpolation(e, dst)
	case *syntax.Lambda:
		u.lambda(e, dst)
	case *syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp:
		u.comprehension(e, dst)
	case *syntax.Yield:
		u.yield(e, dst)
	case *syntax.YieldFrom:
		u.yieldFrom(e, dst)
	case *syntax.Await:
		u.await(e, dst)
	case *syntax.Slice:
		u.slice(e, dst)
	case *syntax.Starred:
		if e.Ctx == syntax.Store {
			u.c.fail(e, "starred assignment target must be in a list or tuple")
		}
		u.c.fail(e, "can't use starred expression here")
	default:
		u.c.fail(e, "expression of unknown kind %T", e)
	}
}

// viaTemp runs f with a register that may be written several times, and moves
// the result to dst.
func (u *unit) viaTemp(dst int, pos position, f func(t int)) {
	if u.isTemp(dst) {
		f(dst)
		return
	}
	t := u.temp()
	f(t)
	u.move(dst, t, pos)
}

// effect evaluates e and throws the value away.
func (u *unit) effect(e syntax.Expr) {
	mark := u.tmp
	switch e := e.(type) {
	case *syntax.BoolOp:
		end := u.newLabel()
		for _, v := range e.Values[:len(e.Values)-1] {
			u.cond(v, e.Op == syntax.Or, end)
		}
		u.effect(e.Values[len(e.Values)-1])
		u.bind(end)
	case *syntax.IfExp:
		orelse, end := u.newLabel(), u.newLabel()
		u.cond(e.Test, false, orelse)
		u.effect(e.Body)
		u.jump(end, nowherePos)
		u.bind(orelse)
		u.effect(e.Orelse)
		u.bind(end)
	default:
		u.expr(e)
	}
	u.tmp = mark
}

var binOps = [...]bytecode.Op{
	syntax.Add: bytecode.ADD, syntax.Sub: bytecode.SUB, syntax.Mult: bytecode.MUL, syntax.MatMult: bytecode.MATMUL,
	syntax.Div: bytecode.TRUEDIV, syntax.Modulo: bytecode.MOD, syntax.Pow: bytecode.POW, syntax.LShift: bytecode.LSHIFT,
	syntax.RShift: bytecode.RSHIFT, syntax.BitOr: bytecode.OR, syntax.BitXor: bytecode.XOR, syntax.BitAnd: bytecode.AND,
	syntax.FloorDiv: bytecode.FLOORDIV,
}

// immediateOps maps operators to their forms with a small int on the right.
var immediateOps = map[syntax.Operator]bytecode.Op{
	syntax.Add: bytecode.ADDI, syntax.Sub: bytecode.SUBI, syntax.Mult: bytecode.MULI, syntax.FloorDiv: bytecode.FLOORDIVI,
	syntax.Modulo: bytecode.MODI, syntax.LShift: bytecode.LSHIFTI, syntax.RShift: bytecode.RSHIFTI, syntax.BitAnd: bytecode.ANDI,
}

func (u *unit) binOp(e *syntax.BinOp, dst int) {
	if e.Op == syntax.Modulo && u.percentFormat(e, dst) {
		return
	}
	l := u.operand(e.Left, dst, e.Right)
	u.binary(e.Op, 0, dst, l, e.Right, at(e))
}

// binary emits R[dst] = R[l] op right.
func (u *unit) binary(op syntax.Operator, d uint8, dst, l int, right syntax.Expr, pos position) {
	if imm, ok := u.smallInt(right); ok {
		if op, ok := immediateOps[op]; ok {
			u.emit(op, d, dst, l, imm, pos)
			return
		}
	}
	r := u.expr(right)
	u.emit(binOps[op], d, dst, l, r, pos)
}

// smallInt returns the value of e as an operand word if it is an int constant
// that fits into 16 bits.
func (u *unit) smallInt(e syntax.Expr) (int, bool) {
	switch e.(type) {
	case *syntax.Constant, *syntax.UnaryOp, *syntax.BinOp:
	default:
		return 0, false
	}
	k, ok := u.fold(e)
	if !ok {
		return 0, false
	}
	i, ok := k.(int64)
	if !ok || i != int64(int16(i)) {
		return 0, false
	}
	return int(uint16(i)), true
}

func (u *unit) unaryOp(e *syntax.UnaryOp, dst int) {
	if c, ok := e.Operand.(*syntax.Compare); ok && e.Op == syntax.Not && len(c.Ops) == 1 {
		u.viaTemp(dst, at(e), func(t int) {
			u.compareAt(c, t, at(e))
			u.emit(bytecode.NOT, 0, t, t, 0, at(e))
		})
		return
	}
	r := u.exprHint(e.Operand, dst)
	op := [...]bytecode.Op{syntax.Invert: bytecode.INVERT, syntax.Not: bytecode.NOT, syntax.UAdd: bytecode.POS, syntax.USub: bytecode.NEG}[e.Op]
	u.emit(op, 0, dst, r, 0, at(e))
}

func (u *unit) boolOp(e *syntax.BoolOp, dst int) {
	end := u.newLabel()
	op := bytecode.JFALSE
	if e.Op == syntax.Or {
		op = bytecode.JTRUE
	}
	last := len(e.Values) - 1
	for _, v := range e.Values[:last] {
		u.exprInto(v, dst)
		u.emitJ(op, 0, dst, 0, end, at(e))
	}
	u.exprInto(e.Values[last], dst)
	u.bind(end)
}

func (u *unit) ifExp(e *syntax.IfExp, dst int) {
	orelse, end := u.newLabel(), u.newLabel()
	u.cond(e.Test, false, orelse)
	u.exprInto(e.Body, dst)
	u.jump(end, nowherePos)
	u.bind(orelse)
	u.exprInto(e.Orelse, dst)
	u.bind(end)
}

// attrPos is the place of an attribute access: in a chain over several lines
// it begins at the attribute's name.
func attrPos(pos position, a *syntax.Attribute) position {
	if pos.line != a.EndLineno {
		pos.line = a.EndLineno
		if n := int32(runeCount(a.Attr)); n <= a.EndColOffset {
			pos.col = a.EndColOffset - n
		} else {
			pos.col, pos.endCol = -1, -1
		}
		pos.endLine = max(pos.endLine, pos.line)
	}
	return pos
}

func runeCount(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

func (u *unit) attribute(e *syntax.Attribute, dst int) {
	if c, ok := e.Value.(*syntax.Call); ok && u.superCall(c) {
		u.loadSuper(c, e, dst, 0, attrPos(at(e), e))
		return
	}
	r := u.exprHint(e.Value, dst)
	u.emitN(bytecode.LOAD_ATTR, 0, dst, r, 0, mangle(u.private, e.Attr), attrPos(at(e), e))
}

func (u *unit) subscript(e *syntax.Subscript, dst int) {
	u.checkSubscripter(e.Value)
	u.checkIndex(e.Value, e.Slice)
	pos := at(e)
	if s, ok := e.Slice.(*syntax.Slice); ok && s.Step == nil {
		r := u.operand(e.Value, dst, s.Lower, s.Upper)
		c := u.sliceBounds(s)
		u.emit(bytecode.GETSLICE, 0, dst, r, c, pos)
		return
	}
	r := u.operand(e.Value, dst, e.Slice)
	if imm, ok := u.smallInt(e.Slice); ok {
		u.emit(bytecode.GETITEMI, 0, dst, r, imm, pos)
		return
	}
	i := u.expr(e.Slice)
	u.emit(bytecode.GETITEM, 0, dst, r, i, pos)
}

// sliceBounds evaluates the two bounds into consecutive temporaries.
func (u *unit) sliceBounds(s *syntax.Slice) int {
	c := u.temps(2)
	for i, e := range []syntax.Expr{s.Lower, s.Upper} {
		if e == nil {
			u.loadV(c+i, valueNone, at(s))
		} else {
			u.exprInto(e, c+i)
		}
	}
	return c
}

func (u *unit) slice(s *syntax.Slice, dst int) {
	c := u.sliceBounds(s)
	n := 2
	if s.Step != nil {
		n = 3
		u.exprTemp(s.Step)
	}
	u.emit(bytecode.BUILD_SLICE, 0, dst, c, n, at(s))
}
