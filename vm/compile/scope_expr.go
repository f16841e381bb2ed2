package compile

import "gorgon/vm/syntax"

func (b *scopeBuilder) exprs(list []syntax.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *scopeBuilder) optional(e syntax.Expr) {
	if e != nil {
		b.expr(e)
	}
}

func (b *scopeBuilder) keywords(list []*syntax.Keyword) {
	for _, k := range list {
		if k.Arg != "" {
			b.checkStore(k.Arg, &k.Pos)
		}
	}
	for _, k := range list {
		b.expr(k.Value)
	}
}

func (b *scopeBuilder) expr(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Name:
		b.name(e)
	case *syntax.Constant:
	case *syntax.Attribute:
		b.attribute(e)
		b.expr(e.Value)
	case *syntax.Call:
		b.expr(e.Func)
		b.exprs(e.Args)
		b.keywords(e.Keywords)
	case *syntax.BinOp:
		b.expr(e.Left)
		b.expr(e.Right)
	case *syntax.Compare:
		b.expr(e.Left)
		b.exprs(e.Comparators)
	case *syntax.Subscript:
		b.expr(e.Value)
		b.expr(e.Slice)
	case *syntax.Tuple:
		b.exprs(e.Elts)
	case *syntax.List:
		b.exprs(e.Elts)
	case *syntax.BoolOp:
		b.exprs(e.Values)
	case *syntax.UnaryOp:
		b.expr(e.Operand)
	case *syntax.Dict:
		for _, k := range e.Keys {
			b.optional(k)
		}
		b.exprs(e.Values)
	case *syntax.JoinedStr:
		b.exprs(e.Values)
	case *syntax.FormattedValue:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *syntax.IfExp:
		b.expr(e.Test)
		b.expr(e.Body)
		b.expr(e.Orelse)
	default:
		b.exprRest(e)
	}
}

func (b *scopeBuilder) exprRest(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Starred:
		b.expr(e.Value)
	case *syntax.Slice:
		b.optional(e.Lower)
		b.optional(e.Upper)
		b.optional(e.Step)
	case *syntax.Set:
		b.exprs(e.Elts)
	case *syntax.TemplateStr:
		b.exprs(e.Values)
	case *syntax.Interpolation:
		b.expr(e.Value)
		b.optional(e.FormatSpec)
	case *syntax.Lambda:
		b.defaults(e.Args)
		b.enter(functionScope, "<lambda>", scopeKey{node: e}, &e.Pos)
		b.params(e.Args)
		b.expr(e.Body)
		b.exit()
	case *syntax.NamedExpr:
		b.forbidInAnnotation("named expression", &e.Pos)
		b.namedExpr(e)
	case *syntax.ListComp:
		b.comprehension(e, listComp, "<listcomp>", e.Generators, e.Elt, nil)
	case *syntax.SetComp:
		b.comprehension(e, setComp, "<setcomp>", e.Generators, e.Elt, nil)
	case *syntax.DictComp:
		b.comprehension(e, dictComp, "<dictcomp>", e.Generators, e.Key, e.Value)
	case *syntax.GeneratorExp:
		b.comprehension(e, genExp, "<genexpr>", e.Generators, e.Elt, nil)
	case *syntax.Yield:
		b.forbidInAnnotation("yield expression", &e.Pos)
		b.optional(e.Value)
		b.yield(&e.Pos)
	case *syntax.YieldFrom:
		b.forbidInAnnotation("yield expression", &e.Pos)
		b.expr(e.Value)
		b.yield(&e.Pos)
	case *syntax.Await:
		b.await(e)
	}
}

func (b *scopeBuilder) name(e *syntax.Name) {
	if b.cur.unevaluated {
		return
	}
	switch e.Ctx {
	case syntax.Load:
		b.add(e.Id, used, &e.Pos)
		if e.Id == "super" && b.cur.functionLike() {
			b.add("__class__", used, &e.Pos)
		}
	case syntax.Store:
		b.checkStore(e.Id, &e.Pos)
		b.add(e.Id, defLocal, &e.Pos)
	case syntax.Del:
		if e.Id == "__debug__" {
			b.fail(&e.Pos, "cannot delete __debug__")
		}
		b.add(e.Id, defLocal, &e.Pos).deleted = true
	}
}

func (b *scopeBuilder) attribute(e *syntax.Attribute) {
	if e.Attr != "__debug__" {
		return
	}
	switch e.Ctx {
	case syntax.Store:
		b.fail(&e.Pos, "cannot assign to __debug__")
	case syntax.Del:
		b.fail(&e.Pos, "cannot delete __debug__")
	}
}

func (b *scopeBuilder) yield(pos *syntax.Pos) {
	b.cur.generator = true
	b.cur.hasYieldExpr = true
	if b.cur.comp != noComp {
		b.fail(pos, "'yield' inside %s", [...]string{listComp: "list comprehension", setComp: "set comprehension",
			dictComp: "dict comprehension", genExp: "generator expression"}[b.cur.comp])
	}
}

func (b *scopeBuilder) await(e *syntax.Await) {
	b.forbidInAnnotation("await expression", &e.Pos)
	if b.topAwait && b.cur.kind == moduleScope {
		b.cur.coroutine = true
	} else if !b.cur.functionLike() {
		b.fail(&e.Pos, "'await' outside function")
	} else if !b.cur.asyncDef && b.cur.comp == noComp {
		b.fail(&e.Pos, "'await' outside async function")
	}
	b.expr(e.Value)
	b.cur.coroutine = true
}

