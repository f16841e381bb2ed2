package compile

import "gorgon/vm/syntax"

func (b *scopeBuilder) stmts(list []syntax.Stmt) {
	for _, s := range list {
		b.stmt(s)
	}
}

// conditional visits statements that may not run.
func (b *scopeBuilder) conditional(list []syntax.Stmt) {
	if len(list) == 0 {
		return
	}
	old := b.cur.inCond
	b.cur.inCond = true
	b.stmts(list)
	b.cur.inCond = old
}

func (b *scopeBuilder) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		b.expr(s.Value)
	case *syntax.Assign:
		b.exprs(s.Targets)
		b.expr(s.Value)
	case *syntax.AugAssign:
		b.expr(s.Target)
		b.expr(s.Value)
	case *syntax.Return:
		if s.Value != nil {
			b.expr(s.Value)
		}
	case *syntax.If:
		b.expr(s.Test)
		b.conditional(s.Body)
		b.conditional(s.Orelse)
	case *syntax.For:
		b.expr(s.Target)
		b.expr(s.Iter)
		b.conditional(s.Body)
		b.conditional(s.Orelse)
	case *syntax.AsyncFor:
		b.topLevelAsync()
		b.expr(s.Target)
		b.expr(s.Iter)
		b.conditional(s.Body)
		b.conditional(s.Orelse)
	case *syntax.While:
		b.expr(s.Test)
		b.conditional(s.Body)
		b.conditional(s.Orelse)
	case *syntax.With:
		b.withItems(s.Items)
		b.conditional(s.Body)
	case *syntax.AsyncWith:
		b.topLevelAsync()
		b.withItems(s.Items)
		b.conditional(s.Body)
	case *syntax.FunctionDef:
		b.function(s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, false)
	case *syntax.AsyncFunctionDef:
		b.function(s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams, true)
	case *syntax.ClassDef:
		b.class(s)
	default:
		b.stmtRest(s)
	}
}

func (b *scopeBuilder) stmtRest(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.Delete:
		b.exprs(s.Targets)
	case *syntax.TypeAlias:
		b.typeAlias(s)
	case *syntax.AnnAssign:
		b.annAssign(s)
	case *syntax.Match:
		b.expr(s.Subject)
		for _, c := range s.Cases {
			b.pattern(c.Pattern)
			if c.Guard != nil {
				b.expr(c.Guard)
			}
			b.conditional(c.Body)
		}
	case *syntax.Raise:
		b.optional(s.Exc)
		b.optional(s.Cause)
	case *syntax.Try:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *syntax.TryStar:
		b.try(s.Body, s.Handlers, s.Orelse, s.Finalbody)
	case *syntax.Assert:
		b.expr(s.Test)
		b.optional(s.Msg)
	case *syntax.Import:
		b.aliases(s.Names)
	case *syntax.ImportFrom:
		b.aliases(s.Names)
	case *syntax.Global:
		b.global(s)
	case *syntax.Nonlocal:
		b.nonlocal(s)
	}
}

func (b *scopeBuilder) topLevelAsync() {
	if b.topAwait && b.cur.kind == moduleScope {
		b.cur.coroutine = true
	}
}

func (b *scopeBuilder) withItems(items []*syntax.WithItem) {
	for _, it := range items {
		b.expr(it.ContextExpr)
		b.optional(it.OptionalVars)
	}
}

func (b *scopeBuilder) try(body []syntax.Stmt, handlers []*syntax.ExceptHandler, orelse, final []syntax.Stmt) {
	old := b.cur.inCond
	b.cur.inCond = true
	b.stmts(body)
	for _, h := range handlers {
		b.optional(h.Type)
		if h.Name != "" {
			b.checkStore(h.Name, &h.Pos)
			b.add(h.Name, defLocal, &h.Pos).deleted = true
		}
		b.stmts(h.Body)
	}
	b.stmts(orelse)
	b.stmts(final)
	b.cur.inCond = old
}

