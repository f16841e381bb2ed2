package gc

// Layouts say where an object holds references. The collector knows two kinds
// itself; the packages above register the rest at init.
const (
	LayoutRaw    uint8 = 0 // no references
	LayoutValues uint8 = 1 // every word after the header is a Value
	firstCustom  uint8 = 2
)

// Layout describes one registered way of finding references.
type Layout struct {
	Name string
	// Trace calls visit for every reference that the object at o holds. It must
	// not allocate, nor read anything but the object.
	Trace func(o uintptr, visit func(Value))
}

var layouts = []Layout{LayoutRaw: {Name: "raw"}, LayoutValues: {Name: "values"}}

// RegisterLayout adds a layout and returns its id. Only init functions call it.
func RegisterLayout(l Layout) uint8 {
	if len(layouts) > 255 {
		panic("gc: too many layouts")
	}
	layouts = append(layouts, l)
	return uint8(len(layouts) - 1)
}

// RootSource is something outside the heap that holds references: thread
// stacks, transaction logs, Go-side tables. Roots are visited in a pause.
type RootSource interface {
	VisitRoots(visit func(Value))
}

// World stops and resumes the threads that run Python code.
type World interface {
	Stop()
	Resume()
}