// forbidInAnnotation refuses expressions that have no place in a scope that is
// evaluated lazily.
func (b *scopeBuilder) forbidInAnnotation(what string, pos *syntax.Pos) {
	switch b.cur.kind {
	case annotationScope:
		b.fail(pos, "%s cannot be used within an annotation", what)
	case typeVarScope:
		b.fail(pos, "%s cannot be used within %s", what, b.cur.info)
	case typeAliasScope:
		b.fail(pos, "%s cannot be used within a type alias", what)
	case typeParamsScope:
		b.fail(pos, "%s cannot be used within the definition of a generic", what)
	}
}

func (b *scopeBuilder) namedExpr(e *syntax.NamedExpr) {
	if b.cur.compIterExpr > 0 {
		b.fail(&e.Pos, "assignment expression cannot be used in a comprehension iterable expression")
	}
	if b.cur.comp != noComp {
		b.bindOutside(e.Target)
	}
	b.expr(e.Value)
	b.expr(e.Target)
	if sym := b.cur.lookup(mangle(b.private, e.Target.Id)); sym != nil {
		sym.walrus = true
	}
}

// bindOutside binds the target of a := in a comprehension in the block around
// all comprehensions.
func (b *scopeBuilder) bindOutside(t *syntax.Name) {
	name := mangle(b.private, t.Id)
	for i := len(b.stack) - 1; i >= 0; i-- {
		s := b.stack[i]
		if s.comp != noComp {
			if f := s.flags(name); f&defCompIter != 0 && f&defLocal != 0 {
				b.fail(&t.Pos, "assignment expression cannot rebind comprehension iteration variable '%s'", t.Id)
			}
			continue
		}
		switch s.kind {
		case functionScope:
			flag := defNonlocal
			if s.flags(name)&defGlobal != 0 {
				flag = defGlobal
			}
			b.add(t.Id, flag, &t.Pos)
			b.record(t.Id, &t.Pos)
			b.addTo(s, t.Id, defLocal, &t.Pos).walrus = true
			return
		case moduleScope:
			b.add(t.Id, defGlobal, &t.Pos)
			b.record(t.Id, &t.Pos)
			b.addTo(s, t.Id, defGlobal, &t.Pos)
			return
		case classScope:
			b.fail(&t.Pos, "assignment expression within a comprehension cannot be used in a class body")
		case typeParamsScope:
			b.fail(&t.Pos, "assignment expression within a comprehension cannot be used within the definition of a generic")
		case typeAliasScope:
			b.fail(&t.Pos, "assignment expression within a comprehension cannot be used in a type alias")
		case typeVarScope:
			b.fail(&t.Pos, "assignment expression within a comprehension cannot be used in a TypeVar bound")
		}
	}
}

func (b *scopeBuilder) comprehension(node syntax.Expr, kind compKind, name string, gens []*syntax.Comprehension, elt, value syntax.Expr) {
	pos := node.Position()
	outer := gens[0]
	b.cur.compIterExpr++
	b.expr(outer.Iter)
	b.cur.compIterExpr--
	s := b.enter(functionScope, name, scopeKey{node: node}, pos)
	s.comp = kind
	if outer.IsAsync {
		s.coroutine = true
	}
	b.add(".0", defParam, pos)
	s.compIterTarget = true
	b.expr(outer.Target)
	s.compIterTarget = false
	b.exprs(outer.Ifs)
	for _, g := range gens[1:] {
		s.compIterTarget = true
		b.expr(g.Target)
		s.compIterTarget = false
		s.compIterExpr++
		b.expr(g.Iter)
		s.compIterExpr--
		b.exprs(g.Ifs)
		if g.IsAsync {
			s.coroutine = true
		}
	}
	if value != nil {
		b.expr(value)
	}
	b.expr(elt)
	s.generator = kind == genExp
	async := s.coroutine && kind != genExp
	b.exit()
	if !async {
		return
	}
	if b.topAwait && b.cur.kind == moduleScope {
		b.cur.coroutine = true
	}
	top := b.topAwait && b.cur.kind == moduleScope
	if !b.cur.asyncDef && b.cur.comp == noComp && !top {
		b.fail(pos, "asynchronous comprehension outside of an asynchronous function")
	}
	b.cur.coroutine = true
}

func (b *scopeBuilder) pattern(p syntax.Pattern) {
	switch p := p.(type) {
	case *syntax.MatchValue:
		b.expr(p.Value)
	case *syntax.MatchSequence:
		b.patterns(p.Patterns)
	case *syntax.MatchMapping:
		b.exprs(p.Keys)
		b.patterns(p.Patterns)
		b.capture(p.Rest, &p.Pos)
	case *syntax.MatchClass:
		b.expr(p.Cls)
		b.patterns(p.Patterns)
		for i, name := range p.KwdAttrs {
			b.checkStore(name, p.KwdPatterns[i].Position())
		}
		b.patterns(p.KwdPatterns)
	case *syntax.MatchStar:
		b.capture(p.Name, &p.Pos)
	case *syntax.MatchAs:
		if p.Pattern != nil {
			b.pattern(p.Pattern)
		}
		b.capture(p.Name, &p.Pos)
	case *syntax.MatchOr:
		b.patterns(p.Patterns)
	}
}

func (b *scopeBuilder) patterns(list []syntax.Pattern) {
	for _, p := range list {
		b.pattern(p)
	}
}

func (b *scopeBuilder) capture(name string, pos *syntax.Pos) {
	if name != "" {
		b.checkStore(name, pos)
		b.add(name, defLocal, pos)
	}
}
