package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// slotCache marks an attribute cache word that holds a shape id (upper half)
// and the byte offset of the slot (lower half).
const slotCache = 1 << 31

func slotWord(shape uint32, offset uintptr) uint64 {
	return uint64(shape|slotCache)<<32 | uint64(uint32(offset))
}

func slow_LOAD_ATTR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o := gc.Load(rb(base, ins))
	if v := cachedAttr(t, pc+16, o); v != gc.Null {
		gc.Store(ra(base, ins), v)
		return pc + 24, base
	}
	if npc, nbase, done := tableAttr(t, pc, base, ins, o); done {
		return npc, nbase
	}
	v := object.GetAttr(t, o, name(pc))
	if v != gc.Null {
		fillAttrCache(t, pc+16, o, name(pc))
	}
	return next(t, pc, base, ins, v, 3)
}

// cachedAttr looks into a cache word that holds a record: a class constant or
// a module's attribute.
func cachedAttr(t *Thread, ic uintptr, o gc.Value) gc.Value {
	word := gc.Load64(ic)
	if word == 0 || word>>63 != 0 || !o.IsPtr() {
		return gc.Null
	}
	rec := recordAt(word)
	if rec.object != 0 {
		if rec.object == o.Addr() {
			return rec.value
		}
		return gc.Null
	}
	if rec.shape == gc.Shape(o.Addr()) && t.Seen(o.Addr()+gc.LockOffset) {
		return rec.value
	}
	return gc.Null
}

// fillAttrCache remembers how the attribute of this object's shape resolved.
func fillAttrCache(t *Thread, ic uintptr, o, name gc.Value) {
	if !o.IsPtr() {
		return
	}
	r := object.AttrCache(t, o, name)
	shape := r.Of
	switch r.Kind {
	case object.AttrSlot:
		rememberType(ic)
		gc.Store64(ic, slotWord(shape, r.Offset))
		loadTable.add(shape, name, r, slotWord(shape, r.Offset))
	case object.AttrConst:
		if r.Offset != 0 {
			loadTable.add(shape, name, r, 0)
			return
		}
		rec := &record{shape: shape, value: r.Value}
		if object.ClassOf(o) != nil {
			rec.object = o.Addr()
		}
		rememberType(ic)
		publish(ic, rec)
		if tabled(o) {
			loadTable.add(shape, name, r, gc.Load64(ic))
		}
	case object.AttrProperty, object.AttrDict, object.AttrNative:
		if tabled(o) {
			loadTable.add(shape, name, r, 0)
		}
	case object.AttrModule:
		cacheModuleAttr(t, ic, o, name)
	}
}

func cacheModuleAttr(t *Thread, ic uintptr, m, name gc.Value) {
	dict := object.ModuleDict(m)
	v := object.DictGetStr(t, dict, name)
	if v == gc.Null {
		return
	}
	watches.Lock()
	w := watchOf(dict, name)
	variable := w.variable
	if !variable {
		w.caches = append(w.caches, ic)
	}
	watches.Unlock()
	if !variable {
		publish(ic, &record{object: m.Addr(), value: v})
	}
}

func slow_STORE_ATTR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o, v := gc.Load(ra(base, ins)), gc.Load(rb(base, ins))
	if rec := recordAt(storeRecord(pc + 16)); rec != noRecord && o.IsPtr() && rec.shape == gc.Shape(o.Addr()) {
		t.OwnObject(o.Addr())
		if rec.shape == gc.Shape(o.Addr()) {
			gc.Store(o.Addr()+rec.entry, v)
			gc.SetShape(o.Addr(), uint32(rec.block))
			return pc + 24, base
		}
	}
	if tableStore(t, pc, o, v) {
		return pc + 24, base
	}
	var r object.AttrResult
	if o.IsPtr() {
		r = object.StoreCache(t, o, name(pc))
	}
	if !object.SetAttr(t, o, name(pc), v) {
		return unwind(t, pc, base)
	}
	switch r.Kind {
	case object.AttrSlot:
		rememberType(pc + 16)
		gc.Store64(pc+16, slotWord(r.Of, r.Offset))
		storeTable.add(r.Of, name(pc), r, gc.Load64(pc+16))
	case object.AttrNewSlot:
		rememberType(pc + 16)
		publish(pc+16, &record{shape: r.Of, entry: r.Offset, block: uintptr(r.Shape)})
		storeTable.add(r.Of, name(pc), r, gc.Load64(pc+16))
	case object.AttrDict:
		storeTable.add(r.Of, name(pc), r, 0)
	}
	return done(t, pc, base, true, 3)
}

