package syntax

import (
	"math/big"
	"strconv"
	"strings"
)

// atom parses the smallest expressions: names, literals and displays.
func (p *parser) atom() Expr {
	t := p.cur()
	switch t.Kind {
	case kindName:
		p.pos++
		return p.newName(t, Load)
	case kindNumber:
		p.pos++
		v, ok := number(string(p.src[t.Start:t.End]))
		if !ok {
			p.fail()
		}
		return p.newConstant(t.pos(), v)
	case kindString, kindFStart, kindTStart:
		return p.strings()
	case kwNone:
		p.pos++
		return p.newConstant(t.pos(), nil)
	case kwTrue:
		p.pos++
		return p.newConstant(t.pos(), true)
	case kwFalse:
		p.pos++
		return p.newConstant(t.pos(), false)
	case kindEllipsis:
		p.pos++
		return p.newConstant(t.pos(), Ellipsis)
	case kindLpar:
		return p.paren()
	case kindLsqb:
		return p.list()
	case kindLbrace:
		return p.brace()
	}
	p.fail()
	return nil
}

// startsComprehension tells whether `for` or `async for` follows.
func (p *parser) startsComprehension() bool {
	k := p.kind()
	return k == kwFor || k == kwAsync
}

// paren parses a tuple, a generator expression or an expression in
// parentheses.
func (p *parser) paren() Expr {
	t := p.take()
	if p.accept(kindRpar) {
		return &Tuple{exprNode{p.from(t)}, nil, Load}
	}
	if p.kind() == kwYield {
		e := p.yieldExpr()
		p.want(kindRpar)
		return e
	}
	e := p.starNamed()
	_, starred := e.(*Starred)
	switch {
	case p.kind() == kindComma:
		elts := p.restOfDisplay(e, kindRpar)
		return &Tuple{exprNode{p.from(t)}, elts, Load}
	case starred:
		p.fail()
	case p.startsComprehension():
		gens := p.comprehensions()
		p.want(kindRpar)
		return &GeneratorExp{exprNode{p.from(t)}, e, gens}
	}
	p.want(kindRpar)
	return e
}

// restOfDisplay parses the elements after the first and the closing bracket.
func (p *parser) restOfDisplay(e Expr, end Kind) []Expr {
	elts := make([]Expr, 1, 4)
	elts[0] = e
	for p.accept(kindComma) {
		if p.kind() == end {
			break
		}
		elts = append(elts, p.starNamed())
	}
	p.want(end)
	return elts
}

func (p *parser) list() Expr {
	t := p.take()
	if p.accept(kindRsqb) {
		return &List{exprNode{p.from(t)}, nil, Load}
	}
	e := p.starNamed()
	if p.startsComprehension() {
		if _, starred := e.(*Starred); starred {
			p.fail()
		}
		gens := p.comprehensions()
		p.want(kindRsqb)
		return &ListComp{exprNode{p.from(t)}, e, gens}
	}
	elts := p.restOfDisplay(e, kindRsqb)
	return &List{exprNode{p.from(t)}, elts, Load}
}

// brace parses a dict, a set or a comprehension of either.
func (p *parser) brace() Expr {
	t := p.take()
	if p.accept(kindRbrace) {
		return &Dict{exprNode: exprNode{p.from(t)}}
	}
	if p.kind() == kindDoubleStar {
		return p.dict(t, nil)
	}
	first := p.cur()
	e := p.starNamed()
	_, starred := e.(*Starred)
	if p.kind() == kindColon && !starred {
		if _, named := e.(*NamedExpr); named && first.Kind == kindName {
			p.fail()
		}
		return p.dict(t, e)
	}
	if p.startsComprehension() {
		if starred {
			p.fail()
		}
		gens := p.comprehensions()
		p.want(kindRbrace)
		return &SetComp{exprNode{p.from(t)}, e, gens}
	}
	elts := p.restOfDisplay(e, kindRbrace)
	return &Set{exprNode{p.from(t)}, elts}
}

// dict parses a dict whose first key, unless it is a **, was parsed.
func (p *parser) dict(t *token, key Expr) Expr {
	d := &Dict{}
	for {
		if key == nil && p.accept(kindDoubleStar) {
			d.Keys = append(d.Keys, nil)
			d.Values = append(d.Values, p.bitOr())
		} else {
			if key == nil {
				key = p.expression()
			}
			p.want(kindColon)
			v := p.expression()
			if len(d.Keys) == 0 && p.startsComprehension() {
				gens := p.comprehensions()
				p.want(kindRbrace)
				return &DictComp{exprNode{p.from(t)}, key, v, gens}
			}
			d.Keys = append(d.Keys, key)
			d.Values = append(d.Values, v)
		}
		key = nil
		if !p.accept(kindComma) || p.kind() == kindRbrace {
			break
		}
	}
	p.want(kindRbrace)
	d.Pos = p.from(t)
	return d
}

// comprehensions parses the for and if clauses of a comprehension.
func (p *parser) comprehensions() []*Comprehension {
	var list []*Comprehension
	for p.startsComprehension() {
		c := &Comprehension{IsAsync: p.accept(kwAsync)}
		p.want(kwFor)
		c.Target = p.starTargets()
		p.want(kwIn)
		c.Iter = p.disjunction()
		for p.accept(kwIf) {
			c.Ifs = append(c.Ifs, p.disjunction())
		}
		list = append(list, c)
	}
	return list
}

// maxIntDigits is Python's default limit for decimal integers.
const maxIntDigits = 4300

// number converts a numeric literal. It fails only for a decimal integer of
// more than maxIntDigits digits.
func number(s string) (any, bool) {
	if strings.IndexByte(s, '_') >= 0 {
		s = strings.ReplaceAll(s, "_", "")
	}
	if len(s) > 2 && s[0] == '0' {
		base := 0
		switch s[1] | 0x20 {
		case 'x':
			base = 16
		case 'o':
			base = 8
		case 'b':
			base = 2
		}
		if base != 0 {
			return integer(s[2:], base), true
		}
	}
	last := s[len(s)-1]
	if last|0x20 == 'j' {
		return complex(0, parseFloat(s[:len(s)-1])), true
	}
	if strings.ContainsAny(s, ".eE") {
		return parseFloat(s), true
	}
	if len(s) > maxIntDigits {
		return nil, false
	}
	return integer(s, 10), true
}

// parseFloat converts a valid literal; what is too large is infinite.
func parseFloat(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

func integer(s string, base int) any {
	if v, err := strconv.ParseInt(s, base, 64); err == nil {
		return v
	}
	v, _ := new(big.Int).SetString(s, base)
	return v
}
