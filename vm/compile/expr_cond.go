package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// cond jumps to the label to if the truth of e is sense, and else goes on.
func (u *unit) cond(e syntax.Expr, sense bool, to label) {
	mark := u.tmp
	defer func() { u.tmp = mark }()
	switch e := e.(type) {
	case *syntax.UnaryOp:
		if e.Op == syntax.Not {
			u.cond(e.Operand, !sense, to)
			return
		}
	case *syntax.BoolOp:
		u.condBool(e, sense, to)
		return
	case *syntax.Compare:
		u.condCompare(e, sense, to)
		return
	case *syntax.IfExp:
		orelse, end := u.newLabel(), u.newLabel()
		u.cond(e.Test, false, orelse)
		u.cond(e.Body, sense, to)
		u.jump(end, nowherePos)
		u.bind(orelse)
		u.cond(e.Orelse, sense, to)
		u.bind(end)
		return
	}
	if k, ok := u.fold(e); ok {
		if truth(k) == sense {
			u.jump(to, nowherePos)
		}
		return
	}
	r := u.expr(e)
	op := bytecode.JFALSE
	if sense {
		op = bytecode.JTRUE
	}
	u.emitJ(op, 0, r, 0, to, at(e))
}

func (u *unit) condBool(e *syntax.BoolOp, sense bool, to label) {
	last := len(e.Values) - 1
	decides := e.Op == syntax.Or // the truth that decides the whole
	if decides == sense {
		for _, v := range e.Values {
			u.cond(v, sense, to)
		}
		return
	}
	end := u.newLabel()
	for _, v := range e.Values[:last] {
		u.cond(v, decides, end)
	}
	u.cond(e.Values[last], sense, to)
	u.bind(end)
}

// constTest returns the truth of a test known at compile time.
func (u *unit) constTest(e syntax.Expr) (value, ok bool) {
	if n, isNot := e.(*syntax.UnaryOp); isNot && n.Op == syntax.Not {
		v, ok := u.constTest(n.Operand)
		return !v, ok
	}
	k, ok := u.fold(e)
	if !ok {
		return false, false
	}
	return truth(k), true
}

var compareOps = [...]bytecode.Op{
	syntax.Eq: bytecode.EQ, syntax.NotEq: bytecode.NE, syntax.Lt: bytecode.LT, syntax.LtE: bytecode.LE,
	syntax.Gt: bytecode.GT, syntax.GtE: bytecode.GE, syntax.Is: bytecode.IS, syntax.IsNot: bytecode.IS_NOT,
	syntax.In: bytecode.IN, syntax.NotIn: bytecode.NOT_IN,
}

var compareJumps = [...]bytecode.Op{
	syntax.Eq: bytecode.JEQ, syntax.NotEq: bytecode.JNE, syntax.Lt: bytecode.JLT, syntax.LtE: bytecode.JLE,
	syntax.Gt: bytecode.JGT, syntax.GtE: bytecode.JGE, syntax.Is: bytecode.JIS, syntax.IsNot: bytecode.JISNOT,
	syntax.In: bytecode.JIN, syntax.NotIn: bytecode.JNOTIN,
}

var compareImm = [...]bytecode.Op{
	syntax.Eq: bytecode.JEQI, syntax.NotEq: bytecode.JNEI, syntax.Lt: bytecode.JLTI, syntax.LtE: bytecode.JLEI,
	syntax.Gt: bytecode.JGTI, syntax.GtE: bytecode.JGEI,
}

// condCompare jumps if the chain e has the truth sense.
func (u *unit) condCompare(e *syntax.Compare, sense bool, to label) {
	u.checkCompare(e)
	pos := at(e)
	l := u.operand(e.Left, -1, e.Comparators...)
	last := len(e.Ops) - 1
	end := noLabel
	for i, op := range e.Ops {
		more := e.Comparators[i+1:]
		if i == last {
			u.compareJump(op, l, e.Comparators[i], sense, to, pos)
			break
		}
		r := u.operand(e.Comparators[i], -1, more...)
		if sense {
			if end == noLabel {
				end = u.newLabel()
			}
			u.compareRegs(op, l, r, false, end, pos)
		} else {
			u.compareRegs(op, l, r, false, to, pos)
		}
		l = r
	}
	if end != noLabel {
		u.bind(end)
	}
}

