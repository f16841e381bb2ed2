package object

import (
	_ "embed"
	"encoding/binary"
	"sort"
	"sync"
	"sync/atomic"
)

// The character properties of the Unicode version that CPython 3.14 knows, made
// by testdata/unicode_tables.py. The format, in unsigned varints:
//
//	n, n sets of flags; n, n runs of code points (length, number of the set);
//	for upper, lower, title, fold:
//	  n, n runs (distance from the start of the last run, count, stride,
//	  zigzag-coded distance to the mapped one); n, n special cases (code point,
//	  length, UTF-8)
//
//go:embed unicode_data.bin
var unicodeData []byte

// Flags of a code point, in the order of the script.
const (
	uniAlpha uint32 = 1 << iota
	uniDecimal
	uniDigit
	uniNumeric
	uniPrintable
	uniSpace
	uniLower
	uniUpper
	uniTitle
	uniCased
	uniIgnorable // by the rule for the final sigma
	uniIDStart
	uniIDContinue
	uniToUpper // has another upper case; the next ones likewise
	uniToLower
	uniToTitle
	uniToFold

	uniAlnum = uniAlpha | uniDecimal | uniDigit | uniNumeric
)

// The case mappings.
const (
	caseUpper = iota
	caseLower
	caseTitle
	caseFold
	caseKinds
)

type caseRun struct {
	start, last, stride, delta int32
}

// caseTable is one mapping: runs in order, and what maps to several characters.
type caseTable struct {
	runs    []caseRun
	special map[rune]string
}

type unicodeTables struct {
	starts []rune // of each run; flags of the run
	flags  []uint32
	cases  [caseKinds]caseTable
}

var (
	loadUnicode = sync.OnceValue(decodeUnicode)
	// uniPages caches the flags of 256 code points each, made when first needed.
	uniPages [(maxRune + 1) / 256]atomic.Pointer[[256]uint32]
)

type varintReader struct{ b []byte }

func (r *varintReader) next() int {
	v, n := binary.Uvarint(r.b)
	r.b = r.b[n:]
	return int(v)
}

func decodeUnicode() *unicodeTables {
	r := &varintReader{unicodeData}
	sets := make([]uint32, r.next())
	for i := range sets {
		sets[i] = uint32(r.next())
	}
	n := r.next()
	u := &unicodeTables{starts: make([]rune, n), flags: make([]uint32, n)}
	at := 0
	for i := range n {
		u.starts[i] = rune(at)
		at += r.next()
		u.flags[i] = sets[r.next()]
	}
	for k := range u.cases {
		u.cases[k] = decodeCase(r)
	}
	return u
}

func decodeCase(r *varintReader) caseTable {
	table := caseTable{runs: make([]caseRun, r.next()), special: map[rune]string{}}
	start := 0
	for i := range table.runs {
		start += r.next()
		count, stride, zz := r.next(), r.next(), r.next()
		delta := zz >> 1
		if zz&1 != 0 {
			delta = -(zz + 1) >> 1
		}
		table.runs[i] = caseRun{int32(start), int32(start + (count-1)*stride), int32(stride), int32(delta)}
	}
	for range r.next() {
		cp, n := r.next(), r.next()
		table.special[rune(cp)] = string(r.b[:n])
		r.b = r.b[n:]
	}
	return table
}

// runeFlags returns the properties of r.
func runeFlags(r rune) uint32 {
	if p := uniPages[r>>8].Load(); p != nil {
		return p[r&0xff]
	}
	return makeUniPage(r >> 8)[r&0xff]
}

func makeUniPage(n rune) *[256]uint32 {
	u := loadUnicode()
	page := new([256]uint32)
	run := sort.Search(len(u.starts), func(i int) bool { return u.starts[i] > n<<8 }) - 1
	for i := range page {
		for run+1 < len(u.starts) && u.starts[run+1] <= n<<8+rune(i) {
			run++
		}
		page[i] = u.flags[run]
	}
	uniPages[n].Store(page)
	return page
}

// appendCase appends what r maps to.
func appendCase(b []byte, kind int, r rune) []byte {
	if runeFlags(r)&(uniToUpper<<kind) == 0 {
		return appendRune(b, r)
	}
	table := &loadUnicode().cases[kind]
	i := sort.Search(len(table.runs), func(i int) bool { return table.runs[i].last >= r })
	if i < len(table.runs) {
		if run := table.runs[i]; r >= run.start && (r-run.start)%run.stride == 0 {
			return appendRune(b, r+run.delta)
		}
	}
	return append(b, table.special[r]...)
}

// decimalDigit returns the value of a decimal digit of any script, or -1.
func decimalDigit(r rune) int {
	if r < 0x80 {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if runeFlags(r)&uniDecimal == 0 {
		return -1
	}
	start := r
	for runeFlags(start-1)&uniDecimal != 0 {
		start--
	}
	return int(r-start) % 10
}

// isLineBreak says whether splitlines ends a line at r.
func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// isSpaceRune says whether r is white space for str.
func isSpaceRune(r rune) bool {
	if r < 0x80 {
		return asciiSpace[r]
	}
	return isWideSpace(r)
}

func isWideSpace(r rune) bool {
	if r < 0x1680 {
		return r == 0x85 || r == 0xa0
	}
	return runeFlags(r)&uniSpace != 0
}

// WhiteSpace is what str takes for space among ASCII.
const WhiteSpace = "\t\n\v\f\r\x1c\x1d\x1e\x1f "

// asciiSpace says the same of each character; bytes does not take 0x1c to 0x1f.
var asciiSpace = func() (space [128]bool) {
	for _, c := range WhiteSpace {
		space[c] = true
	}
	return space
}()

// DecimalDigit returns the value of a decimal digit of any script, or -1.
func DecimalDigit(r rune) int { return decimalDigit(r) }

// IsSpaceRune says whether r is white space as str.isspace has it.
func IsSpaceRune(r rune) bool { return isSpaceRune(r) }
