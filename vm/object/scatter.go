package object

import "gorgon/gc"

// CanScatter says whether v has several attributes under one lock.
func CanScatter(v Value) bool {
	typ := TypeOf(v)
	if !v.IsPtr() || !typ.Heap || !typ.HasDict || typ.ownDict != nil || ClassOf(v) != nil {
		return false
	}
	s := ShapeOf(v.Addr())
	return !s.DictMode && len(s.Names) > int(typ.Fixed)
}

// AttrWatch notes which attributes of an object a thread wants, and which change
// between one look and the next.
type AttrWatch struct {
	shape           uint32
	wanted, changed uint64 // by slot; the last bit stands for all that is no slot here
	seen            [16]uint64
}

// Look notes what there is just now, whoever is about to change it, and that name
// is wanted.
func (w *AttrWatch) Look(v, name Value) {
	o := v.Addr()
	first := w.shape == 0
	if shape := gc.Shape(o); shape != w.shape {
		*w = AttrWatch{shape: shape}
		first = true
	}
	s := ShapeByID(w.shape)
	slots := min(len(s.Names), int(s.Inline), len(w.seen))
	for i := range slots {
		x := gc.AtomicLoad(o + s.slotOffset(i))
		if !first && x != w.seen[i] {
			w.changed |= 1 << i
		}
		w.seen[i] = x
	}
	if i := s.Slot(name); i >= 0 && i < slots {
		w.wanted |= 1 << i
	} else {
		w.wanted |= 1 << 63
	}
}

// Apart says whether something was wanted that has not changed.
func (w *AttrWatch) Apart() bool { return w.wanted&^w.changed != 0 }

// Scatter gives each attribute of an instance a lock of its own: they move into
// a dict, which has one for each entry.
func Scatter(t *Thread, v Value) {
	t.OwnObject(v.Addr())
	if CanScatter(v) {
		toDictMode(t, v.Addr())
	}
}
