package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// matcher is the state of one case's pattern. Captured values stay in
// temporaries until the whole pattern has matched.
type matcher struct {
	u           *unit
	fail        label
	names       []string
	regs        []int
	irrefutable bool // a pattern that always matches may stand here
}

func (u *unit) match(s *syntax.Match) {
	subject := u.exprTemp(s.Subject)
	end := u.newLabel()
	for i, c := range s.Cases {
		mark := u.tmp
		next := u.newLabel()
		m := matcher{u: u, fail: next, irrefutable: c.Guard != nil || i == len(s.Cases)-1}
		m.pattern(c.Pattern, subject)
		for k, name := range m.names {
			u.storeName(name, m.regs[k], at(c.Pattern))
		}
		u.tmp = mark
		if c.Guard != nil {
			u.cond(c.Guard, false, next)
		}
		u.conditional(c.Body)
		u.jump(end, nowherePos)
		u.bind(next)
		u.tmp = mark
	}
	u.bind(end)
}

func (m *matcher) pattern(p syntax.Pattern, v int) {
	u := m.u
	pos := at(p)
	switch p := p.(type) {
	case *syntax.MatchValue:
		if isTemplate(p.Value) {
			u.c.fail(p, "patterns may only match literals and attribute lookups")
		}
		u.compareJump(syntax.Eq, v, p.Value, false, m.fail, pos)
	case *syntax.MatchSingleton:
		if p.Value == nil {
			u.emitJ(bytecode.JNOTNONE, 0, v, 0, m.fail, pos)
			return
		}
		t := u.temp()
		u.load(t, p.Value, pos)
		u.emitJ(bytecode.JISNOT, 0, v, t, m.fail, pos)
	case *syntax.MatchSequence:
		m.sequence(p, v, pos)
	case *syntax.MatchMapping:
		m.mapping(p, v, pos)
	case *syntax.MatchClass:
		m.class(p, v, pos)
	case *syntax.MatchAs:
		m.as(p, v)
	case *syntax.MatchOr:
		m.or(p, v)
	case *syntax.MatchStar:
		m.capture(p.Name, v, p)
	}
}

// sub matches a part, which may be anything.
func (m *matcher) sub(p syntax.Pattern, v int) {
	old := m.irrefutable
	m.irrefutable = true
	m.pattern(p, v)
	m.irrefutable = old
}

func (m *matcher) as(p *syntax.MatchAs, v int) {
	if p.Pattern == nil {
		if !m.irrefutable {
			if p.Name != "" {
				m.u.c.fail(p, "name capture '%s' makes remaining patterns unreachable", p.Name)
			}
			m.u.c.fail(p, "wildcard makes remaining patterns unreachable")
		}
		m.capture(p.Name, v, p)
		return
	}
	m.pattern(p.Pattern, v)
	m.capture(p.Name, v, p)
}

// capture notes that name is to be bound to R[v].
func (m *matcher) capture(name string, v int, p syntax.Pattern) {
	if name == "" {
		return
	}
	if m.index(name) >= 0 {
		m.u.c.fail(p, "multiple assignments to name '%s' in pattern", name)
	}
	m.names = append(m.names, name)
	m.regs = append(m.regs, v)
}

func (m *matcher) index(name string) int {
	for i, n := range m.names {
		if n == name {
			return i
		}
	}
	return -1
}

func isWildcard(p syntax.Pattern) bool {
	a, ok := p.(*syntax.MatchAs)
	return ok && a.Pattern == nil && a.Name == ""
}

func (m *matcher) sequence(p *syntax.MatchSequence, v int, pos position) {
	u := m.u
	star, wild, starWild := -1, true, false
	for i, e := range p.Patterns {
		if s, ok := e.(*syntax.MatchStar); ok {
			if star >= 0 {
				u.c.fail(p, "multiple starred names in sequence pattern")
			}
			star = i
			starWild = s.Name == ""
			wild = wild && starWild
			continue
		}
		wild = wild && isWildcard(e)
	}
	n := len(p.Patterns)
	t := u.temp()
	u.emit(bytecode.MATCH_SEQUENCE, 0, t, v, 0, pos)
	u.emitJ(bytecode.JFALSE, 0, t, 0, m.fail, pos)
	size := t
	if star < 0 || n > 1 {
		u.emit(bytecode.GET_LEN, 0, size, v, 0, pos)
		if star < 0 {
			u.compareLen(syntax.Eq, size, n, m.fail, pos)
		} else {
			u.compareLen(syntax.GtE, size, n-1, m.fail, pos)
		}
	}
	switch {
	case wild:
	case starWild:
		m.items(p.Patterns, star, v, size, pos)
	default:
		m.unpack(p, star, v, pos)
	}
}

