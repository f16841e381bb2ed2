package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// compr is what the comprehension forms have in common; value is only that of
// a dict comprehension.
type compr struct {
	node       syntax.Expr
	kind       compKind
	name       string
	gens       []*syntax.Comprehension
	elt, value syntax.Expr
	acc        int // register of the list, set or dict; -1 in generators
}

func (u *unit) comprehension(e syntax.Expr, dst int) {
	var c *compr
	switch e := e.(type) {
	case *syntax.ListComp:
		c = &compr{e, listComp, "<listcomp>", e.Generators, e.Elt, nil, -1}
	case *syntax.SetComp:
		c = &compr{e, setComp, "<setcomp>", e.Generators, e.Elt, nil, -1}
	case *syntax.DictComp:
		c = &compr{e, dictComp, "<dictcomp>", e.Generators, e.Key, e.Value, -1}
	case *syntax.GeneratorExp:
		c = &compr{e, genExp, "<genexpr>", e.Generators, e.Elt, nil, -1}
	}
	s := u.c.tree.byNode[scopeKey{node: e}]
	if !s.inlined {
		u.compFunction(c, s, dst)
		return
	}
	u.viaTemp(dst, at(e), func(t int) { u.inlineComp(c, s, t) })
}

// inlineComp emits a comprehension as part of the unit. Its variables have
// registers of their own, unbound before and after.
func (u *unit) inlineComp(c *compr, s *scope, acc int) {
	pos := at(c.node)
	outer := c.gens[0]
	iter := u.temps(iterRegs)
	u.iterate(outer, iter)
	u.comps = append(u.comps, s)
	u.clearComp(s, pos)
	run := len(u.inlined)
	u.inlined = append(u.inlined, compRun{scope: s, from: int32(len(u.ins))})
	c.acc = acc
	u.newAccumulator(c, pos)
	u.generator(c, 0, iter)
	u.inlined[run].to = int32(len(u.ins))
	for _, sym := range s.syms {
		if sym.reg >= 0 && sym.name != ".0" && sym.where == local {
			u.loadV(sym.reg, valueNull, nowherePos)
		}
	}
	u.comps = u.comps[:len(u.comps)-1]
}

func (u *unit) clearComp(s *scope, pos position) {
	for _, sym := range s.syms {
		if sym.name == ".0" || sym.reg < 0 || sym.where != local && sym.where != cell {
			continue
		}
		in := instr{op: bytecode.LOADV, a: uint16(sym.reg), imm: valueNull, d: clearForCheck}
		if sym.where == cell {
			in.d = 0
		}
		u.add(in)
		if sym.where == cell {
			u.emit(bytecode.MAKE_CELL, 0, sym.reg, 0, 0, pos)
		}
	}
}

func (u *unit) newAccumulator(c *compr, pos position) {
	switch c.kind {
	case listComp:
		u.emit(bytecode.BUILD_LIST, 0, c.acc, c.acc, 0, pos)
	case setComp:
		u.emit(bytecode.BUILD_SET, 0, c.acc, c.acc, 0, pos)
	case dictComp:
		u.emit(bytecode.BUILD_MAP, 0, c.acc, c.acc, 0, pos)
	}
}

// iterRegs is the number of registers of an iteration's state.
const iterRegs = 3

// iterable evaluates what is only gone through: a display may be a constant.
func (u *unit) iterable(e syntax.Expr, hint int) int {
	switch e.(type) {
	case *syntax.List, *syntax.Set:
		return u.container(e)
	}
	return u.exprHint(e, hint)
}

// iterate evaluates what a for loop runs over and begins the iteration.
func (u *unit) iterate(g *syntax.Comprehension, state int) {
	pos := at(g.Iter)
	mark := u.tmp
	var r int
	if g.IsAsync {
		r = u.exprHint(g.Iter, state)
	} else {
		r = u.iterable(g.Iter, state)
	}
	if g.IsAsync {
		u.emit(bytecode.GET_AITER, 0, state, r, 0, pos)
	} else {
		u.emit(bytecode.FOR_PREP, 0, state, r, 0, pos)
	}
	u.tmp = mark
}

