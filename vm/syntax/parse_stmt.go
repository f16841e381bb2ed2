package syntax

// startsCompound tells whether the statement at pos has a block.
func (p *parser) startsCompound() bool {
	t := p.cur()
	switch t.Kind {
	case kwIf, kwClass, kwDef, kindAt, kwAsync, kwWith, kwFor, kwTry, kwWhile:
		return true
	case kindName:
		return p.isWord(t, "match") && p.startsMatch()
	}
	return false
}

// statement parses one compound statement, or a line of simple ones, and
// appends to list.
func (p *parser) statement(list []Stmt) []Stmt {
	switch p.kind() {
	case kwIf:
		return append(list, p.ifStmt())
	case kwDef:
		return append(list, p.functionDef(p.cur(), nil, false))
	case kwClass:
		return append(list, p.classDef(nil))
	case kindAt:
		return append(list, p.decorated())
	case kwAsync:
		return append(list, p.asyncStmt(nil))
	case kwWith:
		return append(list, p.withStmt(p.cur(), false))
	case kwFor:
		return append(list, p.forStmt(p.cur(), false))
	case kwTry:
		return append(list, p.tryStmt())
	case kwWhile:
		return append(list, p.whileStmt())
	case kindName:
		if p.isWord(p.cur(), "match") && p.startsMatch() {
			return append(list, p.matchStmt())
		}
	}
	return p.simpleStmts(list)
}

func (p *parser) simpleStmts(list []Stmt) []Stmt {
	for {
		list = append(list, p.simpleStmt())
		if p.accept(kindSemi) {
			if !p.accept(kindNewline) {
				continue
			}
			return list
		}
		p.want(kindNewline)
		return list
	}
}

// block parses the body of a compound statement, after its colon.
func (p *parser) block() []Stmt {
	if !p.accept(kindNewline) {
		return p.simpleStmts(nil)
	}
	p.want(kindIndent)
	var body []Stmt
	for {
		body = p.statement(body)
		if p.accept(kindDedent) {
			return body
		}
		if p.kind() == kindEnd {
			p.fail()
		}
	}
}

func (p *parser) simpleStmt() Stmt {
	t := p.cur()
	switch t.Kind {
	case kwReturn:
		p.pos++
		s := &Return{}
		if !p.endsStmt() {
			s.Value = p.starExpressions()
		}
		s.Pos = p.from(t)
		return s
	case kwImport:
		return p.importStmt()
	case kwFrom:
		return p.importFrom()
	case kwRaise:
		return p.raiseStmt()
	case kwPass:
		p.pos++
		return &Pass{stmtNode{t.pos()}}
	case kwDel:
		return p.delStmt()
	case kwAssert:
		return p.assertStmt()
	case kwBreak:
		p.pos++
		return &Break{stmtNode{t.pos()}}
	case kwContinue:
		p.pos++
		return &Continue{stmtNode{t.pos()}}
	case kwGlobal:
		names := p.nameList()
		return &Global{stmtNode{p.from(t)}, names}
	case kwNonlocal:
		names := p.nameList()
		return &Nonlocal{stmtNode{p.from(t)}, names}
	case kindName:
		if p.peek(1) == kindName && p.isWord(t, "type") {
			return p.typeAlias()
		}
	}
	return p.expressionStmt()
}

// endsStmt tells whether a simple statement ends here.
func (p *parser) endsStmt() bool {
	k := p.kind()
	return k == kindNewline || k == kindSemi
}

// expressionStmt parses an assignment of any form or an expression.
func (p *parser) expressionStmt() Stmt {
	t := p.cur()
	e := p.yieldOrStars()
	switch k := p.kind(); k {
	case kindAssign:
		return p.assign(t, e)
	case kindColon:
		return p.annAssign(t, e)
	case kindNewline, kindSemi:
		return &ExprStmt{stmtNode{p.from(t)}, e}
	default:
		op, ok := k.augmented()
		if !ok || !isSingleTarget(e) {
			p.fail()
		}
		p.pos++
		setContext(e, Store)
		v := p.yieldOrStars()
		return &AugAssign{stmtNode{p.from(t)}, e, op, v}
	}
}

func (p *parser) yieldOrStars() Expr {
	if p.kind() == kwYield {
		return p.yieldExpr()
	}
	return p.starExpressions()
}

func (p *parser) assign(t *token, e Expr) Stmt {
	targets := p.one(e)
	p.toTarget(e, Store)
	for p.accept(kindAssign) {
		e = p.yieldOrStars()
		if p.kind() == kindAssign {
			p.toTarget(e, Store)
			targets = append(targets, e)
		}
	}
	return &Assign{stmtNode{p.from(t)}, targets, e}
}

func (p *parser) annAssign(t *token, e Expr) Stmt {
	if !isSingleTarget(e) {
		p.fail()
	}
	setContext(e, Store)
	_, isName := e.(*Name)
	p.pos++
	s := &AnnAssign{Target: e, Simple: isName && t.Kind == kindName}
	s.Annotation = p.expression()
	if p.accept(kindAssign) {
		s.Value = p.yieldOrStars()
	}
	s.Pos = p.from(t)
	return s
}

