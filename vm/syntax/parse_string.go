package syntax

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// strings parses adjacent string literals, which make one constant, one
// f-string or one t-string.
func (p *parser) strings() Expr {
	t := p.cur()
	if t.Kind == kindString {
		switch p.peek(1) {
		case kindString, kindFStart:
		case kindTStart:
			p.fail()
		default:
			p.pos++
			return p.stringConstant(t)
		}
	}
	if t.Kind == kindTStart {
		return p.templates(t)
	}
	var parts []Expr
	formatted := false
	for {
		switch p.kind() {
		case kindString:
			parts = append(parts, p.stringConstant(p.take()))
			continue
		case kindFStart:
			formatted = true
			parts = append(parts, p.formatString(kindFEnd)...)
			continue
		case kindTStart:
			p.fail()
		}
		break
	}
	e, ok := joinStrings(parts, formatted, p.from(t))
	if !ok {
		p.fail()
	}
	return e
}

// templates parses adjacent t-strings.
func (p *parser) templates(t *token) Expr {
	var parts []Expr
	for p.kind() == kindTStart {
		parts = append(parts, p.formatString(kindTEnd)...)
	}
	if k := p.kind(); k == kindString || k == kindFStart {
		p.fail()
	}
	return &TemplateStr{exprNode{p.from(t)}, foldConstants(parts, true)}
}

// stringConstant makes the constant of a string token.
func (p *parser) stringConstant(t *token) *Constant {
	v, kind, fail := p.decodeLiteral(t)
	if fail != nil {
		p.fail()
	}
	c := p.newConstant(t.pos(), v)
	c.Kind = kind
	return c
}

func (p *parser) decodeLiteral(t *token) (v any, kind string, fail *SyntaxError) {
	lit := splitLiteral(p.src[t.Start:t.End])
	if lit.unicode {
		kind = "u"
	}
	v, bad, fail := lit.decode()
	if fail == nil && bad.at >= 0 {
		p.warnEscape(bad, lit.body, t)
	}
	return v, kind, fail
}

// warnEscape warns of an escape within a body; t is the token whose line
// CPython starts to count from.
func (p *parser) warnEscape(bad badEscape, body []byte, t *token) {
	before := body[:bad.at]
	line := int(t.Line) + bytes.Count(before, []byte("\n"))
	col := int(t.Col) + 2 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	if line != int(t.Line) {
		col -= int(t.Col) + 1
	}
	p.warnings = append(p.warnings, Warning{
		Category: "SyntaxWarning", Msg: bad.message(), Line: line, at: t.Start,
		AsError: &SyntaxError{
			Kind: "SyntaxError", Msg: bad.errorMessage(),
			Line: line, Col: col, EndLine: line, EndCol: col + 2,
		},
	})
}

// joinStrings makes one node of the parts of adjacent literals. It fails if
// bytes and strings are mixed.
func joinStrings(parts []Expr, formatted bool, pos Pos) (Expr, bool) {
	bytes, texts := 0, 0
	for _, e := range parts {
		if c, ok := e.(*Constant); ok {
			if _, ok := c.Value.(Bytes); ok {
				bytes++
				continue
			}
		}
		texts++
	}
	if formatted {
		texts++
	}
	switch {
	case bytes > 0 && texts > 0:
		return nil, false
	case bytes > 0:
		var b strings.Builder
		for _, e := range parts {
			b.WriteString(string(e.(*Constant).Value.(Bytes)))
		}
		return &Constant{exprNode{pos}, Bytes(b.String()), ""}, true
	}
	parts = foldConstants(parts, formatted)
	if !formatted {
		return parts[0], true
	}
	return &JoinedStr{exprNode{pos}, parts}, true
}

