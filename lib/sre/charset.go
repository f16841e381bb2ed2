package sre

import (
	"gorgon/vm/object"
)

// set is what one character is compared with.
type set struct {
	low  [4]uint64 // characters below 256
	high func(r rune) bool
}

func (s *set) hasByte(c byte) bool { return s.low[c>>6]>>(c&63)&1 != 0 }

func (s *set) has(r rune) bool {
	if r < 256 {
		return s.hasByte(byte(r))
	}
	return s.high(r)
}

// newSet makes the set of the characters that test accepts.
func newSet(test func(r rune) bool) *set {
	s := &set{high: test}
	for r := range rune(256) {
		if test(r) {
			s.low[r>>6] |= 1 << (r & 63)
		}
	}
	return s
}

// fold says how case is ignored.
type fold int

const (
	foldNone fold = iota
	foldASCII
	foldUnicode
	foldLocale
)

func lowerASCII(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

func upperASCII(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r + 'A' - 'a'
	}
	return r
}

func (f fold) lower(r rune) rune {
	switch f {
	case foldASCII, foldLocale:
		return lowerASCII(r)
	case foldUnicode:
		return object.LowerRune(r)
	}
	return r
}

// literalSet is the set of one character, or of all others.
func literalSet(code uint32, f fold, not bool) *set {
	c := rune(code)
	return newSet(func(r rune) bool {
		equal := r == c
		switch f {
		case foldASCII, foldUnicode:
			equal = f.lower(r) == c
		case foldLocale:
			equal = equal || lowerASCII(r) == c || upperASCII(r) == c
		}
		return equal != not
	})
}

// charset is the set that the codes of an IN describe.
func charset(codes []uint32, f fold) *set {
	return newSet(func(r rune) bool {
		switch f {
		case foldASCII, foldUnicode:
			return inCharset(codes, f.lower(r))
		case foldLocale:
			return inCharset(codes, lowerASCII(r)) || inCharset(codes, upperASCII(r))
		}
		return inCharset(codes, r)
	})
}

func inCharset(codes []uint32, r rune) bool {
	ok := true
	c := uint32(r)
	for i := 0; i < len(codes); {
		op := codes[i]
		i++
		switch op {
		case opNegate:
			ok = !ok
		case opLiteral:
			if c == codes[i] {
				return ok
			}
			i++
		case opCategory:
			if inCategory(codes[i], r) {
				return ok
			}
			i++
		case opCharset:
			if c < 256 && codes[i+int(c>>5)]>>(c&31)&1 != 0 {
				return ok
			}
			i += 8
		case opRange:
			if codes[i] <= c && c <= codes[i+1] {
				return ok
			}
			i += 2
		case opRangeUniIgnore:
			upper := uint32(object.UpperRune(r))
			if codes[i] <= c && c <= codes[i+1] || codes[i] <= upper && upper <= codes[i+1] {
				return ok
			}
			i += 2
		case opBigCharset:
			count := int(codes[i])
			i++
			if c < 0x10000 {
				block := codes[i+int(c>>8)/4] >> (8 * (c >> 8 & 3)) & 0xff
				bit := block*256 + c&0xff
				if codes[i+64+int(bit>>5)]>>(bit&31)&1 != 0 {
					return ok
				}
			}
			i += 64 + 8*count
		default:
			return !ok
		}
	}
	return !ok
}

// Categories, by the numbers of re._constants.
const (
	categoryDigit = iota
	categoryNotDigit
	categorySpace
	categoryNotSpace
	categoryWord
	categoryNotWord
	categoryLineBreak
	categoryNotLineBreak
	categoryLocaleWord
	categoryLocaleNotWord
	categoryUniDigit
	categoryUniNotDigit
	categoryUniSpace
	categoryUniNotSpace
	categoryUniWord
	categoryUniNotWord
	categoryUniLineBreak
	categoryUniNotLineBreak
)

func inCategory(category uint32, r rune) bool {
	in := false
	switch category &^ 1 {
	case categoryDigit:
		in = '0' <= r && r <= '9'
	case categorySpace:
		in = r == ' ' || '\t' <= r && r <= '\r'
	case categoryWord, categoryLocaleWord:
		in = isWordASCII(r)
	case categoryLineBreak:
		in = r == '\n'
	case categoryUniDigit:
		in = object.IsDecimalRune(r)
	case categoryUniSpace:
		in = object.IsSpaceRune(r)
	case categoryUniWord:
		in = isWordUnicode(r)
	case categoryUniLineBreak:
		in = object.IsLineBreakRune(r)
	}
	return in != (category&1 != 0)
}

func isWordASCII(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

func isWordUnicode(r rune) bool {
	if r < 0x80 {
		return isWordASCII(r)
	}
	return object.IsAlnumRune(r)
}
