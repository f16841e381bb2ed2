package sre

import (
	"strings"
	"sync"

	"gorgon/vm/object"
)

// machine runs a program over a text.
type machine struct {
	p   *program
	s   string // the text, up to its end for this match
	pos int

	marks []int // begin and end of each group, -1: none
	last  int   // the group that was closed last, 0: none
	loops []loopState

	stack    []entry
	barriers []int // the entries on the stack that began an inner match

	begin   int  // where the match begins
	advance bool // the match must not be empty
	full    bool // the match must end where the text ends
}

type loopState struct{ count, at int }

// entry is one thing to do when the machine backtracks: to try another way, or
// to undo a change.
type entry struct {
	do   int32 // an undo… or try… constant
	x    int32
	a, b int
}

const (
	tryAt     = iota // go on at instruction x, place a
	tryFewer         // doRepeat at x: one character less than up to a, down to b
	tryMore          // doLazy at x: one more character at a, the b-th
	undoMark         // marks[x] = a
	undoLast         // last = a
	undoLoop         // loops[x] = {a, b}
	barrier          // an inner match from place a has failed
	notInside        // an inner match that must fail has: go on at x, place a
)

var machines = sync.Pool{New: func() any { return new(machine) }}

// newMachine returns a machine for p and the text s; free gives it back.
func newMachine(p *program, s string) *machine {
	m := machines.Get().(*machine)
	m.p, m.s = p, s
	if cap(m.marks) < 2*p.groups {
		m.marks = make([]int, 2*p.groups)
	}
	m.marks = m.marks[:2*p.groups]
	if cap(m.loops) < p.loops {
		m.loops = make([]loopState, p.loops)
	}
	m.loops = m.loops[:p.loops]
	m.advance, m.full = false, false
	return m
}

// keptStack is the stack size up to which a machine is worth keeping.
const keptStack = 1 << 16

func (m *machine) free() {
	m.p, m.s = nil, ""
	if cap(m.stack) > keptStack {
		m.stack = nil
	}
	machines.Put(m)
}

// matchAt tries to match at a place. The match is [begin, pos).
func (m *machine) matchAt(at int) bool {
	m.begin, m.pos, m.last = at, at, 0
	for i := range m.marks {
		m.marks[i] = -1
	}
	m.stack, m.barriers = m.stack[:0], m.barriers[:0]
	return m.run()
}

// search looks for the first match from a place on.
func (m *machine) search(at int) bool {
	p := m.p
	for ; at <= len(m.s); at = m.next(at) {
		if p.prefix != "" {
			i := strings.Index(m.s[at:], p.prefix)
			if i < 0 {
				return false
			}
			if i > 0 {
				at += i
				m.advance = false
			}
		} else if p.first != nil {
			from := at
			for at < len(m.s) && !p.first[m.s[at]] {
				at++
			}
			if at == len(m.s) {
				return false
			}
			for p.wide && at > from && m.s[at]&0xc0 == 0x80 {
				at--
			}
			if at > from {
				m.advance = false
			}
		}
		if m.matchAt(at) {
			return true
		}
		m.advance = false
	}
	return false
}

// next returns the place behind the character at a place.
func (m *machine) next(at int) int {
	if !m.p.wide || at >= len(m.s) || m.s[at] < 0x80 {
		return at + 1
	}
	_, n := object.RuneAt(m.s, at)
	return at + n
}

// before returns the place n characters back, or -1.
func (m *machine) before(at, n int) int {
	if !m.p.wide {
		return max(at-n, -1)
	}
	for ; n > 0; n-- {
		if at == 0 {
			return -1
		}
		at--
		for at > 0 && m.s[at]&0xc0 == 0x80 {
			at--
		}
	}
	return at
}

// one says whether a character of set is at a place, and where it ends.
func (m *machine) one(set *set, at int) (int, bool) {
	if at >= len(m.s) {
		return at, false
	}
	c := m.s[at]
	if c < 0x80 || !m.p.wide {
		return at + 1, set.hasByte(c)
	}
	r, n := object.RuneAt(m.s, at)
	return at + n, set.has(r)
}

// many returns where the longest run of at most max characters of set ends,
// and their number. A max below 0 is none.
func (m *machine) many(set *set, at, most int) (end, n int) {
	s := m.s
	if !m.p.wide {
		stop := len(s)
		if most >= 0 && most < stop-at {
			stop = at + most
		}
		from := at
		for at < stop && set.hasByte(s[at]) {
			at++
		}
		return at, at - from
	}
	for at < len(s) && n != most {
		if c := s[at]; c < 0x80 {
			if !set.hasByte(c) {
				break
			}
			at++
		} else {
			r, size := object.RuneAt(s, at)
			if !set.has(r) {
				break
			}
			at += size
		}
		n++
	}
	return at, n
}

func (m *machine) push(do, x int, a, b int) {
	m.stack = append(m.stack, entry{int32(do), int32(x), a, b})
}

