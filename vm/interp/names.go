package interp

import (
	"sync"
	"unsafe"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// record is what an inline cache word points to when one word is too little.
// A record never changes after its address was published, and is kept alive
// by records, which has each only once.
type record struct {
	shape  uint32
	value  gc.Value     // what a method or attribute lookup gave
	object uintptr      // dict of a variable, or what the cache is about
	block  uintptr      // its storage when the cache was filled
	entry  uintptr      // address of the entry, which may get another key
	class  *object.Type // of CALL: the class at object; its Python __init__ is value, Null: a builtin class
}

// ofModule says whether the record is of an attribute of the module at object.
func (r *record) ofModule() bool { return r.shape == 0 && r.class == nil }

// gone says, in a pause, whether what the record is about has died.
func (r *record) gone(isLive func(gc.Value) bool) bool {
	return !isLive(gc.Value(r.object)) || object.Gone(r.shape)
}

// noRecord stands for an empty cache word. Comparing with nil would not do: the
// compiler takes the sum of a pointer and an offset for never nil.
var noRecord = &record{}

// recordAt returns the record whose address is in a cache word, or noRecord.
func recordAt(word uint64) *record {
	if word == 0 {
		return noRecord
	}
	return (*record)(unsafe.Add(unsafe.Pointer(nil), word))
}

var records = xsync.NewMapOf[record, *record]()

// variables has the records of globals: only code of that namespace knows them,
// and dies with it.
var variables = xsync.NewMapOf[record, *record]()

// publish stores the address of a record that says what r says in the cache
// word at ic.
func publish(ic uintptr, r *record) { publishFrom(records, ic, r) }

func publishFrom(all *xsync.MapOf[record, *record], ic uintptr, r *record) {
	same, _ := all.LoadOrStore(*r, r)
	gc.Store64(ic, uint64(uintptr(unsafe.Pointer(same))))
}

// publishEntry is publish for a cache word that holds nothing but records of
// globals: one that says the same stays.
func publishEntry(ic uintptr, r *record) {
	if *recordAt(gc.Load64(ic)) != *r {
		publishFrom(variables, ic, r)
	}
}

func slow_CHECK(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	object.Raise(t, object.UnboundLocalErrorType,
		"cannot access local variable '%s' where it is not associated with a value", object.StrOf(name(pc)))
	object.SetNameErrorName(t, name(pc))
	return unwind(t, pc, base)
}

func slow_CHECK_DEL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	if gc.Load(ra(base, ins)) == gc.Null {
		return slow_CHECK(t, pc, base)
	}
	gc.Store(ra(base, ins), gc.Null)
	return pc + 16, base
}

func slow_MAKE_CELL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	a := ra(base, ins)
	gc.Store(a, object.NewCell(t, gc.Load(a)))
	return pc + 8, base
}

func slow_COPY_FREE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	cells := object.TupleItems(gc.Load(gc.Load(base-24).Addr() + object.FuncClosure))
	copy(gc.Values(ra(base, ins), int(bytecode.B(ins))), cells)
	return pc + 8, base
}

// emptyCell raises the error of reading a cell that holds nothing.
func emptyCell(t *Thread, pc, base uintptr, ins uint64) (uintptr, uintptr) {
	n := object.StrOf(name(pc))
	if bytecode.D(ins) == 1 {
		object.Raise(t, object.NameErrorType,
			"cannot access free variable '%s' where it is not associated with a value in enclosing scope", n)
	} else {
		object.Raise(t, object.UnboundLocalErrorType,
			"cannot access local variable '%s' where it is not associated with a value", n)
	}
	object.SetNameErrorName(t, name(pc))
	return unwind(t, pc, base)
}

func slow_LOAD_DEREF(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return emptyCell(t, pc, base, save(t, pc, base))
}

func slow_DELETE_DEREF(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	o := gc.Load(ra(base, ins)).Addr()
	if t.Read(o+gc.LockOffset, o+object.CellValue) == gc.Null {
		return emptyCell(t, pc, base, ins)
	}
	t.OwnObject(o)
	gc.Store(o+object.CellValue, gc.Null)
	return pc + 16, base
}

func slow_LOAD_CLASSDEREF(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v, ok := mappingGet(t, gc.Load(rc(base, ins)), name(pc))
	if !ok {
		return unwind(t, pc, base)
	}
	if v == gc.Null {
		o := gc.Load(rb(base, ins)).Addr()
		if v = t.Read(o+gc.LockOffset, o+object.CellValue); v == gc.Null {
			return emptyCell(t, pc, base, ins)
		}
	}
	return next(t, pc, base, ins, v, 2)
}

// mappingGet returns m[key], or Null with ok if there is none.
func mappingGet(t *Thread, m, key gc.Value) (gc.Value, bool) {
	if object.Is(m, object.ShapeDict) {
		return object.DictGet(t, m, key)
	}
	v := object.GetItem(t, m, key)
	if v == gc.Null {
		return v, object.SwallowExc(t, object.KeyErrorType)
	}
	return v, true
}

// watched says what the inline caches know of one name of a namespace.
type watched struct {
	caches   []uintptr // cache words that hold its value (or its absence)
	variable bool      // written often: never cached by value
}

