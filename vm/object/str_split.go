package object

import (
	"math/bits"
	"strings"
	"unsafe"

	"gorgon/gc"
)

// strData returns the bytes of a new str, to be filled in.
func strData(o uintptr) []byte {
	return gc.Bytes(o+StrDataOffset, uintptr(gc.Load32(o+StrBytesOffset)))
}

// splitArgs are the arguments of split and rsplit; max < 0 means no limit.
func splitArgs(t *Thread, sep, maxsplit Value) (max int, ok bool) {
	if sep != Null && sep != None && !IsStr(sep) {
		TypeErrorf(t, "must be str or None, not %s", TypeName(sep))
		return 0, false
	}
	if maxsplit == Null {
		return -1, true
	}
	return sizeArg(t, maxsplit)
}

func strSplit(t *Thread, args []Value) Value {
	max, ok := splitArgs(t, args[1], args[2])
	if !ok {
		return Null
	}
	var buf [24]Value
	items := buf[:0]
	v, s := args[0], StrOf(args[0])
	ascii := IsASCII(v)
	emit := func(part string) {
		count := len(part)
		if !ascii {
			count = countRunes(part)
		}
		items = append(items, newStrCount(t, part, count))
	}
	switch {
	case args[1] != Null && args[1] != None:
		if StrOf(args[1]) == "" {
			return ValueErrorf(t, "empty separator")
		}
		if sep := StrOf(args[1]); len(sep) == 1 && ascii && max < 0 {
			items = splitByte(t, s, sep[0], items)
		} else {
			splitText(s, sep, max, emit)
		}
	case ascii && max < 0:
		items = splitWords(t, s, items)
	case ascii:
		splitASCII(s, max, &asciiSpace, emit)
	default:
		splitFields(s, max, emit)
	}
	return NewList(t, items)
}

// Parts of text are short: their ends are looked for in words of eight bytes, and a
// part that is no longer is stored as one.
const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// splitWords appends the words of an ASCII str to items.
func splitWords(t *Thread, s string, items []Value) []Value {
	p := unsafe.Pointer(unsafe.StringData(s))
	for i := 0; ; {
		for i < len(s) && asciiSpace[s[i]&0x7f] {
			i++
		}
		if i == len(s) {
			return items
		}
		start := i
		for i+8 <= len(s) {
			// The high bits of bytes up to ' '.
			low := ^(load64(p, i) + (0x7f-' ')*eachByte) & highBits
			if i += min(bits.TrailingZeros64(low)>>3, 8); low != 0 {
				break
			}
		}
		for i < len(s) && !asciiSpace[s[i]&0x7f] {
			i++
		}
		items = append(items, newPart(t, s, start, i))
	}
}

// splitByte appends what is between the bytes sep of an ASCII str to items.
func splitByte(t *Thread, s string, sep byte, items []Value) []Value {
	p := unsafe.Pointer(unsafe.StringData(s))
	for i := 0; ; i++ {
		start := i
		for i+8 <= len(s) {
			// The high bits of zeros: right up to the first.
			other := load64(p, i) ^ uint64(sep)*eachByte
			same := (other - eachByte) &^ other & highBits
			if i += min(bits.TrailingZeros64(same)>>3, 8); same != 0 {
				break
			}
		}
		for i < len(s) && s[i] != sep {
			i++
		}
		items = append(items, newPart(t, s, start, i))
		if i == len(s) {
			return items
		}
	}
}

// newPart makes the str of the bytes from start to end of the ASCII text s.
func newPart(t *Thread, s string, start, end int) Value {
	n := end - start
	if n < 2 || n > 8 || start+8 > len(s) {
		return newStrCount(t, s[start:end], n)
	}
	o := allocStr(t, n, n)
	gc.Store64(o+StrDataOffset, load64(unsafe.Pointer(unsafe.StringData(s)), start)&(1<<(8*n)-1))
	return gc.MakePtr(o)
}

// splitText cuts s at sep.
func splitText(s, sep string, max int, emit func(string)) {
	for ; max != 0; max-- {
		i := strings.Index(s, sep)
		if i < 0 {
			break
		}
		emit(s[:i])
		s = s[i+len(sep):]
	}
	emit(s)
}

// splitASCII cuts s, which is ASCII or bytes, at runs of white space.
func splitASCII(s string, max int, space *[128]bool, emit func(string)) {
	i := 0
	for {
		for i < len(s) && s[i] < 0x80 && space[s[i]] {
			i++
		}
		if i == len(s) {
			return
		}
		if max == 0 {
			emit(s[i:])
			return
		}
		max--
		start := i
		for i < len(s) && (s[i] >= 0x80 || !space[s[i]]) {
			i++
		}
		emit(s[start:i])
	}
}

// splitFields is splitASCII for any str.
func splitFields(s string, max int, emit func(string)) {
	for {
		if s = trimLeft(s, isSpaceRune); s == "" {
			return
		}
		if max == 0 {
			emit(s)
			return
		}
		max--
		i := 0
		for i < len(s) {
			r, n := runeAt(s, i)
			if isSpaceRune(r) {
				break
			}
			i += n
		}
		emit(s[:i])
		s = s[i:]
	}
}

