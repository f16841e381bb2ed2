package syntax

import (
	"fmt"
	"unicode/utf8"
)

// The limits of CPython's tokenizer.
const (
	maxBrackets     = 200
	maxIndents      = 100
	maxStringModes  = 150 // nested f-strings and t-strings
	maxFieldNesting = 3   // fields within fields
	tabWidth        = 8
)

// scanStatus says why the scanner stopped.
type scanStatus uint8

const (
	scanOK          scanStatus = iota
	scanEOF                    // the end of the text was read
	scanFailed                 // err is set
	scanBadDedent              // a dedent to a column that was never indented to
	scanBadTabs                // tabs and spaces that compare differently by tab size
	scanTooDeep                // too many levels of indentation
	scanBadContinue            // something after a backslash
)

type bracket struct {
	ch        byte
	line, col int32
}

// indentation is a column counted twice, with tabs to multiples of 8 and with
// tabs of width 1: the two must compare alike, or the program depends on the
// width of a tab.
type indentation struct{ col, alt int }

// stringMode is the state of one f-string or t-string that is being read.
type stringMode struct {
	kind     byte // 'f' or 't'
	raw      bool
	quote    byte
	size     int // of the quote: 1 or 3
	inField  bool
	inSpec   bool
	brackets int // open brackets within the field
	depth    int // brackets at the innermost field's start; -1 outside fields
	// where the string starts, for the error if it does not end
	start, lineStart int
	line             int32
}

// scanner turns text into tokens, one at each call of next. It stops at the
// first error for good.
//
// Main invariant: src ends with a zero byte that is no part of the text (and
// the text holds none), so that looking at src[cur] is always allowed; line
// and lineStart are those of the last line of which a character was read.
type scanner struct {
	src       []byte
	cur       int
	lineStart int
	line      int32
	status    scanStatus
	err       *SyntaxError
	atBOL     bool
	pending   int // indents (or, below zero, dedents) not yet returned
	indents   []indentation
	brackets  []bracket
	modes     []stringMode
	// start and lineStart of the token being read
	start int
	// multiStart is the line start that belongs to the start of the last
	// string token.
	firstLine  int32
	multiStart int
	// endInString: the text ends within a string.
	endInString bool
	// bufferStart is the start of the line where CPython's buffer begins: not
	// that of a line which continues another one or ends a string. It counts
	// the column of a bad continuation from there.
	bufferStart int
	// warn, if set, gets the warnings for doubtful spellings.
	warn func(Warning)
}

func newScanner(text []byte) *scanner {
	return &scanner{
		src:     text,
		atBOL:   true,
		indents: make([]indentation, 1, 16),
	}
}

// limit is the length of the text without the closing zero.
func (s *scanner) limit() int { return len(s.src) - 1 }

// readLine makes the line at cur the current one, if there is one.
func (s *scanner) readLine() bool {
	if s.cur >= s.limit() {
		s.status = scanEOF
		return false
	}
	s.line++
	s.lineStart = s.cur
	return true
}

// lineEnd returns the end of the current line, its newline included.
func (s *scanner) lineEnd() int {
	i := s.lineStart
	for i < s.limit() && s.src[i] != '\n' {
		i++
	}
	if i < s.limit() {
		i++
	}
	return i
}

// makeError makes a SyntaxError for the columns [col, endCol] (counted in
// characters, from 1) of the current line.
func (s *scanner) makeError(col, endCol int, msg string) *SyntaxError {
	end := s.lineStart
	for end < s.limit() && s.src[end] != '\n' {
		end++
	}
	return &SyntaxError{
		Kind: "SyntaxError", Msg: msg,
		Line: int(s.line), Col: col, EndLine: int(s.line), EndCol: endCol,
		Text: string(s.src[s.lineStart:end]), HasText: true,
	}
}

// errorAt reports a SyntaxError and stops the scan.
func (s *scanner) errorAt(col, endCol int, format string, args ...any) {
	if s.status == scanFailed {
		return
	}
	s.err = s.makeError(col, endCol, fmt.Sprintf(format, args...))
	s.status = scanFailed
}

// column is that of the last character read, from 1.
func (s *scanner) column() int { return utf8.RuneCount(s.src[s.lineStart:s.cur]) }