// checkStore refuses assignments to __debug__.
func (b *scopeBuilder) checkStore(name string, pos *syntax.Pos) {
	if name == "__debug__" {
		b.fail(pos, "cannot assign to __debug__")
	}
}

func (b *scopeBuilder) aliases(names []*syntax.Alias) {
	for _, a := range names {
		name := a.Asname
		if name == "" {
			name = a.Name
			if name == "*" {
				if b.cur.kind != moduleScope {
					b.fail(&a.Pos, "import * only allowed at module level")
				}
				continue
			}
			for i := 0; i < len(name); i++ {
				if name[i] == '.' {
					name = name[:i]
					break
				}
			}
		}
		b.checkStore(name, &a.Pos)
		b.add(name, defImport, &a.Pos)
	}
}

func (b *scopeBuilder) global(s *syntax.Global) {
	for _, name := range s.Names {
		cur := b.cur.flags(mangle(b.private, name))
		switch {
		case cur&defParam != 0:
			b.fail(&s.Pos, "name '%s' is parameter and global", name)
		case cur&used != 0:
			b.fail(&s.Pos, "name '%s' is used prior to global declaration", name)
		case cur&defAnnot != 0:
			b.fail(&s.Pos, "annotated name '%s' can't be global", name)
		case cur&defLocal != 0:
			b.fail(&s.Pos, "name '%s' is assigned to before global declaration", name)
		}
		b.add(name, defGlobal, &s.Pos)
		b.record(name, &s.Pos)
	}
}

func (b *scopeBuilder) nonlocal(s *syntax.Nonlocal) {
	for _, name := range s.Names {
		cur := b.cur.flags(mangle(b.private, name))
		switch {
		case cur&defParam != 0:
			b.fail(&s.Pos, "name '%s' is parameter and nonlocal", name)
		case cur&used != 0:
			b.fail(&s.Pos, "name '%s' is used prior to nonlocal declaration", name)
		case cur&defAnnot != 0:
			b.fail(&s.Pos, "annotated name '%s' can't be nonlocal", name)
		case cur&defLocal != 0:
			b.fail(&s.Pos, "name '%s' is assigned to before nonlocal declaration", name)
		}
		b.add(name, defNonlocal, &s.Pos)
		b.record(name, &s.Pos)
	}
}

// record keeps the place of a global or nonlocal for errors found later.
func (b *scopeBuilder) record(name string, pos *syntax.Pos) {
	b.cur.directives = append(b.cur.directives, directive{mangle(b.private, name), *pos})
}

func (b *scopeBuilder) annAssign(s *syntax.AnnAssign) {
	b.cur.annotations = true
	if n, ok := s.Target.(*syntax.Name); ok {
		cur := b.cur.flags(mangle(b.private, n.Id))
		if cur&(defGlobal|defNonlocal) != 0 && b.cur != b.tree.top && s.Simple {
			kind := "nonlocal"
			if cur&defGlobal != 0 {
				kind = "global"
			}
			b.fail(&s.Pos, "annotated name '%s' can't be %s", n.Id, kind)
		}
		b.checkStore(n.Id, &n.Pos)
		if s.Simple {
			b.add(n.Id, defAnnot|defLocal, &n.Pos)
		} else if s.Value != nil {
			b.add(n.Id, defLocal, &n.Pos)
		}
	} else {
		b.expr(s.Target)
	}
	b.annotation(s.Annotation)
	b.optional(s.Value)
}

