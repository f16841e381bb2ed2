package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Look-ups in dicts, and stores under keys that are there: the trace has the
// hash of the key and the place of the entry as values of its own, so what is
// looked up twice is looked up once.

// hashed is a key with its hash.
type hashed struct {
	key, hash ir.Ref
	kind      keyKind
}

// keyKind is what sort of key it is: there are helpers for each.
type keyKind int

const (
	intKey keyKind = iota
	strKey
	tupleKey
	wordKey // None, False or True
)

var dictFinds = [...]int{intKey: hFindWord, strKey: hFindStr, tupleKey: hFindTuple, wordKey: hFindWord}

// maxHashed is how many items a tuple may have for a trace to compute its hash.
const maxHashed = 4

// hashes says whether the trace can compute the hash of k.
func hashes(k gc.Value) bool {
	switch {
	case k.IsInt():
		return k.Int() != -1
	case k == gc.None || k == gc.True || k == gc.False:
		return true
	case is(k, object.ShapeStr):
		return true
	case is(k, object.ShapeTuple):
		for _, v := range object.TupleItems(k) {
			if !v.IsInt() && !is(v, object.ShapeStr) || v == gc.MakeInt(-1) {
				return false
			}
		}
		return object.TupleLen(k) <= maxHashed
	}
	return false
}

// hashedKey is the key in register reg, for which hashes holds.
func (r *Recorder) hashedKey(reg uint16) hashed {
	k := r.value(reg)
	switch {
	case k.IsInt():
		i := r.integer(reg)
		return hashed{r.boxed(i), r.intHash(i), intKey}
	case is(k, object.ShapeStr):
		ref := r.shape(reg)
		return hashed{ref, r.strHash(ref, k), strKey}
	case is(k, object.ShapeTuple):
		ref := r.shape(reg)
		return hashed{ref, r.tupleHash(ref, k), tupleKey}
	}
	h, _ := object.Hash(r.t, k)
	return hashed{r.sameKind(reg), r.kint(int64(h)), wordKey}
}

// intHash is the hash of the int i, which is not -1 now.
func (r *Recorder) intHash(i ir.Ref) ir.Ref {
	r.guard(ir.Ins{Op: ir.GNE, A: i, B: r.kint(-1)})
	return i
}

// strHash is the hash of the str s, which is now v.
func (r *Recorder) strHash(s ir.Ref, v gc.Value) ir.Ref {
	if r.Trace.Ins[s].Op == ir.KVALUE {
		return r.kint(int64(object.StrHash(v)))
	}
	return r.helper(hHashStr, s)
}

// tupleHash is the hash of a tuple, which is now v: its items stay of the kinds
// that they are.
func (r *Recorder) tupleHash(tuple ir.Ref, v gc.Value) ir.Ref {
	items := object.TupleItems(v)
	r.hasItems(tuple, len(items))
	start, lane, scale, sum := object.TupleHashing(len(items))
	acc := r.kint(int64(start))
	for i, item := range items {
		ref := r.load(tuple, object.TupleItemsOffset+8*int64(i), ir.Const)
		var h ir.Ref
		if item.IsInt() {
			r.guard(ir.Ins{Op: ir.GINT, A: ref})
			h = r.intHash(r.emit(ir.Ins{Op: ir.UNBOXI, A: ref}))
		} else {
			h = r.strHash(r.objectOf(ref, object.ShapeStr), item)
		}
		acc = r.emit(ir.Ins{Op: ir.ADD, A: acc, B: r.emit(ir.Ins{Op: ir.MUL, A: h, B: r.kint(int64(lane))})})
		high := r.emit(ir.Ins{Op: ir.SHL, A: acc, B: r.kint(object.TupleHashRotate)})
		low := r.emit(ir.Ins{Op: ir.SHR, A: acc, B: r.kint(64 - object.TupleHashRotate)})
		acc = r.emit(ir.Ins{Op: ir.MUL, A: r.emit(ir.Ins{Op: ir.OR, A: high, B: low}), B: r.kint(int64(scale))})
	}
	acc = r.emit(ir.Ins{Op: ir.ADD, A: acc, B: r.kint(int64(sum))})
	r.guard(ir.Ins{Op: ir.GNE, A: acc, B: r.kint(-1)})
	return acc
}

