package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// plainFloat reads digits with a point and a sign, if there are few: the number of
// all digits and the power of ten are floats then, and so is the quotient, rightly
// rounded.
func plainFloat(s string) (f float64, ok bool) {
	neg := len(s) > 0 && s[0] == '-'
	digits := s
	if neg {
		digits = s[1:]
	}
	if len(digits) < 3 || len(digits) > 16 {
		return 0, false
	}
	n, point := uint64(0), -1
	for i := 0; i < len(digits); i++ {
		d := digits[i] - '0'
		if d <= 9 {
			n = n*10 + uint64(d)
		} else if digits[i] == '.' && point < 0 {
			point = i
		} else {
			return 0, false
		}
	}
	if point < 0 {
		return 0, false
	}
	if f = float64(n) / powersOfTen[len(digits)-1-point]; neg {
		f = -f
	}
	return f, true
}

var powersOfTen = [16]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// scanFloat reads a float as float(s) does, s being ASCII.
func scanFloat(s string) (float64, bool) {
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		s = strings.Trim(s, numberSpace)
	}
	if strings.IndexByte(s, '_') >= 0 {
		ok := false
		if s, ok = dropUnderscores(s); !ok {
			return 0, false
		}
	}
	n := floatPrefix(s)
	if n == 0 || n != len(s) {
		return 0, false
	}
	return parseFloat(s), true
}

// parseFloat converts what floatPrefix has found to be a float.
func parseFloat(s string) float64 {
	if s != "" && s[len(s)-1]|0x20 == 'n' {
		return math.NaN() // Go does not take it with a sign
	}
	if len(s) > 300 {
		s = shortFloat(s)
	} else if i := strings.IndexAny(s, "eE"); i >= 0 && len(s)-i > 5 {
		s = shortFloat(s)
	}
	f, _ := strconv.ParseFloat(s, 64) // out of range: infinity, as in Python
	return f
}

// shortFloat rewrites a decimal float so that Go's parser, which takes no more
// than 800 digits and exponents of four, reads the same number: the digits from
// the first that is not zero on, then one more that stands for all that is cut
// off, and the exponent that this form has.
func shortFloat(s string) string {
	mantissa, exponent, _ := cutAny(s, "eE")
	sign := ""
	if mantissa != "" && (mantissa[0] == '-' || mantissa[0] == '+') {
		sign, mantissa = mantissa[:1], mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	point := len(whole)
	if exponent != "" {
		n, ok := decimalExponent(exponent)
		if !ok {
			return s
		}
		point += n
	}
	trimmed := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(trimmed)
	digits = strings.TrimRight(trimmed, "0")
	if digits == "" {
		return sign + "0"
	}
	// No float needs more than 767 digits to be told from its neighbours.
	if len(digits) > 780 {
		digits = digits[:779] + "1"
	}
	point = max(-9000, min(point, 9000))
	return sign + "0." + digits + "e" + strconv.Itoa(point)
}

// dropUnderscores removes underscores, which must stand between digits.
func dropUnderscores(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			b = append(b, s[i])
			continue
		}
		if i == 0 || i == len(s)-1 || !isDigit(s[i-1]) || !isDigit(s[i+1]) {
			return "", false
		}
	}
	return string(b), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// floatPrefix returns the length of the longest prefix of s that is a float:
// a decimal, or inf, infinity or nan in any case, with a sign.
func floatPrefix(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	for _, word := range [...]string{"infinity", "inf", "nan"} {
		if i < len(s) && s[i] <= '9' {
			break
		}
		if len(s)-i >= len(word) && strings.EqualFold(s[i:i+len(word)], word) {
			return i + len(word)
		}
	}
	digits := 0
	for ; i < len(s) && isDigit(s[i]); i++ {
		digits++
	}
	if i < len(s) && s[i] == '.' {
		i++
		for ; i < len(s) && isDigit(s[i]); i++ {
			digits++
		}
	}
	if digits == 0 {
		return 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	return i
}

// hexState is the outcome of reading a hexadecimal float.
type hexState int

const (
	hexOK hexState = iota
	hexMalformed
	hexTooLarge
)

// scanHexFloat reads what float.fromhex accepts.
func scanHexFloat(s string) (float64, hexState) {
	s = strings.Trim(s, numberSpace)
	body, neg := s, false
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		body, neg = s[1:], s[0] == '-'
	}
	sign := 1.0
	if neg {
		sign = -1
	}
	switch strings.ToLower(body) {
	case "inf", "infinity":
		return math.Inf(int(sign)), hexOK
	case "nan":
		return math.NaN(), hexOK
	}
	if len(body) > 1 && body[0] == '0' && body[1]|0x20 == 'x' {
		body = body[2:]
	}
	mantissa, exponent, hasExp := cutAny(body, "pP")
	exp := 0
	if hasExp {
		n, ok := decimalExponent(exponent)
		if !ok {
			return 0, hexMalformed
		}
		exp = n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" {
		return 0, hexMalformed
	}
	for i := 0; i < len(digits); i++ {
		if digitOf(digits[i]) >= 16 {
			return 0, hexMalformed
		}
	}
	f, ok := hexFloat(digits, exp-4*len(fraction))
	if !ok {
		return 0, hexTooLarge
	}
	return sign * f, hexOK
}

func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// decimalExponent reads an exponent; absurd ones are brought within reach.
func decimalExponent(s string) (int, bool) {
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || len(s)-len(digits) > 1 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(digits); i++ {
		if !isDigit(digits[i]) {
			return 0, false
		}
		n = min(n*10+int(digits[i]-'0'), 1<<40)
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}

// hexFloat is the float nearest to digits * 2**exp, false if too large.
func hexFloat(digits string, exp int) (float64, bool) {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return 0, true
	}
	// The first 16 digits, the rest being sticky.
	sticky := false
	if len(digits) > 16 {
		sticky = strings.Trim(digits[16:], "0") != ""
		exp += 4 * (len(digits) - 16)
		digits = digits[:16]
	}
	q, _ := new(big.Int).SetString(digits, 16)
	top := q.BitLen() + exp
	switch {
	case top > 1024:
		return 0, false
	case top < -1080:
		return 0, true
	}
	f := roundShifted(q.Uint64(), sticky, exp)
	return f, !math.IsInf(f, 0)
}

// ParseFloat reads a float as float(s) does, without raising.
func ParseFloat(s string) (float64, bool) { return scanFloat(asciiNumber(s)) }
