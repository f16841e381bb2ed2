package syntax

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the compressed tables
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// The tables of Go's unicode package are of another Unicode version than
// Python 3.14's (16.0), so identifiers, repr and normalisation use tables of
// their own, made by testdata/unicode_tables.py.

// inRanges looks r up in a sorted table of first and last characters.
func inRanges(table []rune, r rune) bool {
	i, found := slices.BinarySearch(table, r)
	return found || i%2 == 1
}

func isIDStart(r rune) bool {
	if r < 128 {
		return classes[r]&classStart != 0
	}
	return inRanges(idStartRanges[:], r)
}

func isIDContinue(r rune) bool {
	if r < 128 {
		return classes[r]&classPart != 0
	}
	return inRanges(idContinueRanges[:], r)
}

// isPrintable is str.isprintable for one character.
func isPrintable(r rune) bool {
	if r < 128 {
		return r >= 32 && r < 127
	}
	return inRanges(printableRanges[:], r)
}

//go:embed nfkc.gz
var nfkcData []byte

//go:embed names.gz
var namesData []byte

func unpack(data []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		panic("syntax: embedded table: " + err.Error())
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic("syntax: embedded table: " + err.Error())
	}
	return string(text)
}

func hexRune(s string) rune {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		panic("syntax: embedded table: " + err.Error())
	}
	return rune(n)
}

// nfkcTables are the tables of normalisation form KC: full compatibility
// decompositions, combining classes and the pairs that compose.
type nfkcTables struct {
	decompose map[rune][]rune
	class     map[rune]uint8
	compose   map[[2]rune]rune
}

var loadNFKC = sync.OnceValue(func() *nfkcTables {
	t := &nfkcTables{map[rune][]rune{}, map[rune]uint8{}, map[[2]rune]rune{}}
	for line := range strings.SplitSeq(unpack(nfkcData), "\n") {
		f := strings.Fields(line)
		c := hexRune(f[1])
		switch f[0] {
		case "D":
			for _, d := range f[2:] {
				t.decompose[c] = append(t.decompose[c], hexRune(d))
			}
		case "C":
			t.class[c] = uint8(hexRune(f[2]))
		case "P":
			t.compose[[2]rune{hexRune(f[2]), hexRune(f[3])}] = c
		}
	}
	return t
})

// Hangul syllables decompose and compose by arithmetic.
const (
	hangulS, hangulL, hangulV, hangulT = 0xAC00, 0x1100, 0x1161, 0x11A7
	hangulLCount, hangulVCount         = 19, 21
	hangulTCount                       = 28
	hangulSCount                       = hangulLCount * hangulVCount * hangulTCount
)

// NFKC returns the normalisation form KC of s, to which Python brings every
// identifier.
func NFKC(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	t := loadNFKC()
	var rs []rune
	for _, r := range s {
		rs = t.appendDecomposed(rs, r)
	}
	t.reorder(rs)
	return string(t.composed(rs))
}

func (t *nfkcTables) appendDecomposed(rs []rune, r rune) []rune {
	if i := r - hangulS; i >= 0 && i < hangulSCount {
		rs = append(rs, hangulL+i/(hangulVCount*hangulTCount), hangulV+i/hangulTCount%hangulVCount)
		if i%hangulTCount != 0 {
			rs = append(rs, hangulT+i%hangulTCount)
		}
		return rs
	}
	if d := t.decompose[r]; d != nil {
		return append(rs, d...)
	}
	return append(rs, r)
}

// reorder sorts each run of combining characters by class.
func (t *nfkcTables) reorder(rs []rune) {
	for i := 0; i < len(rs); {
		if t.class[rs[i]] == 0 {
			i++
			continue
		}
		j := i
		for j < len(rs) && t.class[rs[j]] != 0 {
			j++
		}
		slices.SortStableFunc(rs[i:j], func(a, b rune) int { return int(t.class[a]) - int(t.class[b]) })
		i = j
	}
}

func (t *nfkcTables) pair(a, b rune) (rune, bool) {
	if l, v := a-hangulL, b-hangulV; l >= 0 && l < hangulLCount && v >= 0 && v < hangulVCount {
		return hangulS + (l*hangulVCount+v)*hangulTCount, true
	}
	if s, u := a-hangulS, b-hangulT; s >= 0 && s < hangulSCount && s%hangulTCount == 0 && u > 0 && u < hangulTCount {
		return a + u, true
	}
	c, ok := t.compose[[2]rune{a, b}]
	return c, ok
}

