package object

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// intSyntax is what ended the reading of an int literal.
type intSyntax int

const (
	intOK intSyntax = iota
	intMalformed
	intTooLong // more digits than the limit; count says how many
)

// ParseInt reads an int as int(s, base) does, raising ValueError; shown is what
// the message quotes. base is 0 or from 2 to 36.
func ParseInt(t *Thread, s string, base int, shown Value) Value {
	if base == 10 {
		if i, ok := plainDecimal(s); ok {
			return NewInt(t, i)
		}
	}
	s = asciiNumber(s)
	v, state, count := scanInt(t, s, base)
	switch state {
	case intOK:
		return v
	case intTooLong:
		return ValueErrorf(t, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", MaxStrDigits.Load(), count)
	}
	r := Repr(t, shown)
	if r == Null {
		return Null
	}
	return ValueErrorf(t, "invalid literal for int() with base %d: %s", base, cutRunes(StrOf(r), 200))
}

// plainDecimal reads a number of ASCII digits alone, with a sign, that is not
// long.
func plainDecimal(s string) (int64, bool) {
	digits := s
	if len(s) > 1 && s[0] == '-' {
		digits = s[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	var n int64
	for i := 0; i < len(digits); i++ {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if len(digits) != len(s) {
		n = -n
	}
	return n, true
}

func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// asciiNumber maps the decimal digits and spaces of other scripts to ASCII, and
// all else beyond ASCII to a question mark.
func asciiNumber(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf && r > ' ' && r != 0x7f:
			return r
		case IsSpaceRune(r):
			return ' '
		case r < utf8.RuneSelf:
			return r
		}
		if d := DecimalDigit(r); d >= 0 {
			return rune('0' + d)
		}
		return '?'
	}, s)
}

// numberSpace is the white space that may surround a number.
const numberSpace = " \t\n\v\f\r"

func scanInt(t *Thread, s string, base int) (v Value, state intSyntax, count int) {
	s = strings.Trim(s, numberSpace)
	neg := strings.HasPrefix(s, "-")
	if neg || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	s, base, ok := cutPrefix(s, base)
	if !ok {
		return Null, intMalformed, 0
	}
	if v, ok := scanShort(s, base); ok {
		if neg {
			v = -v
		}
		return NewInt(t, v), intOK, 0
	}
	digits, ok := cleanDigits(s, base)
	if !ok {
		return Null, intMalformed, 0
	}
	if limit := MaxStrDigits.Load(); base&(base-1) != 0 && limit > 0 && len(digits) > int(limit) {
		return Null, intTooLong, len(digits)
	}
	b := digitsToBig(digits, base)
	if neg {
		b.Neg(b)
	}
	return NewBig(t, b), intOK, 0
}

// scanShort reads a few digits without underscores.
func scanShort(s string, base int) (v int64, ok bool) {
	if len(s) == 0 || len(s) > 11 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		d := digitOf(s[i])
		if d >= base {
			return 0, false
		}
		v = v*int64(base) + int64(d)
	}
	return v, true
}

// cutPrefix takes off 0x, 0o or 0b (and an underscore behind it) where base
// allows one, and finds the base that 0 stands for.
func cutPrefix(s string, base int) (string, int, bool) {
	prefix := 0
	if len(s) > 1 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			prefix = 16
		case 'o':
			prefix = 8
		case 'b':
			prefix = 2
		}
	}
	switch {
	case prefix != 0 && (base == 0 || base == prefix):
		return strings.TrimPrefix(s[2:], "_"), prefix, true
	case base == 0:
		// No leading zeros, but for zero itself.
		return s, 10, !strings.HasPrefix(s, "0") || strings.Trim(s, "0_") == ""
	}
	return s, base, true
}

func digitOf(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return int(c|0x20-'a') + 10
	}
	return 99
}

// cleanDigits checks digits and drops single underscores between them.
func cleanDigits(s string, base int) (string, bool) {
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' {
		return "", false
	}
	under := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			if s[i-1] == '_' {
				return "", false
			}
			under = true
		case digitOf(s[i]) >= base:
			return "", false
		}
	}
	if under {
		s = strings.ReplaceAll(s, "_", "")
	}
	return s, true
}

// digitsToBig converts digits that are known to be good, by halves.
func digitsToBig(s string, base int) *big.Int {
	if len(s) <= 400 || base&(base-1) == 0 {
		b, _ := new(big.Int).SetString(s, base)
		return b
	}
	low := len(s) / 2
	hi := digitsToBig(s[:len(s)-low], base)
	hi.Mul(hi, new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(int64(low)), nil))
	return hi.Add(hi, digitsToBig(s[len(s)-low:], base))
}
