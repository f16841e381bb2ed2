package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

func slow_MAKE_FUNCTION(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	c := code(base)
	child := c.Child(t, int(gc.Load64(pc+8)))
	f := NewFunction(t, child)
	r := rb(base, ins)
	for _, part := range frame.FunctionParts {
		if bytecode.D(ins)&part.Flag != 0 {
			gc.Store(f+part.Offset, gc.Load(r))
			r += 8
		}
	}
	return next(t, pc, base, ins, gc.MakePtr(f), 2)
}

// NewFunction makes the function object of linked code.
func NewFunction(t *Thread, c *frame.Code) uintptr {
	return object.NewFunction(t, c.Addr(), c.Globals, object.Intern(c.Name), object.Intern(c.QualName))
}

var nameBuildClass = object.Intern("__build_class__")

func slow_LOAD_BUILD_CLASS(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v, ok := object.DictGet(t, code(base).Builtins, nameBuildClass)
	if ok && v == gc.Null {
		object.Raise(t, object.NameErrorType, "__build_class__ not found")
	}
	return next(t, pc, base, ins, v, 1)
}

// buildClass starts the body of a class statement in a frame of its own, so
// that nothing of Go lies under it. The frame's Extra word is a tuple of the
// plan's values. ok: the call was the plain one of a class statement.
func buildClass(t *Thread, c *call) (pc, base uintptr, ok bool) {
	if frame.Kind(c.info) != frame.RetPlain {
		return 0, 0, false
	}
	args := append([]gc.Value(nil), gc.Values(c.args, c.n)...)
	plan := object.PrepareClass(t, args, c.kw)
	if plan == nil {
		pc, base = unwindFrom(t, c.base, c.info)
		return pc, base, true
	}
	c.extra = object.NewTupleFrom(t, plan.Values())
	c.kw = gc.Null
	c.info = c.info&^0xff | frame.RetClassBody
	if !c.place(t, c.args, []gc.Value{plan.Namespace}) {
		pc, base = unwindFrom(t, c.base, c.info)
		return pc, base, true
	}
	pc, base = enterFunction(t, plan.Func, c)
	return pc, base, true
}

// finishClass makes the class when its body has run.
func finishClass(t *Thread, extra, cell gc.Value) gc.Value {
	return object.FinishClass(t, object.PlanOf(object.TupleItems(extra)), cell)
}

func slow_IMPORT_NAME(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	c := code(base)
	fn := object.DictGetStr(t, c.Builtins, nameImport)
	if fn == gc.Null {
		object.Raise(t, object.ImportErrorType, "__import__ not found")
		return unwind(t, pc, base)
	}
	locals := gc.None
	if c.Flags&bytecode.Optimized == 0 {
		locals = reg(base, 0)
	}
	cl := &call{base: base, retPC: pc + 24, info: plain(ins)}
	if !cl.place(t, scratch(base), []gc.Value{name(pc), c.Globals, locals, gc.Load(pc + 16), gc.MakeInt(int64(bytecode.D(ins)))}) {
		return unwind(t, pc, base)
	}
	return invoke(t, fn, cl)
}

var nameImport = object.Intern("__import__")

func slow_IMPORT_FROM(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.ImportFrom(t, gc.Load(rb(base, ins)), name(pc)), 2)
}

func slow_IMPORT_STAR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	ns := code(base).Globals
	if code(base).Flags&bytecode.Optimized == 0 {
		ns = reg(base, 0)
	}
	return done(t, pc, base, object.ImportStar(t, gc.Load(ra(base, ins)), ns), 1)
}

func slow_GET_LEN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	n, ok := object.Len(t, gc.Load(rb(base, ins)))
	if !ok {
		return unwind(t, pc, base)
	}
	return next(t, pc, base, ins, gc.MakeInt(int64(n)), 1)
}

func slow_MATCH_MAPPING(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, gc.MakeBool(object.MatchesMapping(gc.Load(rb(base, ins)))), 1)
}

func slow_MATCH_SEQUENCE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, gc.MakeBool(object.MatchesSequence(gc.Load(rb(base, ins)))), 1)
}

func slow_MATCH_KEYS(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.MatchKeys(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins))), 1)
}

func slow_MATCH_CLASS(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := object.MatchClass(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins)), int(bytecode.D(ins)), gc.Load(pc+8))
	return next(t, pc, base, ins, v, 2)
}

