package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

type blockKind uint8

const (
	loopBlock    blockKind = iota
	tryBlock               // the body of a try with except clauses
	finallyBlock           // the body of a try with a finally clause
	finallyEnd             // a finally clause run for an exception
	handlerBlock           // an except clause
	starBlock              // an except* clause
	withBlock              // the body of a with
)

// block is a construct that break, continue and return have to leave in order.
type block struct {
	kind      blockKind
	next, end label // loops
	outer     int32 // handler around the block
	node      syntax.Node
	final     []syntax.Stmt // finallyBlock
	saved     int           // handlers: the register of the exception handled before
	name      string        // handlerBlock: the variable to delete
	window    int           // withBlock: of __exit__
	async     bool          // withBlock
	pos       position
}

// maxBlocks is CPython's limit for blocks within each other.
const maxBlocks = 21

// push enters a block; an except clause counts as two.
func (u *unit) push(b block) {
	n := len(u.blocks)
	for i := range u.blocks {
		if k := u.blocks[i].kind; k == handlerBlock || k == starBlock {
			n++
		}
	}
	if u.code.Flags&(bytecode.Generator|bytecode.Coroutine|bytecode.AsyncGenerator) != 0 {
		n++
	}
	if b.kind == handlerBlock || b.kind == starBlock {
		n++
	}
	if n >= maxBlocks {
		u.c.fail(b.node, "too many statically nested blocks")
	}
	b.outer = u.handler
	u.blocks = append(u.blocks, b)
}

func (u *unit) pop() { u.blocks = u.blocks[:len(u.blocks)-1] }

// leave emits what has to happen before control leaves the blocks from the top
// down to number n, and then, outside of their handlers, what out emits; value
// is the register of a return value, or -1.
func (u *unit) leave(n int, value int, out func()) {
	blocks, handler := u.blocks, u.handler
	for i := len(blocks) - 1; i >= n; i-- {
		u.blocks = blocks[:i:i]
		u.leaveBlock(&blocks[i], value)
	}
	out()
	u.blocks, u.handler = blocks, handler
}

func (u *unit) leaveBlock(b *block, value int) {
	switch b.kind {
	case finallyBlock:
		u.handler = b.outer
		u.stmts(b.final)
	case finallyEnd:
		u.emit(bytecode.POP_EXC, 0, b.saved, 0, 0, nowherePos)
	case handlerBlock:
		u.emit(bytecode.POP_EXC, 0, b.saved, 0, 0, nowherePos)
		u.handler = b.outer
		u.forget(b.name)
	case withBlock:
		u.handler = b.outer
		u.exitNormally(b, value)
	}
	u.handler = b.outer
}

// forget sets the variable of an except clause to None and deletes it.
func (u *unit) forget(name string) {
	if name == "" {
		return
	}
	r := u.resolve(name)
	if r.kind == refFast {
		u.loadV(r.reg, valueNull, nowherePos)
		return
	}
	mark := u.tmp
	t := u.temp()
	u.loadV(t, valueNone, nowherePos)
	u.storeRef(r, t, nowherePos)
	u.deleteName(name, nowherePos)
	u.tmp = mark
}

// loop returns the number of the innermost loop's block, or -1.
func (u *unit) loop(s syntax.Stmt) int {
	for i := len(u.blocks) - 1; i >= 0; i-- {
		switch u.blocks[i].kind {
		case loopBlock:
			return i
		case starBlock:
			u.c.fail(s, "'break', 'continue' and 'return' cannot appear in an except* block")
		}
	}
	return -1
}

func (u *unit) breakStmt(s syntax.Stmt) {
	i := u.loop(s)
	if i < 0 {
		u.c.fail(s, "'break' outside loop")
	}
	u.leave(i+1, -1, func() { u.jump(u.blocks[i].end, at(s)) })
}

func (u *unit) continueStmt(s syntax.Stmt) {
	i := u.loop(s)
	if i < 0 {
		u.c.fail(s, "'continue' not properly in loop")
	}
	u.leave(i+1, -1, func() { u.jump(u.blocks[i].next, at(s)) })
}