func (m *machine) setLoop(x int, s loopState) {
	m.push(undoLoop, x, m.loops[x].count, m.loops[x].at)
	m.loops[x] = s
}

// run runs the program from its beginning.
func (m *machine) run() bool {
	pc := 0
	for {
		n := &m.p.code[pc]
		ok := true
		switch n.do {
		case doText:
			if ok = strings.HasPrefix(m.s[m.pos:], n.text); ok {
				m.pos += len(n.text)
			}
			pc++
		case doSet:
			m.pos, ok = m.one(n.set, m.pos)
			pc++
		case doAt:
			ok = m.at(n.x)
			pc++
		case doMark:
			m.mark(n.x)
			pc++
		case doJump:
			pc = n.y
		case doSplit:
			if m.mayBegin(n.first) {
				m.push(tryAt, n.y, m.pos, 0)
				pc++
			} else {
				pc = n.y
			}
		case doRepeat, doLazy, doOwn:
			pc, ok = m.repeat(n, pc)
		case doLoop:
			m.setLoop(n.x, loopState{-1, -1})
			pc++
		case doMaxUntil, doMinUntil, doMinBody:
			pc, ok = m.until(n, pc)
		case doBack:
			ok = m.back(n)
			pc++
		case doIfGroup:
			pc++
			if m.marks[2*n.x+1] < 0 {
				pc = n.y
			}
		case doMatch:
			if !(m.full && m.pos != len(m.s) || m.advance && m.pos == m.begin) {
				return true
			}
			ok = false
		default:
			pc, ok = m.inner(n, pc)
		}
		if !ok {
			if pc, ok = m.backtrack(); !ok {
				return false
			}
		}
	}
}

// mayBegin says whether the next byte is one of first.
func (m *machine) mayBegin(first *[256]bool) bool {
	return first == nil || m.pos < len(m.s) && first[m.s[m.pos]]
}

func (m *machine) mark(x int) {
	m.push(undoMark, x, m.marks[x], 0)
	m.marks[x] = m.pos
	if x&1 != 0 {
		m.push(undoLast, 0, m.last, 0)
		m.last = x/2 + 1
	}
}

func (m *machine) repeat(n *instruction, pc int) (int, bool) {
	switch n.do {
	case doLazy:
		end, count := m.many(n.set, m.pos, n.min)
		m.pos = end
		if count < n.min {
			return pc, false
		}
		m.push(tryMore, pc, end, count)
	case doOwn:
		end, count := m.many(n.set, m.pos, n.max)
		m.pos = end
		return pc + 1, count >= n.min
	default:
		from := m.pos
		end, count := m.many(n.set, from, n.max)
		if count < n.min {
			return pc, false
		}
		m.pos = end
		if count > n.min {
			least := from
			if n.min > 0 {
				least, _ = m.many(n.set, from, n.min)
			}
			m.push(tryFewer, pc, end, least)
			if next := &m.p.code[pc+1]; next.do == doText && !strings.HasPrefix(m.s[end:], next.text) {
				return pc, false // go back to where it can go on
			}
		}
	}
	return pc + 1, true
}

// until is the end of a loop's body.
func (m *machine) until(n *instruction, pc int) (int, bool) {
	s := m.loops[n.x]
	count := s.count + 1
	switch {
	case n.do == doMinBody:
		if n.max >= 0 && count >= n.max || m.pos == s.at {
			return pc, false
		}
		m.setLoop(n.x, loopState{count, m.pos})
		return n.y, true
	case count < n.min:
		m.setLoop(n.x, loopState{count, s.at})
		return n.y, true
	case n.do == doMinUntil:
		m.push(tryAt, pc+1, m.pos, 0)
		return pc + 2, true
	case (n.max < 0 || count < n.max) && m.pos != s.at && m.mayBegin(n.first):
		m.push(tryAt, pc+1, m.pos, 0)
		m.setLoop(n.x, loopState{count, m.pos})
		return n.y, true
	}
	return pc + 1, true
}

// back matches the text of a group again.
func (m *machine) back(n *instruction) bool {
	from, to := m.marks[2*n.x], m.marks[2*n.x+1]
	if from < 0 || to < from {
		return false
	}
	group := m.s[from:to]
	f := fold(n.y)
	if f == foldNone {
		if !strings.HasPrefix(m.s[m.pos:], group) {
			return false
		}
		m.pos += len(group)
		return true
	}
	for i := 0; i < len(group); {
		if m.pos >= len(m.s) {
			return false
		}
		a, an := m.runeAt(group, i)
		b, bn := m.runeAt(m.s, m.pos)
		if f.lower(a) != f.lower(b) {
			return false
		}
		i += an
		m.pos += bn
	}
	return true
}

func (m *machine) runeAt(s string, i int) (rune, int) {
	if !m.p.wide {
		return rune(s[i]), 1
	}
	return object.RuneAt(s, i)
}

