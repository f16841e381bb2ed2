package interp

import (
	"sync/atomic"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// The attribute tables stand behind the inline caches: where an instruction
// meets objects of several shapes, or of one that keeps its attributes in a dict,
// they answer instead of the whole lookup.
//
// Main invariant: an entry never changes; what depends on classes is forgotten
// with the inline caches, in a pause (emptyTypeCaches).
type attrEntry struct {
	shape  uint32
	name   gc.Value
	result object.AttrResult
	// word is what the inline cache of an instruction would hold, 0 if nothing.
	word uint64
}

// attrTable is set-associative: the name of an attribute and a shape may have their
// entry in any place of one set, so that a few that are used in turns, and hash
// alike, do not drive each other out.
type attrTable [attrSets]attrSet

type attrSet [4]atomic.Pointer[attrEntry]

const (
	attrSetBits = 8
	attrSets    = 1 << attrSetBits
)

var loadTable, methodTable, storeTable attrTable

func (a *attrTable) set(shape uint32, name gc.Value) *attrSet {
	h := (uint64(shape)<<40 ^ uint64(name)) * 0x9e3779b97f4a7c15
	return &a[h>>(64-attrSetBits)] // bits on which both have an influence
}

func (e *attrEntry) is(shape uint32, name gc.Value) bool {
	return e != nil && e.shape == shape && e.name == name
}

// find returns the entry for objects of that shape, nil if there is none.
func (a *attrTable) find(shape uint32, name gc.Value) *attrEntry {
	s := a.set(shape, name)
	for i := range s {
		if e := s[i].Load(); e.is(shape, name) {
			return e
		}
	}
	return nil
}

// add puts an entry to the front of its set, whose last one is forgotten if it is
// full. Threads that add to one set at once may lose what another has added.
func (a *attrTable) add(shape uint32, name gc.Value, r object.AttrResult, word uint64) {
	s := a.set(shape, name)
	e := &attrEntry{shape, name, r, word}
	for i := range s {
		if e = s[i].Swap(e); e == nil || e.is(shape, name) {
			return
		}
	}
}

func (a *attrTable) clear() {
	for i := range a {
		for j := range a[i] {
			a[i][j].Store(nil)
		}
	}
}

// recache puts what the table said into the inline cache at ic, unless that
// serves objects of another shape: with several threads it stays as it is then,
// because they share it.
func (e *attrEntry) recache(t *Thread, ic uintptr) {
	if e.word == 0 {
		return
	}
	if word := gc.Load64(ic); word == 0 || word>>63 == 0 && recordAt(word).ofModule() {
		rememberType(ic)
	} else if !t.Solo {
		return
	}
	gc.Store64(ic, e.word)
}

// stillOf says whether o, which had that shape, has it in this moment's state.
// Objects of builtin types always have the shape that they were made with.
func stillOf(t *Thread, o uintptr, shape uint32) bool {
	return shape < object.FirstFreeShape || t.Seen(o+gc.LockOffset) && gc.Shape(o) == shape
}

// loadSlot reads the slot at offset of o, which had that shape when its entry
// was found. Null: the shape is another by now, or the slot is empty.
func loadSlot(t *Thread, o uintptr, shape uint32, offset uintptr) gc.Value {
	for {
		v := gc.Load(o + offset)
		if t.Seen(o + gc.LockOffset) {
			if gc.Shape(o) != shape {
				return gc.Null
			}
			return v
		}
	}
}

// loadDict reads an attribute of o, which had that shape when its entry was
// found, from the dict that the word at offset refers to. found false: the shape
// is another by now, or there is no dict. v Null: absent.
func loadDict(t *Thread, o uintptr, shape uint32, offset uintptr, name gc.Value) (v gc.Value, found bool) {
	d := loadSlot(t, o, shape, offset)
	if d == gc.Null {
		return gc.Null, false
	}
	return object.DictGetStr(t, d, name), true
}

// classValue is the value of an attribute that e found in the class of o, which had
// the shape, or what hides it in the dict of o itself. ok false: o has another shape
// by now.
func (e *attrEntry) classValue(t *Thread, o gc.Value) (v gc.Value, own, ok bool) {
	if e.result.Offset == 0 {
		return e.result.Value, false, stillOf(t, o.Addr(), e.shape)
	}
	v, ok = loadDict(t, o.Addr(), e.shape, e.result.Offset, e.name)
	if v != gc.Null {
		return v, true, ok
	}
	return e.result.Value, false, ok
}

// tableAttr is LOAD_ATTR by the table. done false: nothing has happened.
func tableAttr(t *Thread, pc, base uintptr, ins uint64, o gc.Value) (npc, nbase uintptr, done bool) {
	if !o.IsPtr() {
		return 0, 0, false
	}
	shape := gc.Shape(o.Addr())
	e := loadTable.find(shape, name(pc))
	if e == nil {
		return 0, 0, false
	}
	switch e.result.Kind {
	case object.AttrSlot:
		v := loadSlot(t, o.Addr(), shape, e.result.Offset)
		if v == gc.Null {
			return 0, 0, false
		}
		e.recache(t, pc+16)
		gc.Store(ra(base, ins), v)
		return pc + 24, base, true
	case object.AttrDict:
		v, _ := loadDict(t, o.Addr(), shape, e.result.Offset, e.name)
		if v == gc.Null {
			return 0, 0, false
		}
		gc.Store(ra(base, ins), v)
		return pc + 24, base, true
	case object.AttrConst:
		v, _, ok := e.classValue(t, o)
		if !ok {
			return 0, 0, false
		}
		e.recache(t, pc+16)
		gc.Store(ra(base, ins), v)
		return pc + 24, base, true
	case object.AttrProperty:
		if !stillOf(t, o.Addr(), shape) {
			return 0, 0, false
		}
		c := &call{base: base, retPC: pc + 24, info: plain(ins), args: scratch(base), n: 1}
		gc.Store(c.args, o)
		npc, nbase = invoke(t, e.result.Value, c)
		return npc, nbase, true
	case object.AttrNative:
		if !stillOf(t, o.Addr(), shape) {
			return 0, 0, false
		}
		npc, nbase = next(t, pc, base, ins, object.NativeGet(t, e.result.Value, o), 3)
		return npc, nbase, true
	}
	return 0, 0, false
}

// tableMethod is LOAD_METHOD by the table.
func tableMethod(t *Thread, pc, base uintptr, ins uint64, o gc.Value) bool {
	if !o.IsPtr() {
		return false
	}
	shape := gc.Shape(o.Addr())
	e := methodTable.find(shape, name(pc))
	if e == nil {
		return false
	}
	var fn gc.Value
	self := o
	if e.result.Kind == object.AttrSlot {
		fn, self = loadSlot(t, o.Addr(), shape, e.result.Offset), gc.Null
		if fn == gc.Null {
			return false
		}
	} else {
		v, own, ok := e.classValue(t, o)
		if !ok {
			return false
		}
		fn = v
		if own || e.result.Kind == object.AttrConst {
			self = gc.Null
		}
	}
	e.recache(t, pc+16)
	w := ra(base, ins)
	gc.Store(w, fn)
	gc.Store(w+8*bytecode.ArgBase, self)
	return true
}

// tableSpecial finds a special method of o by the table of methods: where no
// instance attribute hides a method, it is also what the type has. Null: unknown.
func tableSpecial(t *Thread, o, name gc.Value) gc.Value {
	if !o.IsPtr() {
		return gc.Null
	}
	shape := gc.Shape(o.Addr())
	e := methodTable.find(shape, name)
	if e == nil || e.result.Kind != object.AttrMethod || !stillOf(t, o.Addr(), shape) {
		return gc.Null
	}
	return e.result.Value
}

// tableStore is STORE_ATTR by the table.
func tableStore(t *Thread, pc uintptr, o, v gc.Value) bool {
	if !o.IsPtr() {
		return false
	}
	shape := gc.Shape(o.Addr())
	e := storeTable.find(shape, name(pc))
	if e == nil {
		return false
	}
	if e.result.Kind == object.AttrDict {
		d := loadSlot(t, o.Addr(), shape, e.result.Offset)
		if d == gc.Null {
			return false
		}
		object.DictSetStr(t, d, e.name, v)
		return true
	}
	t.OwnObject(o.Addr())
	if gc.Shape(o.Addr()) != shape {
		return false
	}
	e.recache(t, pc+16)
	gc.Store(o.Addr()+e.result.Offset, v)
	if e.result.Kind == object.AttrNewSlot {
		gc.SetShape(o.Addr(), e.result.Shape)
	}
	return true
}

// tabled says whether what was found for o is good for all objects of its
// shape.
func tabled(o gc.Value) bool {
	return object.ClassOf(o) == nil && !object.Is(o, object.ShapeModule)
}