// storeRecord returns the cache word if it is the address of a record: a new
// slot with its offset in entry and the new shape in block.
func storeRecord(ic uintptr) uint64 {
	if word := gc.Load64(ic); word>>63 == 0 {
		return word
	}
	return 0
}

func slow_DELETE_ATTR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return done(t, pc, base, object.DelAttr(t, gc.Load(ra(base, ins)), name(pc)), 2)
}

func slow_LOAD_METHOD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o, w := gc.Load(rb(base, ins)), ra(base, ins)
	if o.IsPtr() && object.Is(o, object.ShapeModule) {
		v := cachedAttr(t, pc+16, o)
		if v == gc.Null {
			if v = object.GetAttr(t, o, name(pc)); v == gc.Null {
				return unwind(t, pc, base)
			}
			cacheModuleAttr(t, pc+16, o, name(pc))
		}
		gc.Store(w, v)
		gc.Store(w+8*bytecode.ArgBase, gc.Null)
		return pc + 24, base
	}
	if tableMethod(t, pc, base, ins, o) {
		return pc + 24, base
	}
	fn, self, ok := object.LoadMethod(t, o, name(pc))
	if !ok {
		return unwind(t, pc, base)
	}
	if o.IsPtr() && tabled(o) {
		fillMethodCache(t, pc+16, o, name(pc))
	}
	gc.Store(w, fn)
	gc.Store(w+8*bytecode.ArgBase, self)
	return pc + 24, base
}

// fillMethodCache remembers what a call of the attribute of this object's shape
// calls. The cache word is for methods alone.
func fillMethodCache(t *Thread, ic uintptr, o, name gc.Value) {
	switch r := object.AttrCache(t, o, name); {
	case r.Kind == object.AttrMethod && r.Offset == 0:
		rememberType(ic)
		publish(ic, &record{shape: r.Of, value: r.Value})
		methodTable.add(r.Of, name, r, gc.Load64(ic))
	case r.Kind == object.AttrMethod, r.Kind == object.AttrConst, r.Kind == object.AttrSlot:
		methodTable.add(r.Of, name, r, 0)
	}
}

var specialNames = [...]gc.Value{
	bytecode.SpecialEnter:  object.Intern("__enter__"),
	bytecode.SpecialExit:   object.Intern("__exit__"),
	bytecode.SpecialAEnter: object.Intern("__aenter__"),
	bytecode.SpecialAExit:  object.Intern("__aexit__"),
}

func slow_LOAD_SPECIAL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o, w, which := gc.Load(rb(base, ins)), ra(base, ins), bytecode.D(ins)
	if v := tableSpecial(t, o, specialNames[which]); v != gc.Null {
		gc.Store(w, v)
		gc.Store(w+8*bytecode.ArgBase, o)
		return pc + 8, base
	}
	fn, self := object.LookupSpecial(t, o, specialNames[which])
	if fn == gc.Null {
		if t.Exc == gc.Null {
			noSpecial(t, o, which)
		}
		return unwind(t, pc, base)
	}
	if self != gc.Null && o.IsPtr() && tabled(o) {
		if r := object.AttrCache(t, o, specialNames[which]); r.Kind == object.AttrMethod {
			methodTable.add(r.Of, specialNames[which], r, 0)
		}
	}
	gc.Store(w, fn)
	gc.Store(w+8*bytecode.ArgBase, self)
	return pc + 8, base
}

