package io

import (
	"math"
	"strings"
	"unicode/utf8"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var stringIOType = NewType("StringIO", 0)

// A StringIO is an in-memory stream of text, kept as UTF-8. Its position counts
// characters; wordC holds how many there are (as many as bytes: all ASCII),
// wordD the byte at which the position is, if that is known and not 0, and wordName
// its newline settings.
const (
	newlineSet       = 1 << iota // __init__ has run
	newlineUniversal             // lines end with any newline
	newlineTranslate             // which becomes \n when written
	newlineCR                    // lines end with \r
	newlineCRLF                  // lines end with \r\n
	newlineSeenShift = 8         // from here on: those that were seen
)

func init() {
	s := streamSpec(textBaseType, "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.")
	s.Slots = Slots{New: newStream, Init: initStringIO, Next: stringNext}
	s.Methods = []Method{
		{Name: "read", Sig: "(self, size=?, /)", Fn: stringRead, Doc: "Read at most size characters, returned as a string.\n\nIf the argument is negative or omitted, read until EOF\nis reached. Return an empty string at EOF."},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: stringReadLine, Doc: "Read until newline or EOF.\n\nReturns an empty string if EOF is hit immediately."},
		{Name: "write", Sig: "(self, s, /)", Fn: stringWrite, Doc: "Write string to file.\n\nReturns the number of characters written, which is always equal to\nthe length of the string."},
		{Name: "getvalue", Sig: "(self, /)", Fn: stringGetValue, Doc: "Retrieve the entire contents of the object."},
		{Name: "seek", Sig: "(self, pos, whence=?, /)", Fn: stringSeek},
		{Name: "tell", Sig: "(self, /)", Fn: stringTell, Doc: "Tell the current file position."},
		{Name: "truncate", Sig: "(self, pos=?, /)", Fn: stringTruncate},
		{Name: "close", Sig: "(self, /)", Fn: memoryClose},
		{Name: "isatty", Sig: "(self, /)", Fn: memoryCheck(False)},
		{Name: "readable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "writable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "seekable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "__getstate__", Sig: "(self, /)", Fn: stringGetState},
		{Name: "__setstate__", Sig: "(self, state, /)", Fn: stringSetState},
	}
	s.Getset = []Getset{
		{Name: "newlines", Get: func(t *Thread, v Value) Value {
			return seenNewlines(t, uint8(wordInt(v.Addr()+wordName)>>newlineSeenShift))
		}},
		{Name: "line_buffering", Get: func(*Thread, Value) Value { return False }},
	}
	stringIOType.Setup(s)
}

// text is an open StringIO.
type text struct {
	memory
	count int // characters
	at    int // the byte at the position; 0: look for it
	flags int
}

func stringOpen(t *Thread, v Value, change bool) (s text, ok bool) {
	if wordInt(v.Addr()+wordName)&newlineSet == 0 {
		uninitialized(t)
		return s, false
	}
	if !memoryOpen(t, v) {
		return s, false
	}
	if change {
		s.memory = edit(t, v)
	} else {
		s.memory = view(t, v)
	}
	s.count, s.at, s.flags = wordInt(v.Addr()+wordC), wordInt(v.Addr()+wordD), wordInt(v.Addr()+wordName)
	return s, true
}

// moveTo sets the position to a character, which begins at byte at, 0 if that is
// not known.
func (s *text) moveTo(pos, at int) {
	s.setPos(pos)
	s.at = at
	gc.Store(s.o+wordD, gc.MakeInt(int64(at)))
}

func (s *text) setCount(n int) {
	s.count = n
	gc.Store(s.o+wordC, gc.MakeInt(int64(n)))
}

// offset is where character n begins.
func (s *text) offset(n int) int {
	switch {
	case n >= s.count:
		return s.size
	case s.count == s.size:
		return n
	}
	if s.at > 0 && n >= s.pos {
		return s.at + runeOffset(s.bytes(s.at, s.size), n-s.pos)
	}
	return runeOffset(s.bytes(0, s.size), n)
}

// runeOffset is where character n of p begins; surrogates (three bytes that are
// no UTF-8 for Go) are characters.
func runeOffset(p []byte, n int) int {
	i := 0
	for ; i < len(p); i++ {
		if utf8.RuneStart(p[i]) {
			if n == 0 {
				break
			}
			n--
		}
	}
	return i
}

func runeCount(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

func initStringIO(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "StringIO", args, kw, 0, "initial_value", "newline")
	if !ok {
		return false
	}
	flags := newlineSet
	newline := "\n"
	if a[1] == None {
		flags |= newlineUniversal | newlineTranslate
	} else if a[1] != Null {
		if !IsStr(a[1]) {
			TypeErrorf(t, "newline must be str or None, not %s", TypeName(a[1]))
			return false
		}
		newline = StrOf(a[1])
	}
	switch newline {
	case "":
		flags |= newlineUniversal
	case "\r":
		flags |= newlineCR
	case "\r\n":
		flags |= newlineCRLF
	case "\n":
	default:
		ValueErrorf(t, "illegal newline value: %s", StrRepr(newline))
		return false
	}
	if a[0] != Null && a[0] != None && !IsStr(a[0]) {
		TypeErrorf(t, "initial_value must be str or None, not %s", TypeName(a[0]))
		return false
	}
	m := edit(t, v)
	m.setSize(0)
	m.setPos(0)
	gc.Store(v.Addr()+wordC, gc.MakeInt(0))
	gc.Store(v.Addr()+wordD, gc.MakeInt(0))
	gc.Store(v.Addr()+wordHandle, Null)
	gc.Store(v.Addr()+wordName, gc.MakeInt(int64(flags)))
	if a[0] != Null && a[0] != None {
		s, _ := stringOpen(t, v, true)
		s.write(StrOf(a[0]))
		s.moveTo(0, 0)
	}
	return true
}

// write writes at the position.
func (s *text) write(in string) {
	switch {
	case s.flags&newlineTranslate != 0:
		var seen uint8
		in, seen = translateNewlines(in, true, true)
		s.note(seen)
	case s.flags&newlineUniversal != 0:
		_, seen := translateNewlines(in, true, false)
		s.note(seen)
	case s.flags&newlineCR != 0:
		in = strings.ReplaceAll(in, "\n", "\r")
	case s.flags&newlineCRLF != 0:
		in = strings.ReplaceAll(in, "\n", "\r\n")
	}
	n := runeCount(in)
	if n == 0 {
		return
	}
	if s.pos > s.count {
		pad := s.pos - s.count
		s.store(s.size, make([]byte, pad))
		s.setCount(s.pos)
	}
	start, end := s.offset(s.pos), s.offset(s.pos+n)
	if end-start == len(in) || end == s.size {
		if end == s.size && end-start > len(in) {
			s.setSize(start)
		}
		s.store(start, []byte(in))
	} else {
		rest := s.read(end, s.size)
		s.setSize(start)
		// What follows moves: a new block, so that others keep the old one.
		p := append([]byte(in), rest...)
		s.own(0, 0)
		s.replaceFrom(start, p)
	}
	s.setCount(max(s.count, s.pos+n))
	s.moveTo(s.pos+n, start+len(in))
}

// replaceFrom makes p what follows offset i.
func (s *text) replaceFrom(i int, p []byte) {
	all := append(s.read(0, i), p...)
	s.block = Null
	gc.Store(s.o+wordInner, Null)
	s.setSize(0)
	s.store(0, all)
}

func (s *text) note(seen uint8) {
	if seen != 0 && s.flags>>newlineSeenShift|int(seen) != s.flags>>newlineSeenShift {
		s.flags |= int(seen) << newlineSeenShift
		gc.Store(s.o+wordName, gc.MakeInt(int64(s.flags)))
	}
}

// take returns the text from the position to byte offset end, and moves.
func (s *text) take(end int) Value {
	start := s.offset(s.pos)
	if end <= start {
		return Intern("")
	}
	p := string(s.read(start, end))
	n := len(p)
	if s.count != s.size {
		n = runeCount(p)
	}
	s.moveTo(s.pos+n, end)
	return NewStr(s.t, p)
}

func stringRead(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	s, ok := stringOpen(t, args[0], true)
	if !ok {
		return Null
	}
	if s.pos >= s.count {
		return Intern("")
	}
	if n < 0 || n > s.count-s.pos {
		return s.take(s.size)
	}
	return s.take(s.offset(s.pos + n))
}

// lineWindow is how many bytes are looked at first for the end of a line.
const lineWindow = 256

// lineEnd is where the line at the position ends.
func (s *text) lineEnd(limit int) int {
	start := s.offset(s.pos)
	end := s.size
	if limit >= 0 {
		end = s.offset(min(reach(s.pos, limit), s.count))
	}
	if start >= end {
		return end
	}
	rule := textState{universal: s.flags&newlineUniversal != 0, readEnd: "\n"}
	switch {
	case s.flags&newlineTranslate != 0:
		rule.universal = false
	case s.flags&newlineCR != 0:
		rule.readEnd = "\r"
	case s.flags&newlineCRLF != 0:
		rule.readEnd = "\r\n"
	}
	for window := lineWindow; ; window *= 4 {
		to := min(s.size, start+window)
		if n := rule.lineEnd(s.read(start, to), to == s.size); n > 0 {
			return min(end, start+n)
		}
		if to >= end {
			return end
		}
	}
}

func stringReadLine(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	s, ok := stringOpen(t, args[0], true)
	if !ok {
		return Null
	}
	return s.take(s.lineEnd(n))
}

func stringNext(t *Thread, v Value) Value {
	if TypeOf(v).Heap {
		return baseNext(t, v)
	}
	s, ok := stringOpen(t, v, true)
	if !ok {
		return Null
	}
	if s.pos >= s.count {
		return Stop
	}
	return s.take(s.lineEnd(-1))
}

func stringWrite(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "string argument expected, got '%s'", TypeName(args[1]))
	}
	s, ok := stringOpen(t, args[0], true)
	if !ok {
		return Null
	}
	switch end := reach(s.pos, StrLen(args[1])); {
	case StrLen(args[1]) == 0:
	case end == math.MaxInt:
		return OverflowErrorf(t, "new position too large")
	case end > maxMemory:
		return RaiseNew(t, MemoryErrorType)
	default:
		s.write(StrOf(args[1]))
	}
	return gc.MakeInt(int64(StrLen(args[1])))
}

