package syntax

import "strings"

// This file and the grammar*.go files find out which error to report for a
// program that the fast parser, or the scanner, gave up on. They work as
// CPython does, because which error it reports depends on how it works:
//
//  1. A parser for parsing expression grammars walks the tokens, which are
//     scanned one by one as it asks for them. It fails, or an error of the
//     scanner ends it; how far it read says where "invalid syntax" would be.
//  2. It walks again from the start with the rules switched on that describe
//     wrong programs (their names begin with bad_). One of them may report.
//  3. The rest of the text is scanned: an error of the scanner there takes
//     precedence over one of the parser, and so does a bracket that is never
//     closed.

// maxLevel bounds the recursion of rules.
const maxLevel = 6000

type memoKey struct {
	rule *rule
	mark int
	bad  bool
}

type memoEntry struct {
	value any
	ok    bool
	mark  int
}

// explainer is the state of both walks.
//
// Main invariant: mark is the index in toks of the next token; toks holds what
// was scanned so far and grows by fetch only.
type explainer struct {
	src     []byte
	cfg     *Config
	scan    *scanner
	toks    []token
	mark    int
	bad     bool // the bad_ rules are on
	level   int
	memo    map[memoKey]memoEntry
	flufl   bool // `<>` is the operator, not `!=`
	started bool // single mode: a token of a statement was read
}

func newExplainer(text []byte, cfg *Config) *explainer {
	return &explainer{src: text, cfg: cfg, scan: newScanner(text), memo: make(map[memoKey]memoEntry), flufl: cfg.Flufl}
}

// explain reports the error of a program that does not parse.
func explain(text []byte, cfg *Config) *SyntaxError {
	x := newExplainer(text, cfg)
	start := grammar().start[cfg.Mode]
	_, ok, err := x.walk(start)
	if ok {
		return x.afterStatement()
	}
	if cfg.AllowIncompleteInput && (x.scan.status == scanEOF || x.scan.endInString) {
		e := x.at(x.last(), "incomplete input")
		e.Kind = "_IncompleteInputError"
		return e
	}
	if err == nil {
		last := x.last()
		x.mark, x.bad, x.level = 0, true, 0
		clear(x.memo)
		if _, _, err = x.walk(start); err == nil {
			err = x.genericError(&last)
			if err.Kind == "IndentationError" {
				return err
			}
			return x.preferScanner(err)
		}
	}
	if x.scan.status != scanOK || err.Kind == "MemoryError" {
		return err // CPython looks no further once it read to the end
	}
	return x.preferScanner(err)
}

// walk parses from the start rule. An error ends it.
func (x *explainer) walk(start *rule) (value any, ok bool, err *SyntaxError) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *SyntaxError:
			err = r
		default:
			panic(r)
		}
	}()
	value, ok = x.rule(start)
	return value, ok, nil
}

// errDisagree is the message when the fast parser refuses what the grammar
// accepts, which would be a bug here.
const errDisagree = "invalid syntax (the parsers disagree)"

// afterStatement reports what follows the statement in single mode.
func (x *explainer) afterStatement() *SyntaxError {
	if x.cfg.Mode == Single && !isBlank(x.src[x.scan.cur:]) {
		return x.at(x.last(), "multiple statements found while compiling a single statement")
	}
	return x.at(x.last(), errDisagree)
}

func (x *explainer) last() token {
	if len(x.toks) == 0 {
		x.fetch()
	}
	return x.toks[len(x.toks)-1]
}

// fetch scans one more token. An error of the scanner ends the walk.
func (x *explainer) fetch() {
	var t token
	x.scan.next(&t)
	if x.cfg.Mode == Single {
		if t.Kind == kindEnd && x.started {
			t.Kind = kindNewline
			x.started = false
			if !x.cfg.DontImplyDedent {
				x.scan.closeBlocks()
			}
		} else {
			x.started = true
		}
	}
	x.toks = append(x.toks, t)
	if t.Kind == kindError {
		panic(x.scanError())
	}
}

// peekToken returns the token at mark.
func (x *explainer) peekToken() *token {
	if x.mark == len(x.toks) {
		x.fetch()
	}
	return &x.toks[x.mark]
}