// isSingleTarget tells what may be annotated or assigned to in place.
func isSingleTarget(e Expr) bool {
	switch e.(type) {
	case *Name, *Attribute, *Subscript:
		return true
	}
	return false
}

func setContext(e Expr, ctx Context) {
	switch e := e.(type) {
	case *Name:
		e.Ctx = ctx
	case *Attribute:
		e.Ctx = ctx
	case *Subscript:
		e.Ctx = ctx
	case *Starred:
		e.Ctx = ctx
	case *List:
		e.Ctx = ctx
	case *Tuple:
		e.Ctx = ctx
	}
}

// toTarget makes an expression the target of an assignment or a deletion, or
// gives up if it cannot be one.
func (p *parser) toTarget(e Expr, ctx Context) {
	var elts []Expr
	switch x := e.(type) {
	case *Name, *Attribute, *Subscript:
	case *Starred:
		if _, double := x.Value.(*Starred); double || ctx == Del {
			p.fail()
		}
		p.toTarget(x.Value, ctx)
	case *List:
		elts = x.Elts
	case *Tuple:
		elts = x.Elts
	default:
		p.fail()
	}
	setContext(e, ctx)
	for _, elt := range elts {
		p.toTarget(elt, ctx)
	}
}

func (p *parser) nameList() []string {
	p.pos++
	names := []string{p.name()}
	for p.accept(kindComma) {
		names = append(names, p.name())
	}
	return names
}

func (p *parser) raiseStmt() Stmt {
	t := p.take()
	s := &Raise{}
	if !p.endsStmt() {
		s.Exc = p.expression()
		if p.accept(kwFrom) {
			s.Cause = p.expression()
		}
	}
	s.Pos = p.from(t)
	return s
}

func (p *parser) assertStmt() Stmt {
	t := p.take()
	s := &Assert{Test: p.expression()}
	if p.accept(kindComma) {
		s.Msg = p.expression()
	}
	s.Pos = p.from(t)
	return s
}

func (p *parser) delStmt() Stmt {
	t := p.take()
	s := &Delete{}
	for {
		e := p.primary()
		p.toTarget(e, Del)
		s.Targets = append(s.Targets, e)
		if !p.accept(kindComma) || p.endsStmt() {
			break
		}
	}
	if !p.endsStmt() {
		p.fail()
	}
	s.Pos = p.from(t)
	return s
}

func (p *parser) typeAlias() Stmt {
	t := p.take()
	s := &TypeAlias{Name: p.newName(p.take(), Store)}
	s.TypeParams = p.typeParams()
	p.want(kindAssign)
	s.Value = p.expression()
	s.Pos = p.from(t)
	return s
}

func (p *parser) dottedName() string {
	parts := []string{p.name()}
	for p.accept(kindDot) {
		parts = append(parts, p.name())
	}
	return dotted(parts)
}

func (p *parser) importStmt() Stmt {
	t := p.take()
	s := &Import{}
	for {
		first := p.cur()
		a := &Alias{Name: p.dottedName()}
		if p.accept(kwAs) {
			a.Asname = p.name()
		}
		a.Pos = p.from(first)
		s.Names = append(s.Names, a)
		if !p.accept(kindComma) {
			break
		}
	}
	s.Pos = p.from(t)
	return s
}

// fluflFeature is the future import after which `<>` is the operator for
// inequality and `!=` is none.
const fluflFeature = "barry_as_FLUFL"

func (p *parser) importFrom() Stmt {
	t := p.take()
	s := &ImportFrom{}
	for {
		if p.accept(kindDot) {
			s.Level++
		} else if p.accept(kindEllipsis) {
			s.Level += 3
		} else {
			break
		}
	}
	if s.Level == 0 || p.kind() == kindName {
		s.Module = p.dottedName()
	}
	p.want(kwImport)
	switch star := p.cur(); {
	case p.accept(kindStar):
		s.Names = []*Alias{{Pos: star.pos(), Name: "*"}}
	case p.accept(kindLpar):
		s.Names = p.fromNames(true)
		p.want(kindRpar)
	default:
		s.Names = p.fromNames(false)
	}
	if s.Module == "__future__" && s.Level == 0 {
		for _, a := range s.Names {
			p.flufl = p.flufl || a.Name == fluflFeature
		}
	}
	s.Pos = p.from(t)
	return s
}

// fromNames parses what is imported; only in parentheses may a comma end it.
func (p *parser) fromNames(trailing bool) []*Alias {
	var names []*Alias
	for {
		first := p.cur()
		a := &Alias{Name: p.name()}
		if p.accept(kwAs) {
			a.Asname = p.name()
		}
		a.Pos = p.from(first)
		names = append(names, a)
		if !p.accept(kindComma) || trailing && p.kind() == kindRpar {
			return names
		}
	}
}