// folded is what the table uses of a hash: the low 32 bits of the result, see
// object.FoldHash.
func (r *Recorder) folded(h ir.Ref) ir.Ref {
	if i := &r.Trace.Ins[h]; i.Op == ir.KINT {
		return r.kint(int64(object.FoldHash(uint64(i.Imm))))
	}
	high := r.emit(ir.Ins{Op: ir.SHR, A: h, B: r.kint(32)})
	return r.emit(ir.Ins{Op: ir.ADD, A: h, B: r.emit(ir.Ins{Op: ir.MUL, A: high, B: r.kint(object.FoldFactor)})})
}

// entry is where a key was found.
type entry struct {
	dict, block, at ir.Ref
	class           ir.Class // of the dict's words
	key, hash       ir.Ref   // of the look-up
}

// lookup is a key in a dict as it is now.
type lookup struct {
	dict    uint16 // register
	class   ir.Class
	present bool
	key     func() hashed
}

// comparesKeys says whether looking the key in register key up in the dict or set
// in register in compares keys by Python code, which no helper may run.
func (r *Recorder) comparesKeys(in, key uint16) bool {
	return r.comparesKey(in, r.value(key))
}

// comparesKey is comparesKeys of a key that is in no register.
func (r *Recorder) comparesKey(in uint16, k gc.Value) (compares bool) {
	c := r.value(in)
	switch {
	case !c.IsPtr() || !simpleKey(k) || !plainHash(k):
		return false
	case is(c, object.ShapeSet), is(c, object.ShapeFrozenSet):
		_, ok := object.SetHas(r.t, c, k)
		compares = !ok
	case object.IsSubtype(object.TypeOf(c), object.DictType):
		_, ok := object.DictGet(r.t, c, k)
		compares = !ok
	}
	if compares {
		r.t.Exc = gc.Null
	}
	return compares
}

// looksUp says whether the trace can look k up in the dict in register dict. method
// is what does that for dicts, if it is a special one.
func (r *Recorder) looksUp(dict uint16, method string, k gc.Value) (l lookup, ok bool) {
	d := r.value(dict)
	l = lookup{dict: dict, class: ir.Slot}
	if !is(d, object.ShapeDict) {
		// Helpers that write to dicts do not know this shape: what was loaded of the dict
		// is forgotten with all that is Other.
		if l.class = ir.Other; !r.isDict(d, method) {
			return l, false
		}
	}
	if !hashes(k) || object.DictBlock(d) == 0 {
		return l, false
	}
	v, ok := object.DictGet(r.t, d, k)
	l.present = v != gc.Null
	return l, ok
}

// isDict says whether v is of a class derived from dict that has dict's method of
// that name.
func (r *Recorder) isDict(v gc.Value, method string) bool {
	if !v.IsPtr() {
		return false
	}
	typ := object.TypeOf(v)
	if !object.IsSubtype(typ, object.DictType) {
		return false
	}
	name := object.Intern(method)
	return method == "" || object.LookupType(r.t, typ, name) == object.LookupType(r.t, object.DictType, name)
}

// inRegister is looksUp of the key in a register.
func (r *Recorder) inRegister(dict, key uint16, method string) (l lookup, ok bool) {
	l, ok = r.looksUp(dict, method, r.value(key))
	l.key = func() hashed { return r.hashedKey(key) }
	return l, ok
}

// find looks a key up and guards that it is there, or is not, as it is now.
func (r *Recorder) find(l lookup) entry {
	if l.class == ir.Other {
		r.guardTypes()
	}
	return r.findIn(r.shape(l.dict), l)
}

// findIn is find in a dict that is a value of the trace.
func (r *Recorder) findIn(dict ir.Ref, l lookup) (e entry) {
	e.dict, e.class = dict, l.class
	h := l.key()
	e.block = r.load(e.dict, object.DictBlockOffset, l.class)
	r.guard(ir.Ins{Op: ir.GNE, A: e.block, B: r.constant(gc.Null)})
	e.key, e.hash = h.key, r.folded(h.hash)
	e.at = r.helper(dictFinds[h.kind], e.dict, e.block, e.key, e.hash)
	if l.present {
		r.guard(ir.Ins{Op: ir.GGT, A: e.at, B: r.kint(0)})
	} else {
		r.guard(ir.Ins{Op: ir.GEQ, A: e.at, B: r.kint(0)})
	}
	return e
}

// entryValue is the value in an entry.
func (r *Recorder) entryValue(e entry) ir.Ref {
	v := r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Entry, A: e.block, B: e.at, Imm: object.DictEntryValue})
	r.readEntry(e)
	return v
}

