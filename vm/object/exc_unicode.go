package object

import (
	"fmt"
	"unicode/utf8"

	"gorgon/gc"
)

func init() {
	for _, d := range []struct {
		typ  *Type
		init func(t *Thread, v Value, args []Value, kw Value) bool
		str  func(t *Thread, v Value) Value
	}{{UnicodeEncodeErrorType, initUnicodeEncode, unicodeEncodeStr},
		{UnicodeDecodeErrorType, initUnicodeDecode, unicodeDecodeStr},
		{UnicodeTranslateErrorType, initUnicodeTranslate, unicodeTranslateStr}} {
		d.typ.spec.Slots = Slots{New: newBaseException, Init: d.init, Str: d.str}
		d.typ.spec.Getset = []Getset{
			member("encoding", unicodeEncoding, "exception encoding"), member("object", unicodeObject, "exception object"),
			intMember("start", unicodeStart, "exception start"), intMember("end", unicodeEnd, "exception end"),
			member("reason", unicodeReason, "exception reason")}
	}
}

// unicodeArgs checks the arguments of a UnicodeError class: kinds has a letter
// for each ('s' str, 'b' bytes, 'i' int), offsets the words they go to.
func unicodeArgs(t *Thread, v Value, args []Value, kw Value, kinds string, offsets ...uintptr) bool {
	if !initBaseException(t, v, args, kw) {
		return false
	}
	if len(args) != len(kinds) {
		TypeErrorf(t, "function takes exactly %d arguments (%d given)", len(kinds), len(args))
		return false
	}
	for i, a := range args {
		want := ""
		switch kinds[i] {
		case 's':
			if !IsStr(a) {
				want = "str"
			}
		case 'b':
			if !IsBytes(a) && !IsInstance(a, ByteArrayType) && TypeOf(a) != MemoryViewType {
				TypeErrorf(t, "a bytes-like object is required, not '%s'", TypeName(a))
				return false
			}
		case 'i':
			n, ok := IndexInt(t, a)
			if !ok {
				return false
			}
			a = NewInt(t, int64(n))
		}
		if want != "" {
			TypeErrorf(t, "argument %d must be %s, not %s", i+1, want, TypeName(a))
			return false
		}
		SetExcField(t, v, offsets[i], a)
	}
	return true
}

func initUnicodeEncode(t *Thread, v Value, args []Value, kw Value) bool {
	return unicodeArgs(t, v, args, kw, "ssiis", unicodeEncoding, unicodeObject, unicodeStart, unicodeEnd, unicodeReason)
}

func initUnicodeDecode(t *Thread, v Value, args []Value, kw Value) bool {
	return unicodeArgs(t, v, args, kw, "sbiis", unicodeEncoding, unicodeObject, unicodeStart, unicodeEnd, unicodeReason)
}

func initUnicodeTranslate(t *Thread, v Value, args []Value, kw Value) bool {
	return unicodeArgs(t, v, args, kw, "siis", unicodeObject, unicodeStart, unicodeEnd, unicodeReason)
}

// unicodeFields reads the words of a UnicodeError; ok false: it has no object.
func unicodeFields(t *Thread, v Value) (encoding, reason string, object Value, start, end int, ok bool) {
	object = excField(t, v, unicodeObject)
	if object == Null {
		return
	}
	if e := Str(t, noneFor(excField(t, v, unicodeEncoding))); e != Null {
		encoding = StrOf(e)
	}
	if r := Str(t, noneFor(excField(t, v, unicodeReason))); r != Null {
		reason = StrOf(r)
	}
	start = int(intOrZero(noneFor(excField(t, v, unicodeStart))).Int())
	end = int(intOrZero(noneFor(excField(t, v, unicodeEnd))).Int())
	return encoding, reason, object, start, end, true
}

// intMember is member for a word that is always an int.
func intMember(name string, off uintptr, doc string) Getset {
	g := member(name, off, doc)
	g.Set = func(t *Thread, v, val Value) bool {
		if val == Null {
			TypeErrorf(t, "can't delete numeric/char attribute")
			return false
		}
		if !IsIntObj(val) {
			TypeErrorf(t, "an integer is required")
			return false
		}
		n, ok := IndexInt(t, val)
		if ok {
			SetExcField(t, v, off, NewInt(t, int64(n)))
		}
		return ok
	}
	return g
}