// foldConstants joins neighbouring constants and, if drop is set, leaves out
// those that are empty.
func foldConstants(parts []Expr, drop bool) []Expr {
	out := parts[:0]
	for i := 0; i < len(parts); i++ {
		c, ok := parts[i].(*Constant)
		if !ok {
			out = append(out, parts[i])
			continue
		}
		j := i + 1
		for j < len(parts) && isConstant(parts[j]) {
			j++
		}
		if j > i+1 {
			var b strings.Builder
			for _, e := range parts[i:j] {
				b.WriteString(e.(*Constant).Value.(string))
			}
			last := parts[j-1].Position()
			pos := Pos{c.Lineno, c.ColOffset, last.EndLineno, last.EndColOffset}
			c = &Constant{exprNode{pos}, b.String(), c.Kind}
			i = j - 1
		}
		if !drop || c.Value != "" {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func isConstant(e Expr) bool {
	_, ok := e.(*Constant)
	return ok
}

// formatString parses one f-string or t-string, up to the token that ends it,
// into constants and fields.
func (p *parser) formatString(end Kind) []Expr {
	start := p.take()
	f := &formatter{raw: isRawStart(p.src[start.Start:start.End]), template: end == kindTEnd}
	var parts []Expr
	for p.kind() != end {
		parts = p.formatPart(parts, f)
	}
	for _, e := range f.escapes {
		p.warnEscape(e.bad, e.body, p.cur())
	}
	p.pos++
	return parts
}

// formatter is what the parts of one f-string or t-string have in common.
type formatter struct {
	raw, template bool
	inSpec        bool
	// escapes are the bad ones of its text: CPython finds them when it comes
	// to the end of the string.
	escapes []foundEscape
}

type foundEscape struct {
	bad  badEscape
	body []byte
}

func isRawStart(prefix []byte) bool {
	return prefixLetter(prefix[0]) == letterR || prefixLetter(prefix[1]) == letterR
}

// formatPart parses a piece of text or a field.
func (p *parser) formatPart(parts []Expr, f *formatter) []Expr {
	t := p.cur()
	switch t.Kind {
	case kindFMiddle, kindTMiddle:
		p.pos++
		body := p.src[t.Start:t.End]
		v, bad, fail := decodeText(body, f.raw)
		if fail != nil {
			p.fail()
		}
		if bad.at >= 0 && f.inSpec {
			p.warnEscape(bad, body, t)
		} else if bad.at >= 0 && bad.text != "{" && bad.text != "}" { // of those the scanner warns
			f.escapes = append(f.escapes, foundEscape{bad, body})
		}
		if v == "" {
			return parts
		}
		return append(parts, p.newConstant(t.pos(), v))
	case kindLbrace:
		return p.field(parts, f)
	}
	p.fail()
	return nil
}

// field parses one replacement field. With a debugging `=` it makes two parts.
func (p *parser) field(parts []Expr, f *formatter) []Expr {
	t := p.take()
	value := p.yieldOrStars()
	debug := p.accept(kindAssign)
	stop := p.cur() // what ends the source text of the expression
	textEnd := stop.Start
	if stop.Kind == kindColon {
		textEnd = p.lastUnequal(t, stop)
	}
	conversion := -1
	if p.accept(kindBang) {
		conversion = p.conversion()
	}
	var spec Expr
	if p.kind() == kindColon {
		spec = p.formatSpec(f.raw)
	}
	p.want(kindRbrace)
	if debug && conversion == -1 && spec == nil {
		conversion = 'r'
	}
	pos := p.from(t)
	if debug || f.template {
		text := withoutComments(p.src[t.End:textEnd])
		if debug {
			c := p.newConstant(Pos{t.Line, t.Col + 1, stop.Line, stop.Col}, text)
			parts = append(parts, c)
		}
		if f.template {
			return append(parts, &Interpolation{exprNode{pos}, value, expressionText(text, debug), conversion, spec})
		}
	}
	return append(parts, &FormattedValue{exprNode{pos}, value, conversion, spec})
}

// lastUnequal returns where CPython believes that the text of a field ends if a
// format specification follows: at the last exclamation mark outside brackets,
// which may be that of a !=.
func (p *parser) lastUnequal(open, stop *token) int32 {
	for i := p.pos - 1; &p.toks[i] != open; i-- {
		t := &p.toks[i]
		if t.Kind == kindNotEq && t.Level == open.Level && p.src[t.Start] == '!' {
			return t.Start
		}
	}
	return stop.Start
}

// conversion parses the letter after an exclamation mark.
func (p *parser) conversion() int {
	bang := p.toks[p.pos-1]
	t := p.want(kindName)
	if t.Start != bang.End || t.End != t.Start+1 {
		p.fail()
	}
	c := p.src[t.Start]
	if c != 's' && c != 'r' && c != 'a' {
		p.fail()
	}
	return int(c)
}

// formatSpec parses a format specification, from its colon.
func (p *parser) formatSpec(raw bool) Expr {
	t := p.take()
	f := &formatter{raw: raw, inSpec: true}
	var parts []Expr
	for p.kind() != kindRbrace {
		parts = p.formatPart(parts, f)
	}
	return &JoinedStr{exprNode{p.from(t)}, foldConstants(parts, true)}
}

// quoteState follows whether a place in a field's source text is inside a
// string: every quote of the kind that opened one closes it.
type quoteState byte

func (q *quoteState) see(c byte) {
	if c == '"' || c == '\'' {
		switch byte(*q) {
		case 0:
			*q = quoteState(c)
		case c:
			*q = 0
		}
	}
}

// hasComment tells whether there is a comment in a field's source text.
func hasComment(src []byte) bool {
	q := quoteState(0)
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\':
			i++
		case c == '#' && q == 0:
			return true
		default:
			q.see(c)
		}
	}
	return false
}

// withoutComments removes the comments of a field's source text. If there is
// one, escaped quotes count as quotes, as in CPython 3.14.6.
func withoutComments(src []byte) string {
	if !hasComment(src) {
		return string(src)
	}
	out := make([]byte, 0, len(src))
	q := quoteState(0)
	for i := 0; i < len(src); i++ {
		c := src[i]
		if c == '#' && q == 0 {
			for i < len(src) && src[i] != '\n' {
				i++
			}
			if i < len(src) {
				out = append(out, '\n')
			}
			continue
		}
		q.see(c)
		out = append(out, c)
	}
	return string(out)
}

// expressionText is the text of a t-string's field as its Interpolation
// shows it.
func expressionText(s string, debug bool) string {
	s = strings.TrimRight(s, " \t\n\f\r\v")
	if debug {
		s = strings.TrimRight(strings.TrimSuffix(s, "="), " \t\n\f\r\v")
	}
	return s
}