// errorf reports a SyntaxError at the last character read.
func (s *scanner) errorf(format string, args ...any) {
	col := s.column()
	s.errorAt(col, col, format, args...)
}

// warning issues a warning at the last character read. If it is made an error,
// that has a text of its own.
func (s *scanner) warning(msg, asError string) {
	if s.warn != nil {
		col := s.column()
		s.warn(Warning{"SyntaxWarning", msg, int(s.line), s.makeError(col, col, asError), int32(s.cur)})
	}
}

// give fills t with the text from start to end.
func (s *scanner) give(t *token, k Kind, start, end int) {
	*t = token{
		Kind: k, Level: uint8(len(s.brackets)), Start: int32(start), End: int32(end),
		Line: s.line, Col: int32(start - s.lineStart),
		EndLine: s.line, EndCol: int32(end - s.lineStart),
	}
}

// giveMulti is give for a token which may start on an earlier line.
func (s *scanner) giveMulti(t *token, k Kind, start, end int) {
	s.give(t, k, start, end)
	t.Line = s.firstLine
	t.Col = int32(start - s.multiStart)
	if t.Col < 0 {
		t.Col = -1
	}
}

// giveBare fills t for a token without text.
func (s *scanner) giveBare(t *token, k Kind) {
	*t = token{
		Kind: k, Level: uint8(len(s.brackets)), Start: int32(s.cur), End: int32(s.cur),
		Line: s.line, Col: -1, EndLine: s.line, EndCol: -1,
	}
}

// character classes
const (
	classStart = 1 << iota // starts an identifier
	classPart              // continues one
	classDigit
	classHex
)

var classes = func() (c [256]uint8) {
	for i := range c {
		switch {
		case i >= 'a' && i <= 'z', i >= 'A' && i <= 'Z', i == '_', i >= 128:
			c[i] = classStart | classPart
		case i >= '0' && i <= '9':
			c[i] = classPart | classDigit | classHex
		}
		if i >= 'a' && i <= 'f' || i >= 'A' && i <= 'F' {
			c[i] |= classHex
		}
	}
	return
}()

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// next reads one token. After an error it keeps returning error tokens; after
// the end, end tokens.
func (s *scanner) next(t *token) {
	if n := len(s.modes); n > 0 && !s.modes[n-1].inField {
		s.nextMiddle(t, &s.modes[n-1])
		return
	}
	s.nextPlain(t)
}

// nextPlain reads a token outside the literal parts of f-strings.
func (s *scanner) nextPlain(t *token) {
	if s.status > scanEOF {
		s.giveBare(t, kindError)
		return
	}
	for {
		blank := false
		if s.atBOL {
			s.atBOL = false
			ok := true
			if blank, ok = s.indentation(); !ok {
				s.giveBare(t, kindError)
				return
			}
		}
		if s.pending != 0 {
			s.givePending(t)
			return
		}
		if !s.skipBlanks() {
			s.giveBare(t, kindError)
			return
		}
		c := s.src[s.cur]
		if c != '\n' {
			s.start = s.cur
			s.token(t, c)
			if s.cur >= s.limit() && s.status == scanOK && t.Kind != kindString {
				s.status = scanEOF // it was looked for
			}
			return
		}
		s.cur++
		s.atBOL = true
		if !blank && len(s.brackets) == 0 {
			s.give(t, kindNewline, s.start, s.cur)
			return
		}
	}
}

func (s *scanner) givePending(t *token) {
	if s.pending < 0 {
		s.pending++
		s.giveBare(t, kindDedent)
		return
	}
	s.pending--
	s.giveBare(t, kindIndent)
}

// skipBlanks skips spaces, comments and continued line ends. It sets start to
// what it stops at, or to the comment before that: a newline token begins with
// the comment.
func (s *scanner) skipBlanks() bool {
	for {
		switch s.src[s.cur] {
		case ' ', '\t', '\f':
			s.cur++
		case '#':
			s.start = s.cur
			for s.src[s.cur] != '\n' && s.src[s.cur] != 0 {
				s.cur++
			}
			return true
		case '\\':
			if !s.continueLine() {
				return false
			}
		default:
			s.start = s.cur
			return true
		}
	}
}