type watchKey struct{ dict, name gc.Value }

// watches is the registry of names whose values inline caches hold. A change
// of such a name stops the world and empties the caches.
var watches = struct {
	sync.Mutex
	m   map[watchKey]*watched
	new []watchKey // since the last collection
}{m: map[watchKey]*watched{}}

func watchOf(dict, name gc.Value) *watched {
	k := watchKey{dict, name}
	w := watches.m[k]
	if w == nil {
		w = &watched{}
		watches.m[k] = w
		watches.new = append(watches.new, k)
	}
	return w
}

func init() { object.NamespaceHook = namespaceChanged }

// namespaceChanged is called before a name of a module's or class's namespace
// gets another value.
func namespaceChanged(t *Thread, dict, key, old gc.Value) {
	watches.Lock()
	w := watches.m[watchKey{dict, key}]
	busy := w != nil && len(w.caches) > 0
	if !busy && old != gc.Null {
		watchOf(dict, key).variable = true
	}
	watches.Unlock()
	if !busy {
		return
	}
	exclusively(t, func() {
		watches.Lock()
		for _, ic := range w.caches {
			gc.Store64(ic, 0)
		}
		w.caches = nil
		w.variable = old != gc.Null
		watches.Unlock()
	})
}

// loadGlobal finds a global or builtin name for the instruction at pc and
// fills its cache.
func loadGlobal(t *Thread, pc, base uintptr) (gc.Value, bool) {
	c, key := code(base), name(pc)
	ic := pc + 16
	if object.Is(c.Globals, object.ShapeDict) {
		if v := object.DictGetStr(t, c.Globals, key); v != gc.Null {
			cacheGlobal(t, c.Globals, key, v, pc, ic)
			return v, true
		}
	} else if v, ok := mappingGet(t, c.Globals, key); v != gc.Null || !ok {
		return v, ok // a subclass of dict may have __missing__
	}
	if v := object.DictGetStr(t, c.Builtins, key); v != gc.Null {
		if object.Is(c.Globals, object.ShapeDict) && unsettled(t, c.Globals, key) || unsettled(t, c.Builtins, key) {
			return v, true
		}
		watches.Lock()
		g, b := watchOf(c.Globals, key), watchOf(c.Builtins, key)
		if object.Is(c.Globals, object.ShapeDict) && cachesValue(b, pc) {
			g.caches, b.caches = append(g.caches, ic), append(b.caches, ic)
			gc.Store(ic, v)
		}
		watches.Unlock()
		return v, true
	}
	object.Raise(t, object.NameErrorType, "name '%s' is not defined", object.StrOf(key))
	object.SetNameErrorName(t, key)
	return gc.Null, false
}

// unsettled says that the running transaction may have put the key into a
// namespace or taken it out. What it sees there is not to be remembered: it may
// be undone, and other threads must not see it before the commit.
func unsettled(t *Thread, dict, key gc.Value) bool {
	if t.Solo {
		return false
	}
	if t.Owns(dict.Addr()+gc.LockOffset) || t.Owns(object.DictBlock(dict)+gc.LockOffset) {
		return true
	}
	entry := object.DictEntryAddr(t, dict, key)
	return entry != 0 && t.Owns(entry+object.DictEntryLock)
}

// cachesValue says whether the instruction at pc may keep the value of w itself:
// one that was made an instruction for variables stays so.
func cachesValue(w *watched, pc uintptr) bool {
	return !w.variable && bytecode.OpOf(gc.Load64(pc)) == bytecode.LOAD_GLOBAL
}

// cacheGlobal remembers a constant global in its cache word, or turns the
// instruction into the form for variables.
func cacheGlobal(t *Thread, dict, key, v gc.Value, pc, ic uintptr) {
	if unsettled(t, dict, key) {
		return
	}
	watches.Lock()
	w := watchOf(dict, key)
	if cachesValue(w, pc) {
		w.caches = append(w.caches, ic)
		gc.Store(ic, v)
		watches.Unlock()
		return
	}
	watches.Unlock() // a barrier may wait for who waits for watches
	rec := entryRecord(t, dict, key)
	if rec == nil {
		return
	}
	if bytecode.OpOf(gc.Load64(pc)) == bytecode.LOAD_GLOBAL_VAR {
		publishEntry(ic, rec)
		return
	}
	publishFrom(variables, ic, rec)
	setOpcode(pc, bytecode.LOAD_GLOBAL_VAR)
}

func entryRecord(t *Thread, dict, key gc.Value) *record {
	entry := object.DictEntryAddr(t, dict, key)
	if entry == 0 {
		return nil
	}
	block := object.DictBlock(dict)
	if !t.Solo && t.Owns(block+gc.LockOffset) {
		return nil // made by this transaction: others must not store to it yet
	}
	return &record{object: dict.Addr(), block: block, entry: entry}
}

// setOpcode quickens the instruction at pc: one aligned store, so that other
// threads see the old or the new form.
func setOpcode(pc uintptr, op bytecode.Op) {
	gc.Store64(pc, gc.Load64(pc)&^0xff|uint64(op))
}

