package object

import "gorgon/gc"

// CharmapEncode encodes a str by a mapping from code points to bytes: a number
// below 256, bytes, or None for what has no form.
func CharmapEncode(t *Thread, v Value, errors string, mapping Value) Value {
	e := &encoder{t: t, v: v, s: StrOf(v), name: "charmap", errors: errors}
	const reason = "character maps to <undefined>"
	for i := 0; i < len(e.s); {
		r, n := runeAt(e.s, i)
		out, found, ok := charmapBytes(t, mapping, r)
		if !ok {
			return Null
		}
		if found {
			e.out = append(e.out, out...)
			i += n
			continue
		}
		end := i + n
		for end < len(e.s) {
			r, n := runeAt(e.s, end)
			if _, found, ok := charmapBytes(t, mapping, r); !ok {
				return Null
			} else if found {
				break
			}
			end += n
		}
		next, ok := e.encodeBad(i, end, reason, func(text string) bool { return e.charmapText(text, mapping) })
		if !ok {
			return Null
		}
		i = next
	}
	return NewBytes(t, e.out)
}

// charmapText encodes the text of a replacement.
func (e *encoder) charmapText(text string, mapping Value) bool {
	for i := 0; i < len(text); {
		r, n := runeAt(text, i)
		out, found, ok := charmapBytes(e.t, mapping, r)
		if !ok || !found {
			return false
		}
		e.out = append(e.out, out...)
		i += n
	}
	return true
}

// charmapBytes looks one character up.
func charmapBytes(t *Thread, mapping Value, r rune) (out []byte, found, ok bool) {
	v := GetItem(t, mapping, gc.MakeInt(int64(r)))
	switch {
	case v == Null:
		if !excIs(t.Exc, LookupErrorType) {
			return nil, false, false
		}
		ClearExc(t)
		return nil, false, true
	case v == None:
		return nil, false, true
	case IsBytes(v):
		return BytesOf(v), true, true
	case IsIntObj(v):
		i, fits := AsInt64(v)
		if !fits || i < 0 || i > 255 {
			TypeErrorf(t, "character mapping must be in range(256)")
			return nil, false, false
		}
		return []byte{byte(i)}, true, true
	}
	TypeErrorf(t, "character mapping must return integer, bytes or None, not %s", TypeName(v))
	return nil, false, false
}

// CharmapDecode decodes bytes by a mapping from bytes to code points: a str with
// one character for each byte, or a mapping to numbers, strs or None.
func CharmapDecode(t *Thread, b []byte, errors string, mapping Value) Value {
	d := &decoder{t: t, in: b, name: "charmap", errors: errors, final: true}
	var table []rune
	if IsStr(mapping) {
		table = runesOf(StrOf(mapping))
	}
	for d.pos < len(b) {
		text, found, ok := charmapRune(t, mapping, table, b[d.pos])
		switch {
		case !ok:
			return Null
		case found:
			d.out = append(d.out, text...)
			d.pos++
		case !d.bad(d.pos, d.pos+1, "character maps to <undefined>"):
			return Null
		}
	}
	return newStrBytes(t, d.out)
}

// charmapRune looks one byte up.
func charmapRune(t *Thread, mapping Value, table []rune, c byte) (text string, found, ok bool) {
	if table != nil {
		if int(c) >= len(table) || table[c] == 0xfffe {
			return "", false, true
		}
		return string(appendRune(nil, table[c])), true, true
	}
	v := GetItem(t, mapping, gc.MakeInt(int64(c)))
	switch {
	case v == Null:
		if !excIs(t.Exc, LookupErrorType) {
			return "", false, false
		}
		ClearExc(t)
		return "", false, true
	case v == None:
		return "", false, true
	case IsStr(v):
		s := StrOf(v)
		return s, s != "\ufffe", true
	case IsIntObj(v):
		i, fits := AsInt64(v)
		if !fits || i < 0 || i > maxRune {
			TypeErrorf(t, "character mapping must be in range(0x110000)")
			return "", false, false
		}
		return string(appendRune(nil, rune(i))), i != 0xfffe, true
	}
	TypeErrorf(t, "character mapping must return integer, None or str")
	return "", false, false
}

