package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// maxParts is the number of items that a display gathers in registers before
// it starts to append them one by one.
const maxParts = 128

func hasStar(elts []syntax.Expr) bool {
	for _, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

// display makes a list, tuple or set (op: BUILD_LIST, BUILD_TUPLE, BUILD_SET).
func (u *unit) display(op bytecode.Op, elts []syntax.Expr, dst int, pos position) {
	if len(elts) >= 3 && op != bytecode.BUILD_TUPLE {
		if items, ok := u.foldAll(elts); ok {
			u.constDisplay(op, items, dst, pos)
			return
		}
	}
	if !hasStar(elts) && len(elts) <= maxParts {
		from := u.tmp
		for _, e := range elts {
			u.exprTemp(e)
		}
		u.emit(op, 0, dst, from, len(elts), pos)
		return
	}
	u.viaTemp(dst, pos, func(t int) { u.displayFrom(op, 0, 0, elts, t, pos) })
}

// constDisplay copies a constant. Nothing between the two writes can fail, so
// dst may be a variable.
func (u *unit) constDisplay(op bytecode.Op, items bytecode.Tuple, dst int, pos position) {
	u.emit(op, 0, dst, dst, 0, pos)
	t := u.temp()
	if op == bytecode.BUILD_SET {
		u.load(t, bytecode.FrozenSet(items), pos)
		u.emit(bytecode.SET_UPDATE, 0, dst, t, 0, pos)
		return
	}
	u.load(t, items, pos)
	u.emit(bytecode.LIST_EXTEND, 0, dst, t, 0, pos)
}

// displayFrom makes a display item by item in dst, a temporary; the first
// given items are in registers from first on.
func (u *unit) displayFrom(op bytecode.Op, first, given int, elts []syntax.Expr, dst int, pos position) {
	build, add, extend := op, bytecode.LIST_APPEND, bytecode.LIST_EXTEND
	switch op {
	case bytecode.BUILD_TUPLE:
		build = bytecode.BUILD_LIST
	case bytecode.BUILD_SET:
		add, extend = bytecode.SET_ADD, bytecode.SET_UPDATE
	}
	mark := u.tmp
	n := 0
	if given > 0 {
		u.emit(build, 0, dst, first, given, pos)
	} else {
		for ; n < len(elts) && n < maxParts; n++ {
			if _, ok := elts[n].(*syntax.Starred); ok {
				break
			}
			u.exprTemp(elts[n])
		}
		u.emit(build, 0, dst, mark, n, pos)
	}
	for _, e := range elts[n:] {
		u.tmp = mark
		if s, ok := e.(*syntax.Starred); ok {
			u.emit(extend, 0, dst, u.expr(s.Value), 0, pos)
		} else {
			u.emit(add, 0, dst, u.expr(e), 0, pos)
		}
	}
	u.tmp = mark
	if op == bytecode.BUILD_TUPLE {
		u.emit(bytecode.LIST_TO_TUPLE, 0, dst, dst, 0, pos)
	}
}

func (u *unit) dict(e *syntax.Dict, dst int) {
	pos := at(e)
	plain := len(e.Keys) <= maxParts/2
	for _, k := range e.Keys {
		plain = plain && k != nil
	}
	if plain {
		from := u.tmp
		u.pairs(e, 0, len(e.Keys))
		u.emit(bytecode.BUILD_MAP, 0, dst, from, len(e.Keys), pos)
		return
	}
	u.viaTemp(dst, pos, func(t int) { u.dictParts(e, t, pos) })
}

func (u *unit) pairs(e *syntax.Dict, i, j int) {
	for ; i < j; i++ {
		u.exprTemp(e.Keys[i])
		u.exprTemp(e.Values[i])
	}
}

func (u *unit) dictParts(e *syntax.Dict, dst int, pos position) {
	mark := u.tmp
	made := false
	for i := 0; i < len(e.Keys); {
		u.tmp = mark
		if e.Keys[i] == nil {
			if !made {
				u.emit(bytecode.BUILD_MAP, 0, dst, dst, 0, pos)
				made = true
			}
			u.emit(bytecode.DICT_UPDATE, 0, dst, u.expr(e.Values[i]), 0, pos)
			i++
			continue
		}
		j := i
		for j < len(e.Keys) && e.Keys[j] != nil && j-i < maxParts/2 {
			j++
		}
		u.pairs(e, i, j)
		t := dst
		if made {
			t = u.temp()
		}
		u.emit(bytecode.BUILD_MAP, 0, t, mark, j-i, pos)
		if made {
			u.emit(bytecode.DICT_UPDATE, 0, dst, t, 0, pos)
		}
		made = true
		i = j
	}
	u.tmp = mark
}

func (u *unit) joinedStr(e *syntax.JoinedStr, dst int) {
	if len(e.Values) == 1 {
		u.exprInto(e.Values[0], dst)
		return
	}
	pos := at(e)
	from := u.tmp
	n := 0
	for _, v := range e.Values {
		if n == maxParts {
			u.emit(bytecode.BUILD_STRING, 0, from, from, n, pos)
			u.tmp = from + 1
			n = 1
		}
		u.stringPart(v)
		n++
	}
	u.emit(bytecode.BUILD_STRING, 0, dst, from, n, pos)
}

func conversion(c int) uint8 {
	if c < 0 {
		return 0
	}
	return uint8(c)
}

// formatSpec evaluates a format specification, if there is one.
func (u *unit) formatSpec(e syntax.Expr) int {
	if e == nil {
		return bytecode.NoReg
	}
	return u.expr(e)
}

func (u *unit) formattedValue(e *syntax.FormattedValue, dst int) {
	u.format(e, dst, conversion(e.Conversion))
}

// stringPart is exprTemp for what a BUILD_STRING takes.
func (u *unit) stringPart(e syntax.Expr) {
	f, ok := e.(*syntax.FormattedValue)
	if _, constant := u.fold(e); !ok || constant {
		u.exprTemp(e)
		return
	}
	dst := u.temp()
	mark := u.tmp
	u.format(f, dst, conversion(f.Conversion)|bytecode.StringPart)
	u.tmp = mark
}

func (u *unit) format(e *syntax.FormattedValue, dst int, how uint8) {
	v := u.operand(e.Value, dst, e.FormatSpec)
	spec := u.formatSpec(e.FormatSpec)
	u.emit(bytecode.FORMAT, how, dst, v, spec, at(e))
}

func (u *unit) interpolation(e *syntax.Interpolation, dst int) {
	b := u.temps(2)
	u.exprInto(e.Value, b)
	u.load(b+1, e.Str, at(e))
	spec := u.formatSpec(e.FormatSpec)
	u.emit(bytecode.BUILD_INTERPOLATION, conversion(e.Conversion), dst, b, spec, at(e))
}

// template makes a t-string: the strings (one more than interpolations) are
// constant, so the interpolations alone are evaluated.
func (u *unit) template(e *syntax.TemplateStr, dst int) {
	pos := at(e)
	var strs bytecode.Tuple
	text := ""
	var parts []syntax.Expr
	for _, v := range e.Values {
		if c, ok := v.(*syntax.Constant); ok {
			text += c.Value.(string)
			continue
		}
		strs = append(strs, text)
		text = ""
		parts = append(parts, v)
	}
	strs = append(strs, text)
	b := u.temps(2)
	u.load(b, strs, pos)
	u.display(bytecode.BUILD_TUPLE, parts, b+1, pos)
	u.emit(bytecode.BUILD_TEMPLATE, 0, dst, b, b+1, pos)
}
