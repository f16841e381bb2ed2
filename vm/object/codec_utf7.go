package object

import "strings"

// UTF-7 (RFC 2152): text that ASCII can carry is itself, the rest is UTF-16 in
// base 64 between '+' and '-'.

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func base64Value(c byte) int { return strings.IndexByte(base64Digits, c) }

// utf7Direct says whether a character is encoded as itself.
func utf7Direct(r rune) bool {
	return r < 0x80 && (r >= ' ' && r != '\\' && r != '~' && r != '+' && r != 0x7f || r == '\t' || r == '\n' || r == '\r')
}

func encodeUTF7(e *encoder) bool {
	var acc uint32
	bits, shifted := 0, false
	for i := 0; i < len(e.s); {
		r, n := runeAt(e.s, i)
		i += n
		if utf7Direct(r) {
			if shifted {
				if bits > 0 {
					e.out = append(e.out, base64Digits[acc<<(6-bits)&0x3f])
				}
				if base64Value(byte(r)) >= 0 || r == '-' {
					e.out = append(e.out, '-')
				}
				acc, bits, shifted = 0, 0, false
			}
			e.out = append(e.out, byte(r))
			continue
		}
		if !shifted {
			if r == '+' {
				e.out = append(e.out, '+', '-')
				continue
			}
			e.out = append(e.out, '+')
			shifted = true
		}
		units := [2]uint32{uint32(r)}
		count := 1
		if r >= 0x10000 {
			units = [2]uint32{0xd800 + uint32(r-0x10000)>>10, 0xdc00 + uint32(r-0x10000)&0x3ff}
			count = 2
		}
		for _, u := range units[:count] {
			acc, bits = acc<<16|u, bits+16
			for bits >= 6 {
				bits -= 6
				e.out = append(e.out, base64Digits[acc>>bits&0x3f])
			}
		}
	}
	if bits > 0 {
		e.out = append(e.out, base64Digits[acc<<(6-bits)&0x3f])
	}
	if shifted {
		e.out = append(e.out, '-')
	}
	return true
}

// utf7State is where a decoding is in a shifted sequence.
type utf7State struct {
	shifted   bool
	start     int // of the sequence, and how much text was out then
	outLen    int
	acc       uint32
	bits      int
	surrogate rune // a high one that waits for the low one
}

func decodeUTF7(d *decoder) bool {
	var s utf7State
	for d.pos < len(d.in) {
		c := d.in[d.pos]
		ok := true
		switch {
		case s.shifted:
			ok = d.utf7Shifted(&s, c)
		case c == '+':
			s = utf7State{start: d.pos, outLen: len(d.out)}
			d.pos++
			switch {
			case d.pos < len(d.in) && d.in[d.pos] == '-':
				d.pos++
				d.out = append(d.out, '+')
			case d.pos < len(d.in) && base64Value(d.in[d.pos]) < 0:
				d.pos++
				ok = d.bad(s.start, d.pos, "ill-formed sequence")
			default:
				s.shifted = true
			}
		case c < 0x80:
			d.out = append(d.out, c)
			d.pos++
		default:
			ok = d.bad(d.pos, d.pos+1, "unexpected special character")
		}
		if !ok {
			return false
		}
	}
	if !s.shifted {
		return true
	}
	if !d.final {
		d.out, d.pos = d.out[:s.outLen], s.start
		return true
	}
	if s.surrogate != 0 || s.bits >= 6 || s.bits > 0 && s.acc&(1<<s.bits-1) != 0 {
		return d.bad(s.start, len(d.in), "unterminated shift sequence")
	}
	return true
}

// utf7Shifted handles one byte of a shifted sequence.
func (d *decoder) utf7Shifted(s *utf7State, c byte) bool {
	if v := base64Value(c); v >= 0 {
		s.acc, s.bits = s.acc<<6|uint32(v), s.bits+6
		d.pos++
		if s.bits >= 16 {
			s.bits -= 16
			d.utf7Unit(s, rune(s.acc>>s.bits&0xffff))
		}
		return true
	}
	s.shifted = false
	reason := ""
	if s.bits >= 6 {
		reason = "partial character in shift sequence"
	} else if s.bits > 0 && s.acc&(1<<s.bits-1) != 0 {
		reason = "non-zero padding bits in shift sequence"
	}
	if reason != "" {
		d.pos++
		return d.bad(s.start, d.pos, reason)
	}
	if s.surrogate != 0 && c >= 0x80 {
		return true
	}
	if s.surrogate != 0 {
		d.out = appendRune(d.out, s.surrogate)
		s.surrogate = 0
	}
	if c == '-' {
		d.pos++
	}
	return true
}

// utf7Unit appends a unit of UTF-16, joining surrogates.
func (d *decoder) utf7Unit(s *utf7State, u rune) {
	if s.surrogate != 0 {
		high := s.surrogate
		s.surrogate = 0
		if u >= 0xdc00 && u <= 0xdfff {
			d.out = appendRune(d.out, 0x10000+(high-0xd800)<<10+u-0xdc00)
			return
		}
		d.out = appendRune(d.out, high)
	}
	if u >= 0xd800 && u <= 0xdbff {
		s.surrogate = u
		return
	}
	d.out = appendRune(d.out, u)
}