// CharmapBuild makes the mapping for CharmapEncode of a table for decoding: a
// str with one character for each byte.
func CharmapBuild(t *Thread, table Value) Value {
	d := NewDict(t)
	for i, r := range runesOf(StrOf(table)) {
		if i > 255 || r == 0xfffe {
			continue
		}
		if !DictSet(t, d, gc.MakeInt(int64(r)), gc.MakeInt(int64(i))) {
			return Null
		}
	}
	return d
}

// BuiltinErrorHandler applies one of the handlers that are built in to a
// UnicodeError: what codecs.replace_errors and its kin do.
func BuiltinErrorHandler(t *Thread, name string, exc Value) Value {
	get := func(attr string) Value { return GetAttrString(t, exc, attr) }
	isEncode, isDecode, isTranslate := IsInstance(exc, UnicodeEncodeErrorType), IsInstance(exc, UnicodeDecodeErrorType), IsInstance(exc, UnicodeTranslateErrorType)
	if name == "strict" {
		if !IsInstance(exc, BaseExceptionType) {
			return TypeErrorf(t, "codec must pass exception instance")
		}
		return RaiseObj(t, exc)
	}
	if !isEncode && !isDecode && !isTranslate || isTranslate && (name == "xmlcharrefreplace" || name == "namereplace" || name == "surrogateescape" || name == "surrogatepass") ||
		isDecode && (name == "xmlcharrefreplace" || name == "namereplace") {
		return TypeErrorf(t, "don't know how to handle %s in error callback", TypeName(exc))
	}
	object, startV, endV, encV := get("object"), get("start"), get("end"), Null
	if object == Null || startV == Null || endV == Null {
		return Null
	}
	if !isTranslate {
		if encV = get("encoding"); encV == Null {
			return Null
		}
	}
	start, end := int(startV.Int()), int(endV.Int())
	switch {
	case isDecode:
		return handleDecodeError(t, name, exc, NormalName(StrOf(encV)), BytesOf(object), start, end)
	case isEncode:
		return handleEncodeError(t, name, exc, NormalName(StrOf(encV)), object, start, end)
	}
	return handleEncodeError(t, name, exc, "", object, start, end)
}

func handleDecodeError(t *Thread, name string, exc Value, encoding string, b []byte, start, end int) Value {
	end = min(end, len(b))
	start = min(max(start, 0), end)
	d := &decoder{t: t, in: b, name: encoding, errors: name, final: true}
	if !d.bad(start, end, "") {
		ClearExc(t)
		return RaiseObj(t, exc)
	}
	return NewTuple(t, newStrBytes(t, d.out), NewInt(t, int64(d.pos)))
}

// handleEncodeError is for translation too: then encoding is empty.
func handleEncodeError(t *Thread, name string, exc Value, encoding string, object Value, start, end int) Value {
	end = min(end, StrLen(object))
	start = min(max(start, 0), end)
	from, to := byteOffset(object, start), byteOffset(object, end)
	if encoding == "" && name == "replace" {
		text := mapRunes(StrOf(object)[from:to], func(b []byte, r rune) []byte { return append(b, "\ufffd"...) })
		return NewTuple(t, NewStr(t, text), NewInt(t, int64(end)))
	}
	e := &encoder{t: t, v: object, s: StrOf(object), name: encoding, errors: name}
	r, ok := e.handle(from, to, "")
	if !ok {
		ClearExc(t)
		return RaiseObj(t, exc)
	}
	text := NewStr(t, r.text)
	if r.bytes != nil {
		text = NewBytes(t, r.bytes)
	}
	return NewTuple(t, text, NewInt(t, int64(end)))
}

// NormalName is the name that a built-in codec gives itself, for any of its
// names; others stay as they are.
func NormalName(encoding string) string {
	if c := codecs[NormalizeEncoding(encoding)]; c != nil {
		if c.name == "utf-16" || c.name == "utf-32" {
			return c.name + "-le"
		}
		return c.name
	}
	return encoding
}
