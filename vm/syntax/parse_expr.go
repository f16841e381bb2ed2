package syntax

// starExpressions parses a list of expressions, of which some may be starred;
// with a comma it is a tuple.
func (p *parser) starExpressions() Expr {
	t := p.cur()
	e := p.starExpression()
	if p.kind() != kindComma {
		return e
	}
	elts := []Expr{e}
	for p.accept(kindComma) {
		if !p.startsExpr() {
			break
		}
		elts = append(elts, p.starExpression())
	}
	return &Tuple{exprNode{p.from(t)}, elts, Load}
}

func (p *parser) starExpression() Expr {
	t := p.cur()
	if p.accept(kindStar) {
		e := p.bitOr()
		return &Starred{exprNode{p.from(t)}, e, Load}
	}
	return p.expression()
}

// expressions parses a list of expressions, none starred.
func (p *parser) expressions() Expr {
	t := p.cur()
	e := p.expression()
	if p.kind() != kindComma {
		return e
	}
	return p.expressionsAfter(t, e)
}

// expressionsAfter parses the rest of a tuple whose first element is e.
func (p *parser) expressionsAfter(t *token, e Expr) Expr {
	elts := []Expr{e}
	for p.accept(kindComma) {
		if !p.startsExpr() || p.kind() == kindStar {
			break
		}
		elts = append(elts, p.expression())
	}
	return &Tuple{exprNode{p.from(t)}, elts, Load}
}

var exprStarts = func() (set [kindCount]bool) {
	for _, k := range []Kind{
		kindName, kindNumber, kindString, kindFStart, kindTStart, kindLpar, kindLsqb, kindLbrace,
		kindEllipsis, kindTilde, kindPlus, kindMinus, kindStar,
		kwFalse, kwNone, kwTrue, kwAwait, kwLambda, kwNot,
	} {
		set[k] = true
	}
	return
}()

// startsExpr tells whether an expression, starred or not, starts at pos.
func (p *parser) startsExpr() bool { return exprStarts[p.kind()] }

// namedExpression parses an expression or `name := expression`.
func (p *parser) namedExpression() Expr {
	t := p.cur()
	if t.Kind == kindName && p.peek(1) == kindWalrus {
		name := p.newName(t, Store)
		p.pos += 2
		v := p.expression()
		return &NamedExpr{exprNode{p.from(t)}, name, v}
	}
	return p.expression()
}

// starNamed is namedExpression, or a starred expression.
func (p *parser) starNamed() Expr {
	if p.kind() == kindStar {
		return p.starExpression()
	}
	return p.namedExpression()
}

func (p *parser) yieldExpr() Expr {
	t := p.take()
	if p.accept(kwFrom) {
		e := p.expression()
		return &YieldFrom{exprNode{p.from(t)}, e}
	}
	var v Expr
	if p.startsExpr() {
		v = p.starExpressions()
	}
	return &Yield{exprNode{p.from(t)}, v}
}

func (p *parser) expression() Expr {
	t := p.cur()
	if t.Kind == kwLambda {
		return p.lambda()
	}
	e := p.disjunction()
	if p.kind() != kwIf {
		return e
	}
	p.enter()
	p.pos++
	test := p.disjunction()
	p.want(kwElse)
	orelse := p.expression()
	p.depth--
	return &IfExp{exprNode{p.from(t)}, test, e, orelse}
}

func (p *parser) lambda() Expr {
	p.enter()
	p.enter()
	t := p.take()
	args := p.parameters(kindColon, false)
	p.want(kindColon)
	body := p.expression()
	p.depth -= 2
	return &Lambda{exprNode{p.from(t)}, args, body}
}

func (p *parser) disjunction() Expr {
	t := p.cur()
	e := p.conjunction()
	if p.kind() != kwOr {
		return e
	}
	values := []Expr{e}
	for p.accept(kwOr) {
		values = append(values, p.conjunction())
	}
	return &BoolOp{exprNode{p.from(t)}, Or, values}
}