// annotation visits the annotation of a variable in the annotation block of
// the current one. Those of local variables are never evaluated, those of a
// module count as conditional because a module may be seen half executed.
func (b *scopeBuilder) annotation(e syntax.Expr) {
	cur := b.cur
	unevaluated := cur.kind == functionScope
	pos := e.Position()
	if !cur.condAnnot && (cur.kind == moduleScope || cur.kind == classScope && cur.inCond) {
		cur.condAnnot = true
		b.add("__conditional_annotations__", used, pos)
	}
	if cur.annotBlock == nil {
		a := b.enter(annotationScope, "__annotate__", scopeKey{node: cur}, pos)
		cur.annotBlock = a
		if cur.kind == classScope {
			a.seesClass = true
			b.add("__classdict__", used, pos)
		}
	} else {
		b.enterExisting(cur.annotBlock)
	}
	if cur.condAnnot && cur.kind == classScope {
		b.add("__conditional_annotations__", used, pos)
	}
	if unevaluated {
		b.cur.unevaluated = true
	}
	b.expr(e)
	b.cur.unevaluated = false
	b.exit()
}

func (b *scopeBuilder) function(node syntax.Stmt, name string, args *syntax.Arguments, body []syntax.Stmt,
	decorators []syntax.Expr, returns syntax.Expr, tparams []syntax.TypeParam, async bool) {
	pos := node.Position()
	b.checkStore(name, pos)
	b.add(name, defLocal, pos)
	b.defaults(args)
	b.exprs(decorators)
	if len(tparams) > 0 {
		kw := false
		for _, d := range args.KwDefaults {
			kw = kw || d != nil
		}
		b.enterTypeParams(node, name, len(args.Defaults) > 0, kw, false)
		b.typeParams(tparams)
	}
	b.functionAnnotations(node, name, args, returns)
	s := b.enter(functionScope, name, scopeKey{node: node}, pos)
	s.coroutine = async
	s.asyncDef = async
	b.params(args)
	b.stmts(body)
	b.exit()
	if len(tparams) > 0 {
		b.exit()
	}
}

func (b *scopeBuilder) defaults(args *syntax.Arguments) {
	b.exprs(args.Defaults)
	for _, d := range args.KwDefaults {
		b.optional(d)
	}
}

func (b *scopeBuilder) params(args *syntax.Arguments) {
	for _, a := range args.Posonlyargs {
		b.param(a)
	}
	for _, a := range args.Args {
		b.param(a)
	}
	for _, a := range args.Kwonlyargs {
		b.param(a)
	}
	if args.Vararg != nil {
		b.param(args.Vararg)
		b.cur.varArgs = true
	}
	if args.Kwarg != nil {
		b.param(args.Kwarg)
		b.cur.varKeywords = true
	}
}

func (b *scopeBuilder) param(a *syntax.Arg) {
	b.checkStore(a.Arg, &a.Pos)
	b.add(a.Arg, defParam, &a.Pos)
}

// functionAnnotations visits what a function's __annotate__ evaluates.
func (b *scopeBuilder) functionAnnotations(node syntax.Stmt, name string, args *syntax.Arguments, returns syntax.Expr) {
	if !annotated(args, returns) {
		return
	}
	pos := node.Position()
	inClass := b.cur.seesClass || b.cur.kind == classScope
	a := b.enter(annotationScope, "__annotate__", scopeKey{node, roleAnnotations}, pos)
	a.funcName = name
	a.annotations = true
	if inClass {
		a.seesClass = true
		b.add("__classdict__", used, pos)
	}
	eachParam(args, func(p *syntax.Arg) { b.optional(p.Annotation) })
	b.optional(returns)
	b.exit()
}

func annotated(args *syntax.Arguments, returns syntax.Expr) bool {
	found := returns != nil
	eachParam(args, func(p *syntax.Arg) { found = found || p.Annotation != nil })
	return found
}

// eachParam calls f for the parameters in the order in which annotations are
// evaluated.
func eachParam(args *syntax.Arguments, f func(*syntax.Arg)) {
	for _, p := range args.Args {
		f(p)
	}
	for _, p := range args.Posonlyargs {
		f(p)
	}
	if args.Vararg != nil {
		f(args.Vararg)
	}
	for _, p := range args.Kwonlyargs {
		f(p)
	}
	if args.Kwarg != nil {
		f(args.Kwarg)
	}
}

