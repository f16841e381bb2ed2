package object

import "gorgon/gc"

// Found remembers the entry of a dict where a key was found last, so that the
// store which often follows the look-up need not look again. Only while there is
// one thread, and not over a collection: what it names is not kept alive.
type Found struct {
	dict, block, entry uintptr
	key, stored        Value // as it was asked for, and as the entry has it
}

// Get is DictGet.
func (f *Found) Get(t *Thread, d, k Value) (Value, bool) {
	if !t.Solo {
		return DictGet(t, d, k)
	}
	h32, ok := dictKeyHash(t, k)
	if !ok {
		return Null, false
	}
	e, b, ok := dictFind(t, d.Addr(), k, h32)
	if e == 0 || !ok {
		return Null, ok
	}
	*f = Found{d.Addr(), b, e, k, gc.Load(e)}
	return gc.Load(e + DictEntryValue), true
}

// Set stores v if the key was found and its entry is still where it was.
func (f *Found) Set(t *Thread, d, k, v Value) bool {
	if f.key != k || f.dict != d.Addr() || !t.Solo || f.entry == 0 {
		return false
	}
	if gc.Load(f.dict+DictBlockOffset).Addr() != f.block || gc.Load(f.entry) != f.stored || dictRaw(f.dict, DictFlagsOffset)&DictNamespace != 0 {
		return false
	}
	if v.IsPtr() {
		gc.DirtyAt(f.block, f.entry+DictEntryValue, 1)
	}
	gc.Store(f.entry+DictEntryValue, v)
	return true
}

// VisitRoots forgets the entry: a collection may free all of it.
func (f *Found) VisitRoots(visit func(Value)) { *f = Found{} }
