package syntax

func (p *parser) ifStmt() Stmt {
	root := &If{}
	chain := []*If{root}
	starts := []*token{p.take()}
	for s := root; ; {
		s.Test = p.namedExpression()
		p.want(kindColon)
		s.Body = p.block()
		if p.kind() == kwElif {
			p.enter()
			starts = append(starts, p.take())
			next := &If{}
			s.Orelse = []Stmt{next}
			s = next
			chain = append(chain, next)
			continue
		}
		s.Orelse = p.elseBlock()
		break
	}
	p.depth -= len(chain) - 1
	// Every If of the chain ends where the whole ends.
	for i, s := range chain {
		s.Pos = p.from(starts[i])
	}
	return root
}

func (p *parser) elseBlock() []Stmt {
	if !p.accept(kwElse) {
		return nil
	}
	p.want(kindColon)
	return p.block()
}

func (p *parser) whileStmt() Stmt {
	t := p.take()
	s := &While{Test: p.namedExpression()}
	p.want(kindColon)
	s.Body = p.block()
	s.Orelse = p.elseBlock()
	s.Pos = p.from(t)
	return s
}

// asyncStmt parses what starts with async; decorators are those before it.
func (p *parser) asyncStmt(decorators []Expr) Stmt {
	t := p.take()
	switch k := p.kind(); {
	case k == kwDef:
		return p.functionDef(t, decorators, true)
	case decorators == nil && k == kwFor:
		return p.forStmt(t, true)
	case decorators == nil && k == kwWith:
		return p.withStmt(t, true)
	}
	p.fail()
	return nil
}

// forStmt parses a for statement; t is its first token, pos is at `for`.
func (p *parser) forStmt(t *token, async bool) Stmt {
	p.want(kwFor)
	target := p.starTargets()
	p.want(kwIn)
	iter := p.starExpressions()
	p.want(kindColon)
	body := p.block()
	orelse := p.elseBlock()
	if async {
		return &AsyncFor{stmtNode{p.from(t)}, target, iter, body, orelse}
	}
	return &For{stmtNode{p.from(t)}, target, iter, body, orelse}
}

// starTargets parses the targets of a for, up to `in`.
func (p *parser) starTargets() Expr {
	t := p.cur()
	e := p.starTarget()
	if p.kind() != kindComma {
		return e
	}
	elts := []Expr{e}
	for p.accept(kindComma) {
		if p.kind() == kwIn {
			break
		}
		elts = append(elts, p.starTarget())
	}
	return &Tuple{exprNode{p.from(t)}, elts, Store}
}

func (p *parser) starTarget() Expr {
	t := p.cur()
	if p.accept(kindStar) {
		if p.kind() == kindStar {
			p.fail()
		}
		e := p.primary()
		p.toTarget(e, Store)
		return &Starred{exprNode{p.from(t)}, e, Store}
	}
	e := p.primary()
	p.toTarget(e, Store)
	return e
}

// withStmt parses a with statement; t is its first token, pos is at `with`.
func (p *parser) withStmt(t *token, async bool) Stmt {
	p.want(kwWith)
	items := p.parenthesisedItems()
	if items == nil {
		items = []*WithItem{p.withItem()}
		for p.accept(kindComma) {
			items = append(items, p.withItem())
		}
	}
	p.want(kindColon)
	body := p.block()
	if async {
		return &AsyncWith{stmtNode{p.from(t)}, items, body}
	}
	return &With{stmtNode{p.from(t)}, items, body}
}

// parenthesisedItems parses `(item, item)` before a colon. It returns nil, and
// consumes nothing, if the parentheses belong to an expression.
func (p *parser) parenthesisedItems() []*WithItem {
	if p.kind() != kindLpar || p.peekAfterBracket() != kindColon {
		return nil
	}
	start := p.pos
	p.pos++
	var items []*WithItem
	for {
		switch p.kind() {
		case kindStar, kwYield, kindRpar:
			p.pos = start
			return nil
		}
		items = append(items, p.withItem())
		switch p.kind() {
		case kindComma:
			p.pos++
			if p.accept(kindRpar) {
				return items
			}
		case kindRpar:
			p.pos++
			return items
		default:
			p.pos = start
			return nil
		}
	}
}

// peekAfterBracket returns the kind of the token after the bracket which
// closes the one at pos.
func (p *parser) peekAfterBracket() Kind {
	level := p.cur().Level
	for i := p.pos + 1; i < len(p.toks); i++ {
		if p.toks[i].Level < level {
			return p.toks[i+1].Kind
		}
	}
	return kindEnd
}

func (p *parser) withItem() *WithItem {
	item := &WithItem{ContextExpr: p.expression()}
	if p.accept(kwAs) {
		item.OptionalVars = p.starTarget()
		switch p.kind() {
		case kindComma, kindRpar, kindColon:
		default:
			p.fail()
		}
	}
	return item
}

func (p *parser) tryStmt() Stmt {
	t := p.take()
	p.want(kindColon)
	body := p.block()
	var handlers []*ExceptHandler
	star := p.peek(1) == kindStar
	for p.kind() == kwExcept {
		handlers = append(handlers, p.handler(star))
	}
	var orelse, final []Stmt
	if handlers != nil {
		orelse = p.elseBlock()
	}
	if p.accept(kwFinally) {
		p.want(kindColon)
		final = p.block()
	} else if handlers == nil {
		p.fail()
	}
	if star && handlers != nil {
		return &TryStar{stmtNode{p.from(t)}, body, handlers, orelse, final}
	}
	return &Try{stmtNode{p.from(t)}, body, handlers, orelse, final}
}

