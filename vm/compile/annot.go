package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// deferredAnnotation is an annotation of a class's or module's variable, which
// the function __annotate__ evaluates; index is its number among the ones that
// may not be reached, or -1.
type deferredAnnotation struct {
	stmt  *syntax.AnnAssign
	index int
}

func (u *unit) annAssign(s *syntax.AnnAssign) {
	if s.Value != nil {
		u.assign(s.Target, s.Value)
	}
	switch t := s.Target.(type) {
	case *syntax.Name:
		if s.Simple && !u.scope.functionLike() {
			u.annotate(s, t)
		}
	case *syntax.Attribute:
		if s.Value == nil {
			u.effect(t.Value)
		}
	case *syntax.Subscript:
		if s.Value == nil {
			u.effect(t.Value)
			u.annotatedSlice(t.Slice)
		}
	}
}

// annotatedSlice evaluates the subscript of an annotated target, piece by
// piece.
func (u *unit) annotatedSlice(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Slice:
		for _, x := range []syntax.Expr{e.Lower, e.Upper, e.Step} {
			if x != nil {
				u.effect(x)
			}
		}
	case *syntax.Tuple:
		for _, x := range e.Elts {
			u.annotatedSlice(x)
		}
	default:
		u.effect(e)
	}
}

// annotate records the annotation of a variable of a class or module.
func (u *unit) annotate(s *syntax.AnnAssign, t *syntax.Name) {
	pos := at(s)
	if u.c.annotations {
		v := u.temps(3)
		u.load(v, unparse(s.Annotation), at(s.Annotation))
		u.loadRef(u.resolveOwn("__annotations__"), v+1, pos)
		u.load(v+2, mangle(u.private, t.Id), pos)
		u.emit(bytecode.SETITEM, 0, v+1, v+2, v, pos)
		return
	}
	d := deferredAnnotation{s, -1}
	if u.scope.condAnnot && (u.scope.kind == moduleScope || u.condDepth > 0) {
		d.index = 0
		for _, o := range u.annots {
			if o.index >= 0 {
				d.index++
			}
		}
		v := u.temps(2)
		u.loadConditional(v, pos)
		u.load(v+1, int64(d.index), pos)
		u.emit(bytecode.SET_ADD, 0, v, v+1, 0, pos)
	}
	u.annots = append(u.annots, d)
}

// loadConditional loads the set of the numbers of annotations reached.
func (u *unit) loadConditional(dst int, pos position) {
	const name = "__conditional_annotations__"
	if u.scope.kind == classScope {
		u.emitN(bytecode.LOAD_DEREF, 0, dst, u.scope.lookup(name).freeReg, 0, name, pos)
		return
	}
	u.loadRef(u.resolveOwn(name), dst, pos)
}

// annotationHole makes room for a module's __annotate__, which exists from the
// start although its code is known at the end only. It returns the index of
// the first of its four instructions, or -1.
func (u *unit) annotationHole() int {
	if u.scope.kind != moduleScope || u.scope.annotBlock == nil || u.c.annotations {
		return -1
	}
	mark := u.tmp
	n := len(u.ins)
	t := u.temp()
	u.emitK(bytecode.MAKE_FUNCTION, 0, t, t, 0, &bytecode.Code{Body: &bytecode.Body{}}, nowherePos)
	u.emitN(bytecode.STORE_NAME, 0, t, 0, 0, "__annotate__", nowherePos)
	u.emit(bytecode.BUILD_SET, 0, t, t, 0, nowherePos)
	u.emitN(bytecode.STORE_NAME, 0, t, 0, 0, "__conditional_annotations__", nowherePos)
	u.tmp = mark
	return n
}

// deferredAnnotations makes the function of the annotations found in the body
// of a class or module.
func (u *unit) deferredAnnotations(hole int, pos position) {
	if u.c.annotations {
		return
	}
	if len(u.annots) == 0 {
		if hole >= 0 {
			u.code.Consts[u.ins[hole].k] = nil
		}
		for i := hole; hole >= 0 && i < hole+4; i++ {
			u.ins[i] = instr{op: bytecode.NOP, removed: true, handler: -1, target: noLabel}
		}
		return
	}
	in := u.c.newUnit(u.scope.annotBlock, "__annotate__", pos.line, u.private)
	in.annotationFormat(pos)
	m := in.temp()
	in.emit(bytecode.BUILD_MAP, 0, m, m, 0, pos)
	for _, d := range u.annots {
		in.deferred(d, m, pos)
	}
	in.emit(bytecode.RETURN, 0, m, 0, 0, pos)
	code := in.finish()
	if hole >= 0 {
		u.code.Consts[u.ins[hole].k] = code
		for i := hole; i < hole+4; i++ {
			u.ins[i].pos = pos
		}
		return
	}
	mark := u.tmp
	f := u.temp()
	u.closure(code, f, pos)
	u.storeName("__annotate_func__", f, pos)
	u.tmp = mark
}

