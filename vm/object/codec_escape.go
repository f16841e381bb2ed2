package object

import "strings"

func encodeUnicodeEscape(e *encoder) bool {
	for i := 0; i < len(e.s); {
		r, n := runeAt(e.s, i)
		if r < 0x80 {
			e.out = appendEscape(e.out, byte(r), '\\')
		} else {
			e.out = appendRuneEscape(e.out, r)
		}
		i += n
	}
	return true
}

func encodeRawUnicodeEscape(e *encoder) bool {
	for i := 0; i < len(e.s); {
		r, n := runeAt(e.s, i)
		if r < 0x100 {
			e.out = append(e.out, byte(r))
		} else {
			e.out = appendRuneEscape(e.out, r)
		}
		i += n
	}
	return true
}

// simpleEscapes are the letters behind a backslash that stand for one
// character.
var simpleEscapes = map[byte]string{
	'\n': "", '\\': "\\", '\'': "'", '"': "\"", 'b': "\b", 'f': "\f", 't': "\t", 'n': "\n", 'r': "\r", 'v': "\v", 'a': "\a",
}

func decodeUnicodeEscape(d *decoder) bool {
	for d.pos < len(d.in) {
		c := d.in[d.pos]
		if c != '\\' {
			d.out = appendRune(d.out, rune(c))
			d.pos++
			continue
		}
		start := d.pos
		if start+1 == len(d.in) {
			if !d.final {
				return true
			}
			if !d.bad(start, start+1, "\\ at end of string") {
				return false
			}
			continue
		}
		c = d.in[start+1]
		ok, stop := true, false
		if text, simple := simpleEscapes[c]; simple {
			d.out = append(d.out, text...)
			d.pos += 2
			continue
		}
		switch c {
		case '0', '1', '2', '3', '4', '5', '6', '7':
			d.octal()
		case 'x':
			ok, stop = d.hexEscape(start, 2, "truncated \\xXX escape")
		case 'u':
			ok, stop = d.hexEscape(start, 4, "truncated \\uXXXX escape")
		case 'U':
			ok, stop = d.hexEscape(start, 8, "truncated \\UXXXXXXXX escape")
		case 'N':
			ok, stop = d.nameEscape(start)
		default:
			d.out = append(d.out, '\\')
			d.pos++
		}
		if !ok || stop {
			return ok
		}
	}
	return true
}

func (d *decoder) octal() {
	r := rune(0)
	d.pos++
	for n := 0; n < 3 && d.pos < len(d.in) && '0' <= d.in[d.pos] && d.in[d.pos] <= '7'; n++ {
		r = r<<3 | rune(d.in[d.pos]-'0')
		d.pos++
	}
	d.out = appendRune(d.out, r)
}

// hexEscape reads a backslash, a letter and that many digits. stop says that
// the rest of the input is needed first.
func (d *decoder) hexEscape(start, digits int, reason string) (ok, stop bool) {
	i, r := start+2, uint32(0)
	for ; i < start+2+digits; i++ {
		if i == len(d.in) && !d.final {
			return true, true
		}
		v := -1
		if i < len(d.in) {
			v = HexDigit(d.in[i])
		}
		if v < 0 {
			return d.bad(start, i, reason), false
		}
		r = r<<4 | uint32(v)
	}
	if r > maxRune {
		return d.bad(start, i, "illegal Unicode character"), false
	}
	d.out = appendRune(d.out, rune(r))
	d.pos = i
	return true, false
}

// HexDigit is the value of a hexadecimal digit, -1 if it is none.
func HexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// nameEscape reads \N{name}.
func (d *decoder) nameEscape(start int) (ok, stop bool) {
	const malformed = "malformed \\N character escape"
	i := start + 2
	if i == len(d.in) && !d.final {
		return true, true
	}
	if i == len(d.in) || d.in[i] != '{' {
		return d.bad(start, i, malformed), false
	}
	end := strings.IndexByte(bytesAsText(d.in[i:]), '}')
	switch {
	case end < 0 && !d.final:
		return true, true
	case end < 0:
		return d.bad(start, len(d.in), malformed), false
	case end == 1:
		return d.bad(start, i+1, malformed), false
	}
	name := string(d.in[i+1 : i+end])
	if RuneByNameHook != nil {
		if text, found := RuneByNameHook(name); found {
			d.out = append(d.out, text...)
			d.pos = i + end + 1
			return true, false
		}
	}
	return d.bad(start, i+end+1, "unknown Unicode character name"), false
}

func decodeRawUnicodeEscape(d *decoder) bool {
	for d.pos < len(d.in) {
		c := d.in[d.pos]
		if c != '\\' {
			d.out = appendRune(d.out, rune(c))
			d.pos++
			continue
		}
		if d.pos+1 == len(d.in) {
			if !d.final {
				return true
			}
			d.out = append(d.out, '\\')
			d.pos++
			continue
		}
		ok, stop := true, false
		switch d.in[d.pos+1] {
		case 'u':
			ok, stop = d.hexEscape(d.pos, 4, "truncated \\uXXXX escape")
		case 'U':
			ok, stop = d.hexEscape(d.pos, 8, "truncated \\UXXXXXXXX escape")
		default:
			d.out = appendRune(append(d.out, '\\'), rune(d.in[d.pos+1]))
			d.pos += 2
		}
		if !ok || stop {
			return ok
		}
	}
	return true
}
