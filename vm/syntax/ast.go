package syntax

// Pos is the extent of a node as CPython's ast gives it: lines count from 1,
// columns are offsets in bytes of the UTF-8 text of the line, from 0. The end
// is the place after the last character.
type Pos struct {
	Lineno, ColOffset, EndLineno, EndColOffset int32
}

// Position returns the extent itself; embedding gives every node the method.
func (p *Pos) Position() *Pos { return p }

// Node is any node that has a position.
type Node interface {
	Position() *Pos
}

// Stmt is a statement. The types that implement it are pointers to the structs
// below which carry stmtNode.
type Stmt interface {
	Node
	stmt()
}

// Expr is an expression. CPython's statement node of the same name is ExprStmt.
type Expr interface {
	Node
	expr()
}

// Pattern is a pattern of a case clause.
type Pattern interface {
	Node
	pattern()
}

// TypeParam is one of *TypeVar, *ParamSpec and *TypeVarTuple.
type TypeParam interface {
	Node
	typeParam()
}

// Mod is what Parse returns: *Module, *Expression or *Interactive.
type Mod interface {
	mod()
}

type (
	stmtNode      struct{ Pos }
	exprNode      struct{ Pos }
	patternNode   struct{ Pos }
	typeParamNode struct{ Pos }
)

func (*stmtNode) stmt()           {}
func (*exprNode) expr()           {}
func (*patternNode) pattern()     {}
func (*typeParamNode) typeParam() {}

// The three kinds of program, by mode.
type (
	// Module is a file (mode Exec).
	Module struct{ Body []Stmt }
	// Interactive is one statement typed at a prompt (mode Single).
	Interactive struct{ Body []Stmt }
	// Expression is one expression (mode Eval).
	Expression struct{ Body Expr }
)

func (*Module) mod()      {}
func (*Interactive) mod() {}
func (*Expression) mod()  {}

// Context says how a Name, Attribute, Subscript, Starred, List or Tuple is used.
type Context uint8

// The contexts.
const (
	Load Context = iota
	Store
	Del
)

// BoolOperator is the operator of a BoolOp.
type BoolOperator uint8

// The Boolean operators.
const (
	And BoolOperator = iota
	Or
)

// Operator is a binary arithmetic operator.
type Operator uint8

// The binary operators, in the order of CPython's ast.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	Modulo // Mod in CPython; that name is the interface of programs here
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
)

// UnaryOperator is the operator of a UnaryOp.
type UnaryOperator uint8

// The unary operators.
const (
	Invert UnaryOperator = iota
	Not
	UAdd
	USub
)

// CmpOperator is one operator of a Compare.
type CmpOperator uint8