// codePointAt returns code point i of a str, with surrogates as they are.
func codePointAt(v Value, i int) rune {
	s := StrOf(v)
	for ; i > 0 && s != ""; i-- {
		s = s[codePointSize(s):]
	}
	return codePoint(s)
}

// codePoint is the first code point of WTF-8 text.
func codePoint(s string) rune {
	if codePointSize(s) == 3 {
		return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f)
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// codePointSize is the length of the first code point of WTF-8 text.
func codePointSize(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] < 0x80:
		return 1
	case s[0] < 0xe0:
		return min(2, len(s))
	case s[0] < 0xf0:
		return min(3, len(s))
	}
	return min(4, len(s))
}

func escapedRune(r rune) string {
	switch {
	case r <= 0xff:
		return fmt.Sprintf("\\x%02x", r)
	case r <= 0xffff:
		return fmt.Sprintf("\\u%04x", r)
	}
	return fmt.Sprintf("\\U%08x", r)
}

func emptyUnlessPending(t *Thread) Value {
	if t.Exc != Null {
		return Null
	}
	return Intern("")
}

func unicodeEncodeStr(t *Thread, v Value) Value {
	encoding, reason, object, start, end, ok := unicodeFields(t, v)
	if !ok || t.Exc != Null {
		return emptyUnlessPending(t)
	}
	if !IsStr(object) {
		return TypeErrorf(t, "UnicodeError 'object' attribute must be a string")
	}
	if start >= 0 && start < StrLen(object) && end == start+1 {
		return NewStr(t, fmt.Sprintf("'%s' codec can't encode character '%s' in position %d: %s",
			encoding, escapedRune(codePointAt(object, start)), start, reason))
	}
	return NewStr(t, fmt.Sprintf("'%s' codec can't encode characters in position %d-%d: %s", encoding, start, end-1, reason))
}

func unicodeDecodeStr(t *Thread, v Value) Value {
	encoding, reason, object, start, end, ok := unicodeFields(t, v)
	if !ok || t.Exc != Null {
		return emptyUnlessPending(t)
	}
	if !IsBytes(object) {
		return TypeErrorf(t, "UnicodeError 'object' attribute must be a bytes")
	}
	if IsBytes(object) {
		if b := BytesOf(object); start >= 0 && start < len(b) && end == start+1 {
			return NewStr(t, fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", encoding, b[start], start, reason))
		}
	}
	return NewStr(t, fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", encoding, start, end-1, reason))
}

func unicodeTranslateStr(t *Thread, v Value) Value {
	_, reason, object, start, end, ok := unicodeFields(t, v)
	if !ok || t.Exc != Null {
		return emptyUnlessPending(t)
	}
	if !IsStr(object) {
		return TypeErrorf(t, "UnicodeError 'object' attribute must be a string")
	}
	if start >= 0 && start < StrLen(object) && end == start+1 {
		return NewStr(t, fmt.Sprintf("can't translate character '%s' in position %d: %s", escapedRune(codePointAt(object, start)), start, reason))
	}
	return NewStr(t, fmt.Sprintf("can't translate characters in position %d-%d: %s", start, end-1, reason))
}

// RaiseUnicodeDecode raises UnicodeDecodeError.
func RaiseUnicodeDecode(t *Thread, encoding string, object Value, start, end int, reason string) Value {
	return RaiseNew(t, UnicodeDecodeErrorType, NewStr(t, encoding), object, gc.MakeInt(int64(start)), gc.MakeInt(int64(end)), NewStr(t, reason))
}

// RaiseUnicodeEncode raises UnicodeEncodeError.
func RaiseUnicodeEncode(t *Thread, encoding string, object Value, start, end int, reason string) Value {
	return RaiseNew(t, UnicodeEncodeErrorType, NewStr(t, encoding), object, gc.MakeInt(int64(start)), gc.MakeInt(int64(end)), NewStr(t, reason))
}
