package object

// Characters and their places, for library packages that walk over strs.

// RuneAt decodes the character of a str's text that begins at byte i.
func RuneAt(s string, i int) (r rune, size int) { return runeAt(s, i) }

// RuneBefore decodes the character that ends before byte i.
func RuneBefore(s string, i int) (r rune, size int) { return runeBefore(s, i) }

// ByteOffset returns where character number n of the str v begins; n may be
// its length.
func ByteOffset(v Value, n int) int { return byteOffset(v, n) }

// RuneOffset is the inverse of ByteOffset.
func RuneOffset(v Value, i int) int { return runeOffset(v, i) }

// IsAlnumRune says whether r is a letter or a digit as str.isalnum has it.
func IsAlnumRune(r rune) bool { return runeFlags(r)&uniAlnum != 0 }

// IsDecimalRune says whether r is a decimal digit.
func IsDecimalRune(r rune) bool { return runeFlags(r)&uniDecimal != 0 }

// IsLineBreakRune says whether splitlines ends a line at r.
func IsLineBreakRune(r rune) bool { return isLineBreak(r) }

// LowerRune returns the one character that is the lower case of r.
func LowerRune(r rune) rune { return simpleCase(caseLower, r) }

// UpperRune returns the one character that is the upper case of r.
func UpperRune(r rune) rune { return simpleCase(caseUpper, r) }

// simpleCase maps r to one character. What only maps to several stays as it
// is, but for the dotted capital I, which has a simple lower case.
func simpleCase(kind int, r rune) rune {
	if r == 0x130 && kind == caseLower {
		return 'i'
	}
	var buf [16]byte
	s := string(appendCase(buf[:0], kind, r))
	if m, n := runeAt(s, 0); n == len(s) {
		return m
	}
	return r
}