func (p *parser) handler(star bool) *ExceptHandler {
	t := p.take()
	h := &ExceptHandler{}
	if p.accept(kindStar) != star {
		p.fail()
	}
	if star || p.kind() != kindColon {
		first := p.cur()
		h.Type = p.expression()
		if p.kind() == kindComma {
			// Without parentheses, several types exclude a name.
			h.Type = p.expressionsAfter(first, h.Type)
		} else if p.accept(kwAs) {
			h.Name = p.name()
		}
	}
	p.want(kindColon)
	h.Body = p.block()
	h.Pos = p.from(t)
	return h
}

func (p *parser) decorated() Stmt {
	var list []Expr
	for p.accept(kindAt) {
		list = append(list, p.namedExpression())
		p.want(kindNewline)
	}
	switch p.kind() {
	case kwDef:
		return p.functionDef(p.cur(), list, false)
	case kwClass:
		return p.classDef(list)
	case kwAsync:
		return p.asyncStmt(list)
	}
	p.fail()
	return nil
}

// functionDef parses a function; t is its first token, pos is at `def`.
func (p *parser) functionDef(t *token, decorators []Expr, async bool) Stmt {
	p.want(kwDef)
	f := FunctionDef{DecoratorList: decorators, Name: p.name()}
	f.TypeParams = p.typeParams()
	p.want(kindLpar)
	f.Args = p.parameters(kindRpar, true)
	p.want(kindRpar)
	if p.accept(kindArrow) {
		f.Returns = p.expression()
	}
	p.want(kindColon)
	f.Body = p.block()
	f.Pos = p.from(t)
	if async {
		a := AsyncFunctionDef(f)
		return &a
	}
	return &f
}

func (p *parser) classDef(decorators []Expr) Stmt {
	t := p.take()
	c := &ClassDef{DecoratorList: decorators, Name: p.name()}
	c.TypeParams = p.typeParams()
	if p.accept(kindLpar) {
		c.Bases, c.Keywords = p.arguments(false)
		p.want(kindRpar)
	}
	p.want(kindColon)
	c.Body = p.block()
	c.Pos = p.from(t)
	return c
}

func (p *parser) typeParams() []TypeParam {
	if !p.accept(kindLsqb) {
		return nil
	}
	var list []TypeParam
	for {
		list = append(list, p.typeParam())
		if !p.accept(kindComma) || p.kind() == kindRsqb {
			break
		}
	}
	p.want(kindRsqb)
	return list
}

func (p *parser) typeParam() TypeParam {
	t := p.cur()
	switch {
	case p.accept(kindStar):
		n := &TypeVarTuple{Name: p.name()}
		if p.accept(kindAssign) {
			n.DefaultValue = p.starExpression()
		}
		n.Pos = p.from(t)
		return n
	case p.accept(kindDoubleStar):
		n := &ParamSpec{Name: p.name()}
		if p.accept(kindAssign) {
			n.DefaultValue = p.expression()
		}
		n.Pos = p.from(t)
		return n
	}
	n := &TypeVar{Name: p.name()}
	if p.accept(kindColon) {
		n.Bound = p.expression()
	}
	if p.accept(kindAssign) {
		n.DefaultValue = p.expression()
	}
	n.Pos = p.from(t)
	return n
}

// parameters parses the parameters of a def (annotated) or a lambda, up to the
// token that ends the list.
func (p *parser) parameters(end Kind, annotated bool) *Arguments {
	a := &Arguments{}
	for p.kind() != end {
		switch t := p.cur(); {
		case p.accept(kindDoubleStar):
			a.Kwarg = p.parameter(annotated, false)
			p.accept(kindComma)
			if p.kind() != end {
				p.fail()
			}
			return a
		case p.accept(kindStar):
			p.afterStar(a, end, annotated)
			continue
		case t.Kind == kindSlash:
			if a.Posonlyargs != nil || a.Args == nil || a.Vararg != nil || a.Kwonlyargs != nil {
				p.fail()
			}
			p.pos++
			a.Posonlyargs, a.Args = a.Args, nil
		default:
			p.plainParameter(a, annotated)
		}
		if !p.accept(kindComma) && p.kind() != end {
			p.fail()
		}
	}
	return a
}

// plainParameter parses a positional parameter and its default.
func (p *parser) plainParameter(a *Arguments, annotated bool) {
	a.Args = append(a.Args, p.parameter(annotated, false))
	if p.accept(kindAssign) {
		a.Defaults = append(a.Defaults, p.expression())
	} else if a.Defaults != nil {
		p.fail()
	}
}

// afterStar parses what follows a star: a name for the rest, and the
// keyword-only parameters.
func (p *parser) afterStar(a *Arguments, end Kind, annotated bool) {
	if p.kind() != kindComma {
		a.Vararg = p.parameter(annotated, true)
	} else if k := p.peek(1); k != kindName {
		p.fail() // a bare star needs a name after it
	}
	for p.accept(kindComma) {
		if p.kind() != kindName {
			break
		}
		a.Kwonlyargs = append(a.Kwonlyargs, p.parameter(annotated, false))
		var def Expr
		if p.accept(kindAssign) {
			def = p.expression()
		}
		a.KwDefaults = append(a.KwDefaults, def)
	}
	if k := p.kind(); k != end && (k != kindDoubleStar || p.toks[p.pos-1].Kind != kindComma) {
		p.fail()
	}
}

func (p *parser) parameter(annotated, starred bool) *Arg {
	t := p.cur()
	a := &Arg{Arg: p.name()}
	if annotated && p.accept(kindColon) {
		if starred {
			a.Annotation = p.starExpression()
		} else {
			a.Annotation = p.expression()
		}
	}
	a.Pos = p.from(t)
	return a
}
