package jsonmod

import (
	"unicode/utf16"
	"unicode/utf8"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// short are the characters that an escape names by a letter, and those letters.
const (
	short   = "\b\f\n\r\t\"\\"
	letters = "bfnrt\"\\"
)

var escapes, unescapes = func() (by, from [256]byte) {
	for i := range short {
		by[short[i]], from[letters[i]] = letters[i], short[i]
	}
	from['/'] = '/'
	return by, from
}()

const hexDigits = "0123456789abcdef"

func appendUnicode(b []byte, c rune) []byte {
	return append(b, '\\', 'u', hexDigits[c>>12&15], hexDigits[c>>8&15], hexDigits[c>>4&15], hexDigits[c&15])
}

// quote appends s as a JSON string.
func quote(b []byte, s string, ascii bool) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && (c <= '~' || !ascii) {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		switch {
		case c >= utf8.RuneSelf:
			r, n := runeAt(s[i:])
			if r > 0xffff {
				high, low := utf16.EncodeRune(r)
				b = appendUnicode(b, high)
				r = low
			}
			b = appendUnicode(b, r)
			i += n
		case escapes[c] != 0:
			b = append(b, '\\', escapes[c])
			i++
		default:
			b = appendUnicode(b, rune(c))
			i++
		}
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

// runeAt decodes the first code point of s, which may be a surrogate.
func runeAt(s string) (rune, int) {
	if s[0]&0xf0 == 0xe0 {
		return rune(s[0]&15)<<12 | rune(s[1]&63)<<6 | rune(s[2]&63), 3
	}
	return utf8.DecodeRuneInString(s)
}

func scanString(t *Thread, args []Value) Value {
	v := args[0]
	end, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	strict := true
	if args[2] != Null {
		if strict, ok = Truth(t, args[2]); !ok {
			return Null
		}
	}
	if !IsStr(v) {
		return TypeErrorf(t, "first argument must be a string, not %s", TypeName(v))
	}
	if end < 0 || end > StrLen(v) {
		return ValueErrorf(t, "end is out of bounds")
	}
	s := scan{t: t, v: v, text: StrOf(v), strict: strict}
	text, i, ok := s.str(ByteOffset(v, end))
	if !ok {
		return Null
	}
	return NewTuple(t, NewStr(t, text), gc.MakeInt(int64(RuneOffset(v, i))))
}

// str reads the JSON string whose first character is at i, and returns what it
// means and where the text behind it begins.
func (s *scan) str(i int) (string, int, bool) {
	var b []byte
	begin, from := i-1, i
	for ; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '"':
			if b == nil {
				return s.text[from:i], i + 1, true
			}
			return string(append(b, s.text[from:i]...)), i + 1, true
		case c == '\\':
			if i+1 == len(s.text) {
				return s.noStr("Unterminated string starting at", begin)
			}
			if b == nil {
				b = make([]byte, 0, i-from+16)
			}
			b = append(b, s.text[from:i]...)
			n := 2
			if c = s.text[i+1]; c != 'u' {
				if unescapes[c] == 0 {
					return s.noStr("Invalid \\escape", i)
				}
				b = append(b, unescapes[c])
			} else {
				r, long, bad := s.unicode(i)
				if bad >= 0 {
					return s.noStr("Invalid \\uXXXX escape", bad)
				}
				b, n = AppendRune(b, r), long
			}
			from = i + n
			i = from - 1
		case c < ' ' && s.strict:
			return s.noStr("Invalid control character at", i)
		}
	}
	return s.noStr("Unterminated string starting at", begin)
}

func (s *scan) noStr(text string, at int) (string, int, bool) {
	decodeError(s.t, text, s.v, at)
	return "", 0, false
}

// unicode reads the escape at i, or two that are a surrogate pair: the character and
// the length. bad is where a wrong one is, -1 if it is right.
func (s *scan) unicode(i int) (r rune, n, bad int) {
	r, ok := s.hex(i + 2)
	if !ok {
		return 0, 0, i + 1
	}
	if n = 6; r >= 0xd800 && r < 0xdc00 && i+12 < len(s.text) && s.text[i+6] == '\\' && s.text[i+7] == 'u' {
		low, ok := s.hex(i + 8)
		if !ok {
			return 0, 0, i + 7
		}
		if low >= 0xdc00 && low < 0xe000 {
			return utf16.DecodeRune(r, low), 12, -1
		}
	}
	return r, n, -1
}

// hex reads four digits, behind which there is something.
func (s *scan) hex(i int) (r rune, ok bool) {
	if i+4 >= len(s.text) {
		return 0, false
	}
	for _, c := range []byte(s.text[i : i+4]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}