func (u *unit) returnStmt(s *syntax.Return) {
	if !u.inFunction() {
		u.c.fail(s, "'return' outside function")
	}
	if s.Value != nil && u.code.Flags&bytecode.AsyncGenerator != 0 {
		u.c.fail(s, "'return' with value in async generator")
	}
	pos := at(s)
	where := syntax.Node(s)
	if c, ok := s.Value.(*syntax.Constant); ok {
		where, pos = c, at(c)
	}
	for i := range u.blocks {
		if u.blocks[i].kind == starBlock {
			u.c.fail(where, "'break', 'continue' and 'return' cannot appear in an except* block")
		}
	}
	k, constant := any(nil), true
	if s.Value != nil {
		k, constant = u.fold(s.Value)
	}
	if constant {
		u.leave(0, -1, func() { u.returnConst(k, pos) })
		return
	}
	if e, ok := s.Value.(*syntax.IfExp); ok && len(u.blocks) == 0 {
		u.returnEither(e, pos)
		return
	}
	r := u.expr(s.Value)
	if !u.isTemp(r) && u.rebindsOnLeave() {
		t := u.temp()
		u.move(t, r, pos)
		r = t
	}
	u.leave(0, r, func() { u.emit(bytecode.RETURN, 0, r, 0, 0, pos) })
}

// returnEither returns one of the two values of e, each from its own place.
func (u *unit) returnEither(e *syntax.IfExp, pos position) {
	orelse := u.newLabel()
	mark := u.tmp
	u.cond(e.Test, false, orelse)
	u.emit(bytecode.RETURN, 0, u.expr(e.Body), 0, 0, pos)
	u.tmp = mark
	u.bind(orelse)
	u.emit(bytecode.RETURN, 0, u.expr(e.Orelse), 0, 0, pos)
	u.tmp = mark
}

func (u *unit) returnConst(k any, pos position) {
	if k == nil {
		u.emit(bytecode.RETURN_NONE, 0, 0, 0, 0, pos)
		return
	}
	t := u.temp()
	u.load(t, k, pos)
	u.emit(bytecode.RETURN, 0, t, 0, 0, pos)
}

// rebindsOnLeave says whether leaving the blocks may assign to variables.
func (u *unit) rebindsOnLeave() bool {
	for i := range u.blocks {
		if b := &u.blocks[i]; b.kind == finallyBlock || b.name != "" {
			return true
		}
	}
	return false
}

func (u *unit) tryStmt(s *syntax.Try) {
	if len(s.Finalbody) > 0 {
		u.tryFinally(s)
		return
	}
	u.tryExcept(s)
}

func (u *unit) tryFinally(s *syntax.Try) {
	h, end := u.newLabel(), u.newLabel()
	e := u.temps(2)
	saved := e + 1
	u.push(block{kind: finallyBlock, final: s.Finalbody, node: s})
	u.protect(h, e)
	if len(s.Handlers) > 0 {
		u.tryExcept(s)
	} else {
		u.conditional(s.Body)
	}
	u.unprotect()
	u.pop()
	u.conditional(s.Finalbody)
	u.jump(end, nowherePos)
	u.finallyHandler(s, h, e, saved, s.Finalbody)
	u.bind(end)
}

// finallyHandler emits the copy of a finally clause for an exception.
func (u *unit) finallyHandler(node syntax.Stmt, h label, e, saved int, final []syntax.Stmt) {
	cleanup := u.newLabel()
	u.bind(h)
	u.emit(bytecode.PUSH_EXC, 0, saved, e, 0, nowherePos)
	u.push(block{kind: finallyEnd, saved: saved, node: node})
	u.protect(cleanup, e)
	u.conditional(final)
	u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
	u.unprotect()
	u.pop()
	u.cleanup(cleanup, e, saved)
}

// cleanup is where an exception in a handler goes: the exception handled
// before is the one handled again.
func (u *unit) cleanup(l label, e, saved int) {
	u.bind(l)
	u.emit(bytecode.POP_EXC, 0, saved, 0, 0, nowherePos)
	u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
}

func (u *unit) tryExcept(s *syntax.Try) {
	h, end, cleanup := u.newLabel(), u.newLabel(), u.newLabel()
	e := u.temps(2)
	saved := e + 1
	u.push(block{kind: tryBlock, node: s})
	u.protect(h, e)
	u.conditional(s.Body)
	u.unprotect()
	u.pop()
	u.conditional(s.Orelse)
	u.jump(end, nowherePos)
	u.bind(h)
	u.emit(bytecode.PUSH_EXC, 0, saved, e, 0, nowherePos)
	outer := u.handler
	u.protect(cleanup, e)
	for i, c := range s.Handlers {
		if c.Type == nil && i < len(s.Handlers)-1 {
			u.c.fail(&exceptNode{c}, "default 'except:' must be last")
		}
		u.exceptClause(c, e, saved, outer, end)
	}
	u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
	u.unprotect()
	u.cleanup(cleanup, e, saved)
	u.bind(end)
}

