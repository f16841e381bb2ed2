package object

import (
	"math"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
)

// MaxStrDigits is the limit for int to str and back, 0 for none: what
// sys.set_int_max_str_digits sets.
var MaxStrDigits = newMaxStrDigits()

// DefaultMaxStrDigits is the limit that holds unless the user sets another.
const DefaultMaxStrDigits = 4300

func newMaxStrDigits() *atomic.Int64 {
	limit := new(atomic.Int64)
	limit.Store(DefaultMaxStrDigits)
	if n, err := strconv.Atoi(os.Getenv("PYTHONINTMAXSTRDIGITS")); err == nil && (n == 0 || n >= 640) {
		limit.Store(int64(n))
	}
	return limit
}

// IntText returns the digits of an int, with its sign, in a base from 2 to 36.
// Base 10 is subject to the limit on digits.
func IntText(t *Thread, v Value, base int) (string, bool) {
	if i, ok := AsInt64(v); ok {
		return strconv.FormatInt(i, base), true
	}
	if base != 10 {
		return AsBig(v).Text(base), true
	}
	limit := int(MaxStrDigits.Load())
	// 10**(n*0.30102) <= 2**n, so this estimate is never above the truth.
	if limit > 0 && int(float64(BitLen(v)-1)*0.30102) >= limit {
		return tooManyDigits(t, limit)
	}
	s := AsBig(v).Text(10)
	if limit > 0 && len(strings.TrimPrefix(s, "-")) > limit {
		return tooManyDigits(t, limit)
	}
	return s, true
}

func tooManyDigits(t *Thread, limit int) (string, bool) {
	ValueErrorf(t, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit)
	return "", false
}

// floatFlags modify floatText.
type floatFlags uint8

const (
	floatAlt       floatFlags = 1 << iota // '#': always a point, and zeros for g
	floatPoint                            // ".0" if there is neither point nor exponent
	floatNoNegZero                        // no sign if all digits are zero
)

// FloatText renders a float by a printf-like code: e, E, f, F, g, G, or r for
// the shortest digits that read back the same.
func floatText(f float64, code byte, precision int, flags floatFlags) string {
	upper := code < 'a'
	code |= 0x20
	switch {
	case f != f:
		return upperIf("nan", upper)
	case math.IsInf(f, 0):
		if f < 0 {
			return upperIf("-inf", upper)
		}
		return upperIf("inf", upper)
	}
	var s string
	switch code {
	case 'e', 'f':
		s = strconv.FormatFloat(f, code, precision, 64)
		if precision == 0 && flags&floatAlt != 0 {
			s = addPoint(s)
		}
	case 'g':
		s = generalText(f, max(precision, 1), flags)
	default:
		s = string(appendFloat(nil, f, flags&floatPoint != 0))
		if flags&floatAlt != 0 {
			s = addPoint(s)
		}
	}
	if flags&floatNoNegZero != 0 && s[0] == '-' && !strings.ContainsAny(mantissa(s), "123456789") {
		s = s[1:]
	}
	return upperIf(s, upper)
}

func upperIf(s string, upper bool) string {
	if upper {
		return strings.ToUpper(s)
	}
	return s
}

func mantissa(s string) string {
	if i := strings.IndexByte(s, 'e'); i >= 0 {
		return s[:i]
	}
	return s
}

// addPoint puts a point behind the whole part if there is none.
func addPoint(s string) string {
	if strings.IndexByte(s, '.') >= 0 {
		return s
	}
	m := mantissa(s)
	return m + "." + s[len(m):]
}

// generalText is %g: precision significant digits, without trailing zeros
// unless alt, with an exponent when it is below -4 or not below precision.
func generalText(f float64, precision int, flags floatFlags) string {
	s := strconv.FormatFloat(f, 'e', precision-1, 64)
	m := mantissa(s)
	exp, _ := strconv.Atoi(s[len(m)+1:])
	most := precision
	if flags&floatPoint != 0 {
		most--
	}
	if exp < -4 || exp >= most {
		if flags&floatAlt == 0 {
			m = trimFraction(m)
		} else {
			m = addPoint(m)
		}
		return m + s[len(mantissa(s)):]
	}
	s = strconv.FormatFloat(f, 'f', precision-1-exp, 64)
	if flags&floatAlt == 0 {
		s = trimFraction(s)
	} else {
		s = addPoint(s)
	}
	if flags&floatPoint != 0 && strings.IndexByte(s, '.') < 0 {
		s += ".0"
	}
	return s
}

// trimFraction drops the zeros that end a fraction.
func trimFraction(s string) string {
	if strings.IndexByte(s, '.') < 0 {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