func (p *parser) conjunction() Expr {
	t := p.cur()
	e := p.inversion()
	if p.kind() != kwAnd {
		return e
	}
	values := []Expr{e}
	for p.accept(kwAnd) {
		values = append(values, p.inversion())
	}
	return &BoolOp{exprNode{p.from(t)}, And, values}
}

func (p *parser) inversion() Expr {
	t := p.cur()
	if t.Kind != kwNot {
		return p.comparison()
	}
	p.enter()
	p.pos++
	e := p.inversion()
	p.depth--
	return &UnaryOp{exprNode{p.from(t)}, Not, e}
}

// comparisonOp consumes a comparison operator, if one follows.
func (p *parser) comparisonOp() (CmpOperator, bool) {
	op := CmpOperator(0)
	switch p.kind() {
	case kindEq:
		op = Eq
	case kindNotEq:
		if (p.text(p.cur()) == "<>") != p.flufl {
			p.fail()
		}
		op = NotEq
	case kindLess:
		op = Lt
	case kindLessEq:
		op = LtE
	case kindGreater:
		op = Gt
	case kindGreaterEq:
		op = GtE
	case kwIn:
		op = In
	case kwNot:
		if p.peek(1) != kwIn {
			return 0, false
		}
		p.pos++
		op = NotIn
	case kwIs:
		op = Is
		if p.peek(1) == kwNot {
			p.pos++
			op = IsNot
		}
	default:
		return 0, false
	}
	p.pos++
	return op, true
}

func (p *parser) comparison() Expr {
	t := p.cur()
	e := p.bitOr()
	op, ok := p.comparisonOp()
	if !ok {
		return e
	}
	c := &Compare{Left: e}
	for ok {
		c.Ops = append(c.Ops, op)
		c.Comparators = append(c.Comparators, p.bitOr())
		op, ok = p.comparisonOp()
	}
	c.Pos = p.from(t)
	return c
}

type binaryOp struct {
	level uint8 // 0: no binary operator
	op    Operator
}

// binaryOps gives the operators their levels, the loosest first.
var binaryOps = [kindCount]binaryOp{
	kindVbar: {1, BitOr}, kindHat: {2, BitXor}, kindAmper: {3, BitAnd},
	kindLshift: {4, LShift}, kindRshift: {4, RShift},
	kindPlus: {5, Add}, kindMinus: {5, Sub},
	kindStar: {6, Mult}, kindSlash: {6, Div}, kindDoubleSlash: {6, FloorDiv},
	kindPercent: {6, Modulo}, kindAt: {6, MatMult},
}

func (p *parser) bitOr() Expr { return p.binary(1) }

// binary parses operators of a level or tighter, by precedence climbing.
func (p *parser) binary(level uint8) Expr {
	t := p.cur()
	left := p.factor()
	for {
		o := binaryOps[p.kind()]
		if o.level < level || o.level == 0 {
			return left
		}
		p.pos++
		right := p.binary(o.level + 1)
		left = &BinOp{exprNode{p.from(t)}, left, o.op, right}
	}
}

func (p *parser) factor() Expr {
	t := p.cur()
	op := UAdd
	switch t.Kind {
	case kindPlus:
	case kindMinus:
		op = USub
	case kindTilde:
		op = Invert
	default:
		return p.power()
	}
	p.enter()
	p.pos++
	e := p.factor()
	p.depth--
	return &UnaryOp{exprNode{p.from(t)}, op, e}
}

func (p *parser) power() Expr {
	t := p.cur()
	e := Expr(nil)
	if p.accept(kwAwait) {
		v := p.primary()
		e = &Await{exprNode{p.from(t)}, v}
	} else {
		e = p.primary()
	}
	if p.kind() != kindDoubleStar {
		return e
	}
	p.enter()
	p.enter()
	p.pos++
	right := p.factor()
	p.depth -= 2
	return &BinOp{exprNode{p.from(t)}, e, Pow, right}
}

