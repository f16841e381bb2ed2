package object

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

func encodeUTF8(e *encoder) bool {
	s := e.s
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], 0xed)
		if j < 0 {
			e.out = append(e.out, s[i:]...)
			break
		}
		e.out = append(e.out, s[i:i+j]...)
		i += j
		if s[i+1] < 0xa0 {
			e.out = append(e.out, s[i:i+3]...)
			i += 3
			continue
		}
		end := i + 3
		for end < len(s) && s[end] == 0xed && s[end+1] >= 0xa0 {
			end += 3
		}
		next, ok := e.encodeBad(i, end, "surrogates not allowed", func(text string) bool {
			e.out = append(e.out, text...)
			return countRunes(text) == len(text)
		})
		if !ok {
			return false
		}
		i = next
	}
	return true
}

const utf8Mark = "\xef\xbb\xbf"

func encodeUTF8Sig(e *encoder) bool {
	e.out = append(e.out, utf8Mark...)
	return encodeUTF8(e)
}

func decodeUTF8Sig(d *decoder) bool {
	if bytes.HasPrefix(d.in, []byte(utf8Mark)) {
		d.pos = 3
	}
	return decodeUTF8(d)
}

func decodeUTF8(d *decoder) bool {
	if d.pos == 0 && utf8.Valid(d.in) {
		d.out, d.pos = d.in, len(d.in)
		return true
	}
	d.out = make([]byte, 0, len(d.in)+8)
	for d.pos < len(d.in) {
		b := d.in[d.pos:]
		n, reason := utf8Unit(b)
		switch {
		case reason == "":
			d.out = append(d.out, b[:n]...)
			d.pos += n
		case reason == endOfData && !d.final:
			return true
		case !d.bad(d.pos, d.pos+n, reason):
			return false
		}
	}
	return true
}

const endOfData = "unexpected end of data"

// utf8Unit returns the length of the character that b begins with, or of what
// is wrong with it and why.
func utf8Unit(b []byte) (n int, reason string) {
	c := b[0]
	lo, hi := byte(0x80), byte(0xbf)
	switch {
	case c < 0x80:
		return 1, ""
	case c < 0xc2 || c > 0xf4:
		return 1, "invalid start byte"
	case c < 0xe0:
		n = 2
	case c < 0xf0:
		n = 3
		if c == 0xe0 {
			lo = 0xa0
		} else if c == 0xed {
			hi = 0x9f
		}
	default:
		n = 4
		if c == 0xf0 {
			lo = 0x90
		} else if c == 0xf4 {
			hi = 0x8f
		}
	}
	for k := 1; k < n; k++ {
		if k == len(b) {
			return k, endOfData
		}
		if b[k] < lo || b[k] > hi {
			return k, "invalid continuation byte"
		}
		lo, hi = 0x80, 0xbf
	}
	return n, ""
}

// encodeNarrow is ASCII and Latin-1.
func encodeNarrow(e *encoder) bool {
	limit, reason := rune(0x80), "ordinal not in range(128)"
	if e.name == "latin-1" {
		limit, reason = 0x100, "ordinal not in range(256)"
	}
	put := func(text string) bool {
		for i := 0; i < len(text); {
			r, n := runeAt(text, i)
			if r >= limit {
				return false
			}
			e.out = append(e.out, byte(r))
			i += n
		}
		return true
	}
	s := e.s
	e.out = make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if r < limit {
			e.out = append(e.out, byte(r))
			i += n
			continue
		}
		end := i + n
		for end < len(s) {
			r, n := runeAt(s, end)
			if r < limit {
				break
			}
			end += n
		}
		next, ok := e.encodeBad(i, end, reason, put)
		if !ok {
			return false
		}
		i = next
	}
	return true
}

func decodeASCII(d *decoder) bool {
	d.out = make([]byte, 0, len(d.in))
	for d.pos < len(d.in) {
		if c := d.in[d.pos]; c < 0x80 {
			d.out = append(d.out, c)
			d.pos++
		} else if !d.bad(d.pos, d.pos+1, "ordinal not in range(128)") {
			return false
		}
	}
	return true
}

func decodeLatin1(d *decoder) bool {
	d.out = make([]byte, 0, len(d.in)+len(d.in)/8)
	for _, c := range d.in {
		d.out = appendRune(d.out, rune(c))
	}
	d.pos = len(d.in)
	return true
}

