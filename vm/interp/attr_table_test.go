package interp

import (
	"testing"

	"gorgon/gc"
	"gorgon/vm/object"
)

// What hashes alike stays, as far as a set has room, and a newer entry for the same
// name and shape takes the place of the older.
func TestAttrTableSets(t *testing.T) {
	const shape = 77
	var table attrTable
	ways := len(table[0])
	var names []gc.Value
	for name := gc.Value(16); len(names) <= ways; name += 16 {
		if table.set(shape, name) == &table[5] {
			names = append(names, name)
		}
	}
	add := func(name gc.Value, offset uintptr) {
		table.add(shape, name, object.AttrResult{Kind: object.AttrSlot, Offset: offset}, 0)
	}
	for i, name := range names[:ways] {
		add(name, uintptr(i))
	}
	add(names[1], 100)
	for i, name := range names[:ways] {
		want := uintptr(i)
		if i == 1 {
			want = 100
		}
		if e := table.find(shape, name); e == nil || e.result.Offset != want {
			t.Errorf("entry %d: %v, want offset %d", i, e, want)
		}
	}
	if e := table.find(shape+1, names[0]); e != nil {
		t.Errorf("found for another shape: %v", e)
	}
	add(names[ways], 200)
	kept := 0
	for _, name := range names {
		if table.find(shape, name) != nil {
			kept++
		}
	}
	if kept != ways || table.find(shape, names[0]) != nil {
		t.Errorf("%d of %d kept in a full set, or the oldest stayed", kept, ways)
	}
}

// Objects of many shapes that have an attribute of one name do not share one set.
func TestAttrTableSpreadsShapes(t *testing.T) {
	var table attrTable
	const name, shapes = gc.Value(0x7fab270b8ca0), 64
	for shape := range uint32(shapes) {
		table.add(shape, name, object.AttrResult{Kind: object.AttrSlot}, 0)
	}
	for shape := range uint32(shapes) {
		if table.find(shape, name) == nil {
			t.Errorf("shape %d is forgotten", shape)
		}
	}
}
