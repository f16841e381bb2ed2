package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// def is what the function forms have in common.
type def struct {
	node       syntax.Node
	name       string
	args       *syntax.Arguments
	body       []syntax.Stmt
	decorators []syntax.Expr
	returns    syntax.Expr
	tparams    []syntax.TypeParam
}

func (u *unit) function(d *def) {
	mark := u.tmp
	w, n := u.decoratorWindows(d.decorators)
	line := d.node.Position().Lineno
	if n > 0 {
		line = d.decorators[0].Position().Lineno
	}
	dst := u.temp()
	u.functionInto(d, line, dst)
	dst = u.decorate(w, n, d.decorators, dst)
	u.storeName(d.name, dst, at(d.node))
	u.tmp = mark
}

// decoratorWindows evaluates decorators, each into the window of its call,
// nested so that each call's result is the argument of the one before.
func (u *unit) decoratorWindows(list []syntax.Expr) (first, n int) {
	first = u.tmp
	for _, d := range list {
		w := u.exprTemp(d)
		u.args(w, false)
	}
	return first, len(list)
}

// decorate calls the decorators on the value in dst, innermost first, and
// returns the register of the result.
func (u *unit) decorate(first, n int, list []syntax.Expr, dst int) int {
	for i := n - 1; i >= 0; i-- {
		w := first + i*bytecode.ArgBase
		u.emit(bytecode.CALL, 0, w, w, 1, at(list[i]))
	}
	if n > 0 {
		return first
	}
	return dst
}

// functionInto makes the function of a def statement without its decorators.
func (u *unit) functionInto(d *def, line int32, dst int) {
	pos := at(d.node)
	if len(d.tparams) == 0 {
		b := u.tmp
		flags := u.argDefaults(d.args, pos)
		u.makeFunction(d, line, b, flags, dst)
		return
	}
	w := u.temp()
	u.args(w, false)
	b := u.tmp
	flags := u.argDefaults(d.args, pos)
	n := u.tmp - b
	in := u.enter(scopeKey{d.node, roleTypeParams}, "<generic parameters of "+d.name+">", line, u.private)
	in.code.ArgCount = n
	in.prologue(line)
	tp := in.typeParams(d.tparams)
	f := in.temp()
	fb := in.temps(n)
	for i := 0; i < n; i++ {
		in.loadRef(in.resolveOwn(in.scope.params[i]), fb+i, pos)
	}
	in.makeFunction(d, line, fb, flags, f)
	in.emit(bytecode.INTRINSIC, bytecode.IntrinsicSetTypeParams, f, f, tp, pos)
	in.emit(bytecode.RETURN, 0, f, 0, 0, pos)
	u.closure(in.finish(), w, pos)
	u.emit(bytecode.CALL, 0, dst, w, n, pos)
}

// argDefaults evaluates defaults into new temporaries, in the order that
// MAKE_FUNCTION wants them.
func (u *unit) argDefaults(args *syntax.Arguments, pos position) (flags uint8) {
	if len(args.Defaults) > 0 {
		flags |= bytecode.FuncDefaults
		t := u.temp()
		if k, ok := u.foldAll(args.Defaults); ok {
			u.load(t, k, pos)
		} else {
			u.display(bytecode.BUILD_TUPLE, args.Defaults, t, pos)
			u.tmp = t + 1
		}
	}
	has := false
	for _, d := range args.KwDefaults {
		has = has || d != nil
	}
	if !has {
		return flags
	}
	t := u.temp()
	n := 0
	for i, d := range args.KwDefaults {
		if d != nil {
			u.load(u.temp(), mangle(u.private, args.Kwonlyargs[i].Arg), pos)
			u.exprTemp(d)
			n++
		}
	}
	u.emit(bytecode.BUILD_MAP, 0, t, t+1, n, pos)
	u.tmp = t + 1
	return flags | bytecode.FuncKwDefaults
}

// makeFunction compiles the body and makes the function, with what flags says
// in the topmost temporaries from b on.
func (u *unit) makeFunction(d *def, line int32, b int, flags uint8, dst int) {
	pos := at(d.node)
	flags |= u.functionAnnotations(d, line)
	code := u.functionBody(d, line)
	flags |= u.closureTuple(code, pos)
	u.emitK(bytecode.MAKE_FUNCTION, flags, dst, b, 0, code, pos)
}