// inner begins and ends lookarounds and atomic groups.
func (m *machine) inner(n *instruction, pc int) (int, bool) {
	switch n.do {
	case doAhead, doNot:
		from := m.before(m.pos, n.x)
		if n.do == doNot {
			if from < 0 {
				return n.y, true
			}
			m.barriers = append(m.barriers, len(m.stack))
			m.push(notInside, n.y, m.pos, 0)
		} else {
			if from < 0 {
				return pc, false
			}
			m.barriers = append(m.barriers, len(m.stack))
			m.push(barrier, 0, m.pos, 0)
		}
		m.pos = from
		return pc + 1, true
	case doAtomic:
		m.barriers = append(m.barriers, len(m.stack))
		m.push(barrier, 0, m.pos, 0)
		return pc + 1, true
	case doAheadEnd, doAtomicEnd:
		b := m.endInner()
		if n.do == doAheadEnd {
			m.pos = m.stack[b].a
		}
		kept := m.stack[:b]
		for _, e := range m.stack[b+1:] {
			if e.do >= undoMark && e.do <= undoLoop {
				kept = append(kept, e)
			}
		}
		m.stack = kept
		return pc + 1, true
	case doNotEnd:
		b := m.endInner()
		for len(m.stack) > b+1 {
			e := m.stack[len(m.stack)-1]
			m.stack = m.stack[:len(m.stack)-1]
			m.undo(e)
		}
		m.stack = m.stack[:b]
	}
	return pc, false // doFail, and doNotEnd
}

// endInner returns where on the stack the innermost inner match began.
func (m *machine) endInner() int {
	last := len(m.barriers) - 1
	b := m.barriers[last]
	m.barriers = m.barriers[:last]
	return b
}

func (m *machine) undo(e entry) {
	switch e.do {
	case undoMark:
		m.marks[e.x] = e.a
	case undoLast:
		m.last = e.a
	case undoLoop:
		m.loops[e.x] = loopState{e.a, e.b}
	}
}

// backtrack goes back to the last choice and returns where to go on.
func (m *machine) backtrack() (int, bool) {
	for len(m.stack) > 0 {
		top := len(m.stack) - 1
		e := m.stack[top]
		m.stack = m.stack[:top]
		switch e.do {
		case tryAt:
			m.pos = e.a
			return int(e.x), true
		case tryFewer:
			if pc, ok := m.fewer(e); ok {
				return pc, true
			}
		case tryMore:
			n := &m.p.code[e.x]
			if n.max >= 0 && e.b >= n.max {
				continue
			}
			end, ok := m.one(n.set, e.a)
			if !ok {
				continue
			}
			m.pos = end
			m.push(tryMore, int(e.x), end, e.b+1)
			return int(e.x) + 1, true
		case barrier:
			m.endInner()
		case notInside:
			m.endInner()
			m.pos = e.a
			return int(e.x), true
		default:
			m.undo(e)
		}
	}
	return 0, false
}

// fewer gives back characters of a repeat, one by one, up to where what
// follows can begin.
func (m *machine) fewer(e entry) (int, bool) {
	next := &m.p.code[e.x+1]
	for at := e.a; at > e.b; {
		at--
		for m.p.wide && at > e.b && m.s[at]&0xc0 == 0x80 {
			at--
		}
		if next.do == doText && !strings.HasPrefix(m.s[at:], next.text) {
			continue
		}
		if at > e.b {
			m.push(tryFewer, int(e.x), at, e.b)
		}
		m.pos = at
		return int(e.x) + 1, true
	}
	return 0, false
}

// The places that an AT code tests, by the numbers of re._constants.
const (
	atBeginning = iota
	atBeginningLine
	atBeginningString
	atBoundary
	atNonBoundary
	atEnd
	atEndLine
	atEndString
	atLocBoundary
	atLocNonBoundary
	atUniBoundary
	atUniNonBoundary
)

func (m *machine) at(place int) bool {
	switch place {
	case atBeginning, atBeginningString:
		return m.pos == 0
	case atBeginningLine:
		return m.pos == 0 || m.s[m.pos-1] == '\n'
	case atEnd:
		return m.pos == len(m.s) || m.pos == len(m.s)-1 && m.s[m.pos] == '\n'
	case atEndLine:
		return m.pos == len(m.s) || m.s[m.pos] == '\n'
	case atEndString:
		return m.pos == len(m.s)
	case atBoundary, atLocBoundary:
		return m.boundary(isWordASCII)
	case atNonBoundary, atLocNonBoundary:
		return !m.boundary(isWordASCII)
	case atUniBoundary:
		return m.boundary(isWordUnicode)
	case atUniNonBoundary:
		return !m.boundary(isWordUnicode)
	}
	return false
}

func (m *machine) boundary(isWord func(r rune) bool) bool {
	before, after := false, false
	if m.pos > 0 {
		r := rune(m.s[m.pos-1])
		if m.p.wide {
			r, _ = object.RuneBefore(m.s, m.pos)
		}
		before = isWord(r)
	}
	if m.pos < len(m.s) {
		r, _ := m.runeAt(m.s, m.pos)
		after = isWord(r)
	}
	return before != after
}