// continueLine skips a backslash and the line end that must follow.
func (s *scanner) continueLine() bool {
	s.cur++
	if s.src[s.cur] != '\n' {
		if s.cur < s.limit() {
			s.cur++
		}
		s.status = scanBadContinue
		return false
	}
	s.cur++
	return s.readLine()
}

// indentation measures the start of a line and compares it with the open
// blocks. It tells whether the line is blank.
func (s *scanner) indentation() (blank, ok bool) {
	if !s.readLine() {
		s.closeBlocks()
		return false, true
	}
	s.bufferStart = s.lineStart
	col, alt, contCol := 0, 0, 0
measure:
	for {
		switch s.src[s.cur] {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/tabWidth + 1) * tabWidth
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			// The first backslash after blanks fixes the column.
			if contCol == 0 {
				contCol = col
			}
			if !s.continueLine() {
				return false, false
			}
			s.bufferStart = s.lineStart
			continue
		default:
			break measure
		}
		s.cur++
	}
	switch s.src[s.cur] {
	case '#', '\n':
		return true, true
	}
	if len(s.brackets) > 0 {
		return false, true
	}
	if contCol != 0 {
		col, alt = contCol, contCol
	}
	return false, s.compareIndent(indentation{col, alt})
}

// closeBlocks makes the dedents at the end of the text.
func (s *scanner) closeBlocks() {
	if len(s.brackets) == 0 {
		s.pending -= len(s.indents) - 1
		s.indents = s.indents[:1]
	}
}

func (s *scanner) compareIndent(in indentation) bool {
	top := s.indents[len(s.indents)-1]
	switch {
	case in.col == top.col:
	case in.col > top.col:
		if len(s.indents) >= maxIndents {
			return s.stopLine(scanTooDeep)
		}
		if in.alt <= top.alt {
			return s.stopLine(scanBadTabs)
		}
		s.pending++
		s.indents = append(s.indents, in)
		return true
	default:
		for len(s.indents) > 1 && in.col < s.indents[len(s.indents)-1].col {
			s.pending--
			s.indents = s.indents[:len(s.indents)-1]
		}
		top = s.indents[len(s.indents)-1]
		if in.col != top.col {
			return s.stopLine(scanBadDedent)
		}
	}
	if in.alt != top.alt {
		return s.stopLine(scanBadTabs)
	}
	return true
}

// stopLine ends the scan with everything up to the end of the line read.
func (s *scanner) stopLine(status scanStatus) bool {
	s.status = status
	s.cur = s.lineEnd()
	return false
}

// token reads the token that starts with c at start.
func (s *scanner) token(t *token, c byte) {
	switch cl := classes[c]; {
	case cl&classStart != 0:
		s.name(t, c)
	case cl&classDigit != 0, c == '.' && isDigit(s.src[s.cur+1]):
		s.number(t)
	case c == '"' || c == '\'':
		s.stringToken(t, c)
	case c == 0 && s.cur >= s.limit():
		s.status = scanEOF
		if len(s.brackets) > 0 {
			s.giveBare(t, kindError)
			return
		}
		s.giveBare(t, kindEnd)
	default:
		s.operator(t, c)
	}
}

// name reads an identifier, a keyword or a string with a prefix.
func (s *scanner) name(t *token, c byte) {
	if prefixLetter(c) != 0 {
		if q := s.prefixEnd(); q != 0 {
			s.prefixed(t, q)
			return
		}
		if s.status == scanFailed {
			s.giveBare(t, kindError)
			return
		}
	}
	i, all := s.cur, byte(0)
	for classes[s.src[i]]&classPart != 0 {
		all |= s.src[i]
		i++
	}
	s.cur = i
	if all >= 128 {
		if !s.checkIdentifier() {
			s.giveBare(t, kindError)
			return
		}
		s.give(t, kindName, s.start, i)
		t.NonASCII = true
		return
	}
	s.give(t, nameKind(s.src[s.start:i]), s.start, i)
}

// checkIdentifier verifies an identifier with characters outside ASCII.
func (s *scanner) checkIdentifier() bool {
	text := s.src[s.start:s.cur]
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if i == 0 && isIDStart(r) || i > 0 && isIDContinue(r) {
			i += n
			continue
		}
		s.cur = s.start + i + n
		if isPrintable(r) {
			s.errorf("invalid character '%c' (U+%04X)", r, r)
		} else {
			s.errorf("invalid non-printable character U+%04X", r)
		}
		return false
	}
	return true
}

