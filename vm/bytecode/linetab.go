package bytecode

import "sort"

// PositionAt returns the source range of the instruction at word pc.
func (c *Code) PositionAt(pc int) Position {
	ranges := c.Positions()
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].Word > pc })
	if i == 0 {
		return Position{}
	}
	return ranges[i-1]
}

// LineAt returns the line of the instruction at word pc: its own, or if it has
// none that of the latest one before it that has; the first line if none has.
func (c *Code) LineAt(pc int) int {
	ranges := c.Positions()
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].Word > pc })
	for i--; i >= 0; i-- {
		if ranges[i].Line > 0 {
			return int(ranges[i].Line)
		}
	}
	return c.FirstLine
}

// HandlerAt returns the innermost handler of the instruction at word pc.
func (c *Code) HandlerAt(pc int) (Handler, bool) {
	h := c.Handlers
	i := sort.Search(len(h), func(i int) bool { return h[i].End > pc })
	if i < len(h) && h[i].Start <= pc {
		return h[i], true
	}
	return Handler{}, false
}
