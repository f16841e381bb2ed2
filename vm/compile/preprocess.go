package compile

import "gorgon/vm/syntax"

// finallyState says whether a jump would leave a finally clause. CPython does
// not warn of a return out of a loop in a finally clause.
type finallyState struct{ inFinally bool }

// preprocess warns of jumps out of finally clauses.
func (c *compiler) preprocess(mod syntax.Mod) {
	switch m := mod.(type) {
	case *syntax.Module:
		c.walkFinally(m.Body, finallyState{})
	case *syntax.Interactive:
		c.walkFinally(m.Body, finallyState{})
	}
}

func (c *compiler) walkFinally(list []syntax.Stmt, st finallyState) {
	for _, s := range list {
		c.stmtFinally(s, st)
	}
}

func (c *compiler) stmtFinally(s syntax.Stmt, st finallyState) {
	loop, fn := finallyState{}, finallyState{}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		c.walkFinally(s.Body, fn)
	case *syntax.AsyncFunctionDef:
		c.walkFinally(s.Body, fn)
	case *syntax.ClassDef:
		c.walkFinally(s.Body, finallyState{})
	case *syntax.For:
		c.walkFinally(s.Body, loop)
		c.walkFinally(s.Orelse, st)
	case *syntax.AsyncFor:
		c.walkFinally(s.Body, loop)
		c.walkFinally(s.Orelse, st)
	case *syntax.While:
		c.walkFinally(s.Body, loop)
		c.walkFinally(s.Orelse, st)
	case *syntax.If:
		c.walkFinally(s.Body, st)
		c.walkFinally(s.Orelse, st)
	case *syntax.With:
		c.walkFinally(s.Body, st)
	case *syntax.AsyncWith:
		c.walkFinally(s.Body, st)
	case *syntax.Match:
		for _, k := range s.Cases {
			c.walkFinally(k.Body, st)
		}
	case *syntax.Try:
		c.tryFinallyWarn(s.Body, s.Handlers, s.Orelse, s.Finalbody, st)
	case *syntax.TryStar:
		c.tryFinallyWarn(s.Body, s.Handlers, s.Orelse, s.Finalbody, st)
	case *syntax.Return:
		if st.inFinally {
			c.warn(&s.Pos, "'return' in a 'finally' block")
		}
	case *syntax.Break:
		if st.inFinally {
			c.warn(&s.Pos, "'break' in a 'finally' block")
		}
	case *syntax.Continue:
		if st.inFinally {
			c.warn(&s.Pos, "'continue' in a 'finally' block")
		}
	}
}

func (c *compiler) tryFinallyWarn(body []syntax.Stmt, handlers []*syntax.ExceptHandler, orelse, final []syntax.Stmt, st finallyState) {
	c.walkFinally(body, st)
	for _, h := range handlers {
		c.walkFinally(h.Body, st)
	}
	c.walkFinally(orelse, st)
	c.walkFinally(final, finallyState{inFinally: true})
}
