package syntax

// number reads a numeric literal. cur is at its first digit, or at a period
// that a digit follows.
func (s *scanner) number(t *token) {
	ok := false
	switch c := s.src[s.cur]; {
	case c == '.':
		s.cur++
		ok = s.fraction()
	case c == '0':
		switch s.src[s.cur+1] | 0x20 {
		case 'x':
			ok = s.radix("hexadecimal", 16)
		case 'o':
			ok = s.radix("octal", 8)
		case 'b':
			ok = s.radix("binary", 2)
		default:
			ok = s.leadingZero()
		}
	default:
		ok = s.digits() && s.afterDigits()
	}
	if !ok {
		s.giveBare(t, kindError)
		return
	}
	s.give(t, kindNumber, s.start, s.cur)
}

// digits reads decimal digits with single underscores between them.
func (s *scanner) digits() bool {
	for {
		for isDigit(s.src[s.cur]) {
			s.cur++
		}
		if s.src[s.cur] != '_' {
			return true
		}
		s.cur++
		if !isDigit(s.src[s.cur]) {
			s.errorf("invalid decimal literal")
			return false
		}
	}
}

// afterDigits reads what may follow the integer part.
func (s *scanner) afterDigits() bool {
	if s.src[s.cur] == '.' {
		s.cur++
		return s.fraction()
	}
	return s.exponent()
}

func (s *scanner) fraction() bool {
	if isDigit(s.src[s.cur]) && !s.digits() {
		return false
	}
	return s.exponent()
}

func (s *scanner) exponent() bool {
	if s.src[s.cur]|0x20 == 'e' {
		e := s.cur
		s.cur++
		if c := s.src[s.cur]; c == '+' || c == '-' {
			s.cur++
			if !isDigit(s.src[s.cur]) {
				s.errorf("invalid decimal literal")
				return false
			}
		} else if !isDigit(c) {
			// The e may start a keyword: 1else.
			s.cur = e
			return s.endNumber("decimal")
		}
		if !s.digits() {
			return false
		}
	}
	if s.src[s.cur]|0x20 == 'j' {
		s.cur++
		return s.endNumber("imaginary")
	}
	return s.endNumber("decimal")
}

// leadingZero reads a number that starts with 0 and has no base prefix.
func (s *scanner) leadingZero() bool {
	for {
		if s.src[s.cur] == '_' {
			s.cur++
			if !isDigit(s.src[s.cur]) {
				s.errorf("invalid decimal literal")
				return false
			}
		}
		if s.src[s.cur] != '0' {
			break
		}
		s.cur++
	}
	zeros, nonzero := s.cur, false
	if isDigit(s.src[s.cur]) {
		nonzero = true
		if !s.digits() {
			return false
		}
	}
	switch c := s.src[s.cur]; {
	case c == '.', c|0x20 == 'e', c|0x20 == 'j':
		return s.afterDigits()
	case nonzero:
		// The zeros end one character further than the last zero.
		s.errorAt(s.start+1-s.lineStart, zeros+1-s.lineStart,
			"leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
		return false
	}
	return s.endNumber("decimal")
}

// radix reads a number with a base prefix.
func (s *scanner) radix(name string, base byte) bool {
	s.cur += 2
	valid := func(c byte) bool {
		if base == 16 {
			return classes[c]&classHex != 0
		}
		return c >= '0' && c < '0'+base
	}
	for {
		if s.src[s.cur] == '_' {
			s.cur++
		}
		c := s.src[s.cur]
		if !valid(c) {
			if isDigit(c) {
				s.cur++
				s.errorf("invalid digit '%c' in %s literal", c, name)
			} else {
				s.errorf("invalid %s literal", name)
			}
			return false
		}
		for valid(s.src[s.cur]) {
			s.cur++
		}
		if s.src[s.cur] != '_' {
			break
		}
	}
	if c := s.src[s.cur]; isDigit(c) {
		s.cur++
		s.errorf("invalid digit '%c' in %s literal", c, name)
		return false
	}
	return s.endNumber(name)
}

// endNumber refuses a letter right after a number, except where a keyword
// follows that may stand after one, for which it warns.
func (s *scanner) endNumber(kind string) bool {
	c := s.src[s.cur]
	if c >= 128 || classes[c]&classPart == 0 {
		return true
	}
	rest := s.src[s.cur+1:]
	keyword := false
	switch c {
	case 'a':
		keyword = endsWord(rest, "nd")
	case 'e':
		keyword = endsWord(rest, "lse")
	case 'f':
		keyword = endsWord(rest, "or")
	case 'i':
		keyword = rest[0] == 'f' || rest[0] == 'n' || rest[0] == 's'
	case 'o':
		keyword = endsWord(rest, "r")
	case 'n':
		keyword = endsWord(rest, "ot")
	}
	if !keyword {
		s.errorf("invalid %s literal", kind)
		return false
	}
	msg := "invalid " + kind + " literal"
	s.warning(msg, msg)
	return true
}

// endsWord tells whether b starts with the rest of a word and that word ends
// there.
func endsWord(b []byte, rest string) bool {
	n := len(rest)
	return len(b) > n && string(b[:n]) == rest && classes[b[n]]&classPart == 0
}
