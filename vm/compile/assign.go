package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

func (u *unit) assignStmt(s *syntax.Assign) {
	if len(s.Targets) == 1 {
		u.assign(s.Targets[0], s.Value)
		return
	}
	first, ok := u.fastTarget(s.Targets[0])
	if ok && distinctNames(s.Targets) {
		u.exprInto(s.Value, first.reg)
		for _, t := range s.Targets[1:] {
			u.store(t, first.reg)
		}
		return
	}
	v := u.exprTemp(s.Value)
	for _, t := range s.Targets {
		u.store(t, v)
	}
}

func distinctNames(targets []syntax.Expr) bool {
	for i, t := range targets {
		n, ok := t.(*syntax.Name)
		if !ok {
			return false
		}
		for _, o := range targets[:i] {
			if o.(*syntax.Name).Id == n.Id {
				return false
			}
		}
	}
	return true
}

// assign is "target = value".
func (u *unit) assign(target, value syntax.Expr) {
	mark := u.tmp
	defer func() { u.tmp = mark }()
	switch t := target.(type) {
	case *syntax.Name:
		r := u.resolve(t.Id)
		if r.kind == refFast {
			u.exprInto(value, r.reg)
			return
		}
		u.storeRef(r, u.expr(value), at(t))
	case *syntax.Tuple:
		u.assignTuple(t, t.Elts, value)
	case *syntax.List:
		u.assignTuple(t, t.Elts, value)
	default:
		v := u.operand(value, -1, target)
		u.store(target, v)
	}
}