// closureTuple puts the tuple of cells that code needs into a new temporary.
func (u *unit) closureTuple(code *bytecode.Code, pos position) uint8 {
	if len(code.FreeVars) == 0 {
		return 0
	}
	t := u.temp()
	for _, name := range code.FreeVars {
		u.move(u.temp(), u.cellReg(name), pos)
	}
	u.emit(bytecode.BUILD_TUPLE, 0, t, t+1, len(code.FreeVars), pos)
	u.tmp = t + 1
	return bytecode.FuncClosure
}

// closure makes a function without defaults in dst.
func (u *unit) closure(code *bytecode.Code, dst int, pos position) {
	mark := u.tmp
	flags := u.closureTuple(code, pos)
	u.emitK(bytecode.MAKE_FUNCTION, flags, dst, mark, 0, code, pos)
	u.tmp = mark
}

// enter begins the unit of an inner block.
func (u *unit) enter(key scopeKey, name string, line int32, private string) *unit {
	s := u.c.tree.byNode[key]
	if s == nil {
		panic("compile: no scope for " + name)
	}
	return u.c.newUnit(s, name, line, private)
}

func (u *unit) functionBody(d *def, line int32) *bytecode.Code {
	in := u.enter(scopeKey{node: d.node}, d.name, line, u.private)
	in.signature(d.args)
	body := d.body
	if len(body) > 0 {
		if doc, ok := docstring(body[0]); ok {
			body = body[1:]
			if u.c.opts.Optimize < 2 {
				in.code.Doc = cleanDoc(doc)
				in.code.Flags |= bytecode.HasDocstring
				in.constant(in.code.Doc)
			}
		}
	}
	in.functionFlags()
	in.prologue(line)
	in.generatorGuard(func() { in.stmts(body) })
	return in.finish()
}

// docstring returns the text of a string that stands alone.
func docstring(s syntax.Stmt) (string, bool) {
	if e, ok := s.(*syntax.ExprStmt); ok {
		if c, ok := e.Value.(*syntax.Constant); ok {
			if t, ok := c.Value.(string); ok {
				return t, true
			}
		}
	}
	return "", false
}

// signature describes the parameters in the code object.
func (u *unit) signature(args *syntax.Arguments) {
	c := u.code
	c.PosOnly = len(args.Posonlyargs)
	c.ArgCount = c.PosOnly + len(args.Args)
	c.KwOnly = len(args.Kwonlyargs)
	if args.Vararg != nil {
		c.Flags |= bytecode.VarArgs
	}
	if args.Kwarg != nil {
		c.Flags |= bytecode.VarKeywords
	}
}

// functionFlags sets the flags that follow from the block.
func (u *unit) functionFlags() {
	s := u.scope
	switch {
	case s.generator && s.coroutine:
		u.code.Flags |= bytecode.AsyncGenerator
	case s.generator:
		u.code.Flags |= bytecode.Generator
	case s.coroutine:
		u.code.Flags |= bytecode.Coroutine
	}
	if s.method {
		u.code.Flags |= bytecode.Method
	}
}

// generatorGuard emits a body; in generators a StopIteration that leaves it
// becomes a RuntimeError.
func (u *unit) generatorGuard(body func()) {
	if u.code.Flags&(bytecode.Generator|bytecode.Coroutine|bytecode.AsyncGenerator) == 0 {
		body()
		return
	}
	h := u.newLabel()
	e := u.temp()
	u.protect(h, e)
	body()
	u.emit(bytecode.RETURN_NONE, 0, 0, 0, 0, u.lastPos())
	u.unprotect()
	u.bind(h)
	u.emit(bytecode.INTRINSIC, bytecode.IntrinsicStopIterationError, e, e, bytecode.NoReg, nowherePos)
	u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
}

func (u *unit) lambda(e *syntax.Lambda, dst int) {
	pos := at(e)
	b := u.tmp
	flags := u.argDefaults(e.Args, pos)
	in := u.enter(scopeKey{node: e}, "<lambda>", e.Lineno, u.private)
	in.signature(e.Args)
	in.functionFlags()
	in.prologue(e.Lineno)
	in.generatorGuard(func() {
		r := in.expr(e.Body)
		in.emit(bytecode.RETURN, 0, r, 0, 0, at(e.Body))
	})
	code := in.finish()
	flags |= u.closureTuple(code, pos)
	u.emitK(bytecode.MAKE_FUNCTION, flags, dst, b, 0, code, pos)
}

