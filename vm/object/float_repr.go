package object

import (
	"math"
	"strconv"
)

// FloatRepr is repr(f): the shortest digits that read back as f, with an
// exponent from 1e16 on and below 1e-4.
func FloatRepr(f float64) string {
	var buf [32]byte
	return string(appendFloat(buf[:0], f, true))
}

// appendFloat appends f as repr does; point says whether a whole number gets
// ".0" (parts of complex numbers do not).
func appendFloat(b []byte, f float64, point bool) []byte {
	switch {
	case f != f:
		return append(b, "nan"...)
	case math.IsInf(f, 1):
		return append(b, "inf"...)
	case math.IsInf(f, -1):
		return append(b, "-inf"...)
	}
	if a := math.Abs(f); a != 0 && (a >= 1e16 || a < 1e-4) {
		return strconv.AppendFloat(b, f, 'e', -1, 64)
	}
	n := len(b)
	b = strconv.AppendFloat(b, f, 'f', -1, 64)
	if !point {
		return b
	}
	for _, c := range b[n:] {
		if c == '.' {
			return b
		}
	}
	return append(b, '.', '0')
}
