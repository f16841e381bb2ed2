package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// operands returns the C values from R[B] on.
func operands(base uintptr, ins uint64, n int) []gc.Value { return gc.Values(rb(base, ins), n) }

func slow_BUILD_LIST(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.NewList(t, operands(base, ins, int(bytecode.C(ins)))), 1)
}

func slow_BUILD_TUPLE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.NewTupleFrom(t, operands(base, ins, int(bytecode.C(ins)))), 1)
}

func slow_BUILD_SET(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	set := object.NewSet(t)
	for _, v := range operands(base, ins, int(bytecode.C(ins))) {
		if !object.SetAdd(t, set, v) {
			return unwind(t, pc, base)
		}
	}
	return next(t, pc, base, ins, set, 1)
}

func slow_BUILD_MAP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	d := object.NewDict(t)
	for kv := operands(base, ins, 2*int(bytecode.C(ins))); len(kv) > 0; kv = kv[2:] {
		if !object.DictSet(t, d, kv[0], kv[1]) {
			return unwind(t, pc, base)
		}
	}
	return next(t, pc, base, ins, d, 1)
}

func slow_BUILD_STRING(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.JoinParts(t, operands(base, ins, int(bytecode.C(ins)))), 1)
}

func slow_BUILD_SLICE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := operands(base, ins, int(bytecode.C(ins)))
	step := gc.None
	if len(v) == 3 {
		step = v[2]
	}
	return next(t, pc, base, ins, object.NewSlice(t, v[0], v[1], step), 1)
}

func slow_LIST_APPEND(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	object.ListAppend(t, gc.Load(ra(base, ins)), gc.Load(rb(base, ins)))
	return pc + 8, base
}

func slow_LIST_EXTEND(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := gc.Load(rb(base, ins))
	ok := object.ListExtend(t, gc.Load(ra(base, ins)), v)
	if !ok && object.TypeOf(v).Slots.Iter == nil && object.TypeOf(v).Slots.GetItem == nil && object.SwallowExc(t, object.TypeErrorType) {
		object.TypeErrorf(t, "Value after * must be an iterable, not %s", object.TypeName(v))
	}
	return done(t, pc, base, ok, 1)
}

func slow_LIST_TO_TUPLE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.TupleOfList(t, gc.Load(rb(base, ins))), 1)
}

func slow_SET_ADD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return done(t, pc, base, object.SetAdd(t, gc.Load(ra(base, ins)), gc.Load(rb(base, ins))), 1)
}

func slow_SET_UPDATE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return done(t, pc, base, object.SetUpdate(t, gc.Load(ra(base, ins)), gc.Load(rb(base, ins))), 1)
}

func slow_MAP_ADD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return done(t, pc, base, object.DictSet(t, gc.Load(ra(base, ins)), gc.Load(rb(base, ins)), gc.Load(rc(base, ins))), 1)
}

func slow_DICT_UPDATE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := gc.Load(rb(base, ins))
	if !object.HasKeys(t, v) {
		if t.Exc == gc.Null {
			object.TypeErrorf(t, "'%s' object is not a mapping", object.TypeName(v))
		}
		return unwind(t, pc, base)
	}
	return done(t, pc, base, object.DictUpdate(t, gc.Load(ra(base, ins)), v), 1)
}

func slow_DICT_MERGE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	d, v, fn := gc.Load(ra(base, ins)), gc.Load(rb(base, ins)), gc.Load(rc(base, ins))
	if !object.HasKeys(t, v) {
		if t.Exc == gc.Null {
			object.TypeErrorf(t, "%s argument after ** must be a mapping, not %s", object.FunctionName(t, fn), object.TypeName(v))
		}
		return unwind(t, pc, base)
	}
	ok := object.IterateMapping(t, v, func(k, x gc.Value) bool {
		if !object.IsStr(k) {
			object.TypeErrorf(t, "keywords must be strings")
			return false
		}
		if old, ok := object.DictGet(t, d, k); old != gc.Null || !ok {
			if ok {
				object.TypeErrorf(t, "%s got multiple values for keyword argument '%s'", object.FunctionName(t, fn), object.StrOf(k))
			}
			return false
		}
		return object.DictSet(t, d, k, x)
	})
	return done(t, pc, base, ok, 1)
}

func slow_FORMAT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := gc.Load(rb(base, ins))
	how, plain := bytecode.D(ins)&^bytecode.StringPart, bytecode.C(ins) == bytecode.NoReg
	if v.IsInt() && plain && how != 'a' && how != bytecode.D(ins) {
		gc.Store(ra(base, ins), v)
		return pc + 8, base
	}
	switch how {
	case 's':
		v = object.Str(t, v)
	case 'r':
		v = object.Repr(t, v)
	case 'a':
		v = object.Ascii(t, v)
	}
	if v == gc.Null {
		return unwind(t, pc, base)
	}
	spec := gc.Null
	if !plain {
		spec = gc.Load(rc(base, ins))
	}
	if spec == gc.Null {
		if object.Is(v, object.ShapeStr) {
			return next(t, pc, base, ins, v, 1)
		}
		spec = emptyStr
	}
	return next(t, pc, base, ins, object.Format(t, v, spec), 1)
}

var emptyStr = object.Intern("")

func slow_BUILD_INTERPOLATION(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	b := rb(base, ins)
	conversion, spec := gc.None, emptyStr
	if d := bytecode.D(ins); d != 0 {
		conversion = object.Intern(string(rune(d)))
	}
	if bytecode.C(ins) != bytecode.NoReg {
		spec = gc.Load(rc(base, ins))
	}
	return next(t, pc, base, ins, object.NewInterpolation(t, gc.Load(b), gc.Load(b+8), conversion, spec), 1)
}

func slow_BUILD_TEMPLATE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.NewTemplate(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins))), 1)
}