// scanError makes the error for why the scanner stopped.
func (x *explainer) scanError() *SyntaxError {
	s := x.scan
	at := func(kind, msg string, col int) *SyntaxError {
		e := x.located(Pos{s.line, int32(col - 1), s.line, -1}, msg)
		e.Kind = kind
		return e
	}
	switch s.status {
	case scanFailed:
		return s.err
	case scanBadDedent:
		e := x.at(x.last(), "unindent does not match any outer indentation level")
		e.Kind = "IndentationError"
		return e
	case scanBadTabs:
		return at("TabError", "inconsistent use of tabs and spaces in indentation", 1)
	case scanTooDeep:
		return at("IndentationError", "too many levels of indentation", 1)
	case scanBadContinue:
		return at("SyntaxError", "unexpected character after line continuation character", s.cur-s.bufferStart)
	}
	if len(s.brackets) > 0 {
		return x.neverClosed()
	}
	return x.at(x.last(), "unexpected EOF while parsing")
}

func (x *explainer) neverClosed() *SyntaxError {
	b := x.scan.brackets[len(x.scan.brackets)-1]
	return x.located(Pos{b.line, b.col, b.line, -1}, "'"+string(b.ch)+"' was never closed")
}

// genericError is the error when no rule knows better; last is the last token
// that the first walk read.
func (x *explainer) genericError(last *token) *SyntaxError {
	switch last.Kind {
	case kindIndent, kindDedent:
		msg := "unexpected indent"
		if last.Kind == kindDedent {
			msg = "unexpected unindent"
		}
		e := x.at(x.last(), msg)
		e.Kind = "IndentationError"
		return e
	}
	return x.located(last.pos(), "invalid syntax")
}

// preferScanner scans the rest of the text for an error that is reported
// instead of err.
func (x *explainer) preferScanner(err *SyntaxError) *SyntaxError {
	if x.scan.status > scanEOF {
		return err
	}
	line := x.last().Line
	var t token
	for t.Kind != kindEnd {
		x.scan.next(&t)
		if t.Kind != kindError {
			continue
		}
		if len(x.scan.modes) > 0 {
			break // CPython does not look into f-strings here
		}
		if x.scan.status == scanFailed {
			return x.scan.err
		}
		if n := len(x.scan.brackets); n > 0 && line > x.scan.brackets[n-1].line {
			return x.neverClosed()
		}
		break
	}
	return err
}

// at makes an error at a token.
func (x *explainer) at(t token, msg string) *SyntaxError {
	p := t.pos()
	if p.ColOffset == -1 {
		// Where the scanner is: a token without text has no column.
		p.ColOffset = int32(x.scan.cur-x.scan.lineStart) - 1
		p.EndColOffset = -2
	}
	return x.located(p, msg)
}

// located makes an error for an extent. CPython has two ways of not knowing an
// end column: -1 here is reported as 0, -2 as -1.
func (x *explainer) located(p Pos, msg string) *SyntaxError {
	line := x.line(int(p.Lineno))
	if p.Lineno < x.scan.line {
		// CPython finds an earlier line again without its newline.
		line = strings.TrimSuffix(line, "\n")
	}
	e := &SyntaxError{
		Kind: "SyntaxError", Msg: msg, Line: int(p.Lineno), EndLine: int(p.EndLineno),
		Text: line, HasText: true,
	}
	e.Col = charColumn(line, int(p.ColOffset)+1)
	e.EndCol = charColumn(line, int(p.EndColOffset)+1)
	return e
}

// charColumn turns a column in bytes, from 1, into one in characters. A column
// beyond the line is cut to its end, as is that of an end on a later line.
func charColumn(line string, col int) int {
	if col <= 0 {
		return col
	}
	if col > len(line)+1 {
		col = len(line) + 1
	}
	n := 0
	for i := 0; i < len(line) && i < col-1; i++ {
		if line[i]&0xC0 != 0x80 {
			n++
		}
	}
	if col-1 > len(line) {
		n += col - 1 - len(line)
	}
	return n + 1
}

// line returns a line of the text, with its newline.
func (x *explainer) line(n int) string {
	if n <= 0 {
		return ""
	}
	text := x.src[:len(x.src)-1]
	start := 0
	for i := 1; i < n; i++ {
		j := start
		for j < len(text) && text[j] != '\n' {
			j++
		}
		if j == len(text) {
			return ""
		}
		start = j + 1
	}
	end := start
	for end < len(text) && text[end] != '\n' {
		end++
	}
	if end < len(text) {
		end++
	}
	return string(text[start:end])
}