// primary parses an atom with attributes, calls and subscripts.
func (p *parser) primary() Expr {
	t := p.cur()
	e := p.atom()
	for {
		switch p.kind() {
		case kindDot:
			p.pos++
			a := p.newAttribute()
			a.Value, a.Attr = e, p.name()
			a.Pos = p.from(t)
			e = a
		case kindLpar:
			open := p.take()
			c := p.newCall()
			c.Func = e
			c.Args, c.Keywords = p.arguments(true)
			p.want(kindRpar)
			c.Pos = p.from(t)
			if len(c.Args) == 1 {
				// A generator expression owns the parentheses of the call.
				if g, ok := c.Args[0].(*GeneratorExp); ok && g.EndLineno == 0 {
					g.Pos = p.from(open)
				}
			}
			e = c
		case kindLsqb:
			p.pos++
			s := p.slices()
			p.want(kindRsqb)
			e = &Subscript{exprNode{p.from(t)}, e, s, Load}
		default:
			return e
		}
	}
}

// arguments parses the arguments of a call, or the bases of a class, up to the
// parenthesis. A call may have a bare generator expression as its only
// argument: that one has no position yet.
func (p *parser) arguments(call bool) (args []Expr, keywords []*Keyword) {
	unpacked := false // a ** was seen
	for p.kind() != kindRpar {
		t := p.cur()
		switch {
		case t.Kind == kindName && p.peek(1) == kindAssign:
			p.pos += 2
			v := p.expression()
			keywords = append(keywords, &Keyword{p.from(t), p.ident(t), v})
		case p.accept(kindDoubleStar):
			v := p.expression()
			keywords = append(keywords, &Keyword{p.from(t), "", v})
			unpacked = true
		case unpacked:
			p.fail()
		case p.accept(kindStar):
			v := p.expression()
			args = p.appendArg(args, &Starred{exprNode{p.from(t)}, v, Load})
		case keywords != nil:
			p.fail()
		default:
			e := p.namedExpression()
			if k := p.kind(); k == kwFor || k == kwAsync {
				g := &GeneratorExp{Elt: e, Generators: p.comprehensions()}
				if !call || args != nil || p.kind() != kindRpar {
					p.fail()
				}
				return p.one(g), nil
			}
			args = p.appendArg(args, e)
		}
		if !p.accept(kindComma) {
			return args, keywords
		}
	}
	return args, keywords
}

func (p *parser) appendArg(args []Expr, e Expr) []Expr {
	if args == nil {
		return p.one(e)
	}
	return append(args, e)
}

// slices parses what is between the brackets of a subscript.
func (p *parser) slices() Expr {
	t := p.cur()
	e := p.slice()
	if _, starred := e.(*Starred); !starred && p.kind() != kindComma {
		return e
	}
	elts := []Expr{e}
	for p.accept(kindComma) {
		if p.kind() == kindRsqb {
			break
		}
		elts = append(elts, p.slice())
	}
	return &Tuple{exprNode{p.from(t)}, elts, Load}
}

func (p *parser) slice() Expr {
	t := p.cur()
	if p.accept(kindStar) {
		v := p.expression()
		return &Starred{exprNode{p.from(t)}, v, Load}
	}
	var lower Expr
	if t.Kind != kindColon {
		lower = p.namedExpression()
		if p.kind() != kindColon {
			return lower
		}
		if _, named := lower.(*NamedExpr); named && t.Kind == kindName {
			p.fail()
		}
	}
	s := &Slice{Lower: lower}
	p.want(kindColon)
	s.Upper = p.slicePart()
	if p.accept(kindColon) {
		s.Step = p.slicePart()
	}
	s.Pos = p.from(t)
	return s
}

func (p *parser) slicePart() Expr {
	if !p.startsExpr() {
		return nil
	}
	return p.expression()
}