// generator emits the loop of c.gens[i], whose iteration state is ready, and
// all loops and tests within.
func (u *unit) generator(c *compr, i, state int) {
	g := c.gens[i]
	if g.IsAsync {
		u.asyncGenerator(c, i, state)
		return
	}
	top, test := u.newLabel(), u.newLabel()
	pos := at(c.node)
	mark := u.tmp
	item := u.loopItem(g.Target)
	u.jump(test, pos)
	u.bind(top)
	u.assignItem(g.Target, item)
	u.generatorBody(c, i, test)
	u.bind(test)
	u.emitJ(bytecode.FOR_ITER, 0, state, item, top, at(g.Iter))
	u.dead = false
	u.tmp = mark
}

// generatorBody emits what is within the loop of c.gens[i]; next is where a
// failed test goes.
func (u *unit) generatorBody(c *compr, i int, next label) {
	mark := u.tmp
	for _, e := range c.gens[i].Ifs {
		u.cond(e, false, next)
	}
	if i+1 < len(c.gens) {
		g := c.gens[i+1]
		if one := singleItem(g); one != nil {
			u.assign(g.Target, one)
			u.generatorBody(c, i+1, next)
		} else {
			state := u.temps(iterRegs)
			u.iterate(g, state)
			u.generator(c, i+1, state)
		}
	} else {
		u.element(c)
	}
	u.tmp = mark
}

// singleItem returns x of "for y in [x]", which is an assignment.
func singleItem(g *syntax.Comprehension) syntax.Expr {
	if g.IsAsync {
		return nil
	}
	var elts []syntax.Expr
	switch e := g.Iter.(type) {
	case *syntax.List:
		elts = e.Elts
	case *syntax.Tuple:
		elts = e.Elts
	}
	if len(elts) != 1 || hasStar(elts) {
		return nil
	}
	return elts[0]
}

func (u *unit) element(c *compr) {
	pos := at(c.elt)
	switch c.kind {
	case listComp:
		u.emit(bytecode.LIST_APPEND, 0, c.acc, u.expr(c.elt), 0, pos)
	case setComp:
		u.emit(bytecode.SET_ADD, 0, c.acc, u.expr(c.elt), 0, pos)
	case dictComp:
		k := u.operand(c.elt, -1, c.value)
		v := u.expr(c.value)
		pos.endLine, pos.endCol = at(c.value).endLine, at(c.value).endCol
		u.emit(bytecode.MAP_ADD, 0, c.acc, k, v, pos)
	case genExp:
		t := u.temp()
		v := u.exprHint(c.elt, t)
		u.yieldValue(t, v, pos)
	}
}

func (u *unit) asyncGenerator(c *compr, i, state int) {
	g := c.gens[i]
	start, end := u.newLabel(), u.newLabel()
	pos := at(c.node)
	mark := u.tmp
	u.bind(start)
	item := u.loopItem(g.Target)
	u.asyncNext(state, item, end, pos)
	u.assignItem(g.Target, item)
	u.generatorBody(c, i, start)
	u.jump(start, pos)
	u.asyncEnd(end, pos)
	u.tmp = mark
}

// asyncNext awaits the next item of the asynchronous iterator it. end gets the
// exception that the iterator raises instead, in the register that asyncEnd
// knows: the first temporary.
func (u *unit) asyncNext(it, item int, end label, pos position) {
	mark := u.tmp
	e := u.temp()
	u.protect(end, e)
	a := u.temp()
	t := u.temp()
	u.emit(bytecode.GET_ANEXT, 0, a, it, 0, pos)
	u.delegate(t, a, true, pos)
	u.unprotect()
	u.move(item, t, pos)
	u.tmp = mark
}

// asyncEnd is where an asynchronous loop ends by an exception; it goes on
// after the loop if that is StopAsyncIteration.
func (u *unit) asyncEnd(end label, pos position) {
	u.dead = true
	u.bind(end)
	u.emit(bytecode.END_ASYNC_FOR, 0, int(u.handlerReg(end)), 0, 0, pos)
}

func (u *unit) handlerReg(target label) uint16 {
	for i := len(u.handlers) - 1; i >= 0; i-- {
		if u.handlers[i].target == target {
			return u.handlers[i].reg
		}
	}
	panic("compile: no handler")
}

