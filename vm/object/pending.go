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

// TypeErrorType is the class TypeError.
var TypeErrorType = NewType("TypeError", 0)

// Hash is hash(v).
func Hash(t *Thread, v Value) (uint64, bool) { panic("Hash: not implemented yet") }

// Eq is a is b or a == b.
func Eq(t *Thread, a, b Value) (equal, ok bool) { panic("Eq: not implemented yet") }

// Str is str(v).
func Str(t *Thread, v Value) Value { panic("Str: not implemented yet") }
