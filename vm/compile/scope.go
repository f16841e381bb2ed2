package compile

import "gorgon/vm/syntax"

// scopeKind is the kind of a block.
type scopeKind uint8

const (
	functionScope scopeKind = iota // also lambdas and comprehensions
	classScope
	moduleScope
	annotationScope // the annotations of a function, class or module
	typeVarScope    // a bound, constraint or default of a type parameter
	typeAliasScope  // the value of a type statement
	typeParamsScope // the type parameters of a generic definition
)

// compKind tells comprehensions from ordinary functions.
type compKind uint8

const (
	noComp compKind = iota
	listComp
	setComp
	dictComp
	genExp
)

// symFlags say how a block uses a name.
type symFlags uint16

const (
	defGlobal    symFlags = 1 << iota // global statement
	defLocal                          // assigned
	defParam                          // parameter
	defNonlocal                       // nonlocal statement
	used                              // read
	defImport                         // bound by import
	defAnnot                          // annotated
	defTypeParam                      // type parameter
	defCompIter                       // iteration variable of a comprehension
	freeInClass                       // a method's free variable that the class body also binds

	defBound = defLocal | defParam | defImport | defTypeParam
)

// where says which variable a name means in a block.
type where uint8

const (
	nowhere        where = iota
	local                // of this block
	globalExplicit       // by a global statement
	globalImplicit       // global or builtin
	free                 // of an enclosing function
	cell                 // of this block, captured by an inner one
)

// symbol is a name in a block.
type symbol struct {
	name  string
	flags symFlags
	where where
	// The code generator's part: the register of the variable or of its cell
	// (-1: none), and of the cell that a class body with freeInClass also has.
	reg, freeReg int
	// deleted: the block has a del statement (or an except clause, which
	// deletes its target) for the name; walrus: it is the target of a := .
	deleted, walrus bool
}

type directive struct {
	name string
	pos  syntax.Pos
}

// scope is a block. Main invariant: after analysis each symbol's where is
// final, and a free symbol is a cell or free symbol of the parent (or, through
// inlined comprehensions and classes, of a further ancestor).
type scope struct {
	kind     scopeKind
	comp     compKind
	name     string
	pos      syntax.Pos
	parent   *scope
	children []*scope

	syms   []*symbol // in order of first mention
	index  map[string]*symbol
	params []string // in order of the argument list

	directives []directive
	info       string // "a TypeVar bound", for error messages
	funcName   string // annotationScope: whose annotations

	nested         bool // within a function
	generator      bool
	coroutine      bool
	asyncDef       bool
	varArgs        bool
	varKeywords    bool
	inlined        bool // comprehension whose code is part of the parent's
	method         bool
	needsClass     bool // class: a method uses __class__
	needsClassDict bool
	condAnnot      bool // has annotations that may not be reached
	seesClass      bool // annotation scope within a class: class names are visible
	annotations    bool // has variable annotations
	hasYieldExpr   bool

	compIterTarget bool
	compIterExpr   int
	inCond         bool // visiting a block that may not run
	unevaluated    bool // visiting annotations of local variables
	annotBlock     *scope
}

func (s *scope) functionLike() bool {
	return s.kind != classScope && s.kind != moduleScope
}

// indexFrom is the number of symbols from which on a map is worth its cost.
const indexFrom = 9

func (s *scope) lookup(name string) *symbol {
	if s.index != nil {
		return s.index[name]
	}
	for _, sym := range s.syms {
		if sym.name == name {
			return sym
		}
	}
	return nil
}

func (s *scope) flags(name string) symFlags {
	if sym := s.lookup(name); sym != nil {
		return sym.flags
	}
	return 0
}

func (s *scope) addSymbol(name string) *symbol {
	sym := &symbol{name: name, reg: -1, freeReg: -1}
	s.syms = append(s.syms, sym)
	if s.index != nil {
		s.index[name] = sym
	} else if len(s.syms) == indexFrom {
		s.index = make(map[string]*symbol, 2*indexFrom)
		for _, x := range s.syms {
			s.index[x.name] = x
		}
	}
	return sym
}

// scopeKey identifies a block: the node it belongs to and which of the blocks
// of that node it is.
type scopeKey struct {
	node any
	role scopeRole
}

type scopeRole uint8

const (
	roleBody scopeRole = iota
	roleTypeParams
	roleBound
	roleDefault
	roleAnnotations // of a function's parameters and result
)

// scopeTree is the result: every block by its node.
type scopeTree struct {
	top    *scope
	byNode map[scopeKey]*scope
}

