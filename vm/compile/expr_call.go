package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// window begins a call window: at dst if that is the topmost temporary (the
// result then overwrites the callable), else above all temporaries. The caller
// puts u.tmp back.
func (u *unit) window(dst int) int {
	w := dst
	if dst != u.tmp-1 || !u.isTemp(dst) {
		w = u.temp()
	}
	return w
}

// argument puts the next argument into the window.
func (u *unit) args(w int, method bool) {
	u.tmp = w + 1
	u.temps(bytecode.ArgBase - 1)
	if method {
		u.temp()
	}
}

func (u *unit) call(e *syntax.Call, dst int) {
	u.checkKeywords(e.Keywords)
	if a, ok := e.Func.(*syntax.Attribute); ok {
		u.callAttribute(e, a, dst)
		return
	}
	u.checkCaller(e.Func)
	if u.callOfGenerator(e, dst) {
		return
	}
	w := u.window(dst)
	u.exprInto(e.Func, w)
	u.callWith(w, dst, 0, false, e.Args, e.Keywords, at(e), at(e))
}

// callAttribute calls a method: the callable and self go into the window, no
// bound method is made.
func (u *unit) callAttribute(e *syntax.Call, a *syntax.Attribute, dst int) {
	name := mangle(u.private, a.Attr)
	w := u.window(dst)
	mpos := attrPos(at(a), a)
	pos := at(e)
	if !u.imported(a.Value) {
		pos = attrPos(pos, a)
	}
	if spread(e.Args, e.Keywords) {
		u.exprInto(a, w)
		u.callWith(w, dst, 0, false, e.Args, e.Keywords, at(e), at(e))
		return
	}
	if c, ok := a.Value.(*syntax.Call); ok && u.superCall(c) {
		u.loadSuper(c, a, w, bytecode.MethodForm, mpos)
	} else {
		r := u.exprHint(a.Value, w)
		u.emitN(bytecode.LOAD_METHOD, 0, w, r, 0, name, mpos)
	}
	u.callWith(w, dst, 0, true, e.Args, e.Keywords, pos, pos)
}

// imported says whether e is a name that the module imports: CPython calls
// the attributes of modules as plain functions, which shows in positions.
func (u *unit) imported(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && u.c.tree.top.flags(n.Id)&defImport != 0
}

func spread(args []syntax.Expr, keywords []*syntax.Keyword) bool {
	for _, a := range args {
		if _, ok := a.(*syntax.Starred); ok {
			return true
		}
	}
	for _, k := range keywords {
		if k.Arg == "" {
			return true
		}
	}
	return false
}

// callWith evaluates arguments into the window w, whose callable is in place,
// and calls. The first given positional arguments are in the window already.
func (u *unit) callWith(w, dst, given int, method bool, args []syntax.Expr, keywords []*syntax.Keyword, pos, kwPos position) {
	if spread(args, keywords) {
		u.callSpread(w, dst, given, args, keywords, pos)
		return
	}
	u.args(w, method)
	u.temps(given)
	for _, a := range args {
		u.exprTemp(a)
	}
	n := given + len(args) + len(keywords)
	if len(keywords) == 0 {
		op := bytecode.CALL
		if method {
			op = bytecode.CALL_METHOD
		}
		u.emit(op, 0, dst, w, n, pos)
		return
	}
	names := make(bytecode.Tuple, len(keywords))
	for i, k := range keywords {
		names[i] = k.Arg
		u.exprTemp(k.Value)
	}
	d := uint8(0)
	if method {
		d = bytecode.MethodForm
	}
	u.emitK(bytecode.CALL_KW, d, dst, w, n, names, kwPos)
}

// callSpread calls with a tuple of arguments and a dict of named ones.
func (u *unit) callSpread(w, dst, given int, args []syntax.Expr, keywords []*syntax.Keyword, pos position) {
	u.args(w, false)
	base := w + bytecode.ArgBase
	if given == 0 && len(args) == 1 {
		if s, ok := args[0].(*syntax.Starred); ok {
			u.exprTemp(s.Value)
			u.spreadKeywords(w, keywords, pos)
			u.emit(bytecode.CALL_EX, 0, dst, w, 0, pos)
			return
		}
	}
	u.temps(given) // the first of them becomes the tuple
	if given == 0 {
		u.temp()
	}
	u.displayFrom(bytecode.BUILD_TUPLE, base, given, args, base, pos)
	u.tmp = base + 1
	u.spreadKeywords(w, keywords, pos)
	u.emit(bytecode.CALL_EX, 0, dst, w, 0, pos)
}

// spreadKeywords puts the dict of named arguments into the window, or Null.
func (u *unit) spreadKeywords(w int, keywords []*syntax.Keyword, pos position) {
	d := u.temp()
	if len(keywords) == 0 {
		u.loadV(d, valueNull, pos)
		return
	}
	made := false
	make := func(from, n int) {
		if !made {
			u.emit(bytecode.BUILD_MAP, 0, d, from, n, pos)
			made = true
			return
		}
		t := u.temp()
		u.emit(bytecode.BUILD_MAP, 0, t, from, n, pos)
		u.emit(bytecode.DICT_MERGE, 0, d, t, w, pos)
	}
	for i := 0; i < len(keywords); {
		mark := u.tmp
		if keywords[i].Arg == "" {
			if !made {
				make(d, 0)
			}
			r := u.expr(keywords[i].Value)
			u.emit(bytecode.DICT_MERGE, 0, d, r, w, pos)
			i++
		} else {
			from, n := u.tmp, 0
			for ; i < len(keywords) && keywords[i].Arg != ""; i++ {
				u.load(u.temp(), keywords[i].Arg, pos)
				u.exprTemp(keywords[i].Value)
				n++
			}
			make(from, n)
		}
		u.tmp = mark
	}
}

