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
	// Trace calls visit for every reference that the object at o holds; other
	// values are ignored. It must not allocate, nor read anything but the
	// object. Several goroutines call it at once, for different objects and
	// sometimes for the same one.
	Trace func(o uintptr, visit func(Value))
	// Array, if not nil, says the same as Trace for objects whose references lie
	// in an array: the collector then walks it by itself, which is faster.
	Array func(o uintptr) Array
}

// Array is n elements of stride bytes from address at on. The first word of
// each is a Value, and the second too if pairs is set.
type Array struct {
	At, N, Stride uintptr
	Pairs         bool
}

var layouts = []Layout{LayoutRaw: {Name: "raw"}, LayoutValues: {Name: "values"}}

// RegisterLayout adds a layout and returns its id. Only init functions call it.
func RegisterLayout(l Layout) uint8 {
	if len(layouts) > 255 {
		panic("gc: too many layouts")
	}
	if l.Trace == nil {
		panic("gc: layout " + l.Name + " has no Trace")
	}
	layouts = append(layouts, l)
	return uint8(len(layouts) - 1)
}

// LayoutByID returns a registered layout; Trace is nil for the two that the
// collector knows itself.
func LayoutByID(id uint8) Layout { return layouts[id] }
