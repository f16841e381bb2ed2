package object

// dictKeyHash is keyHash with the error text of dicts.
func dictKeyHash(t *Thread, k Value) (uint64, bool) {
	if k.IsInt() {
		if i := k.Int(); i != -1 {
			return uint64(i), true
		}
	} else if Is(k, ShapeStr) {
		return StrHash(k), true
	}
	h, ok := keyHash(t, k)
	if !ok {
		unhashable(t, k, "cannot use '%s' as a dict key (%s)")
	}
	return h, ok
}

// unhashable replaces a pending TypeError by one that says what the value was
// wanted for.
func unhashable(t *Thread, k Value, format string) {
	exc := t.Exc
	if exc == Null || TypeOf(exc) != TypeErrorType {
		return
	}
	t.Exc = Null
	text := Str(t, exc)
	if text == Null {
		return
	}
	TypeErrorf(t, format, TypeOf(k).Name, StrOf(text))
}