// scopeBuilder walks the tree, entering names into blocks.
type scopeBuilder struct {
	tree     *scopeTree
	filename string
	cur      *scope
	stack    []*scope
	private  string // class whose private names are mangled
	future   bool   // from __future__ import annotations
	topAwait bool
}

// buildScopes computes the blocks of a program. Errors leave by panic(*abort).
func buildScopes(mod syntax.Mod, filename string, future, topAwait bool) *scopeTree {
	b := &scopeBuilder{
		tree:     &scopeTree{byNode: make(map[scopeKey]*scope)},
		filename: filename,
		future:   future,
		topAwait: topAwait,
	}
	top := b.newScope(moduleScope, "top", syntax.Pos{})
	b.tree.top = top
	b.tree.byNode[scopeKey{node: mod}] = top
	b.cur = top
	b.stack = append(b.stack, top)
	switch m := mod.(type) {
	case *syntax.Module:
		b.stmts(m.Body)
	case *syntax.Interactive:
		b.stmts(m.Body)
	case *syntax.Expression:
		b.expr(m.Body)
	}
	analyze(b.filename, top)
	return b.tree
}

func (b *scopeBuilder) fail(pos *syntax.Pos, format string, args ...any) {
	panic(syntaxError(b.filename, pos, format, args...))
}

func (b *scopeBuilder) newScope(kind scopeKind, name string, pos syntax.Pos) *scope {
	s := &scope{kind: kind, name: name, pos: pos, parent: b.cur}
	if p := b.cur; p != nil {
		s.nested = p.nested || p.functionLike()
		s.method = kind == functionScope && p.kind == classScope
	}
	return s
}

// enter begins a block, with the implicit parameter of those that become
// functions of an annotation format.
func (b *scopeBuilder) enter(kind scopeKind, name string, key scopeKey, pos *syntax.Pos) *scope {
	s := b.newScope(kind, name, *pos)
	b.tree.byNode[key] = s
	b.enterExisting(s)
	if kind == annotationScope || kind == typeVarScope || kind == typeAliasScope {
		b.add(".format", defParam, pos)
		b.add(".format", used, pos)
	}
	return s
}

// enterExisting goes into s. Annotations that are only kept as strings have no
// effect on the blocks around them, so their block does not become a child.
func (b *scopeBuilder) enterExisting(s *scope) {
	prev := b.cur
	s.compIterExpr = prev.compIterExpr
	if len(b.stack) == 0 || b.stack[len(b.stack)-1] != s {
		b.stack = append(b.stack, s)
	}
	b.cur = s
	if s.kind == annotationScope && b.future {
		return
	}
	for _, c := range prev.children {
		if c == s {
			return
		}
	}
	prev.children = append(prev.children, s)
}

func (b *scopeBuilder) exit() {
	b.stack = b.stack[:len(b.stack)-1]
	b.cur = b.stack[len(b.stack)-1]
}

// add records that the current block uses name as flag says.
func (b *scopeBuilder) add(name string, flag symFlags, pos *syntax.Pos) *symbol {
	return b.addTo(b.cur, name, flag, pos)
}

func (b *scopeBuilder) addTo(s *scope, name string, flag symFlags, pos *syntax.Pos) *symbol {
	name = mangle(b.private, name)
	sym := s.lookup(name)
	if sym == nil {
		sym = s.addSymbol(name)
	} else {
		if flag&defParam != 0 && sym.flags&defParam != 0 {
			b.fail(pos, "duplicate argument '%s' in function definition", name)
		}
		if flag&defTypeParam != 0 && sym.flags&defTypeParam != 0 {
			b.fail(pos, "duplicate type parameter '%s'", name)
		}
	}
	sym.flags |= flag
	if s.compIterTarget {
		if sym.flags&(defGlobal|defNonlocal) != 0 {
			b.fail(pos, "comprehension inner loop cannot rebind assignment expression target '%s'", name)
		}
		sym.flags |= defCompIter
	}
	if flag&defParam != 0 {
		s.params = append(s.params, name)
	} else if flag&defGlobal != 0 {
		g := b.tree.top.lookup(name)
		if g == nil {
			g = b.tree.top.addSymbol(name)
		}
		g.flags |= flag
	}
	return sym
}

// mangle makes a private name of a class unique (__x in class C is _C__x).
func mangle(private, name string) string {
	if private == "" || len(name) < 3 || name[0] != '_' || name[1] != '_' {
		return name
	}
	if name[len(name)-1] == '_' && name[len(name)-2] == '_' {
		return name
	}
	for i := 0; i < len(name); i++ {
		if name[i] == '.' {
			return name
		}
	}
	i := 0
	for i < len(private) && private[i] == '_' {
		i++
	}
	if i == len(private) {
		return name
	}
	return "_" + private[i:] + name
}