func stringGetValue(t *Thread, args []Value) Value {
	s, ok := stringOpen(t, args[0], false)
	if !ok {
		return Null
	}
	return NewStr(t, string(s.read(0, s.size)))
}

func stringSeek(t *Thread, args []Value) Value {
	s, ok := stringOpen(t, args[0], true)
	if !ok {
		return Null
	}
	offset, whence, ok := seekArgs(t, args)
	switch {
	case !ok:
		return Null
	case whence < 0 || whence > 2:
		return ValueErrorf(t, "Invalid whence (%d, should be 0, 1 or 2)", whence)
	case whence == seekSet && offset < 0:
		return ValueErrorf(t, "Negative seek position %d", offset)
	case whence != seekSet && offset != 0:
		return Raise(t, OSErrorType, "Can't do nonzero cur-relative seeks")
	}
	switch whence {
	case seekSet:
		s.moveTo(int(offset), 0)
	case seekEnd:
		s.moveTo(s.count, 0)
	}
	return NewInt(t, int64(s.pos))
}

func stringTell(t *Thread, args []Value) Value {
	s, ok := stringOpen(t, args[0], false)
	if !ok {
		return Null
	}
	return NewInt(t, int64(s.pos))
}

func stringTruncate(t *Thread, args []Value) Value {
	s, ok := stringOpen(t, args[0], true)
	if !ok {
		return Null
	}
	n := s.pos
	if args[1] != Null && args[1] != None {
		k, ok := IndexInt(t, args[1])
		if !ok {
			return Null
		}
		if k < 0 {
			return ValueErrorf(t, "Negative size value %d", k)
		}
		n = k
	}
	if n < s.count {
		s.setSize(s.offset(n))
		s.setCount(n)
		s.moveTo(s.pos, 0)
	}
	return gc.MakeInt(int64(n))
}

