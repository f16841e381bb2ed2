package unicodedata

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data.gz
var data []byte

// props is what a run of characters has in common.
type props struct {
	category, bidirectional, eastAsian string
	mirrored, combining                uint8
}

// number is what a character counts: decimal and digit -1 if it is none.
type number struct {
	decimal, digit int
	numeric        float64
	isNumeric      bool
}

// version is one edition of the database.
type version struct {
	starts  []rune // of the runs
	props   []props
	numbers map[rune]number
}

type tables struct {
	now, old   version
	decomposed map[rune]string // as decomposition() gives it
	corrected  map[rune]string // what Unicode 3.2 normalises otherwise
	pairs      map[[2]rune]rune
}

var load = sync.OnceValue(readTables)

func must[T any](v T, err error) T {
	if err != nil {
		panic("unicodedata: embedded table: " + err.Error())
	}
	return v
}

func hexRune(s string) rune { return rune(must(strconv.ParseUint(s, 16, 32))) }

func readTables() *tables {
	z := must(gzip.NewReader(bytes.NewReader(data)))
	text := string(must(io.ReadAll(z)))
	u := &tables{decomposed: map[rune]string{}, corrected: map[rune]string{}, pairs: map[[2]rune]rune{}}
	u.now.numbers, u.old.numbers = map[rune]number{}, map[rune]number{}
	var at, oldAt rune
	oldNumbers := map[rune]number{}
	for line := range strings.SplitSeq(text, "\n") {
		f := strings.Fields(line)
		switch f[0] {
		case "R":
			u.now.addRun(&at, f)
		case "r":
			u.old.addRun(&oldAt, f)
		case "D":
			u.decomposed[hexRune(f[1])] = line[len("D ")+len(f[1])+1:]
		case "d":
			u.corrected[hexRune(f[1])] = line[len("d ")+len(f[1])+1:]
		case "N":
			u.now.numbers[hexRune(f[1])] = readNumber(f[2:])
		case "n":
			oldNumbers[hexRune(f[1])] = readNumber(f[2:])
		case "P":
			u.pairs[[2]rune{hexRune(f[2]), hexRune(f[3])}] = hexRune(f[1])
		}
	}
	for r, n := range u.now.numbers {
		u.old.numbers[r] = n
	}
	for r, n := range oldNumbers {
		u.old.numbers[r] = n
	}
	return u
}

func (v *version) addRun(at *rune, f []string) {
	p := props{category: f[2], bidirectional: f[3], eastAsian: f[4], mirrored: uint8(hexRune(f[5])), combining: uint8(hexRune(f[6]))}
	if p.bidirectional == "-" {
		p.bidirectional = ""
	}
	v.starts, v.props = append(v.starts, *at), append(v.props, p)
	*at += hexRune(f[1])
}

func readNumber(f []string) number {
	n := number{decimal: -1, digit: -1}
	if f[0] != "-" {
		n.decimal = must(strconv.Atoi(f[0]))
	}
	if f[1] != "-" {
		n.digit = must(strconv.Atoi(f[1]))
	}
	if f[2] != "-" {
		n.numeric, n.isNumeric = must(strconv.ParseFloat(f[2], 64)), true
	}
	return n
}

// of returns the properties of a character.
func (v *version) of(r rune) props {
	i := sort.Search(len(v.starts), func(i int) bool { return v.starts[i] > r })
	return v.props[i-1]
}
