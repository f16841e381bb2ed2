package object

import (
	"strings"
	"unicode/utf8"
)

// FSPath returns the path that v, a str, bytes or os.PathLike, names, as the
// system wants it.
func FSPath(t *Thread, v Value) (string, bool) {
	p := FSPathObject(t, v)
	if p == Null {
		return "", false
	}
	s := ""
	if IsStr(p) {
		s = FSEncode(StrOf(p))
	} else {
		s = string(BytesOf(p))
	}
	if strings.IndexByte(s, 0) >= 0 {
		ValueErrorf(t, "embedded null byte")
		return "", false
	}
	return s, true
}

// FSPathObject is os.fspath(v): a str or bytes.
func FSPathObject(t *Thread, v Value) Value {
	if IsStr(v) || IsBytes(v) {
		return v
	}
	fn, self := LookupSpecial(t, v, Intern("__fspath__"))
	if fn == Null {
		if t.Exc != Null {
			return Null
		}
		return TypeErrorf(t, "expected str, bytes or os.PathLike object, not %s", TypeName(v))
	}
	var r Value
	if self == Null {
		r = Call(t, fn)
	} else {
		r = Call(t, fn, self)
	}
	if r != Null && !IsStr(r) && !IsBytes(r) {
		return TypeErrorf(t, "expected %s.__fspath__() to return str or bytes, not %s", TypeName(v), TypeName(r))
	}
	return r
}

// FSEncode turns the surrogates that stand for bytes that are no UTF-8
// (surrogateescape) back into these bytes.
func FSEncode(s string) string {
	if !hasSurrogate(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == 0xed && i+2 < len(s) && (s[i+1] == 0xb2 || s[i+1] == 0xb3) {
			b = append(b, s[i+1]<<6|s[i+2]&0x3f)
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

// FSDecode is the inverse of FSEncode: the text of a path or an argument that
// came from the system.
func FSDecode(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			b = append(b, 0xed, 0xb0|s[i]>>6, 0x80|s[i]&0x3f)
		} else {
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return string(b)
}