func strRSplit(t *Thread, args []Value) Value {
	max, ok := splitArgs(t, args[1], args[2])
	if !ok {
		return Null
	}
	var items []Value
	v, s := args[0], StrOf(args[0])
	emit := func(part string) { items = append(items, subStr(t, v, part)) }
	if args[1] != Null && args[1] != None {
		if StrOf(args[1]) == "" {
			return ValueErrorf(t, "empty separator")
		}
		rsplitText(s, StrOf(args[1]), max, emit)
	} else {
		rsplitFields(s, max, emit)
	}
	reverse(items)
	return NewList(t, items)
}

// rsplitText cuts s at sep from the end, last part first.
func rsplitText(s, sep string, max int, emit func(string)) {
	for ; max != 0; max-- {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		emit(s[i+len(sep):])
		s = s[:i]
	}
	emit(s)
}

func rsplitFields(s string, max int, emit func(string)) {
	for {
		if s = trimRight(s, isSpaceRune); s == "" {
			return
		}
		if max == 0 {
			emit(s)
			return
		}
		max--
		i := len(s)
		for i > 0 {
			r, n := runeBefore(s, i)
			if isSpaceRune(r) {
				break
			}
			i -= n
		}
		emit(s[i:])
		s = s[:i]
	}
}

func reverse(items []Value) {
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
}

func strSplitLines(t *Thread, args []Value) Value {
	keep, ok := optTruth(t, args[1])
	if !ok {
		return Null
	}
	var items []Value
	v, s := args[0], StrOf(args[0])
	for s != "" {
		end, next := lineEnd(s)
		if keep {
			end = next
		}
		items = append(items, subStr(t, v, s[:end]))
		s = s[next:]
	}
	return NewList(t, items)
}

// lineEnd returns where the first line of s ends, and where the next begins.
func lineEnd(s string) (end, next int) {
	for i := 0; i < len(s); {
		c := s[i]
		if c > '\r' && c < 0x1c || c > 0x1e && c < 0x80 {
			i++
			continue
		}
		r, n := runeAt(s, i)
		if isLineBreak(r) {
			if r == '\r' && i+1 < len(s) && s[i+1] == '\n' {
				n = 2
			}
			return i, i + n
		}
		i += n
	}
	return len(s), len(s)
}

// optTruth is an optional bool argument, by default false.
func optTruth(t *Thread, v Value) (truth, ok bool) {
	if v == Null {
		return false, true
	}
	return Truth(t, v)
}

func trimLeft(s string, cut func(rune) bool) string {
	for s != "" {
		r, n := runeAt(s, 0)
		if !cut(r) {
			break
		}
		s = s[n:]
	}
	return s
}

func trimRight(s string, cut func(rune) bool) string {
	for s != "" {
		r, n := runeBefore(s, len(s))
		if !cut(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

// StrStrip is str.strip of an exact str.
func StrStrip(t *Thread, v, chars Value) Value { return strStrip(t, []Value{v, chars}) }

func strStrip(t *Thread, args []Value) Value  { return stripStr(t, "strip", args, true, true) }
func strLStrip(t *Thread, args []Value) Value { return stripStr(t, "lstrip", args, true, false) }
func strRStrip(t *Thread, args []Value) Value { return stripStr(t, "rstrip", args, false, true) }

func stripStr(t *Thread, method string, args []Value, left, right bool) Value {
	v, s := args[0], StrOf(args[0])
	cut := isSpaceRune
	if args[1] == Null || args[1] == None {
		// Most text has ASCII at its ends, or no space there.
		for left && s != "" && s[0] < 0x80 && asciiSpace[s[0]] {
			s = s[1:]
		}
		for right && s != "" && s[len(s)-1] < 0x80 && asciiSpace[s[len(s)-1]] {
			s = s[:len(s)-1]
		}
	} else {
		if !IsStr(args[1]) {
			return TypeErrorf(t, "%s arg must be None or str", method)
		}
		set := StrOf(args[1])
		for left && s != "" && s[0] < 0x80 && strings.IndexByte(set, s[0]) >= 0 {
			s = s[1:]
		}
		for right && s != "" && s[len(s)-1] < 0x80 && strings.IndexByte(set, s[len(s)-1]) >= 0 {
			s = s[:len(s)-1]
		}
		if IsASCII(v) {
			left, right = false, false
		}
		cut = runeSet(set)
	}
	part := s
	if left {
		part = trimLeft(part, cut)
	}
	if right {
		part = trimRight(part, cut)
	}
	if len(part) == len(StrOf(v)) {
		return strToStr(t, v)
	}
	return subStr(t, v, part)
}

// runeSet returns the test for being one of the characters of set.
func runeSet(set string) func(rune) bool {
	if len(set) == 1 {
		c := rune(set[0])
		return func(r rune) bool { return r == c }
	}
	return func(r rune) bool {
		var b [4]byte
		return strings.Contains(set, bytesAsText(b[:putRune(b[:], r)]))
	}
}