func unit16(b []byte, big bool) rune {
	if big {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}

func append16(b []byte, u rune, big bool) []byte {
	if big {
		return append(b, byte(u>>8), byte(u))
	}
	return append(b, byte(u), byte(u>>8))
}

func unit32(b []byte, big bool) uint32 {
	if big {
		return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	}
	return uint32(b[3])<<24 | uint32(b[2])<<16 | uint32(b[1])<<8 | uint32(b[0])
}

func append32(b []byte, u rune, big bool) []byte {
	if big {
		return append(b, byte(u>>24), byte(u>>16), byte(u>>8), byte(u))
	}
	return append(b, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
}

func encodeUTF16(e *encoder) bool {
	big := e.name == "utf-16-be"
	if e.name == "utf-16" {
		e.out = append16(e.out, 0xfeff, big)
	}
	return encodeUnits(e, func(r rune) {
		if r >= 0x10000 {
			r -= 0x10000
			e.out = append16(e.out, 0xd800+r>>10, big)
			r = 0xdc00 + r&0x3ff
		}
		e.out = append16(e.out, r, big)
	})
}

func encodeUTF32(e *encoder) bool {
	big := e.name == "utf-32-be"
	if e.name == "utf-32" {
		e.out = append32(e.out, 0xfeff, big)
	}
	return encodeUnits(e, func(r rune) { e.out = append32(e.out, r, big) })
}

// encodeUnits encodes all but surrogates by unit.
func encodeUnits(e *encoder, unit func(r rune)) bool {
	put := func(text string) bool {
		for i := 0; i < len(text); {
			r, n := runeAt(text, i)
			if r >= 0x80 {
				return false
			}
			unit(r)
			i += n
		}
		return true
	}
	for i := 0; i < len(e.s); {
		r, n := runeAt(e.s, i)
		if r < 0xd800 || r > 0xdfff {
			unit(r)
			i += n
			continue
		}
		next, ok := e.encodeBad(i, i+n, "surrogates not allowed", put)
		if !ok {
			return false
		}
		i = next
	}
	return true
}

// byteOrder settles the order of a decoding by its name or the mark at its
// start. more is false if more input is needed for that.
func (d *decoder) byteOrder(size int, base string) (big, more bool) {
	switch d.name {
	case base + "-le":
		return false, true
	case base + "-be":
		return true, true
	}
	if d.order == 0 && d.pos == 0 {
		if len(d.in) < size && !d.final {
			return false, false
		}
		if len(d.in) >= size {
			switch {
			case size == 2 && unit16(d.in, false) == 0xfeff, size == 4 && unit32(d.in, false) == 0xfeff:
				d.order, d.pos = -1, size
			case size == 2 && unit16(d.in, true) == 0xfeff, size == 4 && unit32(d.in, true) == 0xfeff:
				d.order, d.pos = 1, size
			}
		}
	}
	if d.order > 0 {
		d.name = base + "-be"
	} else {
		d.name = base + "-le"
	}
	return d.order > 0, true
}

func decodeUTF16(d *decoder) bool {
	big, ok := d.byteOrder(2, "utf-16")
	if !ok {
		return true
	}
	for d.pos < len(d.in) {
		b := d.in[d.pos:]
		if len(b) < 2 {
			if !d.final {
				return true
			}
			if !d.bad(d.pos, len(d.in), "truncated data") {
				return false
			}
			continue
		}
		r, n, reason := unit16(b, big), 2, ""
		switch {
		case r < 0xd800 || r > 0xdfff:
		case r > 0xdbff:
			reason = "illegal encoding"
		case len(b) < 4:
			if !d.final {
				return true
			}
			n, reason = len(b), endOfData
		default:
			if low := unit16(b[2:], big); low >= 0xdc00 && low <= 0xdfff {
				r, n = 0x10000+(r-0xd800)<<10+low-0xdc00, 4
			} else {
				reason = "illegal UTF-16 surrogate"
			}
		}
		if reason == "" {
			d.out = appendRune(d.out, r)
			d.pos += n
		} else if !d.bad(d.pos, d.pos+n, reason) {
			return false
		}
	}
	return true
}

func decodeUTF32(d *decoder) bool {
	big, ok := d.byteOrder(4, "utf-32")
	if !ok {
		return true
	}
	for d.pos < len(d.in) {
		b := d.in[d.pos:]
		n, reason := 4, ""
		var u uint32
		switch {
		case len(b) < 4:
			if !d.final {
				return true
			}
			n, reason = len(b), "truncated data"
		default:
			u = unit32(b, big)
			if u > maxRune {
				reason = "code point not in range(0x110000)"
			} else if u >= 0xd800 && u <= 0xdfff {
				reason = "code point in surrogate code point range(0xd800, 0xe000)"
			}
		}
		if reason == "" {
			d.out = appendRune(d.out, rune(u))
			d.pos += n
		} else if !d.bad(d.pos, d.pos+n, reason) {
			return false
		}
	}
	return true
}

// DecodeOrder is DecodePart for utf-16 and utf-32 without or with a byte order
// (-1 little, 1 big, 0 by the mark); it returns the order found.
func DecodeOrder(t *Thread, b []byte, encoding, errors string, order int, final bool) (v Value, used, found int) {
	base := strings.TrimSuffix(strings.TrimSuffix(encoding, "-le"), "-be")
	d := &decoder{t: t, in: b, name: base, errors: errors, final: final, order: order}
	if !codecs[NormalizeEncoding(base)].decode(d) {
		return Null, 0, 0
	}
	return newStrBytes(t, d.out), d.pos, d.order
}
