package codecs

import (
	. "gorgon/vm/object"
)

// escapeEncode is the inside of repr of bytes, single quotes escaped.
func escapeEncode(t *Thread, args []Value) Value {
	if !IsBytes(args[0]) {
		return TypeErrorf(t, "escape_encode() argument 1 must be bytes, not %s", TypeName(args[0]))
	}
	const hex = "0123456789abcdef"
	in := BytesOf(args[0])
	var out []byte
	for _, c := range in {
		switch {
		case c == '\\' || c == '\'':
			out = append(out, '\\', c)
		case c == '\t':
			out = append(out, '\\', 't')
		case c == '\n':
			out = append(out, '\\', 'n')
		case c == '\r':
			out = append(out, '\\', 'r')
		case c < ' ' || c >= 0x7f:
			out = append(out, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			out = append(out, c)
		}
	}
	return withLength(t, NewBytes(t, out), len(in))
}

var simple = map[byte]string{'\n': "", '\\': "\\", '\'': "'", '"': "\"", 'b': "\b", 'f': "\f", 't': "\t", 'n': "\n", 'r': "\r", 'v': "\v", 'a': "\a"}

// escapeDecode undoes the escapes of bytes literals.
func escapeDecode(t *Thread, args []Value) Value {
	in, ok := dataArg(t, "escape_decode", args[0])
	if !ok {
		return Null
	}
	errors, ok := errorsArg(t, "escape_decode", args[1])
	if !ok {
		return Null
	}
	var out []byte
	for i := 0; i < len(in); {
		if in[i] != '\\' {
			out = append(out, in[i])
			i++
			continue
		}
		if i+1 == len(in) {
			return ValueErrorf(t, "Trailing \\ in string")
		}
		c := in[i+1]
		text, isSimple := simple[c]
		switch {
		case isSimple:
			out = append(out, text...)
			i += 2
		case '0' <= c && c <= '7':
			v, n := 0, 1
			for ; n < 4 && i+n < len(in) && '0' <= in[i+n] && in[i+n] <= '7'; n++ {
				v = v<<3 | int(in[i+n]-'0')
			}
			out = append(out, byte(v))
			i += n
		case c == 'x':
			v, n := 0, 2
			for ; n < 4 && i+n < len(in) && HexDigit(in[i+n]) >= 0; n++ {
				v = v<<4 | HexDigit(in[i+n])
			}
			if n == 4 {
				out = append(out, byte(v))
			} else if out, ok = badEscape(t, out, errors, i); !ok {
				return Null
			}
			i += n
		default:
			out = append(out, '\\', c)
			i += 2
		}
	}
	return withLength(t, NewBytes(t, out), len(in))
}

// badEscape deals with \x without two digits.
func badEscape(t *Thread, out []byte, errors string, at int) ([]byte, bool) {
	switch errors {
	case "strict":
		ValueErrorf(t, "invalid \\x escape at position %d", at)
		return nil, false
	case "replace":
		return append(out, '?'), true
	case "ignore":
		return out, true
	}
	ValueErrorf(t, "decoding error; unknown error handling code: %.400s", errors)
	return nil, false
}