// compFunction makes and calls the function of a generator expression, or of
// a comprehension in a block where it cannot be inlined.
func (u *unit) compFunction(c *compr, s *scope, dst int) {
	pos := at(c.node)
	in := u.c.newUnit(s, c.name, c.node.Position().Lineno, u.private)
	in.code.ArgCount = 1
	in.functionFlags()
	in.prologue(c.node.Position().Lineno)
	in.generatorGuard(func() { in.compBody(c, pos) })
	code := in.finish()
	w := u.window(dst)
	u.closure(code, w, pos)
	u.args(w, false)
	arg := u.temp()
	outer := c.gens[0]
	r := u.exprHint(outer.Iter, arg)
	if outer.IsAsync {
		u.emit(bytecode.GET_AITER, 0, arg, r, 0, at(outer.Iter))
	} else {
		u.emit(bytecode.GET_ITER, 0, arg, r, 0, at(outer.Iter))
	}
	if s.coroutine && c.kind != genExp {
		u.emit(bytecode.CALL, 0, w, w, 1, pos)
		u.tmp = w + 1
		a := u.temp()
		u.emit(bytecode.GET_AWAITABLE, 0, a, w, 0, pos)
		u.delegateInto(dst, a, pos)
		return
	}
	u.emit(bytecode.CALL, 0, dst, w, 1, pos)
}

// delegateInto awaits a and puts the result into dst.
func (u *unit) delegateInto(dst, a int, pos position) {
	u.viaTemp(dst, pos, func(t int) {
		if t == a {
			panic("compile: await overwrites its receiver")
		}
		u.delegate(t, a, true, pos)
	})
}

func (u *unit) compBody(c *compr, pos position) {
	if c.kind != genExp {
		c.acc = u.temp()
		u.newAccumulator(c, pos)
	}
	state := u.temps(iterRegs)
	if c.gens[0].IsAsync {
		u.emit(bytecode.MOVE, 0, state, u.scope.lookup(".0").reg, 0, pos)
	} else {
		u.emit(bytecode.FOR_PREP, 0, state, u.scope.lookup(".0").reg, 0, at(c.gens[0].Iter))
	}
	u.generator(c, 0, state)
	if c.kind != genExp {
		u.emit(bytecode.RETURN, 0, c.acc, 0, 0, pos)
	}
}

// yieldValue yields R[v]; what is sent comes to R[dst].
func (u *unit) yieldValue(dst, v int, pos position) {
	if u.code.Flags&bytecode.AsyncGenerator != 0 {
		t := u.temp()
		u.emit(bytecode.INTRINSIC, bytecode.IntrinsicAsyncGenWrap, t, v, bytecode.NoReg, pos)
		v = t
	}
	u.emit(bytecode.YIELD, 0, dst, v, bytecode.NoReg, pos)
}

func (u *unit) yield(e *syntax.Yield, dst int) {
	if !u.inFunction() {
		u.c.fail(e, "'yield' outside function")
	}
	pos := at(e)
	var v int
	if e.Value == nil {
		v = u.temp()
		u.loadV(v, valueNone, pos)
	} else {
		v = u.exprHint(e.Value, dst)
	}
	u.yieldValue(dst, v, pos)
}

// inFunction says whether the unit is a function: a place for yield, return
// and await.
func (u *unit) inFunction() bool { return u.scope.kind == functionScope }

func (u *unit) yieldFrom(e *syntax.YieldFrom, dst int) {
	if !u.inFunction() {
		u.c.fail(e, "'yield from' outside function")
	}
	if u.scope.asyncDef {
		u.c.fail(e, "'yield from' inside async function")
	}
	pos := at(e)
	it := u.temp()
	r := u.exprHint(e.Value, it)
	u.emit(bytecode.GET_YIELD_FROM_ITER, 0, it, r, 0, pos)
	u.viaTemp(dst, pos, func(t int) { u.delegate(t, it, false, pos) })
}

func (u *unit) await(e *syntax.Await, dst int) {
	pos := at(e)
	it := u.temp()
	r := u.exprHint(e.Value, it)
	u.emit(bytecode.GET_AWAITABLE, 0, it, r, 0, pos)
	u.viaTemp(dst, pos, func(t int) { u.delegate(t, it, true, pos) })
}

// delegate runs the iterator it to its end, yielding what it yields; the
// result comes to t. The form SEND, YIELD, JUMP_LOOP is fixed: throw() finds
// the SEND by the jump after the YIELD.
func (u *unit) delegate(t, it int, await bool, pos position) {
	d := uint8(0)
	if await {
		d = bytecode.YieldAwait
	}
	u.loadV(t, valueNone, pos)
	loop, done := u.newLabel(), u.newLabel()
	u.bind(loop)
	u.emitJ(bytecode.SEND, d, t, it, done, pos)
	u.emit(bytecode.YIELD, d|bytecode.YieldDelegate, t, t, it, pos)
	u.jump(loop, pos)
	u.bind(done)
}