// exceptNode makes an ExceptHandler a node.
type exceptNode struct{ *syntax.ExceptHandler }

func (n *exceptNode) Position() *syntax.Pos { return &n.ExceptHandler.Pos }

func (u *unit) exceptClause(c *syntax.ExceptHandler, e, saved int, outer int32, end label) {
	mark := u.tmp
	next := u.newLabel()
	if c.Type != nil {
		pos := at(&exceptNode{c})
		r := u.expr(c.Type)
		t := u.temp()
		u.emit(bytecode.CHECK_EXC_MATCH, 0, t, e, r, pos)
		u.emitJ(bytecode.JFALSE, 0, t, 0, next, pos)
		u.tmp = mark
	}
	b := block{kind: handlerBlock, saved: saved, name: c.Name, node: &exceptNode{c}}
	u.push(b)
	u.blocks[len(u.blocks)-1].outer = outer
	var h label
	if c.Name != "" {
		u.storeName(c.Name, e, at(&exceptNode{c}))
		h = u.newLabel()
		u.protect(h, e)
	}
	u.conditional(c.Body)
	if c.Name != "" {
		u.unprotect()
	}
	u.pop()
	u.emit(bytecode.POP_EXC, 0, saved, 0, 0, nowherePos)
	inner := u.handler
	u.handler = outer
	u.forget(c.Name)
	u.jump(end, nowherePos)
	u.handler = inner
	if c.Name != "" {
		u.bind(h)
		u.forget(c.Name)
		u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
	}
	u.bind(next)
	u.tmp = mark
}

func (u *unit) tryStar(s *syntax.TryStar) {
	if len(s.Finalbody) == 0 {
		u.tryStarExcept(s)
		return
	}
	h, end := u.newLabel(), u.newLabel()
	e := u.temps(2)
	u.push(block{kind: finallyBlock, final: s.Finalbody, node: s})
	u.protect(h, e)
	u.tryStarExcept(s)
	u.unprotect()
	u.pop()
	u.conditional(s.Finalbody)
	u.jump(end, nowherePos)
	u.finallyHandler(s, h, e, e+1, s.Finalbody)
	u.bind(end)
}

// tryStarExcept emits a try with except* clauses. What they raise, and what no
// clause matched, is gathered in a list and raised again at the end.
func (u *unit) tryStarExcept(s *syntax.TryStar) {
	h, end, cleanup := u.newLabel(), u.newLabel(), u.newLabel()
	e := u.temps(5)
	saved, orig, list, rest := e+1, e+2, e+3, e+4
	u.push(block{kind: tryBlock, node: s})
	u.protect(h, e)
	u.conditional(s.Body)
	u.unprotect()
	u.pop()
	u.conditional(s.Orelse)
	u.jump(end, nowherePos)
	u.bind(h)
	u.emit(bytecode.PUSH_EXC, 0, saved, e, 0, nowherePos)
	u.protect(cleanup, e)
	u.move(orig, e, nowherePos)
	u.move(rest, e, nowherePos)
	u.emit(bytecode.BUILD_LIST, 0, list, list, 0, nowherePos)
	for _, c := range s.Handlers {
		u.starClause(c, e, list, rest)
	}
	u.emit(bytecode.LIST_APPEND, 0, list, rest, 0, nowherePos)
	u.emit(bytecode.PREP_RERAISE_STAR, 0, rest, orig, list, nowherePos)
	raise := u.newLabel()
	u.emitJ(bytecode.JNOTNONE, 0, rest, 0, raise, nowherePos)
	u.emit(bytecode.POP_EXC, 0, saved, 0, 0, nowherePos)
	u.unprotect()
	u.jump(end, nowherePos)
	u.bind(raise)
	u.emit(bytecode.POP_EXC, 0, saved, 0, 0, nowherePos)
	u.emit(bytecode.RERAISE, 0, rest, 0, 0, nowherePos)
	u.cleanup(cleanup, e, saved)
	u.bind(end)
}

func (u *unit) starClause(c *syntax.ExceptHandler, e, list, rest int) {
	mark := u.tmp
	next, h := u.newLabel(), u.newLabel()
	pos := at(&exceptNode{c})
	if c.Type != nil {
		r := u.expr(c.Type)
		m := u.temps(2)
		u.emit(bytecode.CHECK_EG_MATCH, 0, m, rest, r, pos)
		u.move(rest, m+1, pos)
		u.emitJ(bytecode.JNONE, 0, m, 0, next, pos)
		if c.Name != "" {
			u.storeName(c.Name, m, pos)
		}
		u.tmp = mark
	}
	u.push(block{kind: starBlock, node: &exceptNode{c}})
	u.protect(h, e)
	u.conditional(c.Body)
	u.unprotect()
	u.pop()
	u.forget(c.Name)
	u.jump(next, nowherePos)
	u.bind(h)
	u.forget(c.Name)
	u.emit(bytecode.LIST_APPEND, 0, list, e, 0, nowherePos)
	u.bind(next)
	u.tmp = mark
}

