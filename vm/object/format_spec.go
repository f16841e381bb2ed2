package object

import (
	"fmt"
	"math"
)

// formatSpec is a parsed format specification.
type formatSpec struct {
	fill      rune
	align     byte // '<', '>', '^', '='
	alignSet  bool // given, not the type's default
	sign      byte // 0, '+', '-', ' '
	noNegZero bool // z
	alt       bool // #
	width     int  // -1: none
	group     byte // 0, ',', '_'
	precision int  // -1: none
	fracGroup byte
	kind      rune // presentation type; 0: none
}

// specParser reads a format specification; err is the text of the ValueError.
type specParser struct {
	s   string
	pos int
	err string
}

func (p *specParser) peek() byte {
	if p.pos < len(p.s) {
		return p.s[p.pos]
	}
	return 0
}

func (p *specParser) accept(c byte) bool {
	if p.peek() == c && p.pos < len(p.s) {
		p.pos++
		return true
	}
	return false
}

func isAlign(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// number reads digits; -1 if there are none.
func (p *specParser) number() int {
	n := -1
	for p.pos < len(p.s) {
		r, size := runeAt(p.s, p.pos)
		d := decimalDigit(r)
		if d < 0 {
			break
		}
		if n > (math.MaxInt-d)/10 {
			p.err = "Too many decimal digits in format string"
			return -1
		}
		n = max(n, 0)*10 + d
		p.pos += size
	}
	return n
}

// grouping reads the separators of thousands.
func (p *specParser) grouping() byte {
	var g byte
	if p.accept(',') {
		g = ','
	}
	if p.accept('_') {
		if g != 0 {
			p.err = "Cannot specify both ',' and '_'."
		}
		g = '_'
	}
	if p.peek() == ',' && g == '_' {
		p.err = "Cannot specify both ',' and '_'."
	}
	return g
}

// parseSpec parses a format specification for an object of the type named
// typeName. err is the text of a ValueError, or empty.
func parseSpec(s, typeName string, kind rune, align byte) (f formatSpec, err string) {
	f = formatSpec{fill: ' ', align: align, width: -1, precision: -1, kind: kind}
	p := &specParser{s: s}
	fillSet := f.parseAlign(p)
	switch p.peek() {
	case '+', '-', ' ':
		f.sign = p.peek()
		p.pos++
	}
	f.noNegZero = p.accept('z')
	f.alt = p.accept('#')
	if !fillSet && p.accept('0') {
		f.fill = '0'
		if !f.alignSet && align == '>' {
			f.align = '='
		}
	}
	if f.width = p.number(); p.err != "" {
		return f, p.err
	}
	if f.group = p.grouping(); p.err != "" {
		return f, p.err
	}
	if p.accept('.') {
		if f.precision = p.number(); p.err != "" {
			return f, p.err
		}
		if f.fracGroup = p.grouping(); p.err != "" {
			return f, p.err
		}
		if f.precision < 0 && f.fracGroup == 0 {
			return f, "Format specifier missing precision"
		}
	}
	if p.pos < len(s) {
		r, n := runeAt(s, p.pos)
		if p.pos+n < len(s) {
			return f, fmt.Sprintf("Invalid format specifier '%s' for object of type '%s'", s, typeName)
		}
		f.kind = r
	}
	return f, f.checkGrouping()
}

func (f *formatSpec) parseAlign(p *specParser) (fillSet bool) {
	if p.s == "" {
		return false
	}
	r, n := runeAt(p.s, 0)
	switch {
	case n < len(p.s) && isAlign(p.s[n]):
		f.fill, f.align, f.alignSet = r, p.s[n], true
		p.pos = n + 1
		return true
	case isAlign(p.s[0]):
		f.align, f.alignSet = p.s[0], true
		p.pos = 1
	}
	return false
}

func (f *formatSpec) checkGrouping() string {
	bad := func(g byte) string {
		if f.kind > 32 && f.kind < 128 {
			return fmt.Sprintf("Cannot specify '%c' with '%c'.", g, f.kind)
		}
		return fmt.Sprintf("Cannot specify '%c' with '\\x%x'.", g, f.kind)
	}
	if f.group != 0 {
		switch f.kind {
		case 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F', 0:
		case 'b', 'o', 'x', 'X':
			if f.group != '_' {
				return bad(f.group)
			}
		default:
			return bad(f.group)
		}
	}
	if f.fracGroup != 0 && f.kind == 'n' {
		return bad(f.fracGroup)
	}
	return ""
}

// unknownCode is the ValueError for a presentation type that a type lacks.
func unknownCode(t *Thread, kind rune, typeName string) Value {
	if kind > 32 && kind < 128 {
		return ValueErrorf(t, "Unknown format code '%c' for object of type '%s'", kind, typeName)
	}
	return ValueErrorf(t, "Unknown format code '\\x%x' for object of type '%s'", kind, typeName)
}

// numberText is a number cut into what the layout treats differently: digits
// is the whole part, which separators and zeros go into; rest what follows.
type numberText struct {
	neg    bool
	prefix string
	digits string
	rest   string // point, fraction, exponent
	whole  string // digits+rest, if it is there already
	step   int    // digits per group
}

// layout renders a number by its specification.
func (f *formatSpec) layout(n numberText) string {
	sign := ""
	switch {
	case n.neg:
		sign = "-"
	case f.sign == '+':
		sign = "+"
	case f.sign == ' ':
		sign = " "
	}
	body := n.whole
	if f.group != 0 || f.fracGroup != 0 || body == "" {
		body = f.grouped(n, len(sign))
	}
	if f.width <= 0 && sign == "" && n.prefix == "" {
		return body
	}
	pad := max(f.width-len(sign)-len(n.prefix)-countRunes(body), 0)
	b := make([]byte, 0, len(sign)+len(n.prefix)+len(body)+pad)
	left := f.leftPad(pad)
	if f.align != '=' {
		b = appendFill(b, f.fill, left)
	}
	b = append(append(b, sign...), n.prefix...)
	if f.align == '=' {
		b = appendFill(b, f.fill, pad)
		left = pad
	}
	b = append(b, body...)
	return bytesAsText(appendFill(b, f.fill, pad-left))
}

// grouped is the whole part and the rest, with separators.
func (f *formatSpec) grouped(n numberText, signs int) string {
	if f.fracGroup != 0 {
		n.rest = groupFraction(n.rest, f.fracGroup)
	}
	min := 0
	if f.fill == '0' && f.align == '=' {
		min = f.width - signs - len(n.prefix) - countRunes(n.rest)
	}
	if f.group != 0 && n.digits != "" {
		n.digits = groupDigits(n.digits, f.group, n.step, min)
	}
	return n.digits + n.rest
}

func appendFill(b []byte, fill rune, n int) []byte {
	for range n {
		b = appendRune(b, fill)
	}
	return b
}

func (f *formatSpec) leftPad(pad int) int {
	switch f.align {
	case '>':
		return pad
	case '^':
		return pad / 2
	}
	return 0
}

// groupDigits puts a separator between groups of step digits, and zeros in
// front until there are min characters, which never begin with a separator.
func groupDigits(digits string, sep byte, step, min int) string {
	var rev []byte
	n := len(digits)
	for first := true; ; first = false {
		if !first {
			rev = append(rev, sep)
		}
		size := step
		if most := max(n, min, 1); size > most {
			size = most
		}
		for k := range size {
			if k < n {
				rev = append(rev, digits[n-1-k])
			} else {
				rev = append(rev, '0')
			}
		}
		n -= size
		min -= size
		if n <= 0 && min <= 0 {
			break
		}
		n = max(n, 0)
		min--
	}
	for i, j := 0, len(rev)-1; i < j; i, j = i+1, j-1 {
		rev[i], rev[j] = rev[j], rev[i]
	}
	return bytesAsText(rev)
}

// groupFraction puts a separator after every third digit behind the point.
func groupFraction(rest string, sep byte) string {
	if rest == "" || rest[0] != '.' {
		return rest
	}
	b := []byte{'.'}
	i := 1
	for ; i < len(rest) && '0' <= rest[i] && rest[i] <= '9'; i++ {
		if i > 1 && (i-1)%3 == 0 {
			b = append(b, sep)
		}
		b = append(b, rest[i])
	}
	return bytesAsText(append(b, rest[i:]...))
}
