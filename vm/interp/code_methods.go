package interp

import (
	byteorder "encoding/binary"
	"slices"
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// Offsets in code, as Python sees them, count two bytes for each word.

// codeLines is co_lines(): the ranges of code that belong to one line.
func codeLines(t *Thread, a []gc.Value) gc.Value {
	c := CodeIn(a[0])
	var ranges []gc.Value
	add := func(from, to, line int) {
		v := gc.None
		if line > 0 {
			v = gc.MakeInt(int64(line))
		}
		ranges = append(ranges, object.NewTuple(t, gc.MakeInt(int64(2*from)), gc.MakeInt(int64(2*to)), v))
	}
	from, line := 0, -1
	for _, p := range c.Positions() {
		if int(p.Line) == line {
			continue
		}
		if line >= 0 && p.Word > from {
			add(from, p.Word, line)
		}
		from, line = p.Word, int(p.Line)
	}
	if line >= 0 {
		add(from, len(c.Words), line)
	}
	return object.Iter(t, object.NewList(t, ranges))
}

// codePositions is co_positions(): where in the source each word comes from.
func codePositions(t *Thread, a []gc.Value) gc.Value {
	c := CodeIn(a[0])
	number := func(n int32, least int32) gc.Value {
		if n < least {
			return gc.None
		}
		return gc.MakeInt(int64(n))
	}
	var all []gc.Value
	for w := range c.Words {
		p := c.PositionAt(w)
		all = append(all, object.NewTuple(t, number(p.Line, 1), number(p.EndLine, 1), number(p.Col, 0), number(p.EndCol, 0)))
	}
	return object.Iter(t, object.NewList(t, all))
}

// codeWords is co_code: the words of the register code, which are not CPython's.
func codeWords(t *Thread, v gc.Value) gc.Value {
	var b []byte
	for _, w := range CodeIn(v).Words {
		b = byteorder.LittleEndian.AppendUint64(b, w)
	}
	return object.NewBytes(t, b)
}

func noTable(t *Thread, v gc.Value) gc.Value { return object.NewBytes(t, nil) }

// codeVarName names a local variable by its number, for tools.
func codeVarName(t *Thread, a []gc.Value) gc.Value {
	n, ok := object.IndexInt(t, a[1])
	if !ok {
		return gc.Null
	}
	c := CodeIn(a[0])
	names := slices.Concat(c.VarNames, c.CellVars, c.FreeVars)
	if n < 0 || n >= len(names) {
		return object.IndexErrorf(t, "tuple index out of range")
	}
	return object.Intern(names[n])
}

// codeReplace is replace(): a copy with other names, places or flags. What the
// words themselves depend on cannot be replaced.
func codeReplace(t *Thread, a []gc.Value) gc.Value {
	c := *CodeIn(a[0])
	for pos := 0; ; {
		k, v, more := object.DictNext(t, a[1], &pos)
		if !more {
			return CodeValue(t, &c)
		}
		if !replaceField(t, a[0], &c, object.StrOf(k), v) {
			return gc.Null
		}
	}
}

func replaceField(t *Thread, old gc.Value, c *bytecode.Code, name string, v gc.Value) bool {
	if text := map[string]*string{"co_name": &c.Name, "co_qualname": &c.QualName, "co_filename": &c.Filename}[name]; text != nil {
		if !object.IsStr(v) {
			object.TypeErrorf(t, "replace() argument '%s' must be str, not %s", name, object.TypeName(v))
			return false
		}
		*text = strings.Clone(object.StrOf(v))
		return true
	}
	switch name {
	case "co_firstlineno", "co_flags":
		n, ok := object.IndexInt(t, v)
		if !ok {
			return false
		}
		if name == "co_flags" {
			c.Flags = bytecode.CodeFlags(n)
		} else {
			c.FirstLine = n
		}
		return true
	}
	was, ok := object.GetAttrOpt(t, old, object.Intern(name))
	if !ok {
		return false
	}
	if was == gc.Null {
		object.TypeErrorf(t, "replace() got an unexpected keyword argument '%s'", name)
		return false
	}
	same, ok := object.Eq(t, was, v)
	if ok && !same {
		object.Raise(t, object.NotImplementedErrorType, "Gorgon cannot replace %s of a code object", name)
	}
	return ok && same
}
