package compile

import (
	"math"
	"math/big"
	"strings"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// Precedences, loosest first.
const (
	prTuple = iota
	prTest
	prOr
	prAnd
	prNot
	prCmp
	prBitOr
	prBitXor
	prBitAnd
	prShift
	prArith
	prTerm
	prFactor
	prPower
	prAwait
	prAtom
)

// unparse returns the source text of e in the form in which annotations are
// kept under from __future__ import annotations.
func unparse(e syntax.Expr) string {
	var p unparser
	p.expr(e, prTest)
	return p.String()
}

type unparser struct{ strings.Builder }

func (p *unparser) put(s string) { p.WriteString(s) }

// paren runs f, in parentheses if on.
func (p *unparser) paren(on bool, f func()) {
	if on {
		p.put("(")
	}
	f()
	if on {
		p.put(")")
	}
}

// list writes expressions with commas between them.
func (p *unparser) list(elts []syntax.Expr) {
	for i, e := range elts {
		if i > 0 {
			p.put(", ")
		}
		p.expr(e, prTest)
	}
}

var operatorText = [...]struct {
	text string
	pr   int
}{
	syntax.Add: {" + ", prArith}, syntax.Sub: {" - ", prArith}, syntax.Mult: {" * ", prTerm}, syntax.MatMult: {" @ ", prTerm},
	syntax.Div: {" / ", prTerm}, syntax.Modulo: {" % ", prTerm}, syntax.Pow: {" ** ", prPower}, syntax.LShift: {" << ", prShift},
	syntax.RShift: {" >> ", prShift}, syntax.BitOr: {" | ", prBitOr}, syntax.BitXor: {" ^ ", prBitXor},
	syntax.BitAnd: {" & ", prBitAnd}, syntax.FloorDiv: {" // ", prTerm},
}

var compareText = [...]string{" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "}

func (p *unparser) expr(e syntax.Expr, level int) {
	switch e := e.(type) {
	case *syntax.Name:
		p.put(e.Id)
	case *syntax.Constant:
		p.constant(e)
	case *syntax.Attribute:
		p.expr(e.Value, prAtom)
		if c, ok := e.Value.(*syntax.Constant); ok && typeName(c) == "int" {
			p.put(" ")
		}
		p.put("." + e.Attr)
	case *syntax.Subscript:
		p.expr(e.Value, prAtom)
		p.put("[")
		p.expr(e.Slice, prTuple)
		p.put("]")
	case *syntax.Slice:
		p.slice(e)
	case *syntax.Call:
		p.call(e)
	case *syntax.BinOp:
		op := operatorText[e.Op]
		left, right := op.pr, op.pr+1
		if e.Op == syntax.Pow {
			left, right = op.pr+1, op.pr
		}
		p.paren(level > op.pr, func() {
			p.expr(e.Left, left)
			p.put(op.text)
			p.expr(e.Right, right)
		})
	case *syntax.UnaryOp:
		p.unary(e, level)
	case *syntax.BoolOp:
		p.boolOp(e, level)
	case *syntax.Compare:
		p.paren(level > prCmp, func() {
			p.expr(e.Left, prCmp+1)
			for i, op := range e.Ops {
				p.put(compareText[op])
				p.expr(e.Comparators[i], prCmp+1)
			}
		})
	case *syntax.Tuple:
		p.tuple(e, level)
	case *syntax.List:
		p.put("[")
		p.list(e.Elts)
		p.put("]")
	default:
		p.exprRest(e, level)
	}
}

func (p *unparser) exprRest(e syntax.Expr, level int) {
	switch e := e.(type) {
	case *syntax.Set:
		p.put("{")
		p.list(e.Elts)
		p.put("}")
	case *syntax.Dict:
		p.dict(e)
	case *syntax.Starred:
		p.put("*")
		p.expr(e.Value, prBitOr)
	case *syntax.IfExp:
		p.paren(level > prTest, func() {
			p.expr(e.Body, prTest+1)
			p.put(" if ")
			p.expr(e.Test, prTest+1)
			p.put(" else ")
			p.expr(e.Orelse, prTest)
		})
	case *syntax.Lambda:
		p.paren(level > prTest, func() { p.lambda(e) })
	case *syntax.NamedExpr:
		p.paren(level > prTuple, func() {
			p.expr(e.Target, prAtom)
			p.put(" := ")
			p.expr(e.Value, prAtom)
		})
	case *syntax.ListComp:
		p.comp("[", "]", e.Elt, nil, e.Generators)
	case *syntax.SetComp:
		p.comp("{", "}", e.Elt, nil, e.Generators)
	case *syntax.DictComp:
		p.comp("{", "}", e.Key, e.Value, e.Generators)
	case *syntax.GeneratorExp:
		p.comp("(", ")", e.Elt, nil, e.Generators)
	case *syntax.Yield:
		if e.Value == nil {
			p.put("(yield)")
			return
		}
		p.put("(yield ")
		p.expr(e.Value, prTest)
		p.put(")")
	case *syntax.YieldFrom:
		p.put("(yield from ")
		p.expr(e.Value, prTest)
		p.put(")")
	case *syntax.Await:
		p.paren(level > prAwait, func() {
			p.put("await ")
			p.expr(e.Value, prAtom)
		})
	case *syntax.JoinedStr:
		p.put("f" + syntax.Repr(stringBody(e.Values)))
	case *syntax.TemplateStr:
		p.put("t" + syntax.Repr(stringBody(e.Values)))
	case *syntax.FormattedValue, *syntax.Interpolation:
		p.put("f" + syntax.Repr(stringBody([]syntax.Expr{e})))
	}
}

func (p *unparser) constant(e *syntax.Constant) {
	switch v := e.Value.(type) {
	case syntax.EllipsisType:
		p.put("...")
	case float64:
		if math.IsInf(v, 0) {
			p.put("1e309")
			return
		}
		p.put(syntax.Repr(v))
	case complex128:
		p.put(strings.ReplaceAll(syntax.Repr(v), "inf", "1e309"))
	default:
		p.put(e.Kind)
		p.put(syntax.Repr(v))
	}
}

func (p *unparser) unary(e *syntax.UnaryOp, level int) {
	pr, text := prFactor, [...]string{syntax.Invert: "~", syntax.Not: "not ", syntax.UAdd: "+", syntax.USub: "-"}[e.Op]
	if e.Op == syntax.Not {
		pr = prNot
	}
	p.paren(level > pr, func() {
		p.put(text)
		p.expr(e.Operand, pr)
	})
}

func (p *unparser) boolOp(e *syntax.BoolOp, level int) {
	pr, text := prAnd, " and "
	if e.Op == syntax.Or {
		pr, text = prOr, " or "
	}
	p.paren(level > pr, func() {
		for i, v := range e.Values {
			if i > 0 {
				p.put(text)
			}
			p.expr(v, pr+1)
		}
	})
}

func (p *unparser) tuple(e *syntax.Tuple, level int) {
	if len(e.Elts) == 0 {
		p.put("()")
		return
	}
	p.paren(level > prTuple, func() {
		p.list(e.Elts)
		if len(e.Elts) == 1 {
			p.put(",")
		}
	})
}

func (p *unparser) dict(e *syntax.Dict) {
	p.put("{")
	for i, k := range e.Keys {
		if i > 0 {
			p.put(", ")
		}
		if k == nil {
			p.put("**")
			p.expr(e.Values[i], prBitOr)
			continue
		}
		p.expr(k, prTest)
		p.put(": ")
		p.expr(e.Values[i], prTest)
	}
	p.put("}")
}

func (p *unparser) slice(e *syntax.Slice) {
	if e.Lower != nil {
		p.expr(e.Lower, prTest)
	}
	p.put(":")
	if e.Upper != nil {
		p.expr(e.Upper, prTest)
	}
	if e.Step != nil {
		p.put(":")
		p.expr(e.Step, prTest)
	}
}

func (p *unparser) call(e *syntax.Call) {
	p.expr(e.Func, prAtom)
	if len(e.Args) == 1 && len(e.Keywords) == 0 {
		if g, ok := e.Args[0].(*syntax.GeneratorExp); ok {
			p.expr(g, prAtom)
			return
		}
	}
	p.put("(")
	p.list(e.Args)
	for i, k := range e.Keywords {
		if i > 0 || len(e.Args) > 0 {
			p.put(", ")
		}
		if k.Arg == "" {
			p.put("**")
		} else {
			p.put(k.Arg + "=")
		}
		p.expr(k.Value, prTest)
	}
	p.put(")")
}

func (p *unparser) comp(open, shut string, elt, value syntax.Expr, gens []*syntax.Comprehension) {
	p.put(open)
	p.expr(elt, prTest)
	if value != nil {
		p.put(": ")
		p.expr(value, prTest)
	}
	for _, g := range gens {
		if g.IsAsync {
			p.put(" async")
		}
		p.put(" for ")
		p.expr(g.Target, prTuple)
		p.put(" in ")
		p.expr(g.Iter, prTest+1)
		for _, c := range g.Ifs {
			p.put(" if ")
			p.expr(c, prTest+1)
		}
	}
	p.put(shut)
}

func (p *unparser) lambda(e *syntax.Lambda) {
	p.put("lambda")
	a := e.Args
	sep := " "
	if len(a.Posonlyargs)+len(a.Args) == 0 {
		sep = "" // so CPython writes it
	}
	param := func(prefix, name string, def syntax.Expr) {
		p.put(sep + prefix + name)
		sep = ", "
		if def != nil {
			p.put("=")
			p.expr(def, prTest)
		}
	}
	positional := append(append([]*syntax.Arg{}, a.Posonlyargs...), a.Args...)
	for i, x := range positional {
		var def syntax.Expr
		if k := i - (len(positional) - len(a.Defaults)); k >= 0 {
			def = a.Defaults[k]
		}
		param("", x.Arg, def)
		if i == len(a.Posonlyargs)-1 {
			param("/", "", nil)
		}
	}
	if a.Vararg != nil {
		param("*", a.Vararg.Arg, nil)
	} else if len(a.Kwonlyargs) > 0 {
		param("*", "", nil)
	}
	for i, x := range a.Kwonlyargs {
		param("", x.Arg, a.KwDefaults[i])
	}
	if a.Kwarg != nil {
		param("**", a.Kwarg.Arg, nil)
	}
	p.put(": ")
	p.expr(e.Body, prTest)
}

// stringBody returns the text between the quotes of an f-string or t-string.
func stringBody(values []syntax.Expr) string {
	var b strings.Builder
	for _, v := range values {
		switch v := v.(type) {
		case *syntax.Constant:
			s, _ := v.Value.(string)
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(s, "{", "{{"), "}", "}}"))
		case *syntax.FormattedValue:
			replacementField(&b, v.Value, v.Conversion, v.FormatSpec)
		case *syntax.Interpolation:
			replacementField(&b, v.Value, v.Conversion, v.FormatSpec)
		case *syntax.JoinedStr:
			b.WriteString(stringBody(v.Values))
		}
	}
	return b.String()
}

