package compile

import (
	"sort"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

func (u *unit) stmts(list []syntax.Stmt) {
	for _, s := range list {
		u.stmt(s)
	}
}

// conditional emits statements that may not run.
func (u *unit) conditional(list []syntax.Stmt) {
	u.condDepth++
	u.stmts(list)
	u.condDepth--
}

func (u *unit) stmt(s syntax.Stmt) {
	mark := u.tmp
	switch s := s.(type) {
	case *syntax.ExprStmt:
		u.exprStmt(s)
	case *syntax.Assign:
		u.assignStmt(s)
	case *syntax.AugAssign:
		u.augAssign(s)
	case *syntax.Return:
		u.returnStmt(s)
	case *syntax.If:
		u.ifStmt(s)
	case *syntax.For:
		u.forStmt(s)
	case *syntax.While:
		u.whileStmt(s)
	case *syntax.FunctionDef:
		u.function(&def{s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams})
	case *syntax.AsyncFunctionDef:
		u.function(&def{s, s.Name, s.Args, s.Body, s.DecoratorList, s.Returns, s.TypeParams})
	case *syntax.ClassDef:
		u.class(s)
	case *syntax.Raise:
		u.raise(s)
	case *syntax.Try:
		u.tryStmt(s)
	case *syntax.With:
		u.with(s, s.Items, s.Body, false)
	case *syntax.AsyncWith:
		u.with(s, s.Items, s.Body, true)
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal:
	case *syntax.Break:
		u.breakStmt(s)
	case *syntax.Continue:
		u.continueStmt(s)
	default:
		u.stmtRest(s)
	}
	u.tmp = mark
}

func (u *unit) stmtRest(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.AnnAssign:
		u.annAssign(s)
	case *syntax.Delete:
		for _, t := range s.Targets {
			u.del(t)
		}
	case *syntax.Assert:
		u.assert(s)
	case *syntax.Import:
		u.importStmt(s)
	case *syntax.ImportFrom:
		u.importFrom(s)
	case *syntax.AsyncFor:
		u.asyncFor(s)
	case *syntax.TryStar:
		u.tryStar(s)
	case *syntax.Match:
		u.match(s)
	case *syntax.TypeAlias:
		u.typeAlias(s)
	default:
		u.c.fail(s, "statement of unknown kind %T", s)
	}
}

func (u *unit) exprStmt(s *syntax.ExprStmt) {
	if u.c.interactive && u.outer == nil {
		r := u.expr(s.Value)
		t := u.temp()
		u.emit(bytecode.INTRINSIC, bytecode.IntrinsicPrint, t, r, bytecode.NoReg, at(s))
		return
	}
	if _, ok := s.Value.(*syntax.Constant); ok {
		return
	}
	u.effect(s.Value)
}

// moduleBody emits the statements of a module.
func (u *unit) moduleBody(body []syntax.Stmt) {
	pos := position{1, 1, 0, 0}
	if len(body) > 0 {
		pos = at(body[0])
	}
	u.namespaceBody(body, pos)
}

// namespaceBody emits the body of a module or class, with what its docstring
// and annotations need.
func (u *unit) namespaceBody(body []syntax.Stmt, pos position) {
	mark := u.tmp
	if u.c.annotations && u.scope.annotations {
		u.emit(bytecode.INTRINSIC, bytecode.IntrinsicSetupAnnotations, u.temp(), bytecode.NoReg, bytecode.NoReg, pos)
		u.tmp = mark
	}
	hole := u.annotationHole()
	if len(body) > 0 && !u.c.interactive {
		if doc, ok := docstring(body[0]); ok && u.c.opts.Optimize < 2 {
			t := u.temp()
			p := at(body[0])
			u.load(t, cleanDoc(doc), p)
			u.storeName("__doc__", t, p)
			u.code.Doc = cleanDoc(doc)
			body = body[1:]
			u.tmp = mark
		} else if ok {
			body = body[1:]
		}
	}
	u.stmts(body)
	u.deferredAnnotations(hole, pos)
}

func (u *unit) staticAttributes() bytecode.Tuple {
	names := make([]string, 0, len(u.static))
	for n := range u.static {
		names = append(names, n)
	}
	sort.Strings(names)
	t := make(bytecode.Tuple, len(names))
	for i, n := range names {
		t[i] = n
	}
	return t
}

