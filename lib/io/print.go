package io

import (
	"strings"

	. "gorgon/vm/object"
)

// IsText says whether v is an exact TextIOWrapper.
func IsText(v Value) bool { return v.IsPtr() && TypeOf(v) == textIOType }

// PrintText is print to a stream of which IsText is true: all goes out as one
// string.
func PrintText(t *Thread, items []Value, sep, end, file, flush Value) Value {
	var line Value
	switch {
	case len(items) == 0:
		line = end
	default:
		var b strings.Builder
		for i, item := range items {
			if i > 0 {
				b.WriteString(StrOf(sep))
			}
			s := Str(t, item)
			if s == Null {
				writeRest(t, file, b.String())
				return Null
			}
			b.WriteString(StrOf(s))
		}
		b.WriteString(StrOf(end))
		line = NewStr(t, b.String())
	}
	if textWrite(t, []Value{file, line}) == Null {
		return Null
	}
	return flushIf(t, file, flush)
}

func flushIf(t *Thread, file, flush Value) Value {
	if flush == Null {
		return None
	}
	yes, ok := Truth(t, flush)
	if !ok {
		return Null
	}
	if yes && CallMethod(t, file, nameFlush) == Null {
		return Null
	}
	return None
}

// writeRest writes what comes before an argument that cannot be shown, whose
// exception stays pending.
func writeRest(t *Thread, file Value, text string) {
	if text == "" {
		return
	}
	exc := t.Exc
	t.Exc = Null
	textWrite(t, []Value{file, NewStr(t, text)})
	t.Exc = exc
}