// compareLen jumps to fail unless R[size] op n.
func (u *unit) compareLen(op syntax.CmpOperator, size, n int, fail label, pos position) {
	if n <= 0x7fff {
		u.emitJ(compareImm[op], 1, size, n, fail, pos)
		return
	}
	mark := u.tmp
	t := u.temp()
	u.loadInt(t, int32(n), pos)
	u.emitJ(compareJumps[op], 1, size, t, fail, pos)
	u.tmp = mark
}

// items matches the parts of a sequence whose star captures nothing, each
// taken by its index.
func (m *matcher) items(list []syntax.Pattern, star, v, size int, pos position) {
	u := m.u
	for i, e := range list {
		if i == star || isWildcard(e) {
			continue
		}
		t := u.temp()
		if i < star {
			u.emit(bytecode.GETITEMI, 0, t, v, i, pos)
		} else {
			u.emit(bytecode.SUBI, 0, t, size, len(list)-i, pos)
			u.emit(bytecode.GETITEM, 0, t, v, t, pos)
		}
		m.sub(e, t)
	}
}

func (m *matcher) unpack(p *syntax.MatchSequence, star, v int, pos position) {
	u := m.u
	n := len(p.Patterns)
	r := u.temps(n)
	if star >= 0 {
		if star >= 1<<8 || n-star-1 >= 1<<8 {
			u.c.fail(p, "too many expressions in star-unpacking sequence pattern")
		}
		u.emit(bytecode.UNPACK_EX, uint8(n-star-1), r, v, star, pos)
	} else {
		u.emit(bytecode.UNPACK, 0, r, v, n, pos)
	}
	for i, e := range p.Patterns {
		m.sub(e, r+i)
	}
}

func (m *matcher) mapping(p *syntax.MatchMapping, v int, pos position) {
	u := m.u
	m.checkKeys(p)
	t := u.temp()
	u.emit(bytecode.MATCH_MAPPING, 0, t, v, 0, pos)
	u.emitJ(bytecode.JFALSE, 0, t, 0, m.fail, pos)
	n := len(p.Keys)
	if n > 0 {
		u.emit(bytecode.GET_LEN, 0, t, v, 0, pos)
		u.compareLen(syntax.GtE, t, n, m.fail, pos)
	}
	keys := u.tmp
	for _, k := range p.Keys {
		u.exprTemp(k)
	}
	if n > 0 {
		u.emit(bytecode.BUILD_TUPLE, 0, t, keys, n, pos)
		vals := u.temps(n)
		u.emit(bytecode.MATCH_KEYS, 0, vals, v, t, pos)
		u.emitJ(bytecode.JNONE, 0, vals, 0, m.fail, pos)
		u.emit(bytecode.UNPACK, 0, vals, vals, n, pos)
		for i, e := range p.Patterns {
			if !isWildcard(e) {
				m.sub(e, vals+i)
			}
		}
	}
	if p.Rest == "" {
		return
	}
	rest := u.temp()
	u.emit(bytecode.BUILD_MAP, 0, rest, rest, 0, pos)
	u.emit(bytecode.DICT_UPDATE, 0, rest, v, 0, pos)
	for i := 0; i < n; i++ {
		u.emit(bytecode.DELITEM, 0, rest, keys+i, 0, pos)
	}
	m.capture(p.Rest, rest, p)
}

// checkKeys refuses keys that occur twice or are no constants.
func (m *matcher) checkKeys(p *syntax.MatchMapping) {
	u := m.u
	seen := make(map[any]bool)
	for i, k := range p.Keys {
		if c, ok := u.fold(k); ok && !isTemplate(k) {
			key := mappingKey(c)
			if seen[key] {
				u.c.fail(p, "mapping pattern checks duplicate key (%s)", repr(c))
			}
			seen[key] = true
		} else if _, ok := k.(*syntax.Attribute); !ok {
			u.c.fail(p, "mapping pattern keys may only match literals and attribute lookups")
		}
		_ = i
	}
}

