package sre

import (
	"errors"

	"gorgon/vm/object"
)

// The codes of re._constants.
const (
	opFailure = iota
	opSuccess
	opAny
	opAnyAll
	opAssert
	opAssertNot
	opAt
	opBranch
	opCategory
	opCharset
	opBigCharset
	opGroupRef
	opGroupRefExists
	opIn
	opInfo
	opJump
	opLiteral
	opMark
	opMaxUntil
	opMinUntil
	opNotLiteral
	opNegate
	opRange
	opRepeat
	opRepeatOne
	opSubpattern
	opMinRepeatOne
	opAtomicGroup
	opPossessiveRepeat
	opPossessiveRepeatOne
	opGroupRefIgnore
	opInIgnore
	opLiteralIgnore
	opNotLiteralIgnore
	opGroupRefLocIgnore
	opInLocIgnore
	opLiteralLocIgnore
	opNotLiteralLocIgnore
	opGroupRefUniIgnore
	opInUniIgnore
	opLiteralUniIgnore
	opNotLiteralUniIgnore
	opRangeUniIgnore

	maxRepeat = 1<<32 - 1
)

// kind is what an instruction of a program does.
type kind uint8

const (
	doFail      kind = iota
	doMatch          // the end of the pattern
	doText           // text is next
	doSet            // a character of set is next
	doAt             // the place is x (an AT code)
	doMark           // marks[x] = here
	doSplit          // go on, or later at y
	doJump           // to y
	doLoop           // begin the loop of register x
	doMaxUntil       // loop x once more from y, or go on behind
	doMinUntil       // go on behind the next instruction, or later do that
	doMinBody        // loop x once more from y
	doRepeat         // as many of set as possible, later fewer
	doLazy           // as few of set as possible, later more
	doOwn            // as many of set as possible
	doBack           // the text of group x, case ignored as y says
	doIfGroup        // go on if group x has matched, else at y
	doAhead          // what follows up to doAheadEnd matches, x characters back
	doAheadEnd       //
	doNot            // what follows up to doNotEnd does not match; then at y
	doNotEnd         //
	doAtomic         // what follows up to doAtomicEnd has one way to match
	doAtomicEnd      //
)

type instruction struct {
	do       kind
	x, y     int
	min, max int
	set      *set
	text     string
	// first has the bytes that the way straight on can begin with; nil: any, or
	// it may be empty.
	first *[256]bool
}

// program is a pattern for texts of one kind.
type program struct {
	code   []instruction
	groups int
	loops  int
	wide   bool // the text is UTF-8
	prefix string
	first  *[256]bool
}

var errCode = errors.New("invalid SRE code")

// translator makes a program of SRE codes.
type translator struct {
	program
	in []uint32
}

// translate makes the program of codes that re's compiler made.
func translate(codes []uint32, groups int, wide bool) (p *program, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, errCode // an index out of range: the codes are not re's
		}
	}()
	c := &translator{program: program{groups: groups, wide: wide}, in: codes}
	c.sequence(0, len(codes))
	c.emit(instruction{do: doMatch})
	for i := range c.code {
		switch n := &c.code[i]; n.do {
		case doSplit:
			n.first = c.firstOf(i + 1)
		case doMaxUntil:
			n.first = c.firstOf(n.y)
		}
	}
	c.prefix, c.first = c.prefixOf(), c.firstOf(0)
	return &c.program, nil
}

func (c *translator) emit(n instruction) int {
	c.code = append(c.code, n)
	return len(c.code) - 1
}

// here is the number of the next instruction.
func (c *translator) here() int { return len(c.code) }

// target is where a skip at index i leads.
func (c *translator) target(i int) int { return i + int(c.in[i]) }

func limit(n uint32) int {
	if n == maxRepeat {
		return -1
	}
	return int(n)
}

