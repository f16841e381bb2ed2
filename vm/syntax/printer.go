package syntax

import (
	"io"
	"strconv"
)

// Dump writes what CPython's ast.dump(tree, include_attributes=True, indent=1)
// returns. The node is a Mod, or any node of a tree.
func Dump(w io.Writer, node any) error {
	d := dumper{}
	d.node(node)
	_, err := w.Write(d.buf)
	return err
}

// dumper builds the text. Level is the indentation of the innermost open node
// or list; empty tells that nothing was written within it yet.
type dumper struct {
	buf   []byte
	level int
	empty bool
}

func (d *dumper) open(s string) {
	d.buf = append(d.buf, s...)
	d.level++
	d.empty = true
}

func (d *dumper) close(b byte) {
	d.buf = append(d.buf, b)
	d.level--
	d.empty = false
}

// item starts a field of a node or an element of a list.
func (d *dumper) item() {
	if !d.empty {
		d.buf = append(d.buf, ',')
	}
	d.empty = false
	d.buf = append(d.buf, '\n')
	for range d.level {
		d.buf = append(d.buf, ' ')
	}
}

func (d *dumper) field(name string) {
	d.item()
	d.buf = append(d.buf, name...)
	d.buf = append(d.buf, '=')
}

// raw writes a field whose value is text.
func (d *dumper) raw(name, value string) {
	d.field(name)
	d.buf = append(d.buf, value...)
}

func (d *dumper) str(name, value string) { d.raw(name, reprString(value)) }

// optStr writes a string that may be absent.
func (d *dumper) optStr(name, value string) {
	if value != "" {
		d.str(name, value)
	}
}

func (d *dumper) num(name string, v int) { d.raw(name, strconv.Itoa(v)) }

func (d *dumper) flag(name string, v bool) {
	if v {
		d.num(name, 1)
	} else {
		d.num(name, 0)
	}
}

func (d *dumper) ctx(c Context) { d.raw("ctx", [...]string{"Load()", "Store()", "Del()"}[c]) }

func (d *dumper) expr(name string, e Expr) {
	if e != nil {
		d.field(name)
		d.node(e)
	}
}

// dumpList writes a field that is a list of nodes, unless it is empty.
func dumpList[T any](d *dumper, name string, list []T) {
	if len(list) == 0 {
		return
	}
	d.field(name)
	d.open("[")
	for _, n := range list {
		d.item()
		d.node(n)
	}
	d.close(']')
}

func (d *dumper) strList(name string, list []string) {
	if len(list) == 0 {
		return
	}
	d.field(name)
	d.open("[")
	for _, s := range list {
		d.item()
		d.buf = append(d.buf, reprString(s)...)
	}
	d.close(']')
}

func (d *dumper) pos(p *Pos) {
	d.num("lineno", int(p.Lineno))
	d.num("col_offset", int(p.ColOffset))
	d.num("end_lineno", int(p.EndLineno))
	d.num("end_col_offset", int(p.EndColOffset))
}

// node writes a node of any kind; a nil expression is None, as the key of a **
// in a dict.
func (d *dumper) node(n any) {
	switch n := n.(type) {
	case nil:
		d.buf = append(d.buf, "None"...)
	case Expr:
		d.expression(n)
		d.pos(n.Position())
		d.close(')')
	case Stmt:
		d.statement(n)
		d.pos(n.Position())
		d.close(')')
	case Pattern:
		d.pattern(n)
		d.pos(n.Position())
		d.close(')')
	case TypeParam:
		d.typeParam(n)
		d.pos(n.Position())
		d.close(')')
	case Mod:
		d.mod(n)
		d.close(')')
	default:
		d.part(n)
		if p, ok := n.(Node); ok {
			d.pos(p.Position())
		}
		d.close(')')
	}
}

func (d *dumper) mod(m Mod) {
	switch m := m.(type) {
	case *Module:
		d.open("Module(")
		dumpList(d, "body", m.Body)
	case *Interactive:
		d.open("Interactive(")
		dumpList(d, "body", m.Body)
	case *Expression:
		d.open("Expression(")
		d.expr("body", m.Body)
	}
}