// composed joins starters with what follows them unblocked.
func (t *nfkcTables) composed(rs []rune) []rune {
	out := rs[:0]
	starter, last := -1, uint8(0)
	for _, r := range rs {
		cl := t.class[r]
		if starter >= 0 && (last < cl || last == 0 && starter == len(out)-1) {
			if c, ok := t.pair(out[starter], r); ok {
				out[starter] = c
				continue
			}
		}
		if cl == 0 {
			starter = len(out)
		}
		last = cl
		out = append(out, r)
	}
	return out
}

var loadNames = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 36000)
	for line := range strings.SplitSeq(unpack(namesData), "\n") {
		code, name, _ := strings.Cut(line, " ")
		m[name] = hexRune(code)
	}
	return m
})

// ideographs are the characters whose names are a prefix and their code.
var ideographs = []struct {
	prefix string
	ranges []rune
}{
	{"CJK UNIFIED IDEOGRAPH-", []rune{
		0x3400, 0x4dbf, 0x4e00, 0x9fff, 0x20000, 0x2a6df, 0x2a700, 0x2b739, 0x2b740, 0x2b81d, 0x2b820, 0x2cea1,
		0x2ceb0, 0x2ebe0, 0x2ebf0, 0x2ee5d, 0x30000, 0x3134a, 0x31350, 0x323af}},
	{"TANGUT IDEOGRAPH-", []rune{0x17000, 0x187f7, 0x18d00, 0x18d08}},
}

// The parts of the names of Hangul syllables.
var (
	hangulLead   = strings.Split("G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H", ",")
	hangulVowels = strings.Split("A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I", ",")
	hangulTrail  = strings.Split(",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H", ",")
)

// LookupName returns the character with a name or an alias, in any case.
func LookupName(name string) (rune, bool) {
	name = strings.ToUpper(name)
	for _, id := range ideographs {
		if code, ok := strings.CutPrefix(name, id.prefix); ok && (len(code) == 4 || len(code) == 5) {
			n, err := strconv.ParseUint(code, 16, 32)
			return rune(n), err == nil && inRanges(id.ranges, rune(n))
		}
	}
	if syllable, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangulByName(syllable)
	}
	r, ok := loadNames()[name]
	return r, ok
}

// loadMainNames maps characters to their names. In the table, the names stand in
// the order of the characters and the aliases after them.
var loadMainNames = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 36000)
	last := rune(-1)
	for line := range strings.SplitSeq(unpack(namesData), "\n") {
		code, name, _ := strings.Cut(line, " ")
		r := hexRune(code)
		if r < last {
			break
		}
		m[r], last = name, r
	}
	return m
})

// CharacterName returns the name of a character, or "" if it has none.
func CharacterName(r rune) string {
	if id := ideographs[0]; inRanges(id.ranges, r) {
		return fmt.Sprintf("%s%X", id.prefix, r)
	}
	if i := r - hangulS; i >= 0 && i < hangulSCount {
		return "HANGUL SYLLABLE " + hangulLead[i/(hangulVCount*hangulTCount)] + hangulVowel(i) + hangulTrail[i%hangulTCount]
	}
	return loadMainNames()[r]
}

func hangulVowel(i rune) string { return hangulVowels[i/hangulTCount%hangulVCount] }

// longestPrefix returns the index of the longest part that s starts with.
func longestPrefix(parts []string, s string) int {
	best, size := -1, -1
	for i, part := range parts {
		if len(part) > size && strings.HasPrefix(s, part) {
			best, size = i, len(part)
		}
	}
	return best
}

func hangulByName(s string) (rune, bool) {
	l := longestPrefix(hangulLead, s)
	s = s[len(hangulLead[l]):]
	v := longestPrefix(hangulVowels, s)
	if v < 0 {
		return 0, false
	}
	s = s[len(hangulVowels[v]):]
	t := longestPrefix(hangulTrail, s)
	if s != hangulTrail[t] {
		return 0, false
	}
	return rune(hangulS + (l*hangulVCount+v)*hangulTCount + t), true
}