// noSpecial raises the TypeError of a with statement over something that is no
// context manager.
func noSpecial(t *Thread, o gc.Value, which uint8) {
	kind, other, hint := "context manager", bytecode.SpecialAEnter, "async with"
	if which >= bytecode.SpecialAEnter {
		kind, other, hint = "asynchronous context manager", bytecode.SpecialEnter, "with"
	}
	missed := " (missed " + object.StrOf(specialNames[which]) + " method)"
	typ := object.TypeOf(o)
	suggestion := ""
	if object.LookupType(t, typ, specialNames[other]) != gc.Null && object.LookupType(t, typ, specialNames[other+1]) != gc.Null {
		suggestion = " but it supports the " + map[bool]string{true: "asynchronous context manager", false: "context manager"}[which < bytecode.SpecialAEnter] +
			" protocol. Did you mean to use '" + hint + "'?"
	}
	object.TypeErrorf(t, "'%s' object does not support the %s protocol%s%s", typ.TpName(), kind, missed, suggestion)
}

func slow_LOAD_SUPER(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	b := rb(base, ins)
	super, cls, self := gc.Load(b), gc.Load(b+8), gc.Load(b+16)
	method := bytecode.D(ins)&bytecode.MethodForm != 0
	w := ra(base, ins)
	if super == object.SuperType.Obj {
		fn, bound, ok := object.SuperAttr(t, cls, self, name(pc), method)
		if !ok {
			return unwind(t, pc, base)
		}
		gc.Store(w, fn)
		if method {
			gc.Store(w+8*bytecode.ArgBase, bound)
		}
		return pc + 16, base
	}
	proxy := gc.Null
	if bytecode.D(ins)&bytecode.ZeroArg != 0 && super != object.SuperType.Obj {
		proxy = object.Call(t, super)
	} else {
		proxy = object.Call(t, super, cls, self)
	}
	if proxy == gc.Null {
		return unwind(t, pc, base)
	}
	v := object.GetAttr(t, proxy, name(pc))
	if v != gc.Null && method {
		gc.Store(w, v)
		gc.Store(w+8*bytecode.ArgBase, gc.Null)
		return pc + 16, base
	}
	return next(t, pc, base, ins, v, 2)
}

// typeCaches are the cache words that depend on classes; a change of any class
// empties them all.
var typeCaches = map[uintptr]struct{}{}

func rememberType(ic uintptr) {
	watches.Lock()
	typeCaches[ic] = struct{}{}
	watches.Unlock()
}

func init() {
	object.TypeChanged = func(t *Thread, typ *object.Type, name gc.Value) {
		emptyTypeCaches()
	}
}

func emptyTypeCaches() {
	watches.Lock()
	for ic := range typeCaches {
		gc.Store64(ic, 0)
	}
	clear(typeCaches)
	TypeEpoch++
	watches.Unlock()
	loadTable.clear()
	methodTable.clear()
	storeTable.clear()
	operatorTable.clear()
}

func slow_GETITEM(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o, k := gc.Load(rb(base, ins)), gc.Load(rc(base, ins))
	if object.Is(o, object.ShapeDict) {
		v, ok := object.DictGet(t, o, k)
		if ok && v == gc.Null {
			object.KeyError(t, k)
		}
		return next(t, pc, base, ins, v, 2)
	}
	return next(t, pc, base, ins, object.GetItem(t, o, k), 2)
}

func slow_GETITEMI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	k := gc.MakeInt(int64(int16(ins >> 48)))
	return next(t, pc, base, ins, object.GetItem(t, gc.Load(rb(base, ins)), k), 2)
}

func slow_GETSLICE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	c := rc(base, ins)
	s := object.NewSlice(t, gc.Load(c), gc.Load(c+8), gc.None)
	return next(t, pc, base, ins, object.GetItem(t, gc.Load(rb(base, ins)), s), 1)
}

func slow_SETITEM(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o, k, v := gc.Load(ra(base, ins)), gc.Load(rb(base, ins)), gc.Load(rc(base, ins))
	if object.Is(o, object.ShapeDict) {
		return done(t, pc, base, object.DictSet(t, o, k, v), 2)
	}
	return done(t, pc, base, object.SetItem(t, o, k, v), 2)
}

