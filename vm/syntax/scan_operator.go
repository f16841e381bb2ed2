package syntax

// single is the operator of one character.
var single = [128]Kind{
	'(': kindLpar, ')': kindRpar, '[': kindLsqb, ']': kindRsqb, '{': kindLbrace, '}': kindRbrace,
	':': kindColon, ',': kindComma, ';': kindSemi, '.': kindDot, '@': kindAt, '!': kindBang,
	'~': kindTilde, '=': kindAssign, '+': kindPlus, '-': kindMinus, '*': kindStar, '/': kindSlash,
	'|': kindVbar, '&': kindAmper, '%': kindPercent, '^': kindHat, '<': kindLess, '>': kindGreater,
}

// withEqual is the operator of a character followed by an equals sign.
var withEqual = [128]Kind{
	'!': kindNotEq, '%': kindPercentAssign, '&': kindAmperAssign, '*': kindStarAssign,
	'+': kindPlusAssign, '-': kindMinusAssign, '/': kindSlashAssign, ':': kindWalrus,
	'<': kindLessEq, '=': kindEq, '>': kindGreaterEq, '@': kindAtAssign, '^': kindHatAssign,
	'|': kindVbarAssign,
}

// doubled is the operator of a character written twice, and of that followed
// by an equals sign.
var doubled = [128][2]Kind{
	'*': {kindDoubleStar, kindDoubleStarAssign}, '/': {kindDoubleSlash, kindDoubleSlashAssign},
	'<': {kindLshift, kindLshiftAssign}, '>': {kindRshift, kindRshiftAssign},
}

// operator reads an operator, a bracket or a character that is neither.
func (s *scanner) operator(t *token, c byte) {
	m := s.fieldMode()
	if m != nil && c == ':' && m.brackets-1 == m.depth {
		// At the outermost level of a field: the format specification
		// begins, even where := would be an operator.
		m.inField, m.inSpec = false, true
		s.cur++
		s.give(t, kindColon, s.start, s.cur)
		return
	}
	if k, n := s.longOperator(c); n > 0 {
		s.cur += n
		s.give(t, k, s.start, s.cur)
		return
	}
	s.cur++
	ok := true
	switch c {
	case '(', '[', '{':
		ok = s.open(c)
	case ')', ']', '}':
		ok = s.close(c)
	}
	if !ok {
		s.giveBare(t, kindError)
		return
	}
	if c < 32 || c == 127 {
		s.errorf("invalid non-printable character U+%04X", c)
		s.giveBare(t, kindError)
		return
	}
	k := single[c]
	if k == 0 {
		k = kindOther
	}
	s.give(t, k, s.start, s.cur)
}

// fieldMode returns the f-string around cur, or nil.
func (s *scanner) fieldMode() *stringMode {
	if n := len(s.modes); n > 0 {
		return &s.modes[n-1]
	}
	return nil
}

// longOperator recognises the operators of two and three characters.
func (s *scanner) longOperator(c byte) (Kind, int) {
	d := s.src[s.cur+1]
	switch {
	case d == '=' && withEqual[c] != 0:
		return withEqual[c], 2
	case d == c && doubled[c][0] != 0:
		if s.src[s.cur+2] == '=' {
			return doubled[c][1], 3
		}
		return doubled[c][0], 2
	case c == '-' && d == '>':
		return kindArrow, 2
	case c == '<' && d == '>':
		return kindNotEq, 2
	case c == '.' && d == '.' && s.src[s.cur+2] == '.':
		return kindEllipsis, 3
	}
	return 0, 0
}

func (s *scanner) open(c byte) bool {
	if len(s.brackets) >= maxBrackets {
		s.errorf("too many nested parentheses")
		return false
	}
	s.brackets = append(s.brackets, bracket{c, s.line, int32(s.start - s.lineStart)})
	if m := s.fieldMode(); m != nil {
		m.brackets++
	}
	return true
}

func matches(opening, closing byte) bool {
	switch opening {
	case '(':
		return closing == ')'
	case '[':
		return closing == ']'
	}
	return closing == '}'
}

func (s *scanner) close(c byte) bool {
	m := s.fieldMode()
	if m != nil && m.brackets == 0 && c == '}' {
		s.errorf("%c-string: single '}' is not allowed", m.kind)
		return false
	}
	n := len(s.brackets)
	if n == 0 {
		s.errorf("unmatched '%c'", c)
		return false
	}
	b := s.brackets[n-1]
	s.brackets = s.brackets[:n-1]
	if !matches(b.ch, c) {
		switch {
		case m != nil && b.ch == '{' && m.brackets-1 == m.depth:
			s.errorf("%c-string: unmatched '%c'", m.kind, c)
		case b.line != s.line:
			s.errorf("closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, b.ch, b.line)
		default:
			s.errorf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, b.ch)
		}
		return false
	}
	if m == nil {
		return true
	}
	m.brackets--
	if m.brackets < 0 {
		s.errorf("%c-string: unmatched '%c'", m.kind, c)
		return false
	}
	if c == '}' && m.brackets == m.depth {
		m.depth--
		m.inField, m.inSpec = false, false
	}
	return true
}