func (u *unit) ifStmt(s *syntax.If) {
	orelse, end := u.newLabel(), u.newLabel()
	if v, ok := u.constTest(s.Test); ok {
		u.constIf(s, v)
		return
	}
	u.cond(s.Test, false, orelse)
	u.conditional(s.Body)
	if len(s.Orelse) > 0 {
		u.jump(end, nowherePos)
		u.bind(orelse)
		u.conditional(s.Orelse)
		u.bind(end)
		return
	}
	u.bind(orelse)
}

// constIf emits an if whose test is constant. The branch not taken is compiled
// for its errors only.
func (u *unit) constIf(s *syntax.If, value bool) {
	taken, other := s.Body, s.Orelse
	if !value {
		taken, other = other, taken
	}
	if !value {
		u.discard(other)
	}
	u.conditional(taken)
	if value {
		u.discard(other)
	}
}

// discard compiles statements that never run.
func (u *unit) discard(list []syntax.Stmt) {
	if len(list) == 0 {
		return
	}
	dead := u.dead
	end := u.newLabel()
	u.jump(end, nowherePos)
	u.dead = true
	u.conditional(list)
	u.dead = true
	if !dead {
		u.bind(end)
	}
}

func (u *unit) whileStmt(s *syntax.While) {
	body, test, end, orelse := u.newLabel(), u.newLabel(), u.newLabel(), u.newLabel()
	v, constant := u.constTest(s.Test)
	u.push(block{kind: loopBlock, next: test, end: end, node: s})
	switch {
	case constant && !v:
		u.discard(s.Body)
	case constant:
		u.bind(body)
		empty := len(u.ins)
		u.conditional(s.Body)
		u.bind(test)
		pos := nowherePos
		if len(u.ins) == empty {
			pos = at(s.Body[len(s.Body)-1])
		}
		u.jump(body, pos)
	default:
		u.jump(test, nowherePos)
		u.bind(body)
		u.conditional(s.Body)
		u.bind(test)
		u.cond(s.Test, true, body)
	}
	u.pop()
	u.bind(orelse)
	if constant && v {
		u.dead = true
		u.discard(s.Orelse)
	} else {
		u.conditional(s.Orelse)
	}
	u.bind(end)
}

// loopItem returns the register for the items of a loop: that of the target if
// it is a local variable, else a new temporary.
func (u *unit) loopItem(target syntax.Expr) int {
	if r, ok := u.fastTarget(target); ok {
		return r.reg
	}
	return u.temp()
}

// assignItem assigns the item of a loop to its target.
func (u *unit) assignItem(target syntax.Expr, item int) {
	if _, ok := u.fastTarget(target); !ok {
		u.store(target, item)
	}
}

func (u *unit) forStmt(s *syntax.For) {
	top, test, end := u.newLabel(), u.newLabel(), u.newLabel()
	state := u.temps(iterRegs)
	u.iterate(&syntax.Comprehension{Iter: s.Iter}, state)
	u.push(block{kind: loopBlock, next: test, end: end, node: s})
	item := u.loopItem(s.Target)
	u.jump(test, nowherePos)
	u.bind(top)
	u.assignItem(s.Target, item)
	u.conditional(s.Body)
	u.bind(test)
	u.emitJ(bytecode.FOR_ITER, 0, state, item, top, at(s.Iter))
	u.pop()
	u.conditional(s.Orelse)
	u.bind(end)
}

func (u *unit) asyncFor(s *syntax.AsyncFor) {
	if !u.asyncAllowed() {
		u.c.fail(s, "'async for' outside async function")
	}
	start, except, end := u.newLabel(), u.newLabel(), u.newLabel()
	it := u.temps(iterRegs)
	u.iterate(&syntax.Comprehension{Iter: s.Iter, IsAsync: true}, it)
	u.push(block{kind: loopBlock, next: start, end: end, node: s})
	u.bind(start)
	item := u.loopItem(s.Target)
	u.asyncNext(it, item, except, at(s))
	u.assignItem(s.Target, item)
	u.conditional(s.Body)
	u.jump(start, nowherePos)
	u.pop()
	u.asyncEnd(except, at(s.Iter))
	u.conditional(s.Orelse)
	u.bind(end)
}