func stringGetState(t *Thread, args []Value) Value {
	value := stringGetValue(t, args)
	if value == Null {
		return Null
	}
	newline := Value(None)
	switch flags := wordInt(args[0].Addr() + wordName); {
	case flags&newlineTranslate != 0:
	case flags&newlineUniversal != 0:
		newline = Intern("")
	case flags&newlineCR != 0:
		newline = Intern("\r")
	case flags&newlineCRLF != 0:
		newline = Intern("\r\n")
	default:
		newline = Intern("\n")
	}
	return NewTuple(t, value, newline, stringTell(t, args), InstanceDict(t, args[0]))
}

func stringSetState(t *Thread, args []Value) Value {
	items, ok := stateItems(t, args[1], "StringIO", 4)
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	if !IsStr(items[0]) {
		return TypeErrorf(t, "first item of state must be a str or None, not %s", TypeName(items[0]))
	}
	if !initStringIO(t, args[0], []Value{None, items[1]}, Null) {
		return Null
	}
	pos, ok := statePosition(t, items[2])
	if !ok {
		return Null
	}
	if items[3] != None && !IsInstance(items[3], DictType) {
		return updateDict(t, args[0], items[3])
	}
	s, _ := stringOpen(t, args[0], true)
	// The value has its newlines already.
	flags := s.flags
	s.flags = newlineSet
	s.write(StrOf(items[0]))
	s.flags = flags
	s.moveTo(pos, 0)
	return updateDict(t, args[0], items[3])
}