// with is a with statement; its items nest.
func (u *unit) with(s syntax.Stmt, items []*syntax.WithItem, body []syntax.Stmt, async bool) {
	if async && !u.asyncAllowed() {
		u.c.fail(s, "'async with' outside async function")
	}
	mark := u.tmp
	item := items[0]
	pos := at(item.ContextExpr)
	h, end := u.newLabel(), u.newLabel()
	e := u.temps(3)
	saved, ctx := e+1, e+2
	w := u.temp()
	u.args(w, true)
	exit, enter := uint8(bytecode.SpecialExit), uint8(bytecode.SpecialEnter)
	if async {
		exit, enter = bytecode.SpecialAExit, bytecode.SpecialAEnter
	}
	r := u.exprHint(item.ContextExpr, ctx)
	u.emit(bytecode.LOAD_SPECIAL, exit, w, r, 0, pos)
	v := u.temp()
	inner := u.tmp
	u.args(v, true)
	u.emit(bytecode.LOAD_SPECIAL, enter, v, r, 0, pos)
	u.emit(bytecode.CALL_METHOD, 0, v, v, 0, pos)
	u.tmp = inner
	if async {
		u.awaitSpecial(v, 1, pos)
	}
	u.push(block{kind: withBlock, window: w, async: async, pos: pos, node: item.ContextExpr})
	u.protect(h, e)
	if item.OptionalVars != nil {
		u.store(item.OptionalVars, v)
	}
	u.tmp = inner - 1
	if len(items) > 1 {
		u.with(s, items[1:], body, async)
	} else {
		u.conditional(body)
	}
	u.unprotect()
	b := u.blocks[len(u.blocks)-1]
	u.pop()
	u.exitNormally(&b, -1)
	u.jump(end, nowherePos)
	u.withHandler(h, end, e, saved, w, async, pos)
	u.bind(end)
	u.tmp = mark
}

// awaitSpecial awaits R[v] in place; kind is GET_AWAITABLE's D.
func (u *unit) awaitSpecial(v int, kind uint8, pos position) {
	mark := u.tmp
	it := u.temp()
	u.emit(bytecode.GET_AWAITABLE, kind, it, v, 0, pos)
	u.delegate(v, it, true, pos)
	u.tmp = mark
}

// exitNormally calls __exit__ with three None. If a return value lives above
// the window the call gets a copy of it on top.
func (u *unit) exitNormally(b *block, value int) {
	mark := u.tmp
	w := b.window
	if value >= w {
		w = u.temp()
		u.args(w, true)
		u.move(w, b.window, b.pos)
		u.move(w+bytecode.ArgBase, b.window+bytecode.ArgBase, b.pos)
	} else {
		u.args(w, true)
	}
	for i := 0; i < 3; i++ {
		u.loadV(u.temp(), valueNone, b.pos)
	}
	u.emit(bytecode.CALL_METHOD, 0, w, w, 3, b.pos)
	if b.async {
		u.tmp = w + 1
		u.awaitSpecial(w, 2, b.pos)
	}
	u.tmp = mark
}

// withHandler calls __exit__ for an exception, which goes on unless the result
// is true.
func (u *unit) withHandler(h, end label, e, saved, w int, async bool, pos position) {
	cleanup := u.newLabel()
	u.bind(h)
	u.emit(bytecode.PUSH_EXC, 0, saved, e, 0, pos)
	u.protect(cleanup, e)
	u.args(w, true)
	u.temps(3)
	u.emit(bytecode.WITH_EXCEPT, 0, w, w, e, pos)
	if async {
		u.tmp = w + 1
		u.awaitSpecial(w, 2, pos)
	}
	suppress := u.newLabel()
	u.emitJ(bytecode.JTRUE, 0, w, 0, suppress, pos)
	u.emit(bytecode.RERAISE, 0, e, 0, 0, nowherePos)
	u.unprotect()
	u.cleanup(cleanup, e, saved)
	u.bind(suppress)
	u.emit(bytecode.POP_EXC, 0, saved, 0, 0, nowherePos)
	u.jump(end, nowherePos)
}