// readEntry makes an entry part of the snapshot: see vm/object, layout_dict.go.
func (r *Recorder) readEntry(e entry) {
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXREADX, A: e.block, B: e.at, Imm: object.DictEntryLock})
		r.read(e.block, gc.LockOffset)
	}
}

// setEntry stores to an entry of a dict that is no namespace.
func (r *Recorder) setEntry(e entry, v ir.Ref) {
	class := e.class
	if r.Trace.Transactional {
		r.readEntry(e)
		mine := r.helper(hOwnEntry, e.dict, e.block, e.at)
		r.guard(ir.Ins{Op: ir.GNE, A: mine, B: r.kint(0)})
		class = ir.Other
	}
	flags := r.emit(ir.Ins{Op: ir.LOADI, Class: class, A: e.dict, Imm: object.DictFlagsOffset})
	r.guard(ir.Ins{Op: ir.GEQ, A: r.emit(ir.Ins{Op: ir.AND, A: flags, B: r.kint(object.DictNamespace)}), B: r.kint(0)})
	r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Entry, A: e.block, B: e.at, C: v, Imm: object.DictEntryValue})
}

// getEntry records d[k] of a dict that has the key; false: nothing was recorded.
func (r *Recorder) getEntry(a, dict, key uint16) bool {
	l, ok := r.inRegister(dict, key, "__getitem__")
	if ok = ok && l.present; ok {
		r.set(a, r.entryValue(r.find(l)))
	}
	return ok
}

// getEntryConst is getEntry with an int as key.
func (r *Recorder) getEntryConst(a, dict uint16, k int64) bool {
	v := gc.MakeInt(k)
	l, ok := r.looksUp(dict, "__getitem__", v)
	if ok = ok && l.present; ok {
		h, _ := object.Hash(r.t, v)
		l.key = func() hashed { return hashed{r.constant(v), r.kint(int64(h)), intKey} }
		r.set(a, r.entryValue(r.find(l)))
	}
	return ok
}

// getOr records d.get(k, otherwise).
func (r *Recorder) getOr(a, dict, key uint16, otherwise func() ir.Ref) bool {
	l, ok := r.inRegister(dict, key, "")
	switch {
	case !ok:
	case l.present:
		r.set(a, r.entryValue(r.find(l)))
	default:
		r.find(l)
		r.set(a, otherwise())
	}
	return ok
}

// setEntryOf records d[k] = v; false: nothing was recorded.
func (r *Recorder) setEntryOf(dict, key, v uint16) bool {
	l, ok := r.inRegister(dict, key, "__setitem__")
	if !ok || object.IsNamespace(r.value(dict)) || l.class == ir.Other && !l.present {
		return false
	}
	e := r.find(l)
	if l.present {
		r.setEntry(e, r.object(v))
		return true
	}
	done := r.helper(hDictInsert, e.dict, e.key, r.object(v), e.hash)
	r.guard(ir.Ins{Op: ir.GNE, A: done, B: r.kint(0)})
	return true
}

// hasEntry records k in d, with what it is now for an answer; 0: nothing was
// recorded.
func (r *Recorder) hasEntry(key, dict uint16) ir.Ref {
	l, ok := r.inRegister(dict, key, "__contains__")
	if !ok {
		return 0
	}
	if e := r.find(l); l.present {
		r.readEntry(e)
	}
	return r.constant(gc.MakeBool(l.present))
}

// findEntry is the helper of all three kinds of keys: the place of the entry in
// words from the block, 0 if the key is absent, -1 if the interpreter has to look.
func findEntry(t *object.Thread, d, block, k, h uint64) uint64 {
	rv := t.RV
	t.Step()
	at, ok := object.DictLocate(t, gc.Value(d), gc.Value(block), gc.Value(k), uint32(h))
	if !ok || t.RV != rv {
		t.Exc = gc.Null
		return 1<<64 - 1
	}
	return uint64(at)
}

func insertEntry(t *object.Thread, d, k, v, h uint64) uint64 {
	t.Step()
	if !object.DictSetHash(t, gc.Value(d), gc.Value(k), gc.Value(v), uint32(h)) {
		t.Exc = gc.Null
		return 0
	}
	return 1
}

func ownEntry(t *object.Thread, d, block, at, _ uint64) uint64 {
	t.Step()
	if !object.DictOwnEntry(t, gc.Value(d), gc.Value(block), uintptr(at)) {
		return 0
	}
	return 1
}

func hashStr(_ *object.Thread, s, _, _, _ uint64) uint64 { return object.StrHash(gc.Value(s)) }