func (b *scopeBuilder) class(s *syntax.ClassDef) {
	b.checkStore(s.Name, &s.Pos)
	b.add(s.Name, defLocal, &s.Pos)
	b.exprs(s.DecoratorList)
	private := b.private
	if len(s.TypeParams) > 0 {
		b.enterTypeParams(s, s.Name, false, false, true)
		b.private = s.Name
		b.typeParams(s.TypeParams)
	}
	b.exprs(s.Bases)
	b.keywords(s.Keywords)
	b.enter(classScope, s.Name, scopeKey{node: s}, &s.Pos)
	b.private = s.Name
	if len(s.TypeParams) > 0 {
		b.add("__type_params__", defLocal, &s.Pos)
		b.add(".type_params", used, &s.Pos)
	}
	b.stmts(s.Body)
	b.exit()
	if len(s.TypeParams) > 0 {
		b.exit()
	}
	b.private = private
}

func (b *scopeBuilder) typeAlias(s *syntax.TypeAlias) {
	b.expr(s.Name)
	inClass := b.cur.kind == classScope
	if len(s.TypeParams) > 0 {
		b.enterTypeParams(s, s.Name.Id, false, false, false)
		b.typeParams(s.TypeParams)
	}
	a := b.enter(typeAliasScope, s.Name.Id, scopeKey{node: s}, &s.Pos)
	if inClass {
		a.seesClass = true
		b.add("__classdict__", used, s.Value.Position())
	}
	b.expr(s.Value)
	b.exit()
	if len(s.TypeParams) > 0 {
		b.exit()
	}
}

func (b *scopeBuilder) enterTypeParams(node syntax.Stmt, name string, defaults, kwdefaults, class bool) {
	pos := node.Position()
	inClass := b.cur.kind == classScope
	s := b.enter(typeParamsScope, name, scopeKey{node, roleTypeParams}, pos)
	if inClass {
		s.seesClass = true
		b.add("__classdict__", used, pos)
	}
	if class {
		b.add(".type_params", defLocal|used, pos)
		b.add(".generic_base", defLocal|used, pos)
	}
	if defaults {
		b.add(".defaults", defParam, pos)
	}
	if kwdefaults {
		b.add(".kwdefaults", defParam, pos)
	}
}

func (b *scopeBuilder) typeParams(list []syntax.TypeParam) {
	for _, p := range list {
		pos := p.Position()
		switch p := p.(type) {
		case *syntax.TypeVar:
			b.typeParam(p.Name, pos)
			what := "a TypeVar bound"
			if _, ok := p.Bound.(*syntax.Tuple); ok {
				what = "a TypeVar constraint"
			}
			b.typeParamExpr(p.Bound, p.Name, scopeKey{p, roleBound}, what)
			b.typeParamExpr(p.DefaultValue, p.Name, scopeKey{p, roleDefault}, "a TypeVar default")
		case *syntax.TypeVarTuple:
			b.typeParam(p.Name, pos)
			b.typeParamExpr(p.DefaultValue, p.Name, scopeKey{p, roleDefault}, "a TypeVarTuple default")
		case *syntax.ParamSpec:
			b.typeParam(p.Name, pos)
			b.typeParamExpr(p.DefaultValue, p.Name, scopeKey{p, roleDefault}, "a ParamSpec default")
		}
	}
}

func (b *scopeBuilder) typeParam(name string, pos *syntax.Pos) {
	b.checkStore(name, pos)
	b.add(name, defTypeParam|defLocal, pos)
	if name == "__classdict__" {
		b.fail(pos, "reserved name '%s' cannot be used for type parameter", name)
	}
}

func (b *scopeBuilder) typeParamExpr(e syntax.Expr, name string, key scopeKey, info string) {
	if e == nil {
		return
	}
	inClass := b.cur.seesClass
	s := b.enter(typeVarScope, name, key, e.Position())
	if inClass {
		s.seesClass = true
		b.add("__classdict__", used, e.Position())
	}
	s.info = info
	b.expr(e)
	b.exit()
}
