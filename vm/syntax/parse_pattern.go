package syntax

// startsMatch tells whether the name `match` at pos is the keyword: then its
// line ends with a colon and an indented case follows.
func (p *parser) startsMatch() bool {
	if !p.startsSubject() {
		return false
	}
	i := p.pos + 1
	for p.toks[i].Kind != kindNewline {
		if p.toks[i].Kind == kindEnd {
			return false
		}
		i++
	}
	return p.toks[i-1].Kind == kindColon && i+2 < len(p.toks) &&
		p.toks[i+1].Kind == kindIndent && p.isWord(&p.toks[i+2], "case")
}

// startsSubject tells whether the token after pos may start an expression.
func (p *parser) startsSubject() bool { return exprStarts[p.peek(1)] }

func (p *parser) matchStmt() Stmt {
	t := p.take()
	m := &Match{}
	first := p.cur()
	m.Subject = p.starNamed()
	if p.kind() == kindComma {
		elts := []Expr{m.Subject}
		for p.accept(kindComma) {
			if !p.startsExpr() {
				break
			}
			elts = append(elts, p.starNamed())
		}
		m.Subject = &Tuple{exprNode{p.from(first)}, elts, Load}
	} else if _, starred := m.Subject.(*Starred); starred {
		p.fail()
	}
	p.want(kindColon)
	p.want(kindNewline)
	p.want(kindIndent)
	for !p.accept(kindDedent) {
		if !p.isWord(p.cur(), "case") {
			p.fail()
		}
		m.Cases = append(m.Cases, p.matchCase())
	}
	m.Pos = p.from(t)
	return m
}

func (p *parser) matchCase() *MatchCase {
	p.take()
	c := &MatchCase{Pattern: p.patterns()}
	if p.accept(kwIf) {
		c.Guard = p.namedExpression()
	}
	p.want(kindColon)
	c.Body = p.block()
	return c
}

// patterns parses the pattern of a case, which may be a bare sequence.
func (p *parser) patterns() Pattern {
	t := p.cur()
	first := p.maybeStar()
	if p.kind() != kindComma {
		if _, star := first.(*MatchStar); star {
			p.fail()
		}
		return first
	}
	list := []Pattern{first}
	for p.accept(kindComma) {
		if k := p.kind(); k == kindColon || k == kwIf {
			break
		}
		list = append(list, p.maybeStar())
	}
	return &MatchSequence{patternNode{p.from(t)}, list}
}

func (p *parser) maybeStar() Pattern {
	t := p.cur()
	if !p.accept(kindStar) {
		return p.asPattern()
	}
	name := p.name()
	if name == "_" {
		name = ""
	}
	return &MatchStar{patternNode{p.from(t)}, name}
}

func (p *parser) asPattern() Pattern {
	p.enter()
	t := p.cur()
	pat := p.orPattern()
	if p.accept(kwAs) {
		pat = &MatchAs{Pattern: pat, Name: p.captureName()}
		pat.(*MatchAs).Pos = p.from(t)
	}
	p.depth--
	return pat
}

// captureName parses a name that captures: not _, and nothing that a dot, a
// parenthesis or an equals sign follows.
func (p *parser) captureName() string {
	if p.isWord(p.cur(), "_") {
		p.fail()
	}
	name := p.name()
	switch p.kind() {
	case kindDot, kindLpar, kindAssign:
		p.fail()
	}
	return name
}

func (p *parser) orPattern() Pattern {
	t := p.cur()
	pat := p.closedPattern()
	if p.kind() != kindVbar {
		return pat
	}
	list := []Pattern{pat}
	for p.accept(kindVbar) {
		list = append(list, p.closedPattern())
	}
	return &MatchOr{patternNode{p.from(t)}, list}
}

func (p *parser) closedPattern() Pattern {
	t := p.cur()
	switch t.Kind {
	case kwNone, kwTrue, kwFalse:
		p.pos++
		return &MatchSingleton{patternNode{t.pos()}, singleton(t.Kind)}
	case kindNumber, kindMinus:
		e := p.patternNumber()
		return &MatchValue{patternNode{p.from(t)}, e}
	case kindString, kindFStart, kindTStart:
		e := p.patternString()
		return &MatchValue{patternNode{p.from(t)}, e}
	case kindName:
		return p.namePattern()
	case kindLpar:
		return p.groupPattern()
	case kindLsqb:
		p.pos++
		list, _ := p.patternList(kindRsqb)
		return &MatchSequence{patternNode{p.from(t)}, list}
	case kindLbrace:
		return p.mappingPattern()
	}
	p.fail()
	return nil
}

func singleton(k Kind) any {
	if k == kwNone {
		return nil
	}
	return k == kwTrue
}

