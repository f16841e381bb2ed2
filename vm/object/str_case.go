package object

import "gorgon/gc"

// mapASCII makes the str of an ASCII str's bytes mapped by f: the same str if
// that changes nothing.
func mapASCII(t *Thread, v Value, f *[128]byte) Value {
	s := StrOf(v)
	if len(s) <= 1 {
		if s == "" {
			return emptyStr
		}
		return charStrs[f[s[0]]]
	}
	first := 0
	for f[s[first]&0x7f] == s[first] {
		if first++; first == len(s) {
			return strToStr(t, v)
		}
	}
	o := allocStr(t, len(s), len(s))
	b := strData(o)
	copy(b, s[:first])
	for i := first; i < len(b); i++ {
		b[i] = f[s[i]&0x7f]
	}
	return gc.MakePtr(o)
}

var asciiLower, asciiUpper, asciiSwap = makeASCIICase()

func makeASCIICase() (lower, upper, swap [128]byte) {
	for i := range lower {
		c := byte(i)
		lower[i], upper[i], swap[i] = c, c, c
		if 'A' <= c && c <= 'Z' {
			lower[i], swap[i] = c+32, c+32
		} else if 'a' <= c && c <= 'z' {
			upper[i], swap[i] = c-32, c-32
		}
	}
	return lower, upper, swap
}

// StrLower is str.lower of an exact str.
func StrLower(t *Thread, v Value) Value { return strLower(t, []Value{v}) }

func strLower(t *Thread, args []Value) Value {
	if IsASCII(args[0]) {
		return mapASCII(t, args[0], &asciiLower)
	}
	s := StrOf(args[0])
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		b = appendLower(b, s, i, r)
		i += n
	}
	return newStrBytes(t, b)
}

// appendLower appends the lower case of r, which is at byte i of s: a capital
// sigma at the end of a word has a form of its own.
func appendLower(b []byte, s string, i int, r rune) []byte {
	if r == 'Σ' {
		if finalSigma(s, i) {
			return appendRune(b, 'ς')
		}
		return appendRune(b, 'σ')
	}
	return appendCase(b, caseLower, r)
}

// finalSigma says whether the sigma at byte i of s ends a word: a cased letter
// is before it and none after it, not counting case-ignorable characters.
func finalSigma(s string, i int) bool {
	j := i
	for j > 0 {
		r, n := runeBefore(s, j)
		j -= n
		if f := runeFlags(r); f&uniIgnorable == 0 {
			if f&uniCased == 0 {
				return false
			}
			return !casedFollows(s, i+len("Σ"))
		}
	}
	return false
}

func casedFollows(s string, i int) bool {
	for i < len(s) {
		r, n := runeAt(s, i)
		i += n
		if f := runeFlags(r); f&uniIgnorable == 0 {
			return f&uniCased != 0
		}
	}
	return false
}

func strUpper(t *Thread, args []Value) Value {
	if IsASCII(args[0]) {
		return mapASCII(t, args[0], &asciiUpper)
	}
	return mapCase(t, args[0], caseUpper)
}

func strCaseFold(t *Thread, args []Value) Value {
	if IsASCII(args[0]) {
		return mapASCII(t, args[0], &asciiLower)
	}
	return mapCase(t, args[0], caseFold)
}

func mapCase(t *Thread, v Value, kind int) Value {
	s := StrOf(v)
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		b = appendCase(b, kind, r)
		i += n
	}
	return newStrBytes(t, b)
}

func strSwapCase(t *Thread, args []Value) Value {
	if IsASCII(args[0]) {
		return mapASCII(t, args[0], &asciiSwap)
	}
	s := StrOf(args[0])
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		switch f := runeFlags(r); {
		case f&uniUpper != 0:
			b = appendLower(b, s, i, r)
		case f&uniLower != 0:
			b = appendCase(b, caseUpper, r)
		default:
			b = appendRune(b, r)
		}
		i += n
	}
	return newStrBytes(t, b)
}

func strCapitalize(t *Thread, args []Value) Value {
	s := StrOf(args[0])
	if s == "" {
		return emptyStr
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if i == 0 {
			b = appendCase(b, caseTitle, r)
		} else {
			b = appendLower(b, s, i, r)
		}
		i += n
	}
	return newStrBytes(t, b)
}

func strTitle(t *Thread, args []Value) Value {
	s := StrOf(args[0])
	b := make([]byte, 0, len(s)+8)
	cased := false
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if cased {
			b = appendLower(b, s, i, r)
		} else {
			b = appendCase(b, caseTitle, r)
		}
		cased = runeFlags(r)&uniCased != 0
		i += n
	}
	return newStrBytes(t, b)
}

// allFlags makes the method that says whether a str is not empty and all its
// characters have one of the properties.
func allFlags(flags uint32) NativeFn {
	return func(t *Thread, args []Value) Value {
		s := StrOf(args[0])
		if s == "" {
			return False
		}
		for i := 0; i < len(s); {
			r, n := runeAt(s, i)
			if runeFlags(r)&flags == 0 {
				return False
			}
			i += n
		}
		return True
	}
}

func strIsPrintable(t *Thread, args []Value) Value { return boolOf(isPrintable(StrOf(args[0]))) }

func isPrintable(s string) bool {
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if runeFlags(r)&uniPrintable == 0 {
			return false
		}
		i += n
	}
	return true
}

func strIsASCII(t *Thread, args []Value) Value { return boolOf(IsASCII(args[0])) }

func strIsIdentifier(t *Thread, args []Value) Value { return boolOf(IsIdentifier(StrOf(args[0]))) }

// IsIdentifier says whether s is a valid identifier.
func IsIdentifier(s string) bool {
	want := uniIDStart
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		if runeFlags(r)&want == 0 {
			return false
		}
		want = uniIDContinue
		i += n
	}
	return s != ""
}

func strIsLower(t *Thread, args []Value) Value {
	return boolOf(isCase(StrOf(args[0]), uniLower, uniUpper|uniTitle))
}

func strIsUpper(t *Thread, args []Value) Value {
	return boolOf(isCase(StrOf(args[0]), uniUpper, uniLower|uniTitle))
}

func isCase(s string, want, not uint32) bool {
	found := false
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		f := runeFlags(r)
		if f&not != 0 {
			return false
		}
		found = found || f&want != 0
		i += n
	}
	return found
}

func strIsTitle(t *Thread, args []Value) Value {
	s := StrOf(args[0])
	found, cased := false, false
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		switch f := runeFlags(r); {
		case f&(uniUpper|uniTitle) != 0:
			if cased {
				return False
			}
			cased, found = true, true
		case f&uniLower != 0:
			if !cased {
				return False
			}
			found = true
		default:
			cased = false
		}
		i += n
	}
	return boolOf(found)
}
