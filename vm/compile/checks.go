package compile

import (
	"fmt"
	"math/big"

	"gorgon/vm/syntax"
)

// The checks of expressions that are legal but surely not meant; each gives a
// SyntaxWarning.

// typeName returns the name of the type that e will have, if its form tells.
func typeName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Tuple:
		return "tuple"
	case *syntax.List, *syntax.ListComp:
		return "list"
	case *syntax.Dict, *syntax.DictComp:
		return "dict"
	case *syntax.Set, *syntax.SetComp:
		return "set"
	case *syntax.GeneratorExp:
		return "generator"
	case *syntax.Lambda:
		return "function"
	case *syntax.JoinedStr, *syntax.FormattedValue:
		return "str"
	case *syntax.TemplateStr:
		return "string.templatelib.Template"
	case *syntax.Interpolation:
		return "string.templatelib.Interpolation"
	case *syntax.Constant:
		switch e.Value.(type) {
		case nil:
			return "NoneType"
		case bool:
			return "bool"
		case int64, *big.Int:
			return "int"
		case float64:
			return "float"
		case complex128:
			return "complex"
		case string:
			return "str"
		case syntax.Bytes:
			return "bytes"
		case syntax.EllipsisType:
			return "ellipsis"
		}
	}
	return ""
}

func (u *unit) checkCaller(f syntax.Expr) {
	switch f.(type) {
	case *syntax.Constant, *syntax.Tuple, *syntax.List, *syntax.ListComp, *syntax.Dict, *syntax.DictComp,
		*syntax.Set, *syntax.SetComp, *syntax.GeneratorExp, *syntax.JoinedStr, *syntax.FormattedValue,
		*syntax.TemplateStr, *syntax.Interpolation:
		u.c.warn(f.Position(), fmt.Sprintf("'%s' object is not callable; perhaps you missed a comma?", typeName(f)))
	}
}

func (u *unit) checkSubscripter(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Constant:
		switch e.Value.(type) {
		case nil, syntax.EllipsisType, bool, int64, *big.Int, float64, complex128:
		default:
			return
		}
	case *syntax.Set, *syntax.SetComp, *syntax.GeneratorExp, *syntax.TemplateStr, *syntax.Interpolation, *syntax.Lambda:
	default:
		return
	}
	u.c.warn(e.Position(), fmt.Sprintf("'%s' object is not subscriptable; perhaps you missed a comma?", typeName(e)))
}

func (u *unit) checkIndex(e, index syntax.Expr) {
	name := typeName(index)
	if name == "" || name == "int" || name == "bool" {
		return
	}
	switch e := e.(type) {
	case *syntax.Constant:
		switch e.Value.(type) {
		case string, syntax.Bytes:
		default:
			return
		}
	case *syntax.Tuple, *syntax.List, *syntax.ListComp, *syntax.JoinedStr, *syntax.FormattedValue:
	default:
		return
	}
	u.c.warn(e.Position(), fmt.Sprintf("%s indices must be integers or slices, not %s; perhaps you missed a comma?", typeName(e), name))
}

// checkCompare warns of "is" with a literal.
func (u *unit) checkCompare(e *syntax.Compare) {
	left := e.Left
	for i, op := range e.Ops {
		right := e.Comparators[i]
		if op == syntax.Is || op == syntax.IsNot {
			bad := left
			if !u.isLiteral(left) {
				bad = right
			}
			if u.isLiteral(bad) {
				msg := `"is" with '%s' literal. Did you mean "=="?`
				if op == syntax.IsNot {
					msg = `"is not" with '%s' literal. Did you mean "!="?`
				}
				u.c.warn(&e.Pos, fmt.Sprintf(msg, typeName(bad)))
				return
			}
		}
		left = right
	}
}

func (u *unit) isLiteral(e syntax.Expr) bool {
	if t, ok := e.(*syntax.Tuple); ok {
		_, constant := u.foldAll(t.Elts)
		return constant
	}
	c, ok := e.(*syntax.Constant)
	if !ok {
		return false
	}
	switch c.Value.(type) {
	case nil, bool, syntax.EllipsisType:
		return false
	}
	return true
}