func (d *dumper) statement(s Stmt) {
	switch s := s.(type) {
	case *FunctionDef:
		d.open("FunctionDef(")
		d.function(s)
	case *AsyncFunctionDef:
		d.open("AsyncFunctionDef(")
		f := FunctionDef(*s)
		d.function(&f)
	case *ClassDef:
		d.open("ClassDef(")
		d.str("name", s.Name)
		dumpList(d, "bases", s.Bases)
		dumpList(d, "keywords", s.Keywords)
		dumpList(d, "body", s.Body)
		dumpList(d, "decorator_list", s.DecoratorList)
		dumpList(d, "type_params", s.TypeParams)
	case *For:
		d.open("For(")
		d.loop(s)
	case *AsyncFor:
		d.open("AsyncFor(")
		f := For(*s)
		d.loop(&f)
	case *While:
		d.open("While(")
		d.branches(s.Test, s.Body, s.Orelse)
	case *If:
		d.open("If(")
		d.branches(s.Test, s.Body, s.Orelse)
	case *With:
		d.open("With(")
		dumpList(d, "items", s.Items)
		dumpList(d, "body", s.Body)
	case *AsyncWith:
		d.open("AsyncWith(")
		dumpList(d, "items", s.Items)
		dumpList(d, "body", s.Body)
	case *Match:
		d.open("Match(")
		d.expr("subject", s.Subject)
		dumpList(d, "cases", s.Cases)
	case *Try:
		d.open("Try(")
		d.try(s)
	case *TryStar:
		d.open("TryStar(")
		t := Try(*s)
		d.try(&t)
	default:
		d.simpleStatement(s)
	}
}

func (d *dumper) simpleStatement(s Stmt) {
	switch s := s.(type) {
	case *Return:
		d.open("Return(")
		d.expr("value", s.Value)
	case *Delete:
		d.open("Delete(")
		dumpList(d, "targets", s.Targets)
	case *Assign:
		d.open("Assign(")
		dumpList(d, "targets", s.Targets)
		d.expr("value", s.Value)
	case *TypeAlias:
		d.open("TypeAlias(")
		d.expr("name", s.Name)
		dumpList(d, "type_params", s.TypeParams)
		d.expr("value", s.Value)
	case *AugAssign:
		d.open("AugAssign(")
		d.expr("target", s.Target)
		d.raw("op", operatorNames[s.Op])
		d.expr("value", s.Value)
	case *AnnAssign:
		d.open("AnnAssign(")
		d.expr("target", s.Target)
		d.expr("annotation", s.Annotation)
		d.expr("value", s.Value)
		d.flag("simple", s.Simple)
	case *Raise:
		d.open("Raise(")
		d.expr("exc", s.Exc)
		d.expr("cause", s.Cause)
	case *Assert:
		d.open("Assert(")
		d.expr("test", s.Test)
		d.expr("msg", s.Msg)
	case *Import:
		d.open("Import(")
		dumpList(d, "names", s.Names)
	case *ImportFrom:
		d.open("ImportFrom(")
		d.optStr("module", s.Module)
		dumpList(d, "names", s.Names)
		d.num("level", s.Level)
	case *Global:
		d.open("Global(")
		d.strList("names", s.Names)
	case *Nonlocal:
		d.open("Nonlocal(")
		d.strList("names", s.Names)
	case *ExprStmt:
		d.open("Expr(")
		d.expr("value", s.Value)
	case *Pass:
		d.open("Pass(")
	case *Break:
		d.open("Break(")
	case *Continue:
		d.open("Continue(")
	}
}

func (d *dumper) function(f *FunctionDef) {
	d.str("name", f.Name)
	d.field("args")
	d.node(f.Args)
	dumpList(d, "body", f.Body)
	dumpList(d, "decorator_list", f.DecoratorList)
	d.expr("returns", f.Returns)
	dumpList(d, "type_params", f.TypeParams)
}

func (d *dumper) loop(f *For) {
	d.expr("target", f.Target)
	d.expr("iter", f.Iter)
	dumpList(d, "body", f.Body)
	dumpList(d, "orelse", f.Orelse)
}

func (d *dumper) branches(test Expr, body, orelse []Stmt) {
	d.expr("test", test)
	dumpList(d, "body", body)
	dumpList(d, "orelse", orelse)
}

func (d *dumper) try(t *Try) {
	dumpList(d, "body", t.Body)
	dumpList(d, "handlers", t.Handlers)
	dumpList(d, "orelse", t.Orelse)
	dumpList(d, "finalbody", t.Finalbody)
}

var operatorNames = [...]string{
	Add: "Add()", Sub: "Sub()", Mult: "Mult()", MatMult: "MatMult()", Div: "Div()", Modulo: "Mod()",
	Pow: "Pow()", LShift: "LShift()", RShift: "RShift()", BitOr: "BitOr()", BitXor: "BitXor()",
	BitAnd: "BitAnd()", FloorDiv: "FloorDiv()",
}

