package syntax

// openString reads the start of an f-string or t-string; cur is at its quote.
func (s *scanner) openString(t *token, kind byte, raw bool) {
	q := s.src[s.cur]
	size := s.quoteSize(q)
	s.firstLine, s.multiStart = s.line, s.lineStart
	s.cur += size
	if len(s.modes)+1 >= maxStringModes {
		s.errorf("too many nested f-strings or t-strings")
		s.giveBare(t, kindError)
		return
	}
	s.modes = append(s.modes, stringMode{
		kind: kind, raw: raw, quote: q, size: size, depth: -1,
		start: s.start, lineStart: s.lineStart, line: s.line,
	})
	k := kindFStart
	if kind == 't' {
		k = kindTStart
	}
	s.giveMulti(t, k, s.start, s.cur)
}

// stringKind picks the f-string or the t-string variant of a token.
func (m *stringMode) pick(f, t Kind) Kind {
	if m.kind == 't' {
		return t
	}
	return f
}

// enterField switches to reading a replacement field, whose brace is at cur.
func (s *scanner) enterField(m *stringMode) bool {
	m.depth++
	if m.depth >= maxFieldNesting {
		s.errorf("%c-string: expressions nested too deeply", m.kind)
		return false
	}
	m.inField = true
	return true
}

// nextMiddle reads literal text of an f-string, its end, or the first token of
// a field.
func (s *scanner) nextMiddle(t *token, m *stringMode) {
	if s.status > scanEOF {
		s.giveBare(t, kindError)
		return
	}
	s.start, s.firstLine, s.multiStart = s.cur, s.line, s.lineStart
	if s.src[s.cur] == '{' && s.src[s.cur+1] != '{' {
		if !s.enterField(m) {
			s.giveBare(t, kindError)
			return
		}
		s.nextPlain(t)
		return
	}
	if s.src[s.cur] == m.quote && (m.size == 1 || s.quoteSize(m.quote) == 3) {
		s.cur += m.size
		s.giveMulti(t, m.pick(kindFEnd, kindTEnd), s.start, s.cur)
		s.modes = s.modes[:len(s.modes)-1]
		return
	}
	end, ok := s.middle(m)
	if !ok {
		s.giveBare(t, kindError)
		return
	}
	s.giveMulti(t, m.pick(kindFMiddle, kindTMiddle), s.start, end)
	t.EndCol = int32(s.cur - s.lineStart) // with the second of two braces
}

// middle reads literal text up to a field, a doubled brace or the closing
// quotes, and returns where the token ends: before the second of two braces,
// although that one is read too.
func (s *scanner) middle(m *stringMode) (end int, ok bool) {
	run := 0
	named := false // within \N{
	inSpec := m.inSpec && m.depth >= 0
	for run != m.size {
		c := s.src[s.cur]
		if c == 0 && s.cur >= s.limit() || c == '\n' && m.size == 1 {
			s.unterminatedMiddle(m, c, inSpec)
			return 0, false
		}
		s.cur++
		if c == m.quote {
			run++
			continue
		}
		run = 0
		switch c {
		case '\n':
			s.readLine()
		case '{':
			if s.src[s.cur] == '{' && !inSpec {
				s.cur++
				return s.cur - 1, true
			}
			s.cur--
			return s.cur, s.enterField(m)
		case '}':
			if named {
				return s.cur, true
			}
			if s.src[s.cur] == '}' && !inSpec && m.brackets == 0 {
				s.cur++
				return s.cur - 1, true
			}
			s.cur--
			m.inField = true
			return s.cur, true
		case '\\':
			named = s.middleEscape(m) || named
		}
	}
	s.cur -= m.size
	return s.cur, true
}

// middleEscape handles the character after a backslash and tells whether it
// starts a named escape, whose brace is then read.
func (s *scanner) middleEscape(m *stringMode) bool {
	switch c := s.src[s.cur]; {
	case c == '{' || c == '}':
		if !m.raw {
			b := badEscape{text: string(c)}
			s.cur++
			s.warning(b.message(), b.errorMessage())
			s.cur--
		}
	case c == '\n':
		s.cur++
		s.readLine()
	case c == 0 && s.cur >= s.limit():
	case c == 'N' && !m.raw:
		s.cur++
		if s.src[s.cur] == '{' {
			s.cur++
			return true
		}
	default:
		s.cur++
	}
	return false
}

// unterminatedMiddle reports an f-string without an end, or a newline in a
// format specification.
func (s *scanner) unterminatedMiddle(m *stringMode, c byte, inSpec bool) {
	if inSpec && c == '\n' {
		s.cur++ // the newline counts as a column
		s.errorf("%c-string: newlines are not allowed in format specifiers for single quoted %c-strings", m.kind, m.kind)
		return
	}
	s.endInString = c == 0 && m.size == 3
	at := s.line
	s.cur, s.lineStart, s.line = m.start+1, m.lineStart, m.line
	s.status = scanOK
	if m.size == 3 {
		s.errorf("unterminated triple-quoted %c-string literal (detected at line %d)", m.kind, at)
		return
	}
	s.errorf("unterminated %c-string literal (detected at line %d)", m.kind, at)
}
