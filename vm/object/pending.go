package object

import "gorgon/gc"

// CellValue is where a cell holds its content; Null: it is empty.
const CellValue = gc.HeaderSize

// NewCell makes a cell.
func NewCell(t *Thread, v Value) Value {
	o := t.Alloc(gc.Header(ShapeCell, gc.LayoutValues), gc.Round(gc.HeaderSize+8))
	gc.Store(o+CellValue, v)
	return gc.MakePtr(o)
}

// ImportedModule looks into sys.modules.
var ImportedModule func(t *Thread, name string) Value
