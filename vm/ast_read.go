package vm

import (
	"reflect"
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// treeReader makes a tree of Python objects. After a failure an exception is
// pending.
type treeReader struct {
	*treeMaker
	depth int
}

// maxTreeDepth bounds how deep trees may be that programs made.
const maxTreeDepth = 5000

// isTree says whether v is a node of a syntax tree.
func isTree(t *Thread, m *Machine, v Value) bool {
	if !object.TypeOf(v).Heap {
		return false
	}
	module := object.DictGetStr(t, m.Modules, object.Intern("_ast"))
	if module == gc.Null {
		return false
	}
	cls := object.ClassOf(object.DictGetStr(t, object.ModuleDict(module), object.Intern("AST")))
	return cls != nil && object.IsInstance(v, cls)
}

// readTree makes the tree of a Python object; its class must be that of mode.
func readTree(t *Thread, v Value, mode syntax.Mode) (syntax.Mod, bool) {
	maker := newTreeMaker(t)
	if maker == nil {
		return nil, false
	}
	r := &treeReader{treeMaker: maker}
	want := map[syntax.Mode]string{syntax.Exec: "Module", syntax.Eval: "Expression", syntax.Single: "Interactive"}[mode]
	if !object.IsInstance(v, object.ClassOf(r.class(want))) {
		object.TypeErrorf(t, "expected %s node, got %s", want, object.TypeName(v))
		return nil, false
	}
	p, ok := r.read(v, reflect.TypeFor[syntax.Mod](), "mod")
	if !ok {
		return nil, false
	}
	tree := p.Interface().(syntax.Mod)
	return tree, r.validate(reflect.ValueOf(tree))
}

// structOf returns the struct for the class of v.
func (r *treeReader) structOf(v Value) (string, reflect.Type) {
	for _, c := range object.TypeOf(v).MRO {
		if typ, ok := astStructs()[c.Name]; ok && r.class(c.Name) == c.Obj {
			return c.Name, typ
		}
	}
	return "", nil
}

// read makes the node of v for a field of type want; group names what is
// allowed there.
func (r *treeReader) read(v Value, want reflect.Type, group string) (reflect.Value, bool) {
	name, typ := r.structOf(v)
	if _, located := want.MethodByName("Position"); located && v != object.None && typ == nil &&
		!r.position(v, &syntax.Pos{}, group) {
		return reflect.Value{}, false
	}
	if typ == nil || !reflect.PointerTo(typ).AssignableTo(want) {
		if text := object.Repr(r.t, v); text != gc.Null {
			object.TypeErrorf(r.t, "expected some sort of %s, but got %s", group, object.StrOf(text))
		}
		return reflect.Value{}, false
	}
	if r.depth++; r.depth > maxTreeDepth {
		object.Raise(r.t, object.RecursionErrorType, "maximum recursion depth exceeded during ast construction")
		return reflect.Value{}, false
	}
	defer func() { r.depth-- }()
	p := reflect.New(typ)
	s := p.Elem()
	for i := range typ.NumField() {
		field := typ.Field(i)
		if field.Anonymous {
			if !r.position(v, p.Interface().(syntax.Node).Position(), group) {
				return p, false
			}
			continue
		}
		if !r.field(v, s.Field(i), name, snake(field.Name)) {
			return p, false
		}
	}
	return p, true
}

// attribute returns an attribute of a node, None if it may be absent and is.
func (r *treeReader) attribute(v Value, attr, where string, optional bool) Value {
	x, ok := object.GetAttrOpt(r.t, v, object.Intern(attr))
	if !ok {
		return gc.Null
	}
	if x == gc.Null {
		if optional {
			return object.None
		}
		return object.TypeErrorf(r.t, "required field \"%s\" missing from %s", attr, where)
	}
	return x
}

func (r *treeReader) position(v Value, pos *syntax.Pos, group string) bool {
	for _, a := range []struct {
		name     string
		to       *int32
		standard int32
	}{{"lineno", &pos.Lineno, 0}, {"col_offset", &pos.ColOffset, 0}, {"end_lineno", &pos.EndLineno, -1}, {"end_col_offset", &pos.EndColOffset, -1}} {
		x := r.attribute(v, a.name, group, a.standard < 0)
		if x == gc.Null {
			return false
		}
		if x == object.None && a.standard < 0 {
			*a.to = map[string]int32{"end_lineno": pos.Lineno, "end_col_offset": pos.ColOffset}[a.name]
			continue
		}
		n, ok := r.integer(x)
		if !ok {
			return false
		}
		*a.to = int32(n)
	}
	return true
}

func (r *treeReader) integer(v Value) (int64, bool) {
	n, ok := int64(0), object.IsIntObj(v)
	if ok {
		n, ok = object.AsInt64(v)
	}
	if !ok || n != int64(int32(n)) {
		if text := object.Repr(r.t, v); text != gc.Null {
			object.ValueErrorf(r.t, "invalid integer value: %s", object.StrOf(text))
		}
		return 0, false
	}
	return n, true
}

// field fills one field of a node of class name.
func (r *treeReader) field(v Value, f reflect.Value, name, attr string) bool {
	typ := f.Type()
	_, enum := astEnums()[typ]
	nullable := typ.Kind() == reflect.Interface || typ.Kind() == reflect.Pointer
	optional := astOptional()[name+"."+attr] || nullable && !enum && !r.required(name, attr) || attr == "level"
	x := r.attribute(v, attr, name, optional || typ.Kind() == reflect.Slice)
	if x == gc.Null {
		return false
	}
	if typ.Kind() != reflect.Slice {
		return r.value(x, f, name, attr, optional)
	}
	if x == object.None {
		return true
	}
	if !object.IsInstance(x, object.ListType) {
		object.TypeErrorf(r.t, "%s field \"%s\" must be a list, not a %s", name, attr, object.TypeName(x))
		return false
	}
	items := object.ListItems(r.t, x)
	f.Set(reflect.MakeSlice(typ, len(items), len(items)))
	holes := name == "Dict" && attr == "keys" || attr == "kw_defaults"
	for i, item := range items {
		if !r.value(item, f.Index(i), name, attr, holes) {
			return false
		}
	}
	return true
}

// required says whether a field that holds a node must be there: the classes
// have None for the others.
func (r *treeReader) required(name, attr string) bool {
	return object.LookupType(r.t, object.ClassOf(r.class(name)), object.Intern(attr)) == gc.Null
}

// value stores x in a place of a node.
func (r *treeReader) value(x Value, f reflect.Value, name, attr string, optional bool) bool {
	if x == object.None && optional {
		return true
	}
	typ := f.Type()
	if names, ok := astEnums()[typ]; ok {
		for i, n := range names {
			if object.IsInstance(x, object.ClassOf(r.class(n))) {
				f.SetUint(uint64(i))
				return true
			}
		}
		if text := object.Repr(r.t, x); text != gc.Null {
			object.TypeErrorf(r.t, "expected some sort of %s, but got %s", astGroups()[typ], object.StrOf(text))
		}
		return false
	}
	switch f.Kind() {
	case reflect.String:
		if attr == "str" && !object.IsStr(x) {
			x = object.Str(r.t, x)
		}
		if x == gc.Null || !object.IsStr(x) {
			if r.t.Exc == gc.Null {
				object.TypeErrorf(r.t, "AST %s must be of type str", map[bool]string{true: "string", false: "identifier"}[attr == "kind"])
			}
			return false
		}
		f.SetString(strings.Clone(object.StrOf(x)))
		return true
	case reflect.Bool, reflect.Int:
		n, ok := r.integer(x)
		if !ok {
			return false
		}
		if f.Kind() == reflect.Int {
			f.SetInt(n)
		} else {
			f.SetBool(n != 0)
		}
		return true
	case reflect.Interface:
		if f.NumMethod() == 0 {
			return r.constant(x, f)
		}
	}
	group := astGroups()[typ]
	if group == "" {
		group = astName(typ.Elem())
	}
	p, ok := r.read(x, typ, group)
	if ok {
		f.Set(p)
	}
	return ok
}

// constant stores the value of a literal.
func (r *treeReader) constant(x Value, f reflect.Value) bool {
	k, ok := r.literal(x)
	if !ok {
		object.TypeErrorf(r.t, "got an invalid type in Constant: %s", object.TypeName(x))
		return false
	}
	if k != nil {
		f.Set(reflect.ValueOf(k))
	}
	return true
}

// literal turns a value into that of a Constant. Tuples and frozensets become
// folded ones.
func (r *treeReader) literal(x Value) (any, bool) {
	switch typ := object.TypeOf(x); typ {
	case object.NoneType:
		return nil, true
	case object.BoolType:
		return x == object.True, true
	case object.IntType:
		if n, ok := object.AsInt64(x); ok {
			return n, true
		}
		return object.AsBig(x), true
	case object.FloatType:
		return x.Float(), true
	case object.ComplexType:
		c, ok := object.AsComplex(r.t, x)
		return c, ok
	case object.StrType:
		return strings.Clone(object.StrOf(x)), true
	case object.BytesType:
		return syntax.Bytes(object.BytesOf(x)), true
	}
	if x == gc.Ellipsis {
		return syntax.Ellipsis, true
	}
	return nil, false
}

// storeFields are the fields whose nodes are assigned to or deleted.
var storeFields = map[string]syntax.Context{
	"Assign.Targets": syntax.Store, "AugAssign.Target": syntax.Store, "AnnAssign.Target": syntax.Store, "For.Target": syntax.Store,
	"AsyncFor.Target": syntax.Store, "Comprehension.Target": syntax.Store, "WithItem.OptionalVars": syntax.Store,
	"NamedExpr.Target": syntax.Store, "TypeAlias.Name": syntax.Store, "Delete.Targets": syntax.Del,
}

// filled are the lists that must not be empty.
var filled = map[string]bool{"FunctionDef.Body": true, "AsyncFunctionDef.Body": true, "ClassDef.Body": true, "Delete.Targets": true,
	"Assign.Targets": true, "For.Body": true, "AsyncFor.Body": true, "While.Body": true, "If.Body": true, "With.Items": true,
	"With.Body": true, "AsyncWith.Items": true, "AsyncWith.Body": true, "Match.Cases": true, "Try.Body": true, "TryStar.Body": true,
	"Import.Names": true, "ImportFrom.Names": true, "Global.Names": true, "Nonlocal.Names": true, "ExceptHandler.Body": true,
	"MatchCase.Body": true, "ListComp.Generators": true, "SetComp.Generators": true, "DictComp.Generators": true, "GeneratorExp.Generators": true}

// validate checks what the grammar would have made sure of: the compiler
// relies on it.
func (r *treeReader) validate(p reflect.Value) bool {
	s := p.Elem()
	typ := s.Type()
	switch n := p.Interface().(type) {
	case *syntax.BoolOp:
		if len(n.Values) < 2 {
			return r.invalid("BoolOp with less than 2 values")
		}
	case *syntax.Compare:
		if len(n.Comparators) == 0 {
			return r.invalid("Compare has no comparators")
		}
		if len(n.Comparators) != len(n.Ops) {
			return r.invalid("Compare has a different number of comparators and operands")
		}
	case *syntax.Dict:
		if len(n.Keys) != len(n.Values) {
			return r.invalid("Dict doesn't have the same number of keys as values")
		}
	case *syntax.Arguments:
		if len(n.Defaults) > len(n.Posonlyargs)+len(n.Args) {
			return r.invalid("more positional defaults than args on arguments")
		}
		if len(n.KwDefaults) != len(n.Kwonlyargs) {
			return r.invalid("length of kwonlyargs is not the same as kw_defaults on arguments")
		}
	case *syntax.Try:
		if len(n.Handlers) == 0 && len(n.Finalbody) == 0 {
			return r.invalid("Try has neither handlers nor finalbody")
		}
		if len(n.Handlers) == 0 && len(n.Orelse) > 0 {
			return r.invalid("Try has orelse but no except handlers")
		}
	case *syntax.MatchMapping:
		if len(n.Keys) != len(n.Patterns) {
			return r.invalid("MatchMapping doesn't have the same number of keys as patterns")
		}
	case *syntax.MatchClass:
		if len(n.KwdAttrs) != len(n.KwdPatterns) {
			return r.invalid("MatchClass doesn't have the same number of keyword attributes as patterns")
		}
	case *syntax.Raise:
		if n.Exc == nil && n.Cause != nil {
			return r.invalid("Raise with cause but no exception")
		}
	case *syntax.ImportFrom:
		if n.Level < 0 {
			return r.invalid("Negative ImportFrom level")
		}
	}
	for i := range typ.NumField() {
		field := typ.Field(i)
		if field.Anonymous {
			continue
		}
		where := typ.Name() + "." + field.Name
		if filled[where] && s.Field(i).Len() == 0 {
			return r.invalid("empty " + snake(field.Name) + " on " + astName(typ))
		}
		want := storeFields[where]
		switch n := p.Interface().(type) {
		case *syntax.Tuple:
			want = n.Ctx
		case *syntax.List:
			want = n.Ctx
		case *syntax.Starred:
			want = n.Ctx
		}
		if !r.validateValue(s.Field(i), want) {
			return false
		}
	}
	return true
}

func (r *treeReader) invalid(text string) bool {
	object.ValueErrorf(r.t, "%s", text)
	return false
}

func (r *treeReader) validateValue(f reflect.Value, want syntax.Context) bool {
	switch f.Kind() {
	case reflect.Slice:
		for i := range f.Len() {
			if !r.validateValue(f.Index(i), want) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if f.IsNil() || f.Kind() == reflect.Interface && f.NumMethod() == 0 {
			return true
		}
		if e, ok := f.Interface().(syntax.Expr); ok && !r.context(e, want) {
			return false
		}
		if f.Kind() == reflect.Interface {
			f = f.Elem()
		}
		return r.validate(f)
	}
	return true
}

// context checks how an expression is used; the elements of a target may be
// used in the same way.
func (r *treeReader) context(e syntax.Expr, want syntax.Context) bool {
	ctx := want
	switch e := e.(type) {
	case *syntax.Name:
		ctx = e.Ctx
	case *syntax.Attribute:
		ctx = e.Ctx
	case *syntax.Subscript:
		ctx = e.Ctx
	case *syntax.Starred:
		ctx = e.Ctx
	case *syntax.List:
		ctx = e.Ctx
	case *syntax.Tuple:
		ctx = e.Ctx
	default:
		if want != syntax.Load {
			return r.invalid("expression which can't be " + map[syntax.Context]string{syntax.Store: "assigned to in Store", syntax.Del: "deleted in Del"}[want] + " context")
		}
	}
	names := astEnums()[reflect.TypeFor[syntax.Context]()]
	if ctx != want {
		return r.invalid("expression must have " + names[want] + " context but has " + names[ctx] + " instead")
	}
	return true
}