// The comparison operators.
const (
	Eq CmpOperator = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

// Identifiers are in NFKC form. An absent optional identifier is "".
type (
	// FunctionDef is a def statement. The position starts at `def`, not at
	// the decorators.
	FunctionDef struct {
		stmtNode
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr // nil if absent
		TypeParams    []TypeParam
	}
	// AsyncFunctionDef is an async def statement.
	AsyncFunctionDef struct {
		stmtNode
		Name          string
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr // nil if absent
		TypeParams    []TypeParam
	}
	// ClassDef is a class statement.
	ClassDef struct {
		stmtNode
		Name          string
		Bases         []Expr
		Keywords      []*Keyword
		Body          []Stmt
		DecoratorList []Expr
		TypeParams    []TypeParam
	}
	// Return is a return statement.
	Return struct {
		stmtNode
		Value Expr // nil if absent
	}
	// Delete is a del statement.
	Delete struct {
		stmtNode
		Targets []Expr
	}
	// Assign is `a = b = value`.
	Assign struct {
		stmtNode
		Targets []Expr
		Value   Expr
	}
	// TypeAlias is a type statement.
	TypeAlias struct {
		stmtNode
		Name       *Name
		TypeParams []TypeParam
		Value      Expr
	}
	// AugAssign is `target op= value`.
	AugAssign struct {
		stmtNode
		Target Expr
		Op     Operator
		Value  Expr
	}
	// AnnAssign is `target: annotation = value`. Simple tells a bare name
	// from one in parentheses and from any other target.
	AnnAssign struct {
		stmtNode
		Target     Expr
		Annotation Expr
		Value      Expr // nil if absent
		Simple     bool
	}
	// For is a for statement.
	For struct {
		stmtNode
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// AsyncFor is an async for statement.
	AsyncFor struct {
		stmtNode
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// While is a while statement.
	While struct {
		stmtNode
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// If is an if statement; an elif is one If in Orelse.
	If struct {
		stmtNode
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// With is a with statement.
	With struct {
		stmtNode
		Items []*WithItem
		Body  []Stmt
	}
	// AsyncWith is an async with statement.
	AsyncWith struct {
		stmtNode
		Items []*WithItem
		Body  []Stmt
	}
	// Match is a match statement.
	Match struct {
		stmtNode
		Subject Expr
		Cases   []*MatchCase
	}
	// Raise is a raise statement.
	Raise struct {
		stmtNode
		Exc   Expr // nil if absent
		Cause Expr // nil if absent
	}
	// Try is a try statement with except or finally clauses.
	Try struct {
		stmtNode
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}
	// TryStar is a try statement with except* clauses.
	TryStar struct {
		stmtNode
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}
	// Assert is an assert statement.
	Assert struct {
		stmtNode
		Test Expr
		Msg  Expr // nil if absent
	}
	// Import is an import statement.
	Import struct {
		stmtNode
		Names []*Alias
	}
	// ImportFrom is a from statement; Level counts the leading dots.
	ImportFrom struct {
		stmtNode
		Module string // "" if there are only dots
		Names  []*Alias
		Level  int
	}
	// Global is a global statement.
	Global struct {
		stmtNode
		Names []string
	}
	// Nonlocal is a nonlocal statement.
	Nonlocal struct {
		stmtNode
		Names []string
	}
	// ExprStmt is an expression used as a statement (Expr in CPython).
	ExprStmt struct {
		stmtNode
		Value Expr
	}
	// Pass is a pass statement.
	Pass struct{ stmtNode }
	// Break is a break statement.
	Break struct{ stmtNode }
	// Continue is a continue statement.
	Continue struct{ stmtNode }
)

type (
	// BoolOp is `a and b and c`: Values holds all operands of one chain.
	BoolOp struct {
		exprNode
		Op     BoolOperator
		Values []Expr
	}
	// NamedExpr is `target := value`.
	NamedExpr struct {
		exprNode
		Target *Name
		Value  Expr
	}
	// BinOp is a binary operation.
	BinOp struct {
		exprNode
		Left  Expr
		Op    Operator
		Right Expr
	}
	// UnaryOp is a unary operation.
	UnaryOp struct {
		exprNode
		Op      UnaryOperator
		Operand Expr
	}
	// Lambda is a lambda expression.
	Lambda struct {
		exprNode
		Args *Arguments
		Body Expr
	}
	// IfExp is `body if test else orelse`.
	IfExp struct {
		exprNode
		Test   Expr
		Body   Expr
		Orelse Expr
	}
	// Dict is a dict display; the key of a `**value` is nil.
	Dict struct {
		exprNode
		Keys   []Expr
		Values []Expr
	}
	// Set is a set display.
	Set struct {
		exprNode
		Elts []Expr
	}
	// ListComp is a list comprehension.
	ListComp struct {
		exprNode
		Elt        Expr
		Generators []*Comprehension
	}
	// SetComp is a set comprehension.
	SetComp struct {
		exprNode
		Elt        Expr
		Generators []*Comprehension
	}
	// DictComp is a dict comprehension.
	DictComp struct {
		exprNode
		Key        Expr
		Value      Expr
		Generators []*Comprehension
	}
	// GeneratorExp is a generator expression.
	GeneratorExp struct {
		exprNode
		Elt        Expr
		Generators []*Comprehension
	}
	// Await is an await expression.
	Await struct {
		exprNode
		Value Expr
	}
	// Yield is a yield expression.
	Yield struct {
		exprNode
		Value Expr // nil if absent
	}
	// YieldFrom is a yield from expression.
	YieldFrom struct {
		exprNode
		Value Expr
	}
	// Compare is a chain of comparisons; Ops and Comparators are parallel.
	Compare struct {
		exprNode
		Left        Expr
		Ops         []CmpOperator
		Comparators []Expr
	}
	// Call is a call; `*a` is a Starred in Args, `**k` a Keyword without Arg.
	Call struct {
		exprNode
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}
	// FormattedValue is one replacement field of an f-string.
	FormattedValue struct {
		exprNode
		Value      Expr
		Conversion int  // -1, or one of 's', 'r', 'a'
		FormatSpec Expr // nil or a *JoinedStr
	}
	// Interpolation is one replacement field of a t-string; Str is the
	// source text of Value.
	Interpolation struct {
		exprNode
		Value      Expr
		Str        string
		Conversion int  // -1, or one of 's', 'r', 'a'
		FormatSpec Expr // nil or a *JoinedStr
	}
	// JoinedStr is an f-string: *Constant (string) and *FormattedValue.
	JoinedStr struct {
		exprNode
		Values []Expr
	}
	// TemplateStr is a t-string: *Constant (string) and *Interpolation.
	TemplateStr struct {
		exprNode
		Values []Expr
	}
	// Constant is a literal. Value is nil (None), bool, EllipsisType, int64,
	// *big.Int (only what int64 cannot hold), float64, complex128, string
	// (WTF-8) or Bytes. Kind is "u" for a literal with that prefix.
	Constant struct {
		exprNode
		Value any
		Kind  string
	}
	// Attribute is `value.attr`.
	Attribute struct {
		exprNode
		Value Expr
		Attr  string
		Ctx   Context
	}
	// Subscript is `value[slice]`.
	Subscript struct {
		exprNode
		Value Expr
		Slice Expr
		Ctx   Context
	}
	// Starred is `*value`.
	Starred struct {
		exprNode
		Value Expr
		Ctx   Context
	}
	// Name is an identifier.
	Name struct {
		exprNode
		Id  string
		Ctx Context
	}
	// List is a list display.
	List struct {
		exprNode
		Elts []Expr
		Ctx  Context
	}
	// Tuple is a tuple display, with or without parentheses.
	Tuple struct {
		exprNode
		Elts []Expr
		Ctx  Context
	}
	// Slice is `lower:upper:step` within a subscript.
	Slice struct {
		exprNode
		Lower Expr // nil if absent
		Upper Expr // nil if absent
		Step  Expr // nil if absent
	}
)

// EllipsisType is the type of the value of the literal `...`.
type EllipsisType struct{}

// Ellipsis is the value of the literal `...`.
var Ellipsis = EllipsisType{}

// Bytes is the value of a bytes literal.
type Bytes string

// The parts of expressions and statements that are neither.
type (
	// Comprehension is one `for` of a comprehension. It has no position.
	Comprehension struct {
		Target  Expr
		Iter    Expr
		Ifs     []Expr
		IsAsync bool
	}
	// ExceptHandler is an except (or except*) clause.
	ExceptHandler struct {
		Pos
		Type Expr   // nil for a bare except
		Name string // "" if absent
		Body []Stmt
	}
	// Arguments is a parameter list. Defaults belong to the last ones of
	// Posonlyargs and Args together; KwDefaults is parallel to Kwonlyargs,
	// with nil for a parameter without a default. It has no position.
	Arguments struct {
		Posonlyargs []*Arg
		Args        []*Arg
		Vararg      *Arg // nil if absent
		Kwonlyargs  []*Arg
		KwDefaults  []Expr
		Kwarg       *Arg // nil if absent
		Defaults    []Expr
	}
	// Arg is one parameter.
	Arg struct {
		Pos
		Arg        string
		Annotation Expr // nil if absent
	}
	// Keyword is one `arg=value` of a call, or `**value` if Arg is "".
	Keyword struct {
		Pos
		Arg   string
		Value Expr
	}
	// Alias is one name of an import; Name may be dotted or "*".
	Alias struct {
		Pos
		Name   string
		Asname string // "" if absent
	}
	// WithItem is one context manager of a with. It has no position.
	WithItem struct {
		ContextExpr  Expr
		OptionalVars Expr // nil if absent
	}
	// MatchCase is one case clause. It has no position.
	MatchCase struct {
		Pattern Pattern
		Guard   Expr // nil if absent
		Body    []Stmt
	}
)

type (
	// MatchValue compares with the value of an expression.
	MatchValue struct {
		patternNode
		Value Expr
	}
	// MatchSingleton compares by identity: Value is nil (None) or a bool.
	MatchSingleton struct {
		patternNode
		Value any
	}
	// MatchSequence matches a sequence.
	MatchSequence struct {
		patternNode
		Patterns []Pattern
	}
	// MatchMapping matches a mapping; Keys and Patterns are parallel.
	MatchMapping struct {
		patternNode
		Keys     []Expr
		Patterns []Pattern
		Rest     string // "" if absent
	}
	// MatchClass matches an instance; KwdAttrs and KwdPatterns are parallel.
	MatchClass struct {
		patternNode
		Cls         Expr
		Patterns    []Pattern
		KwdAttrs    []string
		KwdPatterns []Pattern
	}
	// MatchStar is `*name` within a sequence; `*_` has no Name.
	MatchStar struct {
		patternNode
		Name string
	}
	// MatchAs is `pattern as name`, a capture (no Pattern) or `_` (neither).
	MatchAs struct {
		patternNode
		Pattern Pattern // nil if absent
		Name    string
	}
	// MatchOr is `a | b`.
	MatchOr struct {
		patternNode
		Patterns []Pattern
	}
)

type (
	// TypeVar is a plain type parameter.
	TypeVar struct {
		typeParamNode
		Name         string
		Bound        Expr // nil if absent
		DefaultValue Expr // nil if absent
	}
	// ParamSpec is `**name`.
	ParamSpec struct {
		typeParamNode
		Name         string
		DefaultValue Expr // nil if absent
	}
	// TypeVarTuple is `*name`.
	TypeVarTuple struct {
		typeParamNode
		Name         string
		DefaultValue Expr // nil if absent
	}
)