var cmpNames = [...]string{
	Eq: "Eq()", NotEq: "NotEq()", Lt: "Lt()", LtE: "LtE()", Gt: "Gt()", GtE: "GtE()", Is: "Is()",
	IsNot: "IsNot()", In: "In()", NotIn: "NotIn()",
}

var (
	unaryNames = [...]string{Invert: "Invert()", Not: "Not()", UAdd: "UAdd()", USub: "USub()"}
	boolNames  = [...]string{And: "And()", Or: "Or()"}
)

func (d *dumper) expression(e Expr) {
	switch e := e.(type) {
	case *BoolOp:
		d.open("BoolOp(")
		d.raw("op", boolNames[e.Op])
		dumpList(d, "values", e.Values)
	case *NamedExpr:
		d.open("NamedExpr(")
		d.expr("target", e.Target)
		d.expr("value", e.Value)
	case *BinOp:
		d.open("BinOp(")
		d.expr("left", e.Left)
		d.raw("op", operatorNames[e.Op])
		d.expr("right", e.Right)
	case *UnaryOp:
		d.open("UnaryOp(")
		d.raw("op", unaryNames[e.Op])
		d.expr("operand", e.Operand)
	case *Lambda:
		d.open("Lambda(")
		d.field("args")
		d.node(e.Args)
		d.expr("body", e.Body)
	case *IfExp:
		d.open("IfExp(")
		d.expr("test", e.Test)
		d.expr("body", e.Body)
		d.expr("orelse", e.Orelse)
	case *Await:
		d.open("Await(")
		d.expr("value", e.Value)
	case *Yield:
		d.open("Yield(")
		d.expr("value", e.Value)
	case *YieldFrom:
		d.open("YieldFrom(")
		d.expr("value", e.Value)
	case *Compare:
		d.open("Compare(")
		d.expr("left", e.Left)
		d.field("ops")
		d.open("[")
		for _, op := range e.Ops {
			d.item()
			d.buf = append(d.buf, cmpNames[op]...)
		}
		d.close(']')
		dumpList(d, "comparators", e.Comparators)
	case *Call:
		d.open("Call(")
		d.expr("func", e.Func)
		dumpList(d, "args", e.Args)
		dumpList(d, "keywords", e.Keywords)
	case *Slice:
		d.open("Slice(")
		d.expr("lower", e.Lower)
		d.expr("upper", e.Upper)
		d.expr("step", e.Step)
	case *Dict, *Set, *ListComp, *SetComp, *DictComp, *GeneratorExp:
		d.display(e)
	case *FormattedValue, *Interpolation, *JoinedStr, *TemplateStr, *Constant:
		d.literal(e)
	default:
		d.place(e)
	}
}

func (d *dumper) display(e Expr) {
	switch e := e.(type) {
	case *Dict:
		d.open("Dict(")
		dumpList(d, "keys", e.Keys)
		dumpList(d, "values", e.Values)
	case *Set:
		d.open("Set(")
		dumpList(d, "elts", e.Elts)
	case *ListComp:
		d.open("ListComp(")
		d.expr("elt", e.Elt)
		dumpList(d, "generators", e.Generators)
	case *SetComp:
		d.open("SetComp(")
		d.expr("elt", e.Elt)
		dumpList(d, "generators", e.Generators)
	case *DictComp:
		d.open("DictComp(")
		d.expr("key", e.Key)
		d.expr("value", e.Value)
		dumpList(d, "generators", e.Generators)
	case *GeneratorExp:
		d.open("GeneratorExp(")
		d.expr("elt", e.Elt)
		dumpList(d, "generators", e.Generators)
	}
}

func (d *dumper) literal(e Expr) {
	switch e := e.(type) {
	case *FormattedValue:
		d.open("FormattedValue(")
		d.expr("value", e.Value)
		d.num("conversion", e.Conversion)
		d.expr("format_spec", e.FormatSpec)
	case *Interpolation:
		d.open("Interpolation(")
		d.expr("value", e.Value)
		d.str("str", e.Str)
		d.num("conversion", e.Conversion)
		d.expr("format_spec", e.FormatSpec)
	case *JoinedStr:
		d.open("JoinedStr(")
		dumpList(d, "values", e.Values)
	case *TemplateStr:
		d.open("TemplateStr(")
		dumpList(d, "values", e.Values)
	case *Constant:
		d.open("Constant(")
		d.raw("value", Repr(e.Value))
		d.optStr("kind", e.Kind)
	}
}