func replacementField(b *strings.Builder, value syntax.Expr, conversion int, spec syntax.Expr) {
	var p unparser
	p.expr(value, prTest+1)
	b.WriteByte('{')
	if strings.HasPrefix(p.String(), "{") {
		b.WriteByte(' ')
	}
	b.WriteString(p.String())
	if conversion > 0 {
		b.WriteByte('!')
		b.WriteByte(byte(conversion))
	}
	if j, ok := spec.(*syntax.JoinedStr); ok {
		b.WriteByte(':')
		b.WriteString(stringBody(j.Values))
	}
	b.WriteByte('}')
}

// repr is Python's repr of a constant that can be the key of a pattern.
func repr(k any) string {
	if b, ok := k.(bytecode.Bytes); ok {
		return syntax.Repr(syntax.Bytes(b))
	}
	return syntax.Repr(k)
}

// mappingKey returns a value that is equal for constants that are equal as
// keys of a dict.
func mappingKey(k any) any {
	switch v := k.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case float64:
		if v == math.Trunc(v) && !math.IsInf(v, 0) {
			i, _ := big.NewFloat(v).Int(nil)
			return constKey(normal(i))
		}
	case complex128:
		if imag(v) == 0 {
			return mappingKey(real(v))
		}
	}
	return constKey(k)
}