// The letters of string prefixes, as bits in the order in which an error names
// them.
const (
	letterU = 1 << iota
	letterB
	letterR
	letterF
	letterT
)

func prefixLetter(c byte) uint8 {
	switch c | 0x20 {
	case 'u':
		return letterU
	case 'b':
		return letterB
	case 'r':
		return letterR
	case 'f':
		return letterF
	case 't':
		return letterT
	}
	return 0
}

// exclusive are the prefixes that do not go together.
var exclusive = [...]struct {
	bits uint8
	a, b byte
}{
	{letterU | letterB, 'u', 'b'}, {letterU | letterR, 'u', 'r'}, {letterU | letterF, 'u', 'f'},
	{letterU | letterT, 'u', 't'}, {letterB | letterF, 'b', 'f'}, {letterB | letterT, 'b', 't'},
	{letterF | letterT, 'f', 't'},
}

// prefixEnd returns the offset of the quote if a string prefix starts here,
// and 0 if none does or the prefix is a wrong one (status tells).
func (s *scanner) prefixEnd() int {
	seen := uint8(0)
	i := s.cur
	for {
		bit := prefixLetter(s.src[i])
		if bit == 0 || seen&bit != 0 {
			return 0
		}
		seen |= bit
		if i++; s.src[i] == '"' || s.src[i] == '\'' {
			break
		}
	}
	for _, x := range exclusive {
		if seen&x.bits == x.bits {
			s.errorAt(s.start+1-s.lineStart, i+1-s.lineStart, "'%c' and '%c' prefixes are incompatible", x.a, x.b)
			return 0
		}
	}
	return i
}

// prefixed reads a string whose prefix ends at q.
func (s *scanner) prefixed(t *token, q int) {
	kind, raw := byte(0), false
	for _, c := range s.src[s.start:q] {
		switch c | 0x20 {
		case 'f', 't':
			kind = c | 0x20
		case 'r':
			raw = true
		}
	}
	s.cur = q
	if kind != 0 {
		s.openString(t, kind, raw)
		return
	}
	s.stringToken(t, s.src[q])
}

// quoteSize returns 3 if three quotes start at cur, else 1.
func (s *scanner) quoteSize(q byte) int {
	if s.src[s.cur+1] == q && s.src[s.cur+2] == q {
		return 3
	}
	return 1
}

// stringToken reads a whole plain or bytes string; cur is at its quote.
func (s *scanner) stringToken(t *token, q byte) {
	s.firstLine, s.multiStart = s.line, s.lineStart
	size := s.quoteSize(q)
	i := s.cur + size
	escaped := false // an escaped quote was seen
	run := 0         // quotes in a row
	for run != size {
		c := s.src[i]
		switch {
		case c == q:
			run++
			i++
			continue
		case c == 0 && i >= s.limit(), c == '\n' && size == 1:
			s.cur = i
			s.endInString = c == 0
			s.unterminated(q, size, escaped)
			s.giveBare(t, kindError)
			return
		case c == '\\':
			i++
			if i >= s.limit() {
				run = 0
				continue
			}
			if s.src[i] == q {
				escaped = true
			}
			if s.src[i] == '\n' {
				s.cur = i + 1
				s.readLine()
			}
		case c == '\n':
			s.cur = i + 1
			s.readLine()
		}
		run = 0
		i++
	}
	s.cur = i
	s.status = scanOK
	s.giveMulti(t, kindString, s.start, i)
}

// unterminated reports a string without an end.
func (s *scanner) unterminated(q byte, size int, escaped bool) {
	at := s.line
	s.cur, s.lineStart, s.line = s.start+1, s.multiStart, s.firstLine
	s.status = scanOK
	if n := len(s.modes); n > 0 && s.modes[n-1].quote == q && s.modes[n-1].size == size {
		s.errorf("%c-string: expecting '}'", s.modes[n-1].kind)
		return
	}
	switch {
	case size == 3:
		s.errorf("unterminated triple-quoted string literal (detected at line %d)", at)
	case escaped:
		s.errorf("unterminated string literal (detected at line %d); perhaps you escaped the end quote?", at)
	default:
		s.errorf("unterminated string literal (detected at line %d)", at)
	}
}