func (u *unit) class(s *syntax.ClassDef) {
	mark := u.tmp
	first, n := u.decoratorWindows(s.DecoratorList)
	line := s.Lineno
	if n > 0 {
		line = s.DecoratorList[0].Position().Lineno
	}
	dst := u.temp()
	pos := at(s)
	if len(s.TypeParams) == 0 {
		u.buildClass(s, line, dst, nil)
	} else {
		w := u.temp()
		in := u.enter(scopeKey{s, roleTypeParams}, "<generic parameters of "+s.Name+">", line, s.Name)
		in.prologue(line)
		tp := in.typeParams(s.TypeParams)
		in.storeName(".type_params", tp, pos)
		r := in.temp()
		in.buildClass(s, line, r, &tp)
		in.emit(bytecode.RETURN, 0, r, 0, 0, pos)
		u.closure(in.finish(), w, pos)
		u.args(w, false)
		u.emit(bytecode.CALL, 0, dst, w, 0, pos)
	}
	dst = u.decorate(first, n, s.DecoratorList, dst)
	u.storeName(s.Name, dst, pos)
	u.tmp = mark
}

// buildClass calls __build_class__ on the class body. A generic class has an
// extra last base, Generic subscripted with the type parameters.
func (u *unit) buildClass(s *syntax.ClassDef, line int32, dst int, tparams *int) {
	u.checkKeywords(s.Keywords)
	pos := at(s)
	code := u.classBody(s, line)
	w := u.window(dst)
	u.emit(bytecode.LOAD_BUILD_CLASS, 0, w, 0, 0, pos)
	u.args(w, false)
	f := u.temp()
	u.closure(code, f, pos)
	u.load(u.temp(), s.Name, pos)
	bases := s.Bases
	if tparams != nil {
		g := &syntax.Name{Id: ".generic_base"}
		g.Pos = s.Pos
		t := u.temp()
		u.emit(bytecode.INTRINSIC, bytecode.IntrinsicSubscriptGeneric, t, *tparams, bytecode.NoReg, pos)
		u.storeName(".generic_base", t, pos)
		bases = append(bases[:len(bases):len(bases)], g)
	}
	u.callWith(w, dst, 2, false, bases, s.Keywords, pos, pos)
}

func (u *unit) classBody(s *syntax.ClassDef, line int32) *bytecode.Code {
	in := u.enter(scopeKey{node: s}, s.Name, line, s.Name)
	pos := position{line, line, 0, 0}
	in.prologue(line)
	mark := in.tmp
	t := in.temp()
	in.loadRef(in.resolve("__name__"), t, pos)
	in.storeName("__module__", t, pos)
	in.load(t, in.code.QualName, pos)
	in.storeName("__qualname__", t, pos)
	in.load(t, int64(line), pos)
	in.storeName("__firstlineno__", t, pos)
	if len(s.TypeParams) > 0 {
		in.loadRef(in.resolve(".type_params"), t, pos)
		in.storeName("__type_params__", t, pos)
	}
	if in.scope.needsClassDict {
		in.emit(bytecode.LOAD_LOCALS, 0, t, 0, 0, pos)
		in.emit(bytecode.STORE_DEREF, 0, in.scope.lookup("__classdict__").freeReg, t, 0, pos)
	}
	if in.scope.condAnnot {
		in.emit(bytecode.BUILD_SET, 0, t, t, 0, pos)
		in.emit(bytecode.STORE_DEREF, 0, in.scope.lookup("__conditional_annotations__").freeReg, t, 0, pos)
	}
	in.tmp = mark
	in.static = make(map[string]struct{})
	in.namespaceBody(s.Body, pos)
	in.classEpilogue(pos)
	return in.finish()
}

// classEpilogue stores what class creation wants to know and returns the cell
// of __class__ if a method needs it.
func (u *unit) classEpilogue(pos position) {
	mark := u.tmp
	t := u.temp()
	u.load(t, u.staticAttributes(), pos)
	u.storeName("__static_attributes__", t, pos)
	if u.scope.needsClassDict {
		u.storeName("__classdictcell__", u.scope.lookup("__classdict__").freeReg, nowherePos)
	}
	if u.scope.needsClass {
		r := u.scope.lookup("__class__").freeReg
		u.storeName("__classcell__", r, nowherePos)
		u.emit(bytecode.RETURN, 0, r, 0, 0, nowherePos)
	} else {
		u.emit(bytecode.RETURN_NONE, 0, 0, 0, 0, nowherePos)
	}
	u.tmp = mark
}
