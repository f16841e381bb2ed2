package object

// TypeErrorf raises TypeError.
func TypeErrorf(t *Thread, format string, args ...any) Value {
	panic("TypeErrorf: not implemented yet")
}

// ValueErrorf raises ValueError.
func ValueErrorf(t *Thread, format string, args ...any) Value {
	panic("ValueErrorf: not implemented yet")
}

// OverflowErrorf raises OverflowError.
func OverflowErrorf(t *Thread, format string, args ...any) Value {
	panic("OverflowErrorf: not implemented yet")
}

// ZeroDivisionErrorf raises ZeroDivisionError.
func ZeroDivisionErrorf(t *Thread, format string, args ...any) Value {
	panic("ZeroDivisionErrorf: not implemented yet")
}
