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

// DictLocate returns the place of the entry of key k in a block, in words from
// there; 0: it is absent. False: the dict has another block, or an exception is
// pending. Who uses an entry makes it part of the snapshot.
func DictLocate(t *Thread, d, block, k Value, h32 uint32) (at uintptr, ok bool) {
	for {
		e, b, ok := dictFind(t, d.Addr(), k, h32)
		switch {
		case !ok || b != block.Addr():
			return 0, false
		case e != 0:
			return (e - b) / 8, true
		case dictSeen(t, d.Addr(), b, 0, h32):
			t.Version(d.Addr() + gc.LockOffset) // as in SetLocate
			return 0, true
		}
	}
}

// DictOwnEntry makes the transaction the owner of an entry that it has seen.
// False: it is not what it was.
func DictOwnEntry(t *Thread, d, block Value, at uintptr) bool {
	return t.Solo || dictOwnEntry(t, d.Addr(), block.Addr(), block.Addr()+8*at)
}

// IsNamespace says whether d is the dict of a module or class.
func IsNamespace(d Value) bool { return dictRaw(d.Addr(), DictFlagsOffset)&DictNamespace != 0 }

// FoldFactor is what the upper half of a hash counts in FoldHash.
const FoldFactor = 0x85ebca6b

// FoldHash is what tables use of a hash.
func FoldHash(h uint64) uint32 { return dictFold(h) }

// DictSetHash is DictSet for who knows the hash.
func DictSetHash(t *Thread, d, k, v Value, h32 uint32) bool {
	return dictSetHash(t, d.Addr(), k, v, h32)
}
