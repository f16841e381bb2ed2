package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// appendItem records list.append: l is the list now. When its block is full the
// helper makes a longer one.
func (r *Recorder) appendItem(list ir.Ref, l gc.Value, v ir.Ref) {
	block := object.ListBlockOf(l.Addr())
	if block == 0 || listLen(l) >= object.ListCap(block) {
		r.helper(hListAppend, list, v)
		return
	}
	class, capacity := ir.Slot, ir.Slot
	if r.Trace.Transactional {
		r.own(list)
		class, capacity = ir.Other, ir.Const // blocks get longer in place while there is one thread only
	}
	b := r.load(list, object.ListBlockOffset, class)
	r.guard(ir.Ins{Op: ir.GNE, A: b, B: r.constant(gc.Null)})
	n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(list, object.ListLenOffset, class)})
	room := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(b, object.ListCapOffset, capacity)})
	r.guard(ir.Ins{Op: ir.GULT, A: n, B: room})
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXOWNCARD, A: b, B: n})
		r.guard(ir.Ins{Op: ir.TXLOG, A: b, B: n, Imm: object.ListItemsOffset})
	}
	r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: b, B: n, C: v, Imm: object.ListItemsOffset})
	more := r.boxed(r.emit(ir.Ins{Op: ir.ADD, A: n, B: r.kint(1)}))
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: list, B: more, Imm: object.ListLenOffset})
}