// patternString parses strings, but no f-strings or t-strings: CPython takes
// those here and refuses them later.
func (p *parser) patternString() Expr { return p.strings() }

// patternNumber parses a signed number or a complex number.
func (p *parser) patternNumber() Expr {
	t := p.cur()
	left := p.signedNumber()
	op := Add
	switch p.kind() {
	case kindPlus:
	case kindMinus:
		op = Sub
	default:
		return left
	}
	if isImaginary(left) {
		p.fail()
	}
	p.pos++
	r := p.want(kindNumber)
	right, _ := number(p.text(r))
	if _, ok := right.(complex128); !ok {
		p.fail()
	}
	im := p.newConstant(r.pos(), right)
	return &BinOp{exprNode{p.from(t)}, left, op, im}
}

func isImaginary(e Expr) bool {
	if u, ok := e.(*UnaryOp); ok {
		e = u.Operand
	}
	_, ok := e.(*Constant).Value.(complex128)
	return ok
}

func (p *parser) signedNumber() Expr {
	t := p.cur()
	minus := p.accept(kindMinus)
	n := p.want(kindNumber)
	v, ok := number(p.text(n))
	if !ok {
		p.fail()
	}
	c := p.newConstant(n.pos(), v)
	if minus {
		return &UnaryOp{exprNode{p.from(t)}, USub, c}
	}
	return c
}

// namePattern parses a capture, a wildcard, a dotted value or a class.
func (p *parser) namePattern() Pattern {
	t := p.take()
	if p.kind() != kindDot && p.kind() != kindLpar {
		if p.kind() == kindAssign {
			p.fail()
		}
		name := p.ident(t)
		if name == "_" {
			name = ""
		}
		return &MatchAs{patternNode{t.pos()}, nil, name}
	}
	e := p.dottedValue(t)
	if p.kind() == kindLpar {
		return p.classPattern(t, e)
	}
	if p.kind() == kindAssign {
		p.fail()
	}
	return &MatchValue{patternNode{p.from(t)}, e}
}

// dottedValue parses the attributes after a name that was consumed.
func (p *parser) dottedValue(t *token) Expr {
	var e Expr = p.newName(t, Load)
	for p.accept(kindDot) {
		a := p.newAttribute()
		a.Value, a.Attr = e, p.name()
		a.Pos = p.from(t)
		e = a
	}
	return e
}

func (p *parser) classPattern(t *token, cls Expr) Pattern {
	p.pos++
	m := &MatchClass{Cls: cls}
	for p.kind() != kindRpar {
		if p.kind() == kindName && p.peek(1) == kindAssign {
			m.KwdAttrs = append(m.KwdAttrs, p.name())
			p.pos++
			m.KwdPatterns = append(m.KwdPatterns, p.asPattern())
		} else {
			if m.KwdAttrs != nil {
				p.fail()
			}
			m.Patterns = append(m.Patterns, p.asPattern())
		}
		if !p.accept(kindComma) {
			break
		}
	}
	p.want(kindRpar)
	m.Pos = p.from(t)
	return m
}

// patternList parses patterns up to a closing bracket, which it consumes; it
// tells whether there was a comma.
func (p *parser) patternList(end Kind) (list []Pattern, comma bool) {
	for p.kind() != end {
		list = append(list, p.maybeStar())
		if !p.accept(kindComma) {
			break
		}
		comma = true
	}
	p.want(end)
	return list, comma
}

func (p *parser) groupPattern() Pattern {
	t := p.take()
	list, comma := p.patternList(kindRpar)
	if len(list) == 1 && !comma {
		if _, star := list[0].(*MatchStar); star {
			p.fail()
		}
		return list[0]
	}
	return &MatchSequence{patternNode{p.from(t)}, list}
}

func (p *parser) mappingPattern() Pattern {
	t := p.take()
	m := &MatchMapping{}
	for p.kind() != kindRbrace {
		if p.accept(kindDoubleStar) {
			m.Rest = p.captureName()
			p.accept(kindComma)
			break
		}
		m.Keys = append(m.Keys, p.mappingKey())
		p.want(kindColon)
		m.Patterns = append(m.Patterns, p.asPattern())
		if !p.accept(kindComma) {
			break
		}
	}
	p.want(kindRbrace)
	m.Pos = p.from(t)
	return m
}

func (p *parser) mappingKey() Expr {
	t := p.cur()
	switch t.Kind {
	case kwNone, kwTrue, kwFalse:
		p.pos++
		return p.newConstant(t.pos(), singleton(t.Kind))
	case kindNumber, kindMinus:
		return p.patternNumber()
	case kindString, kindFStart, kindTStart:
		return p.patternString()
	case kindName:
		p.pos++
		if p.kind() != kindDot {
			p.fail()
		}
		return p.dottedValue(t)
	}
	p.fail()
	return nil
}