func (u *unit) deferred(d deferredAnnotation, m int, pos position) {
	mark := u.tmp
	skip := u.newLabel()
	apos := at(d.stmt)
	if d.index >= 0 {
		v := u.temps(2)
		u.loadInt(v, int32(d.index), apos)
		u.loadRef(u.resolve("__conditional_annotations__"), v+1, apos)
		u.emitJ(bytecode.JNOTIN, 0, v, v+1, skip, apos)
		u.tmp = mark
	}
	k := u.temps(2)
	u.exprInto(d.stmt.Annotation, k+1)
	u.load(k, mangle(u.private, d.stmt.Target.(*syntax.Name).Id), apos)
	u.emit(bytecode.SETITEM, 0, m, k, k+1, pos)
	u.bind(skip)
	u.tmp = mark
}

// annotationFormat begins a function that evaluates annotations: it knows the
// formats VALUE and VALUE_WITH_FAKE_GLOBALS only.
func (u *unit) annotationFormat(pos position) {
	u.code.ArgCount, u.code.PosOnly = 1, 1
	if u.scope.kind == annotationScope {
		u.code.VarNames[0] = "format"
	}
	u.prologue(pos.line)
	body := u.newLabel()
	u.emitJ(bytecode.JGTI, 1, 0, 2, body, pos)
	t := u.temp()
	u.emit(bytecode.LOAD_COMMON, bytecode.CommonNotImplementedError, t, 0, 0, pos)
	u.emit(bytecode.RAISE, 0, t, bytecode.NoReg, 0, pos)
	u.bind(body)
	u.tmp = t
}

// functionAnnotations makes the function that evaluates a function's
// annotations, in a new temporary.
func (u *unit) functionAnnotations(d *def, line int32) uint8 {
	if !annotated(d.args, d.returns) {
		return 0
	}
	pos := at(d.node)
	in := u.enter(scopeKey{d.node, roleAnnotations}, "__annotate__", pos.line, u.private)
	in.annotationFormat(pos)
	m := in.temp()
	n := 0
	add := func(name string, e syntax.Expr) {
		if e == nil {
			return
		}
		in.load(in.temp(), mangle(in.private, name), pos)
		in.annotationValue(e, pos)
		n++
	}
	eachParam(d.args, func(p *syntax.Arg) { add(p.Arg, p.Annotation) })
	add("return", d.returns)
	in.emit(bytecode.BUILD_MAP, 0, m, m+1, n, pos)
	in.emit(bytecode.RETURN, 0, m, 0, 0, pos)
	code := in.finish()
	t := u.temp()
	u.closure(code, t, pos)
	return bytecode.FuncAnnotate
}

// annotationValue evaluates one annotation into a new temporary: its text, the
// only item of a starred one, or its value.
func (u *unit) annotationValue(e syntax.Expr, pos position) {
	if u.c.annotations {
		u.load(u.temp(), unparse(e), at(e))
		return
	}
	u.maybeStarred(e, pos)
}

func (u *unit) maybeStarred(e syntax.Expr, pos position) int {
	t := u.temp()
	if s, ok := e.(*syntax.Starred); ok {
		u.exprInto(s.Value, t)
		u.emit(bytecode.UNPACK, 0, t, t, 1, pos)
	} else {
		u.exprInto(e, t)
	}
	return t
}

