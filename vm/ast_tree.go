package vm

import (
	"reflect"
	"strings"
	"sync"

	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// Syntax trees as Python objects. The structs of package syntax have the names
// and fields of the classes of the module _ast, so that one walk by reflection
// serves all of them.

// astNames are the structs whose class has another name.
var astNames = sync.OnceValue(func() map[string]string {
	return map[string]string{"ExprStmt": "Expr", "Arguments": "arguments", "Arg": "arg", "Keyword": "keyword", "Alias": "alias",
		"WithItem": "withitem", "MatchCase": "match_case", "Comprehension": "comprehension"}
})

// astEnums are the classes of the operators and contexts, by their number.
var astEnums = sync.OnceValue(func() map[reflect.Type][]string {
	return map[reflect.Type][]string{
		reflect.TypeFor[syntax.Context]():       {"Load", "Store", "Del"},
		reflect.TypeFor[syntax.BoolOperator]():  {"And", "Or"},
		reflect.TypeFor[syntax.Operator]():      {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"},
		reflect.TypeFor[syntax.UnaryOperator](): {"Invert", "Not", "UAdd", "USub"},
		reflect.TypeFor[syntax.CmpOperator]():   {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"},
	}
})

// astGroups are the abstract classes of the interfaces and numbers.
var astGroups = sync.OnceValue(func() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[syntax.Stmt](): "stmt", reflect.TypeFor[syntax.Expr](): "expr", reflect.TypeFor[syntax.Pattern](): "pattern",
		reflect.TypeFor[syntax.TypeParam](): "type_param", reflect.TypeFor[*syntax.ExceptHandler](): "excepthandler",
		reflect.TypeFor[syntax.Context](): "expr_context", reflect.TypeFor[syntax.BoolOperator](): "boolop",
		reflect.TypeFor[syntax.Operator](): "operator", reflect.TypeFor[syntax.UnaryOperator](): "unaryop", reflect.TypeFor[syntax.CmpOperator](): "cmpop",
	}
})

// astOptional are the identifiers that may be None and are "" in the structs.
var astOptional = sync.OnceValue(func() map[string]bool {
	return map[string]bool{"ImportFrom.module": true, "alias.asname": true, "ExceptHandler.name": true, "keyword.arg": true,
		"MatchStar.name": true, "MatchAs.name": true, "MatchMapping.rest": true, "Constant.kind": true}
})

// astStructs are the structs by the names of their classes.
var astStructs = sync.OnceValue(func() map[string]reflect.Type {
	structs := map[string]reflect.Type{}
	for _, n := range []any{syntax.Module{}, syntax.Interactive{}, syntax.Expression{},
		syntax.FunctionDef{}, syntax.AsyncFunctionDef{}, syntax.ClassDef{}, syntax.Return{}, syntax.Delete{}, syntax.Assign{},
		syntax.TypeAlias{}, syntax.AugAssign{}, syntax.AnnAssign{}, syntax.For{}, syntax.AsyncFor{}, syntax.While{}, syntax.If{},
		syntax.With{}, syntax.AsyncWith{}, syntax.Match{}, syntax.Raise{}, syntax.Try{}, syntax.TryStar{}, syntax.Assert{},
		syntax.Import{}, syntax.ImportFrom{}, syntax.Global{}, syntax.Nonlocal{}, syntax.ExprStmt{}, syntax.Pass{}, syntax.Break{},
		syntax.Continue{}, syntax.BoolOp{}, syntax.NamedExpr{}, syntax.BinOp{}, syntax.UnaryOp{}, syntax.Lambda{}, syntax.IfExp{},
		syntax.Dict{}, syntax.Set{}, syntax.ListComp{}, syntax.SetComp{}, syntax.DictComp{}, syntax.GeneratorExp{}, syntax.Await{},
		syntax.Yield{}, syntax.YieldFrom{}, syntax.Compare{}, syntax.Call{}, syntax.FormattedValue{}, syntax.Interpolation{},
		syntax.JoinedStr{}, syntax.TemplateStr{}, syntax.Constant{}, syntax.Attribute{}, syntax.Subscript{}, syntax.Starred{},
		syntax.Name{}, syntax.List{}, syntax.Tuple{}, syntax.Slice{}, syntax.Comprehension{}, syntax.ExceptHandler{},
		syntax.Arguments{}, syntax.Arg{}, syntax.Keyword{}, syntax.Alias{}, syntax.WithItem{}, syntax.MatchCase{},
		syntax.MatchValue{}, syntax.MatchSingleton{}, syntax.MatchSequence{}, syntax.MatchMapping{}, syntax.MatchClass{},
		syntax.MatchStar{}, syntax.MatchAs{}, syntax.MatchOr{}, syntax.TypeVar{}, syntax.ParamSpec{}, syntax.TypeVarTuple{}} {
		typ := reflect.TypeOf(n)
		structs[astName(typ)] = typ
	}
	return structs
})

func astName(typ reflect.Type) string {
	if n, ok := astNames()[typ.Name()]; ok {
		return n
	}
	return typ.Name()
}

// snake turns the name of a field into that of the attribute.
func snake(name string) string {
	var b strings.Builder
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// treeMaker makes Python objects of a tree.
type treeMaker struct {
	t       *Thread
	classes Value // the dict of the module _ast
}

func newTreeMaker(t *Thread) *treeMaker {
	module := object.ImportModule(t, "_ast")
	if module == gc.Null {
		return nil
	}
	return &treeMaker{t, object.ModuleDict(module)}
}

// astObject returns the Python object of a tree, or Null.
func astObject(t *Thread, tree syntax.Mod) Value {
	m := newTreeMaker(t)
	if m == nil {
		return gc.Null
	}
	v, _ := m.node(reflect.ValueOf(tree))
	return v
}

func (m *treeMaker) class(name string) Value {
	return object.DictGetStr(m.t, m.classes, object.Intern(name))
}

func (m *treeMaker) set(o Value, name string, v Value) bool {
	return object.SetAttr(m.t, o, object.Intern(name), v)
}

// node makes the object of a pointer to a struct.
func (m *treeMaker) node(p reflect.Value) (Value, bool) {
	s := p.Elem()
	typ := s.Type()
	name := astName(typ)
	cls := object.ClassOf(m.class(name))
	if cls == nil {
		return object.RuntimeErrorf(m.t, "the module _ast has no class %s", name), false
	}
	o := gc.MakePtr(cls.New(m.t))
	var pos *syntax.Pos
	for i := range typ.NumField() {
		field := typ.Field(i)
		if field.Anonymous {
			pos = p.Interface().(syntax.Node).Position()
			continue
		}
		attr := snake(field.Name)
		v, ok := m.value(s.Field(i), name+"."+attr)
		if !ok || !m.set(o, attr, v) {
			return gc.Null, false
		}
	}
	if name == "Module" && !m.set(o, "type_ignores", object.NewList(m.t, nil)) {
		return gc.Null, false
	}
	if pos != nil {
		for _, a := range []struct {
			name string
			n    int32
		}{{"lineno", pos.Lineno}, {"col_offset", pos.ColOffset}, {"end_lineno", pos.EndLineno}, {"end_col_offset", pos.EndColOffset}} {
			if !m.set(o, a.name, gc.MakeInt(int64(a.n))) {
				return gc.Null, false
			}
		}
	}
	return o, true
}

// value makes the Python value of a field.
func (m *treeMaker) value(f reflect.Value, where string) (Value, bool) {
	if names, ok := astEnums()[f.Type()]; ok {
		v := object.GetAttrString(m.t, m.class(names[f.Uint()]), "_instance")
		return v, v != gc.Null
	}
	switch f.Kind() {
	case reflect.String:
		if f.Len() == 0 && astOptional()[where] {
			return object.None, true
		}
		return object.NewStr(m.t, f.String()), true
	case reflect.Bool:
		return gc.MakeInt(int64(map[bool]int{true: 1}[f.Bool()])), true
	case reflect.Int:
		return gc.MakeInt(f.Int()), true
	case reflect.Slice:
		var items []Value
		for i := range f.Len() {
			v, ok := m.value(f.Index(i), "")
			if !ok {
				return gc.Null, false
			}
			items = append(items, v)
		}
		return object.NewList(m.t, items), true
	case reflect.Pointer:
		if f.IsNil() {
			return object.None, true
		}
		return m.node(f)
	case reflect.Interface:
		if f.NumMethod() == 0 {
			return astConstant(m.t, f.Interface()), true
		}
		if f.IsNil() {
			return object.None, true
		}
		return m.node(f.Elem())
	}
	return object.RuntimeErrorf(m.t, "a syntax tree with a field of kind %s", f.Kind().String()), false
}

// astConstant makes the value of a literal.
func astConstant(t *Thread, k any) Value {
	switch k := k.(type) {
	case string:
		return object.Intern(k)
	case syntax.Bytes:
		return object.NewBytes(t, []byte(k))
	case syntax.EllipsisType:
		return gc.Ellipsis
	}
	return frame.ConstValue(t, k)
}