// compareJump jumps if (R[l] op right) == sense.
func (u *unit) compareJump(op syntax.CmpOperator, l int, right syntax.Expr, sense bool, to label, pos position) {
	if c, ok := right.(*syntax.Constant); ok && c.Value == nil && (op == syntax.Is || op == syntax.IsNot) {
		jop := bytecode.JNOTNONE
		if (op == syntax.Is) == sense {
			jop = bytecode.JNONE
		}
		u.emitJ(jop, 0, l, 0, to, pos)
		return
	}
	if op <= syntax.GtE {
		if imm, ok := u.smallInt(right); ok {
			d := uint8(0)
			if !sense {
				d = 1
			}
			u.emitJ(compareImm[op], d, l, imm, to, pos)
			return
		}
	}
	var r int
	if op == syntax.In || op == syntax.NotIn {
		r = u.container(right)
	} else {
		r = u.expr(right)
	}
	u.compareRegs(op, l, r, sense, to, pos)
}

func (u *unit) compareRegs(op syntax.CmpOperator, l, r int, sense bool, to label, pos position) {
	jop, d := compareJumps[op], uint8(0)
	if !sense {
		jop, d, _ = bytecode.Inverse(jop, 0)
	}
	u.emitJ(jop, d, l, r, to, pos)
}

// container evaluates the right side of in: a display of constants that
// nothing else can see is one constant.
func (u *unit) container(e syntax.Expr) int {
	var elts []syntax.Expr
	set := false
	switch e := e.(type) {
	case *syntax.List:
		elts = e.Elts
	case *syntax.Set:
		elts, set = e.Elts, true
	default:
		return u.expr(e)
	}
	items, ok := u.foldAll(elts)
	if !ok {
		return u.expr(e)
	}
	t := u.temp()
	if set {
		u.load(t, bytecode.FrozenSet(items), at(e))
	} else {
		u.load(t, items, at(e))
	}
	return t
}

// compare evaluates a chain to a value.
func (u *unit) compare(e *syntax.Compare, dst int) {
	if len(e.Ops) == 1 {
		u.compareAt(e, dst, at(e))
		return
	}
	u.viaTemp(dst, at(e), func(t int) { u.compareChain(e, t) })
}

// compareAt is a single comparison; pos is its place, or that of the not
// around it.
func (u *unit) compareAt(e *syntax.Compare, dst int, pos position) {
	u.checkCompare(e)
	l := u.operand(e.Left, dst, e.Comparators...)
	u.emit(compareOps[e.Ops[0]], 0, dst, l, u.comparand(e, 0), pos)
}

func (u *unit) comparand(e *syntax.Compare, i int) int {
	if op := e.Ops[i]; op == syntax.In || op == syntax.NotIn {
		return u.container(e.Comparators[i])
	}
	return u.operand(e.Comparators[i], -1, e.Comparators[i+1:]...)
}

func (u *unit) compareChain(e *syntax.Compare, dst int) {
	u.checkCompare(e)
	pos := at(e)
	end := u.newLabel()
	l := u.operand(e.Left, -1, e.Comparators...)
	for i, op := range e.Ops {
		last := i == len(e.Ops)-1
		var r int
		if last {
			r = u.comparand(e, i)
		} else {
			r = u.operand(e.Comparators[i], -1, e.Comparators[i+1:]...)
		}
		u.emit(compareOps[op], 0, dst, l, r, pos)
		if !last {
			u.emitJ(bytecode.JFALSE, 0, dst, 0, end, pos)
		}
		l = r
	}
	u.bind(end)
}