// isTemplate says whether e is an f-string or t-string.
func isTemplate(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.JoinedStr, *syntax.TemplateStr:
		return true
	}
	return false
}

func (m *matcher) class(p *syntax.MatchClass, v int, pos position) {
	u := m.u
	n := len(p.Patterns)
	if n > 255 {
		u.c.fail(p, "too many sub-patterns in class pattern %s", unparse(p.Cls))
	}
	for i, a := range p.KwdAttrs {
		for j := i + 1; j < len(p.KwdAttrs); j++ {
			if p.KwdAttrs[j] == a {
				u.c.fail(p.KwdPatterns[j], "attribute name repeated in class pattern: %s", a)
			}
		}
	}
	cls := u.expr(p.Cls)
	names := make(bytecode.Tuple, len(p.KwdAttrs))
	for i, a := range p.KwdAttrs {
		names[i] = a
	}
	total := n + len(names)
	r := u.temps(max(total, 1))
	u.emitK(bytecode.MATCH_CLASS, uint8(n), r, v, cls, names, pos)
	u.emitJ(bytecode.JNONE, 0, r, 0, m.fail, pos)
	u.emit(bytecode.UNPACK, 0, r, r, total, pos)
	for i := 0; i < total; i++ {
		e := p.KwdPatterns
		var q syntax.Pattern
		if i < n {
			q = p.Patterns[i]
		} else {
			q = e[i-n]
		}
		if !isWildcard(q) {
			m.sub(q, r+i)
		}
	}
}

// or tries alternatives. They bind the same names; the values of the first go
// where the others' are moved.
func (m *matcher) or(p *syntax.MatchOr, v int) {
	u := m.u
	done := u.newLabel()
	outerFail, outerOK := m.fail, m.irrefutable
	base := len(m.names)
	var names []string
	var regs []int
	for i, alt := range p.Patterns {
		mark := u.tmp
		next := outerFail
		last := i == len(p.Patterns)-1
		if !last {
			next = u.newLabel()
		}
		m.fail, m.irrefutable = next, last && outerOK
		m.names, m.regs = m.names[:base:base], m.regs[:base:base]
		if i == 0 {
			holders := u.tmp
			u.temps(countCaptures(alt))
			mark = u.tmp
			m.pattern(alt, v)
			names = append(names, m.names[base:]...)
			for k := range names {
				regs = append(regs, holders+k)
				u.move(holders+k, m.regs[base+k], at(alt))
			}
		} else {
			m.pattern(alt, v)
			m.sameNames(p, names, regs, base, at(alt))
		}
		u.jump(done, nowherePos)
		u.tmp = mark
		if !last {
			u.bind(next)
		}
	}
	m.fail, m.irrefutable = outerFail, outerOK
	m.names = append(m.names[:base:base], names...)
	m.regs = append(m.regs[:base:base], regs...)
	u.bind(done)
}

func (m *matcher) sameNames(p *syntax.MatchOr, names []string, regs []int, base int, pos position) {
	if len(m.names)-base != len(names) {
		m.u.c.fail(p, "alternative patterns bind different names")
	}
	for k, name := range names {
		j := -1
		for x := base; x < len(m.names); x++ {
			if m.names[x] == name {
				j = x
			}
		}
		if j < 0 {
			m.u.c.fail(p, "alternative patterns bind different names")
		}
		m.u.move(regs[k], m.regs[j], pos)
	}
}

// countCaptures is an upper bound of the names that a pattern binds.
func countCaptures(p syntax.Pattern) int {
	n := 0
	sum := func(list []syntax.Pattern) {
		for _, q := range list {
			n += countCaptures(q)
		}
	}
	switch p := p.(type) {
	case *syntax.MatchSequence:
		sum(p.Patterns)
	case *syntax.MatchMapping:
		sum(p.Patterns)
		n++
	case *syntax.MatchClass:
		sum(p.Patterns)
		sum(p.KwdPatterns)
	case *syntax.MatchStar:
		n++
	case *syntax.MatchAs:
		if p.Pattern != nil {
			n += countCaptures(p.Pattern)
		}
		n++
	case *syntax.MatchOr:
		sum(p.Patterns)
	}
	return n
}