func slow_LOAD_COMMON(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	var v gc.Value
	switch bytecode.D(ins) {
	case bytecode.CommonAssertionError:
		v = object.AssertionErrorType.Obj
	case bytecode.CommonNotImplementedError:
		v = object.NotImplementedErrorType.Obj
	case bytecode.CommonTuple:
		v = object.TupleType.Obj
	case bytecode.CommonAll:
		v = object.DictGetStr(t, code(base).Builtins, object.Intern("all"))
	case bytecode.CommonAny:
		v = object.DictGetStr(t, code(base).Builtins, object.Intern("any"))
	}
	return next(t, pc, base, ins, v, 1)
}

func slow_INTRINSIC(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	b, c := gc.Null, gc.Null
	if bytecode.B(ins) != bytecode.NoReg {
		b = gc.Load(rb(base, ins))
	}
	if bytecode.C(ins) != bytecode.NoReg {
		c = gc.Load(rc(base, ins))
	}
	return next(t, pc, base, ins, intrinsic(t, base, int(bytecode.D(ins)), b, c), 1)
}

// intrinsic runs one of the operations that have no opcode of their own.
func intrinsic(t *Thread, base uintptr, which int, b, c gc.Value) gc.Value {
	switch which {
	case bytecode.IntrinsicPrint:
		return displayHook(t, b)
	case bytecode.IntrinsicStopIterationError:
		return object.StopIterationError(t, b, object.GenKind(gc.Load(base-48)))
	case bytecode.IntrinsicAsyncGenWrap:
		return object.AsyncGenWrap(t, b)
	case bytecode.IntrinsicTypeVar:
		return typing(t, "make_typevar", b)
	case bytecode.IntrinsicTypeVarBound:
		return typing(t, "make_typevar", b, c)
	case bytecode.IntrinsicTypeVarConstraints:
		return typing(t, "make_typevar", b, c, gc.True)
	case bytecode.IntrinsicParamSpec:
		return typing(t, "make_paramspec", b)
	case bytecode.IntrinsicTypeVarTuple:
		return typing(t, "make_typevartuple", b)
	case bytecode.IntrinsicTypeParamDefault:
		return typing(t, "set_default", b, c)
	case bytecode.IntrinsicSubscriptGeneric:
		return typing(t, "subscript_generic", b)
	case bytecode.IntrinsicTypeAlias:
		return typing(t, "make_alias", b)
	case bytecode.IntrinsicSetTypeParams:
		return setTypeParams(t, b, c)
	case bytecode.IntrinsicSetupAnnotations:
		return setupAnnotations(t, reg(base, 0))
	case bytecode.IntrinsicSetAnnotate:
		if !object.SetItem(t, reg(base, 0), object.Intern("__annotate__"), b) {
			return gc.Null
		}
		return gc.None
	}
	return object.RuntimeErrorf(t, "unknown intrinsic %d", which)
}

func setupAnnotations(t *Thread, ns gc.Value) gc.Value {
	key := object.Intern("__annotations__")
	in, ok := object.Contains(t, ns, key)
	if !ok || !in && !object.SetItem(t, ns, key, object.NewDict(t)) {
		return gc.Null
	}
	return gc.None
}

// typing calls a function of the module _typing, which is written in Python.
func typing(t *Thread, function string, args ...gc.Value) gc.Value {
	m := object.ImportModule(t, "_typing")
	if m == gc.Null {
		return gc.Null
	}
	fn := object.GetAttr(t, m, object.Intern(function))
	if fn == gc.Null {
		return gc.Null
	}
	return t.SetTail(fn, args...)
}

func setTypeParams(t *Thread, fn, params gc.Value) gc.Value {
	if !object.SetAttr(t, fn, object.Intern("__type_params__"), params) {
		return gc.Null
	}
	return fn
}

// displayHook shows the value of an expression at the prompt.
func displayHook(t *Thread, v gc.Value) gc.Value {
	sys := object.ImportedModule(t, "sys")
	if sys == gc.Null {
		return object.RuntimeErrorf(t, "lost sys.displayhook")
	}
	hook := object.GetAttr(t, sys, object.Intern("displayhook"))
	if hook == gc.Null {
		t.Exc = gc.Null
		return object.RuntimeErrorf(t, "lost sys.displayhook")
	}
	return t.SetTail(hook, v)
}

// buildClassNative is builtins.__build_class__, which invoke runs itself; vm
// sets it when the builtins are made.
var buildClassNative *object.Native

// SetBuildClass names the native function object of __build_class__.
func SetBuildClass(fn gc.Value) { buildClassNative = object.NativeOf(fn) }
