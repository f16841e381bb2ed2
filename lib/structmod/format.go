package structmod

import (
	"math"
	"strings"

	"github.com/puzpuzpuz/xsync/v3"
)

// field is one part of a format: count values of a kind, the first at offset.
type field struct {
	kind   byte
	size   int // of one value; of 's' and 'p' all of it
	offset int
	count  int // values that it takes: 1 for 's' and 'p', 0 for 'x'
}

// layout is a compiled format.
type layout struct {
	text   string
	big    bool
	fields []field
	size   int
	values int
}

// kinds of values: their standard size and native size and alignment.
var kinds = map[byte]struct{ standard, native, align int }{
	'x': {1, 1, 1}, 'c': {1, 1, 1}, 'b': {1, 1, 1}, 'B': {1, 1, 1}, '?': {1, 1, 1}, 's': {1, 1, 1}, 'p': {1, 1, 1},
	'h': {2, 2, 2}, 'H': {2, 2, 2}, 'i': {4, 4, 4}, 'I': {4, 4, 4}, 'l': {4, 8, 8}, 'L': {4, 8, 8}, 'q': {8, 8, 8}, 'Q': {8, 8, 8},
	'n': {0, 8, 8}, 'N': {0, 8, 8}, 'P': {0, 8, 8}, 'e': {2, 2, 2}, 'f': {4, 4, 4}, 'd': {8, 8, 8}, 'F': {8, 8, 4}, 'D': {16, 16, 8},
}

// compiled are the formats that were used last.
var compiled = xsync.NewMapOf[string, *layout]()

const (
	maxCompiled = 100
	tooLong     = "total struct size too long"
)

// compile reads a format; text says what is wrong with it.
func compile(format string) (l *layout, text string) {
	if l, ok := compiled.Load(format); ok {
		return l, ""
	}
	format = strings.Clone(format) // it may lie in a str
	if l, text = parse(format); l != nil {
		if compiled.Size() >= maxCompiled {
			compiled.Clear()
		}
		compiled.Store(format, l)
	}
	return l, text
}

func parse(format string) (*layout, string) {
	l := &layout{text: format}
	native := true
	rest := format
	if rest != "" {
		switch rest[0] {
		case '<', '=':
			native, rest = false, rest[1:]
		case '>', '!':
			native, l.big, rest = false, true, rest[1:]
		case '@':
			rest = rest[1:]
		}
	}
	for i := 0; i < len(rest); i++ {
		c := rest[i]
		switch c {
		case ' ', '\t', '\n', '\v', '\f', '\r':
			continue
		case 0:
			return nil, "embedded null character"
		}
		n := 1
		if '0' <= c && c <= '9' {
			n = 0
			for ; i < len(rest) && '0' <= rest[i] && rest[i] <= '9'; i++ {
				d := int(rest[i] - '0')
				if n > (math.MaxInt-d)/10 {
					return nil, tooLong
				}
				n = n*10 + d
			}
			if i == len(rest) {
				return nil, "repeat count given without format specifier"
			}
			c = rest[i]
		}
		if text := l.add(c, n, native); text != "" {
			return nil, text
		}
	}
	return l, ""
}

// add appends n values of a kind.
func (l *layout) add(c byte, n int, native bool) string {
	k, ok := kinds[c]
	size := k.standard
	if native {
		size = k.native
		if rem := l.size % max(k.align, 1); rem != 0 {
			l.size += k.align - rem
		}
	}
	if !ok || size == 0 {
		return "bad char in struct format"
	}
	if n > (math.MaxInt-l.size)/size {
		return tooLong
	}
	f := field{kind: c, size: size, offset: l.size, count: n}
	switch c {
	case 'x':
		f.count = 0
	case 's', 'p':
		f.size, f.count = n, 1
	}
	l.size += n * size
	l.values += f.count
	if f.count > 0 {
		l.fields = append(l.fields, f)
	}
	return ""
}
