package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// Options are the settings of a compilation.
type Options struct {
	// Optimize is the level of -O: 1 drops asserts and makes __debug__ False,
	// 2 drops docstrings too.
	Optimize int
	// Future are the from __future__ imports that are inherited: those of
	// bytecode.FutureFlags in the flags of the code that calls compile().
	Future bytecode.CodeFlags
	// TopLevelAwait allows await in the module's own code, which then is a
	// coroutine.
	TopLevelAwait bool
}

// compiler is the state of one Compile.
type compiler struct {
	filename    string
	opts        Options
	tree        *scopeTree
	unit        *unit // innermost one being made
	warnings    []Warning
	futures     bytecode.CodeFlags // from __future__ imports in force
	annotations bool               // one of them is annotations
	futureLine  int32              // of the last from __future__ import
	layout      flow               // memory that each unit's layout uses again
	spare       [][]instr          // the same for instructions
	interactive bool               // expression statements go to the display hook
}

// Compile makes the code object of a program; the mode is that of the tree.
// The error is a *syntax.SyntaxError. The warnings come in the order in which
// CPython issues them, also when there is an error.
func Compile(mod syntax.Mod, filename string, opts Options) (code *bytecode.Code, warnings []Warning, err error) {
	c := &compiler{filename: filename, opts: opts}
	defer func() {
		if r := recover(); r != nil {
			a, ok := r.(*abort)
			if !ok {
				panic(r)
			}
			code, warnings, err = nil, c.warnings, a.err
		}
	}()
	c.futures = opts.Future & bytecode.FutureFlags
	c.future(mod)
	c.annotations = c.futures&bytecode.FutureAnnotations != 0
	c.preprocess(mod)
	c.tree = buildScopes(mod, filename, c.annotations, opts.TopLevelAwait)
	return c.program(mod), c.warnings, nil
}

func (c *compiler) program(mod syntax.Mod) *bytecode.Code {
	u := c.newUnit(c.tree.top, "<module>", 1, "")
	if c.opts.TopLevelAwait && u.scope.coroutine {
		u.code.Flags |= bytecode.Coroutine
	}
	u.prologue(1)
	switch m := mod.(type) {
	case *syntax.Module:
		u.moduleBody(m.Body)
	case *syntax.Interactive:
		c.interactive = true
		u.moduleBody(m.Body)
	case *syntax.Expression:
		r := u.expr(m.Body)
		u.emit(bytecode.RETURN, 0, r, 0, 0, at(m.Body))
	}
	return u.finish()
}

// finish assembles the unit and goes back to the one around it.
func (u *unit) finish() *bytecode.Code {
	u.emit(bytecode.RETURN_NONE, 0, 0, 0, 0, u.lastPos())
	u.c.unit = u.outer
	u.assemble()
	return u.code
}

// lastPos is the place of the latest instruction that has one: a function that
// falls off its end returns from there.
func (u *unit) lastPos() position {
	for i := len(u.ins) - 1; i >= 0; i-- {
		if u.ins[i].pos.line > 0 {
			return u.ins[i].pos
		}
	}
	l := int32(u.code.FirstLine)
	return position{l, l, 0, 0}
}

func (c *compiler) fail(n syntax.Node, format string, args ...any) {
	panic(syntaxError(c.filename, n.Position(), format, args...))
}

// warn adds a warning. Code that is compiled more than once, as finally
// clauses are, gives each only once.
func (c *compiler) warn(pos *syntax.Pos, msg string) {
	w := Warning{"SyntaxWarning", msg, int(pos.Lineno), int(pos.ColOffset), int(pos.EndLineno), int(pos.EndColOffset)}
	for _, o := range c.warnings {
		if o == w {
			return
		}
	}
	c.warnings = append(c.warnings, w)
}