func slow_SETSLICE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	b := rb(base, ins)
	s := object.NewSlice(t, gc.Load(b), gc.Load(b+8), gc.None)
	return done(t, pc, base, object.SetItem(t, gc.Load(ra(base, ins)), s, gc.Load(rc(base, ins))), 1)
}

func slow_DELITEM(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return done(t, pc, base, object.DelItem(t, gc.Load(ra(base, ins)), gc.Load(rb(base, ins))), 1)
}

func slow_UNPACK(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	want := int(bytecode.C(ins))
	v := gc.Load(rb(base, ins))
	if object.Is(v, object.ShapeList) && object.ListLen(t, v) == want && object.ListCopy(t, v, gc.Values(ra(base, ins), want)) {
		return pc + 8, base
	}
	var items []gc.Value
	if !unpackItems(t, v, want, true, &items) {
		return unwind(t, pc, base)
	}
	copy(gc.Values(ra(base, ins), want), items)
	return pc + 8, base
}

// unpackItems collects the items for an assignment to want targets; exact: not
// one more.
func unpackItems(t *Thread, v gc.Value, want int, exact bool, items *[]gc.Value) bool {
	if object.Is(v, object.ShapeList) {
		*items = object.ListItems(t, v)
	} else if object.Is(v, object.ShapeTuple) {
		*items = object.TupleItems(v)
	} else {
		it := object.Iter(t, v)
		if it == gc.Null {
			if object.TypeOf(v).Slots.Iter == nil && object.SwallowExc(t, object.TypeErrorType) {
				object.TypeErrorf(t, "cannot unpack non-iterable %s object", object.TypeName(v))
			}
			return false
		}
		for !exact || len(*items) <= want {
			x := object.Next(t, it)
			if x == gc.Null {
				return false
			}
			if x == gc.Stop {
				break
			}
			*items = append(*items, x)
		}
	}
	n := len(*items)
	switch {
	case exact && n > want:
		got := ""
		if sized := object.Is(v, object.ShapeList) || object.Is(v, object.ShapeTuple) || object.Is(v, object.ShapeDict); sized {
			if k, ok := object.Len(t, v); ok {
				got = ", got " + itoa(k)
			}
		}
		object.ValueErrorf(t, "too many values to unpack (expected %d%s)", want, got)
		return false
	case n < want && exact:
		object.ValueErrorf(t, "not enough values to unpack (expected %d, got %d)", want, n)
		return false
	case n < want:
		object.ValueErrorf(t, "not enough values to unpack (expected at least %d, got %d)", want, n)
		return false
	}
	return true
}

func slow_UNPACK_EX(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	before, after := int(bytecode.C(ins)), int(bytecode.D(ins))
	var items []gc.Value
	if !unpackItems(t, gc.Load(rb(base, ins)), before+after, false, &items) {
		return unwind(t, pc, base)
	}
	rest := object.NewList(t, items[before:len(items)-after])
	d := gc.Values(ra(base, ins), before+after+1)
	last := append([]gc.Value(nil), items[len(items)-after:]...)
	copy(d, items[:before])
	d[before] = rest
	copy(d[before+1:], last)
	return pc + 8, base
}

func slow_GET_ITER(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.Iter(t, gc.Load(rb(base, ins))), 1)
}

func slow_GET_YIELD_FROM_ITER(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := gc.Load(rb(base, ins))
	if object.Is(v, object.ShapeCoroutine) && code(base).Flags&(bytecode.Coroutine|bytecode.Awaitable) == 0 {
		object.TypeErrorf(t, "cannot 'yield from' a coroutine object in a non-coroutine generator")
		return unwind(t, pc, base)
	}
	if !object.Is(v, object.ShapeGenerator) && !object.Is(v, object.ShapeCoroutine) {
		v = object.Iter(t, v)
	}
	return next(t, pc, base, ins, v, 1)
}