// sequence translates the codes [i, end).
func (c *translator) sequence(i, end int) {
	for i < end {
		op := c.in[i]
		switch op {
		case opSuccess:
			return
		case opFailure:
			c.emit(instruction{do: doFail})
			i++
		case opLiteral:
			i = c.literals(i, end)
		case opMark:
			c.emit(instruction{do: doMark, x: int(c.in[i+1])})
			i += 2
		case opAt:
			c.emit(instruction{do: doAt, x: int(c.in[i+1])})
			i += 2
		case opInfo:
			i = c.target(i + 1)
		case opBranch:
			i = c.branch(i)
		case opRepeatOne, opMinRepeatOne, opPossessiveRepeatOne:
			s, _ := c.single(i + 4)
			do := map[uint32]kind{opRepeatOne: doRepeat, opMinRepeatOne: doLazy, opPossessiveRepeatOne: doOwn}[op]
			c.emit(instruction{do: do, min: int(c.in[i+2]), max: limit(c.in[i+3]), set: s})
			i = c.target(i + 1)
		case opRepeat:
			i = c.loop(i)
		case opPossessiveRepeat:
			c.emit(instruction{do: doAtomic})
			i = c.loop(i)
			c.emit(instruction{do: doAtomicEnd})
		case opAssert, opAssertNot, opAtomicGroup:
			i = c.inner(i)
		case opGroupRef, opGroupRefIgnore, opGroupRefLocIgnore, opGroupRefUniIgnore:
			f := map[uint32]fold{opGroupRefIgnore: foldASCII, opGroupRefLocIgnore: foldLocale, opGroupRefUniIgnore: foldUnicode}[op]
			c.emit(instruction{do: doBack, x: int(c.in[i+1]), y: int(f)})
			i += 2
		case opGroupRefExists:
			i = c.conditional(i)
		default:
			s, next := c.single(i)
			c.emit(instruction{do: doSet, set: s})
			i = next
		}
	}
}

// literals translates a run of literals into one text.
func (c *translator) literals(i, end int) int {
	var text []byte
	for ; i < end && c.in[i] == opLiteral; i += 2 {
		if c.wide {
			text = object.AppendRune(text, rune(c.in[i+1]))
		} else if c.in[i+1] > 255 {
			c.emit(instruction{do: doFail})
		} else {
			text = append(text, byte(c.in[i+1]))
		}
	}
	c.emit(instruction{do: doText, text: string(text)})
	return i
}

// single returns the set that the code at i tests one character with.
func (c *translator) single(i int) (s *set, next int) {
	arg := func() uint32 { return c.in[i+1] }
	in := func(f fold) (*set, int) { return charset(c.in[i+2:c.target(i+1)], f), c.target(i + 1) }
	switch c.in[i] {
	case opAny:
		return newSet(func(r rune) bool { return r != '\n' }), i + 1
	case opAnyAll:
		return newSet(func(r rune) bool { return true }), i + 1
	case opFailure:
		return newSet(func(r rune) bool { return false }), i + 1
	case opCategory:
		category := arg()
		return newSet(func(r rune) bool { return inCategory(category, r) }), i + 2
	case opLiteral:
		return literalSet(arg(), foldNone, false), i + 2
	case opNotLiteral:
		return literalSet(arg(), foldNone, true), i + 2
	case opLiteralIgnore:
		return literalSet(arg(), foldASCII, false), i + 2
	case opNotLiteralIgnore:
		return literalSet(arg(), foldASCII, true), i + 2
	case opLiteralUniIgnore:
		return literalSet(arg(), foldUnicode, false), i + 2
	case opNotLiteralUniIgnore:
		return literalSet(arg(), foldUnicode, true), i + 2
	case opLiteralLocIgnore:
		return literalSet(arg(), foldLocale, false), i + 2
	case opNotLiteralLocIgnore:
		return literalSet(arg(), foldLocale, true), i + 2
	case opIn:
		return in(foldNone)
	case opInIgnore:
		return in(foldASCII)
	case opInUniIgnore:
		return in(foldUnicode)
	case opInLocIgnore:
		return in(foldLocale)
	}
	panic(errCode)
}

// branch translates alternatives. Each but the last begins with a split.
func (c *translator) branch(i int) int {
	var ends []int
	for i++; c.in[i] != 0; {
		next := c.target(i)
		split := -1
		if c.in[next] != 0 {
			split = c.emit(instruction{do: doSplit})
		}
		c.sequence(i+1, next-2)
		ends = append(ends, c.emit(instruction{do: doJump}))
		if split >= 0 {
			c.code[split].y = c.here()
		}
		i = next
	}
	for _, e := range ends {
		c.code[e].y = c.here()
	}
	return i + 1
}

// loop translates a repeat of more than one character.
func (c *translator) loop(i int) int {
	r := c.loops
	c.loops++
	until := c.target(i + 1)
	c.emit(instruction{do: doLoop, x: r})
	jump := c.emit(instruction{do: doJump})
	body := c.here()
	own := c.in[i] == opPossessiveRepeat
	if own {
		c.emit(instruction{do: doAtomic})
	}
	c.sequence(i+4, until)
	if own {
		c.emit(instruction{do: doAtomicEnd})
	}
	c.code[jump].y = c.here()
	n := instruction{do: doMaxUntil, x: r, y: body, min: int(c.in[i+2]), max: limit(c.in[i+3])}
	if c.in[until] == opMinUntil {
		n.do = doMinUntil
		c.emit(n)
		n.do = doMinBody
	}
	c.emit(n)
	return until + 1
}