// place writes the expressions that have a context.
func (d *dumper) place(e Expr) {
	switch e := e.(type) {
	case *Attribute:
		d.open("Attribute(")
		d.expr("value", e.Value)
		d.str("attr", e.Attr)
		d.ctx(e.Ctx)
	case *Subscript:
		d.open("Subscript(")
		d.expr("value", e.Value)
		d.expr("slice", e.Slice)
		d.ctx(e.Ctx)
	case *Starred:
		d.open("Starred(")
		d.expr("value", e.Value)
		d.ctx(e.Ctx)
	case *Name:
		d.open("Name(")
		d.str("id", e.Id)
		d.ctx(e.Ctx)
	case *List:
		d.open("List(")
		dumpList(d, "elts", e.Elts)
		d.ctx(e.Ctx)
	case *Tuple:
		d.open("Tuple(")
		dumpList(d, "elts", e.Elts)
		d.ctx(e.Ctx)
	}
}

func (d *dumper) pattern(p Pattern) {
	switch p := p.(type) {
	case *MatchValue:
		d.open("MatchValue(")
		d.expr("value", p.Value)
	case *MatchSingleton:
		d.open("MatchSingleton(")
		d.raw("value", Repr(p.Value))
	case *MatchSequence:
		d.open("MatchSequence(")
		dumpList(d, "patterns", p.Patterns)
	case *MatchMapping:
		d.open("MatchMapping(")
		dumpList(d, "keys", p.Keys)
		dumpList(d, "patterns", p.Patterns)
		d.optStr("rest", p.Rest)
	case *MatchClass:
		d.open("MatchClass(")
		d.expr("cls", p.Cls)
		dumpList(d, "patterns", p.Patterns)
		d.strList("kwd_attrs", p.KwdAttrs)
		dumpList(d, "kwd_patterns", p.KwdPatterns)
	case *MatchStar:
		d.open("MatchStar(")
		d.optStr("name", p.Name)
	case *MatchAs:
		d.open("MatchAs(")
		if p.Pattern != nil {
			d.field("pattern")
			d.node(p.Pattern)
		}
		d.optStr("name", p.Name)
	case *MatchOr:
		d.open("MatchOr(")
		dumpList(d, "patterns", p.Patterns)
	}
}

func (d *dumper) typeParam(t TypeParam) {
	switch t := t.(type) {
	case *TypeVar:
		d.open("TypeVar(")
		d.str("name", t.Name)
		d.expr("bound", t.Bound)
		d.expr("default_value", t.DefaultValue)
	case *ParamSpec:
		d.open("ParamSpec(")
		d.str("name", t.Name)
		d.expr("default_value", t.DefaultValue)
	case *TypeVarTuple:
		d.open("TypeVarTuple(")
		d.str("name", t.Name)
		d.expr("default_value", t.DefaultValue)
	}
}

// part writes the nodes that are neither statements nor expressions.
func (d *dumper) part(n any) {
	switch n := n.(type) {
	case *Comprehension:
		d.open("comprehension(")
		d.expr("target", n.Target)
		d.expr("iter", n.Iter)
		dumpList(d, "ifs", n.Ifs)
		d.flag("is_async", n.IsAsync)
	case *ExceptHandler:
		d.open("ExceptHandler(")
		d.expr("type", n.Type)
		d.optStr("name", n.Name)
		dumpList(d, "body", n.Body)
	case *Arguments:
		d.arguments(n)
	case *Arg:
		d.open("arg(")
		d.str("arg", n.Arg)
		d.expr("annotation", n.Annotation)
	case *Keyword:
		d.open("keyword(")
		d.optStr("arg", n.Arg)
		d.expr("value", n.Value)
	case *Alias:
		d.open("alias(")
		d.str("name", n.Name)
		d.optStr("asname", n.Asname)
	case *WithItem:
		d.open("withitem(")
		d.expr("context_expr", n.ContextExpr)
		d.expr("optional_vars", n.OptionalVars)
	case *MatchCase:
		d.open("match_case(")
		d.field("pattern")
		d.node(n.Pattern)
		d.expr("guard", n.Guard)
		dumpList(d, "body", n.Body)
	}
}

func (d *dumper) arguments(a *Arguments) {
	d.open("arguments(")
	dumpList(d, "posonlyargs", a.Posonlyargs)
	dumpList(d, "args", a.Args)
	if a.Vararg != nil {
		d.field("vararg")
		d.node(a.Vararg)
	}
	dumpList(d, "kwonlyargs", a.Kwonlyargs)
	dumpList(d, "kw_defaults", a.KwDefaults)
	if a.Kwarg != nil {
		d.field("kwarg")
		d.node(a.Kwarg)
	}
	dumpList(d, "defaults", a.Defaults)
}