func (u *unit) checkKeywords(list []*syntax.Keyword) {
	for i, k := range list {
		if k.Arg == "" {
			continue
		}
		for _, o := range list[i+1:] {
			if o.Arg == k.Arg {
				u.c.fail(o, "keyword argument repeated: %s", k.Arg)
			}
		}
	}
}

// superCall says whether c is a call of the built-in super whose attribute can
// be looked up without making the super object.
func (u *unit) superCall(c *syntax.Call) bool {
	n, ok := c.Func.(*syntax.Name)
	if !ok || n.Id != "super" || len(c.Keywords) != 0 || !u.scope.functionLike() {
		return false
	}
	if sym := u.scope.lookup("super"); sym == nil || sym.where != globalImplicit {
		if !u.compSuper() {
			return false
		}
	}
	if u.c.tree.top.lookup("super") != nil {
		return false
	}
	if u.resolve("super").kind != refGlobal {
		return false
	}
	switch len(c.Args) {
	case 2:
		return !spread(c.Args, nil)
	case 0:
		if u.code.ArgCount == 0 || u.scope.comp == genExp {
			return false
		}
		sym := u.scope.lookup("__class__")
		return sym != nil && sym.where == free
	}
	return false
}

// compSuper says whether the name stands in an inlined comprehension only.
func (u *unit) compSuper() bool {
	for _, c := range u.comps {
		if sym := c.lookup("super"); sym != nil && sym.where == globalImplicit {
			return true
		}
	}
	return false
}

func (u *unit) loadSuper(c *syntax.Call, a *syntax.Attribute, dst int, d uint8, pos position) {
	b := u.temps(3)
	u.loadRef(u.resolve("super"), b, at(c.Func))
	if len(c.Args) == 2 {
		u.exprInto(c.Args[0], b+1)
		u.exprInto(c.Args[1], b+2)
	} else {
		d |= bytecode.ZeroArg
		u.loadRef(u.resolveOwn("__class__"), b+1, at(c))
		first := u.scope.params[0]
		u.loadRef(u.resolveOwn(first), b+2, at(c))
	}
	u.emitN(bytecode.LOAD_SUPER, d, dst, b, 0, mangle(u.private, a.Attr), pos)
}

// callOfGenerator emits tuple(…), all(…) and any(…) of a generator expression
// as a loop over the generator, if the name means the built-in at run time.
func (u *unit) callOfGenerator(e *syntax.Call, dst int) bool {
	n, ok := e.Func.(*syntax.Name)
	if !ok || len(e.Args) != 1 || len(e.Keywords) != 0 {
		return false
	}
	g, ok := e.Args[0].(*syntax.GeneratorExp)
	if !ok || u.c.tree.byNode[scopeKey{node: g}].coroutine {
		return false
	}
	var common uint8
	switch n.Id {
	case "all":
		common = bytecode.CommonAll
	case "any":
		common = bytecode.CommonAny
	case "tuple":
		common = bytecode.CommonTuple
	default:
		return false
	}
	if u.resolve(n.Id).kind != refGlobal {
		return false
	}
	u.viaTemp(dst, at(e), func(t int) { u.inlineReduction(e, g, common, t) })
	return true
}

// inlineReduction puts callable and generator into a call window and compares
// the callable with the built-in; only a different one is called.
func (u *unit) inlineReduction(e *syntax.Call, g *syntax.GeneratorExp, common uint8, dst int) {
	pos := at(e.Func)
	other, end := u.newLabel(), u.newLabel()
	w := u.temp()
	u.exprInto(e.Func, w)
	u.args(w, false)
	gen := u.exprTemp(g)
	state := u.temps(iterRegs)
	item := u.temp()
	u.emit(bytecode.LOAD_COMMON, common, item, 0, 0, pos)
	u.emitJ(bytecode.JISNOT, 0, w, item, other, pos)
	u.emit(bytecode.FOR_PREP, 0, state, gen, 0, pos)
	u.reduce(common, state, item, dst, end, pos)
	u.bind(other)
	u.emit(bytecode.CALL, 0, dst, w, 1, at(e))
	u.bind(end)
}

// reduce emits the loop that does the work of the built-in.
func (u *unit) reduce(common uint8, state, item, dst int, end label, pos position) {
	top, next, found := u.newLabel(), u.newLabel(), u.newLabel()
	if common == bytecode.CommonTuple {
		u.emit(bytecode.BUILD_LIST, 0, dst, dst, 0, pos)
	} else {
		u.load(dst, common == bytecode.CommonAll, pos)
	}
	u.jump(next, pos)
	u.bind(top)
	switch common {
	case bytecode.CommonTuple:
		u.emit(bytecode.LIST_APPEND, 0, dst, item, 0, pos)
	case bytecode.CommonAll:
		u.emitJ(bytecode.JFALSE, 0, item, 0, found, pos)
	case bytecode.CommonAny:
		u.emitJ(bytecode.JTRUE, 0, item, 0, found, pos)
	}
	u.bind(next)
	u.emitJ(bytecode.FOR_ITER, 0, state, item, top, pos)
	if common == bytecode.CommonTuple {
		u.emit(bytecode.LIST_TO_TUPLE, 0, dst, dst, 0, pos)
		u.jump(end, pos)
		return
	}
	u.jump(end, pos)
	u.bind(found)
	u.load(dst, common != bytecode.CommonAll, pos)
	u.jump(end, pos)
}
