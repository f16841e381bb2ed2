package object

import "github.com/puzpuzpuz/xsync/v3"

// reprMark is an object whose repr is being made, with the thread's Depth when
// that began (it counts down).
type reprMark struct {
	v     Value
	depth int
}

// reprMarks finds the marks of a thread.
//
// Main invariant: marks whose depth is not above the thread's are left over
// from a transaction that was aborted, and do not count.
var reprMarks = xsync.NewMapOf[*Thread, *[]reprMark]()

// ReprEnter notes that the repr of v is being made. False: it is already, the
// caller shows "..." in its place. ReprLeave must follow if it returns true.
func ReprEnter(t *Thread, v Value) bool {
	marks, ok := reprMarks.Load(t)
	if !ok {
		marks = new([]reprMark)
		reprMarks.Store(t, marks)
	}
	for n := len(*marks); n > 0 && (*marks)[n-1].depth <= t.Depth; n-- {
		*marks = (*marks)[:n-1]
	}
	for _, m := range *marks {
		if m.v == v {
			return false
		}
	}
	*marks = append(*marks, reprMark{v, t.Depth})
	return true
}

// ReprLeave undoes ReprEnter.
func ReprLeave(t *Thread, v Value) {
	marks, ok := reprMarks.Load(t)
	if !ok {
		return
	}
	if n := len(*marks); n > 0 && (*marks)[n-1].v == v {
		*marks = (*marks)[:n-1]
	}
	if len(*marks) == 0 {
		reprMarks.Delete(t)
	}
}
