package syntax

import (
	"strings"
	"unicode/utf8"
)

// Token is one token as the module tokenize shows it. Lines count from 1,
// columns are in characters from 0.
type Token struct {
	Type                       int // by the numbers of the module token
	Text                       string
	Line, Col, EndLine, EndCol int
	Source                     string // the lines it is on
}

// The types of the module token; all operators are OP there.
const (
	typeEnd      = 0
	typeName     = 1
	typeNumber   = 2
	typeString   = 3
	typeNewline  = 4
	typeIndent   = 5
	typeDedent   = 6
	typeOperator = 55
	typeFStart   = 59 // FSTRING_MIDDLE, FSTRING_END, TSTRING_START … follow
	typeComment  = 65
	typeNL       = 66
)

// lister makes the list of tokens. Unlike the parser it wants comments and the
// line ends that end no statement: they lie between the scanner's tokens.
type lister struct {
	scan    *scanner
	text    string
	starts  []int // of each line
	crlf    map[int]bool
	extra   bool
	lastEnd int
	tokens  []Token
	noEnd   bool // the text does not end with a line end
}

// Tokens splits text, which ends in the middle of a line or not, into tokens.
// extra adds comments and blank lines. With an error come the tokens before it.
func Tokens(text string, extra bool) ([]Token, *SyntaxError) {
	l := &lister{crlf: map[int]bool{}, extra: extra}
	var b strings.Builder
	line := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\r' && i+1 < len(text) && text[i+1] == '\n' {
			l.crlf[line] = true
			continue
		}
		b.WriteByte(c)
		if c == '\n' {
			line++
		}
	}
	if text != "" && text[len(text)-1] != '\n' {
		l.noEnd = true
		b.WriteByte('\n')
	}
	l.text = b.String()
	l.starts = []int{0}
	for i := range len(l.text) {
		if l.text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	l.scan = newScanner(append([]byte(l.text), 0))
	if i := strings.IndexByte(l.text, 0); i >= 0 {
		return nil, &SyntaxError{Kind: "SyntaxError", Msg: "source code cannot contain null bytes", Line: l.lineOf(i) + 1}
	}
	err := l.all()
	return l.tokens, err
}

func (l *lister) all() *SyntaxError {
	x := &explainer{src: l.scan.src, cfg: &Config{}, scan: l.scan}
	for {
		var t token
		l.scan.next(&t)
		x.toks = append(x.toks, t)
		switch t.Kind {
		case kindError:
			if l.scan.status == scanOK || l.scan.status == scanEOF {
				return l.unfinished()
			}
			e := x.scanError()
			if e.Kind == "IndentationError" {
				e.Text, e.EndLine, e.EndCol = strings.TrimSuffix(e.Text, "\n"), NoPosition, NoPosition
			}
			return e
		case kindEnd:
			l.gap(len(l.text))
			if len(l.scan.brackets) > 0 {
				return l.unfinished()
			}
			l.bare(typeEnd, len(l.text))
			return nil
		}
		l.token(&t)
	}
}

func (l *lister) unfinished() *SyntaxError {
	l.gap(len(l.text))
	return &SyntaxError{Kind: "SyntaxError", Msg: "unexpected EOF in multi-line statement", Line: len(l.starts) - 1, Col: 0, EndLine: -1, EndCol: 0}
}

func (l *lister) lineOf(offset int) int {
	lo, hi := 0, len(l.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; l.starts[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// place returns the line, from 0, and the column of an offset.
func (l *lister) place(offset int) (line, col int) {
	line = l.lineOf(offset)
	return line, utf8.RuneCountInString(l.text[l.starts[line]:offset])
}

// source returns the text of lines, as it was.
func (l *lister) source(from, to int) string {
	var b strings.Builder
	for n := from; n <= to && n < len(l.starts); n++ {
		end := len(l.text)
		if n+1 < len(l.starts) {
			end = l.starts[n+1]
		}
		s := l.text[l.starts[n]:end]
		switch {
		case l.crlf[n]:
			s = strings.TrimSuffix(s, "\n") + "\r\n"
		case l.noEnd && end == len(l.text):
			s = strings.TrimSuffix(s, "\n")
		}
		b.WriteString(s)
	}
	return b.String()
}

// add appends the token of text[start:end].
func (l *lister) add(typ, start, end int) {
	line, col := l.place(start)
	last, endCol := l.place(end)
	lines := last
	if end > start && endCol == 0 && last > line {
		if typ != typeFStart+1 && typ != typeFStart+4 {
			lines--
		}
	}
	l.tokens = append(l.tokens, Token{typ, l.text[start:end], line + 1, col, last + 1, endCol, l.source(line, lines)})
	l.lastEnd = end
}

// bare appends a token without text at an offset.
func (l *lister) bare(typ, at int) {
	line, col := l.place(at)
	l.tokens = append(l.tokens, Token{typ, "", line + 1, col, line + 1, col, l.source(line, line)})
}

// lineEnd appends the token of the line end at an offset.
func (l *lister) lineEnd(typ, at int) {
	line, col := l.place(at)
	text, width := "\n", 1
	switch {
	case l.crlf[line]:
		text, width = "\r\n", 2
	case l.noEnd && at == len(l.text)-1:
		text = ""
		if typ == typeNL {
			width = 1
		}
	}
	l.tokens = append(l.tokens, Token{typ, text, line + 1, col, line + 1, col + width, l.source(line, line)})
	l.lastEnd = at + 1
}

// gap lists the comments and line ends up to an offset.
func (l *lister) gap(to int) {
	for i := l.lastEnd; i < to; i++ {
		switch l.text[i] {
		case '#':
			end := i + strings.IndexByte(l.text[i:], '\n')
			if l.extra {
				l.add(typeComment, i, end)
			}
			i = end - 1
		case '\\':
			i++
		case '\n':
			if l.extra {
				l.lineEnd(typeNL, i)
			}
		}
	}
	l.lastEnd = max(l.lastEnd, to)
}

func (l *lister) token(t *token) {
	start, end := int(t.Start), int(t.End)
	switch t.Kind {
	case kindNewline:
		l.gap(end - 1)
		l.lineEnd(typeNewline, end-1)
	case kindIndent:
		l.gap(start)
		line, _ := l.place(start)
		l.add(typeIndent, l.starts[line], start)
	case kindDedent:
		l.gap(start)
		l.bare(typeDedent, start)
	case kindFMiddle, kindTMiddle:
		l.middle(typeOf(t.Kind), start, end)
	default:
		l.gap(start)
		l.add(typeOf(t.Kind), start, end)
	}
}

// middle lists the literal part of an f-string: it is divided at doubled
// braces.
func (l *lister) middle(typ, start, end int) {
	for i := start; i+1 < end; i++ {
		if c := l.text[i]; (c == '{' || c == '}') && l.text[i+1] == c {
			l.add(typ, start, i+1)
			start = i + 2
			i++
		}
	}
	l.lastEnd = end
	if end > start || len(l.tokens) == 0 || l.tokens[len(l.tokens)-1].Type != typ {
		l.add(typ, start, end)
	}
	l.lastEnd = end
}

func typeOf(k Kind) int {
	switch {
	case k == kindName || k.isKeyword():
		return typeName
	case k == kindNumber:
		return typeNumber
	case k == kindString:
		return typeString
	case k >= kindFStart && k <= kindTEnd:
		return typeFStart + int(k-kindFStart)
	}
	return typeOperator
}