// asyncAllowed says whether async for and async with may stand here.
func (u *unit) asyncAllowed() bool {
	return u.scope.asyncDef || u.c.opts.TopLevelAwait && u.scope.kind == moduleScope
}

func (u *unit) raise(s *syntax.Raise) {
	exc, cause := bytecode.NoReg, bytecode.NoReg
	if s.Exc != nil {
		exc = u.operand(s.Exc, -1, s.Cause)
		if s.Cause != nil {
			cause = u.expr(s.Cause)
		}
	}
	u.emit(bytecode.RAISE, 0, exc, cause, 0, at(s))
}

func (u *unit) assert(s *syntax.Assert) {
	if t, ok := s.Test.(*syntax.Tuple); ok && len(t.Elts) > 0 {
		u.c.warn(&s.Pos, "assertion is always true, perhaps remove parentheses?")
	}
	if u.c.opts.Optimize > 0 {
		return
	}
	end := u.newLabel()
	u.cond(s.Test, true, end)
	pos := at(s)
	e := u.temp()
	u.emit(bytecode.LOAD_COMMON, bytecode.CommonAssertionError, e, 0, 0, pos)
	if s.Msg != nil {
		u.args(e, false)
		u.exprTemp(s.Msg)
		u.emit(bytecode.CALL, 0, e, e, 1, pos)
	}
	u.emit(bytecode.RAISE, 0, e, bytecode.NoReg, 0, at(s.Test))
	u.bind(end)
}

func (u *unit) importStmt(s *syntax.Import) {
	pos := at(s)
	for _, a := range s.Names {
		t := u.temp()
		u.importName(t, a.Name, nil, 0, pos)
		if a.Asname == "" {
			u.storeName(firstPart(a.Name), t, pos)
			continue
		}
		u.importSubmodules(t, a.Name, pos)
		u.storeName(a.Asname, t, pos)
	}
}

func firstPart(dotted string) string {
	for i := 0; i < len(dotted); i++ {
		if dotted[i] == '.' {
			return dotted[:i]
		}
	}
	return dotted
}

// importSubmodules goes from the package in t to the module that the dotted
// name means.
func (u *unit) importSubmodules(t int, dotted string, pos position) {
	rest := dotted[len(firstPart(dotted)):]
	for rest != "" {
		rest = rest[1:]
		part := firstPart(rest)
		u.emitN(bytecode.IMPORT_FROM, 0, t, t, 0, part, pos)
		rest = rest[len(part):]
	}
}

func (u *unit) importName(dst int, name string, fromlist any, level int, pos position) {
	if level > 255 {
		p := syntax.Pos{Lineno: pos.line, EndLineno: pos.endLine, ColOffset: pos.col, EndColOffset: pos.endCol}
		panic(syntaxError(u.c.filename, &p, "too many dots in a relative import"))
	}
	u.add(instr{op: bytecode.IMPORT_NAME, d: uint8(level), a: uint16(dst), n: u.name(name), k: u.constant(fromlist), pos: pos})
}

func (u *unit) importFrom(s *syntax.ImportFrom) {
	pos := at(s)
	names := make(bytecode.Tuple, len(s.Names))
	for i, a := range s.Names {
		names[i] = a.Name
	}
	if s.Module == "__future__" && s.Level == 0 && s.Lineno > u.c.futureLine {
		u.c.fail(s, "from __future__ imports must occur at the beginning of the file")
	}
	t := u.temp()
	u.importName(t, s.Module, names, s.Level, pos)
	for i, a := range s.Names {
		if i == 0 && a.Name == "*" {
			u.emit(bytecode.IMPORT_STAR, 0, t, 0, 0, pos)
			return
		}
		name := a.Asname
		if name == "" {
			name = a.Name
		}
		if r := u.resolve(name); r.kind == refFast {
			u.emitN(bytecode.IMPORT_FROM, 0, r.reg, t, 0, a.Name, pos)
			continue
		}
		v := u.temp()
		u.emitN(bytecode.IMPORT_FROM, 0, v, t, 0, a.Name, pos)
		u.storeName(name, v, pos)
		u.tmp = v
	}
}