func slow_LOAD_GLOBAL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v, _ := loadGlobal(t, pc, base)
	return next(t, pc, base, ins, v, 3)
}

func slow_LOAD_GLOBAL_VAR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return slow_LOAD_GLOBAL(t, pc, base)
}

func slow_STORE_GLOBAL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	c, key := code(base), name(pc)
	if !object.DictSet(t, c.Globals, key, gc.Load(ra(base, ins))) {
		return unwind(t, pc, base)
	}
	watches.Lock()
	w := watches.m[watchKey{c.Globals, key}]
	variable := w != nil && w.variable
	watches.Unlock()
	if variable {
		if rec := entryRecord(t, c.Globals, key); rec != nil {
			publishEntry(pc+16, rec)
		}
	}
	return pc + 24, base
}

func slow_DELETE_GLOBAL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	found, ok := object.DictDel(t, code(base).Globals, name(pc))
	if ok && !found {
		object.Raise(t, object.NameErrorType, "name '%s' is not defined", object.StrOf(name(pc)))
		object.SetNameErrorName(t, name(pc))
		ok = false
	}
	return done(t, pc, base, ok, 2)
}

func slow_LOAD_NAME(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v, ok := mappingGet(t, reg(base, 0), name(pc))
	if ok && v == gc.Null {
		v, _ = globalOrBuiltin(t, code(base), name(pc))
	}
	return next(t, pc, base, ins, v, 3)
}

// globalOrBuiltin looks a name up without caching.
func globalOrBuiltin(t *Thread, c *frame.Code, key gc.Value) (gc.Value, bool) {
	v, ok := mappingGet(t, c.Globals, key)
	if ok && v == gc.Null {
		if v = object.DictGetStr(t, c.Builtins, key); v == gc.Null {
			object.Raise(t, object.NameErrorType, "name '%s' is not defined", object.StrOf(key))
			object.SetNameErrorName(t, key)
		}
	}
	return v, v != gc.Null
}

func slow_STORE_NAME(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	m, v := reg(base, 0), gc.Load(ra(base, ins))
	if object.Is(m, object.ShapeDict) {
		return done(t, pc, base, object.DictSet(t, m, name(pc), v), 3)
	}
	return done(t, pc, base, object.SetItem(t, m, name(pc), v), 3)
}

func slow_DELETE_NAME(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	ok := object.DelItem(t, reg(base, 0), name(pc))
	if !ok && object.SwallowExc(t, object.KeyErrorType) {
		object.Raise(t, object.NameErrorType, "name '%s' is not defined", object.StrOf(name(pc)))
		object.SetNameErrorName(t, name(pc))
	}
	return done(t, pc, base, ok, 2)
}

func slow_LOAD_LOCALS(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, frameLocals(t, base, code(base).Word(pc)), 1)
}

func slow_LOAD_NAME_OR_GLOBAL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v, ok := mappingGet(t, gc.Load(rb(base, ins)), name(pc))
	if ok && v == gc.Null {
		v, _ = globalOrBuiltin(t, code(base), name(pc))
	}
	return next(t, pc, base, ins, v, 2)
}

// frameLocals returns what locals() gives in the frame at base, which is at
// word: the mapping of a namespace, or a new dict with the values of a
// function's variables. In an inlined comprehension its variables are there
// too; in a namespace, they alone.
func frameLocals(t *Thread, base uintptr, word int) gc.Value {
	c := code(base)
	if c.Flags&bytecode.Optimized == 0 && !inComprehension(c, word) {
		return reg(base, 0)
	}
	return localsAt(t, c, base, word)
}

// inComprehension says whether an inlined comprehension is at word.
func inComprehension(c *frame.Code, word int) bool {
	for _, v := range c.CompVars {
		if v.Start <= word && word < v.End {
			return true
		}
	}
	return false
}

// localsAt makes a dict of the variables whose registers lie at regs.
func localsAt(t *Thread, c *frame.Code, regs uintptr, word int) gc.Value {
	d := object.NewDict(t)
	put := func(n string, r uint16) {
		v := cellContent(t, reg(regs, int(r)))
		if v != gc.Null {
			object.DictSetStr(t, d, object.Intern(n), v)
		}
	}
	if c.Flags&bytecode.Optimized != 0 {
		for i, n := range c.VarNames {
			if seen, owned := ofComprehension(c, c.VarRegs[i], word); seen || !owned {
				put(n, c.VarRegs[i])
			}
		}
		for i, n := range c.CellVars {
			put(n, c.CellRegs[i])
		}
		for i, n := range c.FreeVars {
			put(n, c.FreeRegs[i])
		}
	}
	for _, v := range c.CompVars {
		if v.Start <= word && word < v.End {
			put(v.Name, v.Reg)
		}
	}
	return d
}

// ofComprehension says whether a register belongs to inlined comprehensions,
// and to one at word.
func ofComprehension(c *frame.Code, r uint16, word int) (seen, owned bool) {
	for _, v := range c.CompVars {
		if v.Reg == r {
			owned = true
			seen = seen || v.Start <= word && word < v.End
		}
	}
	return seen, owned
}