// assignTuple is "a, b = value"; no tuple is made if the value is a display of
// the same length.
func (u *unit) assignTuple(target syntax.Expr, targets []syntax.Expr, value syntax.Expr) {
	var elts []syntax.Expr
	switch v := value.(type) {
	case *syntax.Tuple:
		elts = v.Elts
	case *syntax.List:
		elts = v.Elts
	}
	if elts == nil || len(elts) != len(targets) || len(elts) > maxParts || hasStar(elts) || hasStar(targets) {
		u.store(target, u.expr(value))
		return
	}
	dsts := make([]int, len(targets))
	all := true
	for i, t := range targets {
		r, ok := u.fastTarget(t)
		all = all && ok && !contains(dsts[:i], r.reg)
		dsts[i] = r.reg
	}
	regs := make([]int, len(elts))
	last := len(elts) - 1
	for i, e := range elts {
		if i == last && all && !contains(regs[:last], dsts[last]) {
			u.exprInto(e, dsts[last])
			regs[last] = dsts[last]
			break
		}
		regs[i] = u.operand(e, -1, elts[i+1:]...)
	}
	if all {
		u.parallelMove(dsts, regs, at(target))
		return
	}
	for i, r := range regs { // a target must not change a value still to be stored
		if !u.isTemp(r) && i > 0 {
			regs[i] = u.temp()
			u.move(regs[i], r, nowherePos)
		}
	}
	for i, t := range targets {
		u.store(t, regs[i])
	}
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

// parallelMove does dsts[i] = srcs[i] for all i at once.
func (u *unit) parallelMove(dsts, srcs []int, pos position) {
	srcs = append([]int(nil), srcs...)
	done := make([]bool, len(dsts))
	for left := len(dsts); left > 0; {
		progress := false
		for i, d := range dsts {
			if done[i] || u.stillRead(d, i, srcs, done) {
				continue
			}
			u.move(d, srcs[i], pos)
			done[i] = true
			left--
			progress = true
		}
		if progress {
			continue
		}
		for i, d := range dsts { // only cycles are left: free one register
			if done[i] {
				continue
			}
			t := u.temp()
			u.move(t, d, pos)
			for j := range srcs {
				if srcs[j] == d {
					srcs[j] = t
				}
			}
			break
		}
	}
}

func (u *unit) stillRead(d, i int, srcs []int, done []bool) bool {
	for j, s := range srcs {
		if j != i && !done[j] && s == d {
			return true
		}
	}
	return false
}

// store assigns R[v] to a target.
func (u *unit) store(target syntax.Expr, v int) {
	mark := u.tmp
	switch t := target.(type) {
	case *syntax.Name:
		u.storeName(t.Id, v, at(t))
	case *syntax.Attribute:
		u.noteStatic(t)
		r := u.expr(t.Value)
		u.emitN(bytecode.STORE_ATTR, 0, r, v, 0, mangle(u.private, t.Attr), attrPos(at(t), t))
	case *syntax.Subscript:
		if s, ok := t.Slice.(*syntax.Slice); ok && s.Step == nil {
			r := u.operand(t.Value, -1, s.Lower, s.Upper)
			u.emit(bytecode.SETSLICE, 0, r, u.sliceBounds(s), v, at(t))
		} else {
			r := u.operand(t.Value, -1, t.Slice)
			u.emit(bytecode.SETITEM, 0, r, u.expr(t.Slice), v, at(t))
		}
	case *syntax.Tuple:
		u.unpack(t, t.Elts, v)
	case *syntax.List:
		u.unpack(t, t.Elts, v)
	case *syntax.Starred:
		u.c.fail(t, "starred assignment target must be in a list or tuple")
	default:
		u.c.fail(target, "cannot assign to this expression")
	}
	u.tmp = mark
}

// noteStatic remembers an attribute that a method stores in self.
func (u *unit) noteStatic(t *syntax.Attribute) {
	if n, ok := t.Value.(*syntax.Name); !ok || n.Id != "self" || !u.scope.functionLike() {
		return
	}
	for o := u.outer; o != nil; o = o.outer {
		if o.static != nil {
			o.static[t.Attr] = struct{}{}
			return
		}
	}
}

// unpack assigns the items of R[v] to targets.
func (u *unit) unpack(node syntax.Expr, targets []syntax.Expr, v int) {
	pos := at(node)
	star := -1
	for i, t := range targets {
		if s, ok := t.(*syntax.Starred); ok {
			if star >= 0 {
				u.c.fail(node, "multiple starred expressions in assignment")
			}
			if i >= 1<<8 || len(targets)-i-1 >= 1<<8 {
				u.c.fail(node, "too many expressions in star-unpacking assignment")
			}
			star = i
			_ = s
		}
	}
	if star < 0 {
		if r, ok := u.consecutive(targets); ok {
			u.emit(bytecode.UNPACK, 0, r, v, len(targets), pos)
			return
		}
	}
	r := u.temps(len(targets))
	if star < 0 {
		u.emit(bytecode.UNPACK, 0, r, v, len(targets), pos)
	} else {
		u.emit(bytecode.UNPACK_EX, uint8(len(targets)-star-1), r, v, star, pos)
	}
	for i, t := range targets {
		if s, ok := t.(*syntax.Starred); ok {
			t = s.Value
		}
		u.store(t, r+i)
	}
}

// consecutive returns the first register if targets are local variables in
// registers one after the other.
func (u *unit) consecutive(targets []syntax.Expr) (int, bool) {
	first := 0
	for i, t := range targets {
		r, ok := u.fastTarget(t)
		if !ok || i > 0 && r.reg != first+i {
			return 0, false
		}
		if i == 0 {
			first = r.reg
		}
	}
	return first, len(targets) > 0
}

func (u *unit) augAssign(s *syntax.AugAssign) {
	pos := at(s)
	switch t := s.Target.(type) {
	case *syntax.Name:
		r := u.resolve(t.Id)
		if r.kind == refFast {
			u.check(r, at(t))
			l := r.reg
			if r.sym.walrus {
				l = u.temp()
				u.move(l, r.reg, at(t))
			}
			u.binary(s.Op, bytecode.InPlace, r.reg, l, s.Value, pos)
			return
		}
		l := u.temp()
		u.loadRef(r, l, at(t))
		u.binary(s.Op, bytecode.InPlace, l, l, s.Value, pos)
		u.storeRef(r, l, at(t))
	case *syntax.Attribute:
		p := attrPos(at(t), t)
		r := u.operand(t.Value, -1, s.Value)
		l := u.temp()
		name := mangle(u.private, t.Attr)
		u.emitN(bytecode.LOAD_ATTR, 0, l, r, 0, name, p)
		u.binary(s.Op, bytecode.InPlace, l, l, s.Value, pos)
		u.emitN(bytecode.STORE_ATTR, 0, r, l, 0, name, p)
	case *syntax.Subscript:
		u.augSubscript(s, t, pos)
	default:
		u.c.fail(s.Target, "invalid node type for augmented assignment")
	}
}

func (u *unit) augSubscript(s *syntax.AugAssign, t *syntax.Subscript, pos position) {
	p := at(t)
	if sl, ok := t.Slice.(*syntax.Slice); ok && sl.Step == nil {
		r := u.operand(t.Value, -1, sl.Lower, sl.Upper, s.Value)
		c := u.sliceBounds(sl)
		l := u.temp()
		u.emit(bytecode.GETSLICE, 0, l, r, c, p)
		u.binary(s.Op, bytecode.InPlace, l, l, s.Value, pos)
		u.emit(bytecode.SETSLICE, 0, r, c, l, p)
		return
	}
	r := u.operand(t.Value, -1, t.Slice, s.Value)
	i := u.operand(t.Slice, -1, s.Value)
	l := u.temp()
	u.emit(bytecode.GETITEM, 0, l, r, i, p)
	u.binary(s.Op, bytecode.InPlace, l, l, s.Value, pos)
	u.emit(bytecode.SETITEM, 0, r, i, l, p)
}

// del is "del target".
func (u *unit) del(target syntax.Expr) {
	mark := u.tmp
	switch t := target.(type) {
	case *syntax.Name:
		u.deleteName(t.Id, at(t))
	case *syntax.Attribute:
		r := u.expr(t.Value)
		u.emitN(bytecode.DELETE_ATTR, 0, r, 0, 0, mangle(u.private, t.Attr), attrPos(at(t), t))
	case *syntax.Subscript:
		r := u.operand(t.Value, -1, t.Slice)
		u.emit(bytecode.DELITEM, 0, r, u.expr(t.Slice), 0, at(t))
	case *syntax.Tuple:
		for _, e := range t.Elts {
			u.del(e)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			u.del(e)
		}
	default:
		u.c.fail(target, "cannot delete this expression")
	}
	u.tmp = mark
}
