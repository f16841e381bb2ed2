package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// percentFormat emits a constant string % a tuple display as an f-string, if
// the format has plain %s, %r and %a only. It reports whether it did.
func (u *unit) percentFormat(e *syntax.BinOp, dst int) bool {
	c, ok := e.Left.(*syntax.Constant)
	if !ok {
		return false
	}
	format, ok := c.Value.(string)
	t, isTuple := e.Right.(*syntax.Tuple)
	if !ok || !isTuple || hasStar(t.Elts) || len(t.Elts) >= maxParts/2 {
		return false
	}
	texts, convs, ok := splitPercent(format)
	if !ok || len(convs) != len(t.Elts) {
		return false
	}
	pos := at(e)
	from := u.tmp
	n := 0
	for i, text := range texts {
		if text != "" {
			u.load(u.temp(), text, at(c))
			n++
		}
		if i < len(convs) {
			r := u.temp()
			v := u.operand(t.Elts[i], r, t.Elts[i+1:]...)
			u.emit(bytecode.FORMAT, convs[i]|bytecode.StringPart, r, v, bytecode.NoReg, at(t.Elts[i]))
			u.tmp = r + 1
			n++
		}
	}
	u.emit(bytecode.BUILD_STRING, 0, dst, from, n, pos)
	return true
}

// splitPercent takes a format apart: texts has one element more than convs.
func splitPercent(s string) (texts []string, convs []uint8, ok bool) {
	text := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			text = append(text, s[i])
			continue
		}
		i++
		if i == len(s) {
			return nil, nil, false
		}
		switch s[i] {
		case '%':
			text = append(text, '%')
		case 's', 'r', 'a':
			texts = append(texts, string(text))
			text = text[:0]
			convs = append(convs, s[i])
		default:
			return nil, nil, false
		}
	}
	return append(texts, string(text)), convs, true
}