// inner translates a lookaround or atomic group.
func (c *translator) inner(i int) int {
	end := c.target(i + 1)
	switch c.in[i] {
	case opAtomicGroup:
		c.emit(instruction{do: doAtomic})
		c.sequence(i+2, end)
		c.emit(instruction{do: doAtomicEnd})
	case opAssert:
		c.emit(instruction{do: doAhead, x: int(c.in[i+2])})
		c.sequence(i+3, end)
		c.emit(instruction{do: doAheadEnd})
	default:
		not := c.emit(instruction{do: doNot, x: int(c.in[i+2])})
		c.sequence(i+3, end)
		c.emit(instruction{do: doNotEnd})
		c.code[not].y = c.here()
	}
	return end
}

// conditional translates (?(group)yes|no). The no part, if there is one, is
// what the jump before its beginning leads over.
func (c *translator) conditional(i int) int {
	no := c.target(i+2) - 1
	test := c.emit(instruction{do: doIfGroup, x: int(c.in[i+1])})
	if no-2 >= i+3 && c.in[no-2] == opJump && c.jumpEnds(i+3, no-2) {
		end := c.target(no - 1)
		c.sequence(i+3, no-2)
		jump := c.emit(instruction{do: doJump})
		c.code[test].y = c.here()
		c.sequence(no, end)
		c.code[jump].y = c.here()
		return end
	}
	c.sequence(i+3, no)
	c.code[test].y = c.here()
	return no
}

// jumpEnds says whether a code begins at index at of the sequence from i on.
func (c *translator) jumpEnds(i, at int) bool {
	for i < at {
		switch c.in[i] {
		case opFailure, opSuccess, opAny, opAnyAll, opMaxUntil, opMinUntil:
			i++
		case opLiteral, opNotLiteral, opLiteralIgnore, opNotLiteralIgnore, opLiteralLocIgnore, opNotLiteralLocIgnore,
			opLiteralUniIgnore, opNotLiteralUniIgnore, opMark, opAt, opCategory,
			opGroupRef, opGroupRefIgnore, opGroupRefLocIgnore, opGroupRefUniIgnore:
			i += 2
		case opJump:
			i += 2
		case opBranch:
			for i++; c.in[i] != 0; {
				i = c.target(i)
			}
			i++
		case opGroupRefExists:
			i = c.conditionalEnd(i)
		case opRepeat, opPossessiveRepeat:
			i = c.target(i+1) + 1
		default:
			i = c.target(i + 1)
		}
	}
	return i == at
}

func (c *translator) conditionalEnd(i int) int {
	no := c.target(i+2) - 1
	if no-2 >= i+3 && c.in[no-2] == opJump && c.jumpEnds(i+3, no-2) {
		return c.target(no - 1)
	}
	return no
}

// prefixOf returns the text that every match begins with.
func (p *program) prefixOf() string {
	for i := range p.code {
		switch n := &p.code[i]; n.do {
		case doMark:
		case doText:
			return n.text
		default:
			return ""
		}
	}
	return ""
}

// firstOf returns the bytes that what begins at instruction pc can begin with,
// nil if it may match nothing or could begin with any.
func (p *program) firstOf(pc int) *[256]bool {
	f := &firstFinder{p: p, seen: make(map[int]bool)}
	if !f.walk(pc) {
		return nil
	}
	for _, b := range f.bytes {
		if !b {
			return &f.bytes
		}
	}
	return nil
}

type firstFinder struct {
	p     *program
	bytes [256]bool
	seen  map[int]bool
}

func (f *firstFinder) add(s *set) {
	for c := range 256 {
		if f.p.wide && c >= 0x80 {
			f.bytes[c] = true // any character with more than one byte may be in it
		} else if s.hasByte(byte(c)) {
			f.bytes[c] = true
		}
	}
}

// walk adds what can come first from pc on; false: that may be nothing.
func (f *firstFinder) walk(pc int) bool {
	for !f.seen[pc] {
		f.seen[pc] = true
		n := &f.p.code[pc]
		switch n.do {
		case doFail:
			return true
		case doText:
			if n.text == "" {
				pc++
				continue
			}
			f.bytes[n.text[0]] = true
			return true
		case doSet:
			f.add(n.set)
			return true
		case doRepeat, doLazy, doOwn:
			f.add(n.set)
			if n.min > 0 {
				return true
			}
			pc++
		case doAt, doMark, doLoop, doAtomic:
			pc++
		case doJump:
			pc = n.y
		case doSplit:
			if !f.walk(pc + 1) {
				return false
			}
			pc = n.y
		case doMaxUntil, doMinUntil:
			if !f.walk(n.y) {
				return false
			}
			if n.min > 0 {
				return true
			}
			pc++
			if n.do == doMinUntil {
				pc++
			}
		case doNot:
			pc = n.y
		default:
			return false
		}
	}
	return true
}