// typeParams makes the type parameters of a generic definition, binds them,
// and returns the register of their tuple.
func (u *unit) typeParams(list []syntax.TypeParam) int {
	tuple := u.temp()
	seenDefault := false
	for _, p := range list {
		t := u.temp()
		pos := at(p)
		var name string
		var def syntax.Expr
		switch p := p.(type) {
		case *syntax.TypeVar:
			name, def = p.Name, p.DefaultValue
			u.typeVar(p, t, pos)
		case *syntax.ParamSpec:
			name, def = p.Name, p.DefaultValue
			u.load(t, name, pos)
			u.emit(bytecode.INTRINSIC, bytecode.IntrinsicParamSpec, t, t, bytecode.NoReg, pos)
		case *syntax.TypeVarTuple:
			name, def = p.Name, p.DefaultValue
			u.load(t, name, pos)
			u.emit(bytecode.INTRINSIC, bytecode.IntrinsicTypeVarTuple, t, t, bytecode.NoReg, pos)
		}
		if def != nil {
			seenDefault = true
			f := u.temp()
			u.lazy(def, scopeKey{p, roleDefault}, name, f)
			u.emit(bytecode.INTRINSIC, bytecode.IntrinsicTypeParamDefault, t, t, f, pos)
			u.tmp = f
		} else if seenDefault {
			u.c.fail(p, "non-default type parameter '%s' follows default type parameter", name)
		}
		u.storeName(name, t, pos)
	}
	pos := at(list[0])
	u.emit(bytecode.BUILD_TUPLE, 0, tuple, tuple+1, len(list), pos)
	u.tmp = tuple + 1
	return tuple
}

func (u *unit) typeVar(p *syntax.TypeVar, t int, pos position) {
	if p.Bound == nil {
		u.load(t, p.Name, pos)
		u.emit(bytecode.INTRINSIC, bytecode.IntrinsicTypeVar, t, t, bytecode.NoReg, pos)
		return
	}
	kind := uint8(bytecode.IntrinsicTypeVarBound)
	if _, ok := p.Bound.(*syntax.Tuple); ok {
		kind = bytecode.IntrinsicTypeVarConstraints
	}
	u.load(t, p.Name, pos)
	f := u.temp()
	u.lazy(p.Bound, scopeKey{p, roleBound}, p.Name, f)
	u.emit(bytecode.INTRINSIC, kind, t, t, f, pos)
	u.tmp = f
}

// lazy makes a function in dst that evaluates e on demand; its format
// parameter is VALUE by default.
func (u *unit) lazy(e syntax.Expr, key scopeKey, name string, dst int) {
	pos := at(e)
	in := u.enter(key, name, pos.line, u.private)
	in.annotationFormat(pos)
	r := in.maybeStarred(e, pos)
	in.emit(bytecode.RETURN, 0, r, 0, 0, pos)
	u.makeLazy(in.finish(), dst, pos)
}

func (u *unit) makeLazy(code *bytecode.Code, dst int, pos position) {
	mark := u.tmp
	b := u.temp()
	u.load(b, bytecode.Tuple{int64(1)}, pos)
	flags := bytecode.FuncDefaults | u.closureTuple(code, pos)
	u.emitK(bytecode.MAKE_FUNCTION, flags, dst, b, 0, code, pos)
	u.tmp = mark
}

func (u *unit) typeAlias(s *syntax.TypeAlias) {
	pos := at(s)
	mark := u.tmp
	dst := u.temp()
	if len(s.TypeParams) == 0 {
		u.typeAliasValue(s, dst, -1, pos)
	} else {
		in := u.enter(scopeKey{s, roleTypeParams}, "<generic parameters of "+s.Name.Id+">", s.Lineno, u.private)
		in.prologue(s.Lineno)
		tp := in.typeParams(s.TypeParams)
		r := in.temp()
		in.typeAliasValue(s, r, tp, pos)
		in.emit(bytecode.RETURN, 0, r, 0, 0, pos)
		u.closure(in.finish(), dst, pos)
		u.args(dst, false)
		u.emit(bytecode.CALL, 0, dst, dst, 0, pos)
	}
	u.storeName(s.Name.Id, dst, pos)
	u.tmp = mark
}

func (u *unit) typeAliasValue(s *syntax.TypeAlias, dst, tparams int, pos position) {
	t := u.temps(3)
	u.load(t, s.Name.Id, pos)
	if tparams < 0 {
		u.loadV(t+1, valueNone, pos)
	} else {
		u.move(t+1, tparams, pos)
	}
	in := u.enter(scopeKey{node: s}, s.Name.Id, s.Lineno, u.private)
	in.annotationFormat(pos)
	r := in.expr(s.Value)
	in.emit(bytecode.RETURN, 0, r, 0, 0, at(s.Value))
	u.makeLazy(in.finish(), t+2, pos)
	u.emit(bytecode.BUILD_TUPLE, 0, dst, t, 3, pos)
	u.emit(bytecode.INTRINSIC, bytecode.IntrinsicTypeAlias, dst, dst, bytecode.NoReg, pos)
}
