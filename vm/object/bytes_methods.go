package object

import (
	"strings"
)

// bytesMethods are the methods that bytes and bytearray share. Results have
// the type of self.
var bytesMethods = []Method{
	{Name: "capitalize", Sig: "(self, /)", Fn: bytesCase(capitalizeASCII), Doc: "The first byte in upper case, the rest in lower case (ASCII)."},
	{Name: "center", Sig: "(self, width, fillchar=?, /)", Fn: bytesPad("center", 0), Doc: "Centered in length width."},
	{Name: "count", Sig: "(self, sub, start=?, end=?, /)", Fn: bytesCount, Doc: "How often sub occurs without overlap in self[start:end]."},
	{Name: "decode", Sig: "(self, /, encoding=?, errors=?)", Fn: bytesDecode, Doc: "The str that the bytes hold in an encoding, by default UTF-8."},
	{Name: "endswith", Sig: "(self, suffix, start=?, end=?, /)", Fn: bytesEndsWith, Doc: "Whether self[start:end] ends with suffix, or one of a tuple."},
	{Name: "expandtabs", Sig: "(self, /, tabsize=?)", Fn: bytesExpandTabs, Doc: "Tabs replaced by spaces."},
	{Name: "find", Sig: "(self, sub, start=?, end=?, /)", Fn: bytesFind(strings.Index, ""), Doc: "The lowest index of sub in self[start:end], or -1."},
	{Name: "hex", Sig: "(self, /, sep=?, bytes_per_sep=?)", Fn: bytesHex, Doc: "Two hexadecimal digits for each byte."},
	{Name: "index", Sig: "(self, sub, start=?, end=?, /)", Fn: bytesFind(strings.Index, "subsection not found"), Doc: "As find, with ValueError if sub is not there."},
	{Name: "isalnum", Sig: "(self, /)", Fn: allBytes(isAlphaByte, isDigitByte), Doc: "Whether all bytes are ASCII letters or digits, and there is one."},
	{Name: "isalpha", Sig: "(self, /)", Fn: allBytes(isAlphaByte, isAlphaByte), Doc: "Whether all bytes are ASCII letters, and there is one."},
	{Name: "isascii", Sig: "(self, /)", Fn: bytesIsASCII, Doc: "Whether all bytes are ASCII."},
	{Name: "isdigit", Sig: "(self, /)", Fn: allBytes(isDigitByte, isDigitByte), Doc: "Whether all bytes are ASCII digits, and there is one."},
	{Name: "islower", Sig: "(self, /)", Fn: bytesIsCase(isLowerByte, isUpperByte), Doc: "Whether all ASCII letters are lower case, and there is one."},
	{Name: "isspace", Sig: "(self, /)", Fn: allBytes(isSpaceByte, isSpaceByte), Doc: "Whether all bytes are ASCII white space, and there is one."},
	{Name: "istitle", Sig: "(self, /)", Fn: bytesIsTitle, Doc: "Whether words begin with upper case and go on in lower case."},
	{Name: "isupper", Sig: "(self, /)", Fn: bytesIsCase(isUpperByte, isLowerByte), Doc: "Whether all ASCII letters are upper case, and there is one."},
	{Name: "join", Sig: "(self, iterable_of_bytes, /)", Fn: bytesJoin, Doc: "The bytes of iterable with self between them."},
	{Name: "ljust", Sig: "(self, width, fillchar=?, /)", Fn: bytesPad("ljust", -1), Doc: "Left-justified in length width."},
	{Name: "lower", Sig: "(self, /)", Fn: bytesCase(func(b []byte) { mapBytes(b, &asciiLower) }), Doc: "ASCII letters in lower case."},
	{Name: "lstrip", Sig: "(self, bytes=?, /)", Fn: bytesStrip(true, false), Doc: "Without white space, or any of bytes, at the start."},
	{Name: "maketrans", Sig: "(frm, to, /)", Fn: bytesMakeTrans, Flags: StaticMethod, Doc: "A table for translate."},
	{Name: "partition", Sig: "(self, sep, /)", Fn: bytesPartition(strings.Index, false), Doc: "What is before the first sep, sep, and the rest."},
	{Name: "removeprefix", Sig: "(self, prefix, /)", Fn: bytesRemovePrefix, Doc: "Without prefix, if it is there."},
	{Name: "removesuffix", Sig: "(self, suffix, /)", Fn: bytesRemoveSuffix, Doc: "Without suffix, if it is there."},
	{Name: "replace", Sig: "(self, old, new, count=?, /)", Fn: bytesReplace, Doc: "With old replaced by new, at most count times."},
	{Name: "rfind", Sig: "(self, sub, start=?, end=?, /)", Fn: bytesFind(strings.LastIndex, ""), Doc: "The highest index of sub in self[start:end], or -1."},
	{Name: "rindex", Sig: "(self, sub, start=?, end=?, /)", Fn: bytesFind(strings.LastIndex, "subsection not found"), Doc: "As rfind, with ValueError if sub is not there."},
	{Name: "rjust", Sig: "(self, width, fillchar=?, /)", Fn: bytesPad("rjust", 1), Doc: "Right-justified in length width."},
	{Name: "rpartition", Sig: "(self, sep, /)", Fn: bytesPartition(strings.LastIndex, true), Doc: "What is before the last sep, sep, and the rest."},
	{Name: "rsplit", Sig: "(self, /, sep=?, maxsplit=?)", Fn: bytesRSplit, Doc: "The parts between seps, split from the end."},
	{Name: "rstrip", Sig: "(self, bytes=?, /)", Fn: bytesStrip(false, true), Doc: "Without white space, or any of bytes, at the end."},
	{Name: "split", Sig: "(self, /, sep=?, maxsplit=?)", Fn: bytesSplit, Doc: "The parts between seps, or between runs of white space."},
	{Name: "splitlines", Sig: "(self, /, keepends=?)", Fn: bytesSplitLines, Doc: "The lines."},
	{Name: "startswith", Sig: "(self, prefix, start=?, end=?, /)", Fn: bytesStartsWith, Doc: "Whether self[start:end] starts with prefix, or one of a tuple."},
	{Name: "strip", Sig: "(self, bytes=?, /)", Fn: bytesStrip(true, true), Doc: "Without white space, or any of bytes, at both ends."},
	{Name: "swapcase", Sig: "(self, /)", Fn: bytesCase(func(b []byte) { mapBytes(b, &asciiSwap) }), Doc: "ASCII upper case to lower case and back."},
	{Name: "title", Sig: "(self, /)", Fn: bytesCase(titleASCII), Doc: "ASCII words begin with upper case and go on in lower case."},
	{Name: "translate", Sig: "(self, table, /, delete=?)", Fn: bytesTranslate, Doc: "Each byte replaced by table[byte], those in delete left out."},
	{Name: "upper", Sig: "(self, /)", Fn: bytesCase(func(b []byte) { mapBytes(b, &asciiUpper) }), Doc: "ASCII letters in upper case."},
	{Name: "zfill", Sig: "(self, width, /)", Fn: bytesZFill, Doc: "With zeros on the left, behind a sign, up to length width."},
}

// content is bytesLike as text; bytearrays are copied where Python code may run
// before it is used.
func content(t *Thread, v Value) string { return bytesAsText(bytesLike(t, v)) }

func isLowerByte(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpperByte(c byte) bool { return 'A' <= c && c <= 'Z' }
func isAlphaByte(c byte) bool { return isLowerByte(c | 0x20) }
func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }
func isSpaceByte(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// byteSpace is what bytes takes for white space.
var byteSpace = [128]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, ' ': true}

// bytesCase makes a method that changes a copy of the content.
func bytesCase(change func(b []byte)) NativeFn {
	return func(t *Thread, args []Value) Value {
		b := []byte(content(t, args[0]))
		change(b)
		return bytesResult(t, args[0], b)
	}
}

func mapBytes(b []byte, table *[128]byte) {
	for i, c := range b {
		if c < 0x80 {
			b[i] = table[c]
		}
	}
}

func capitalizeASCII(b []byte) {
	mapBytes(b, &asciiLower)
	if len(b) > 0 {
		mapBytes(b[:1], &asciiUpper)
	}
}

func titleASCII(b []byte) {
	inWord := false
	for i, c := range b {
		switch {
		case !isAlphaByte(c):
			inWord = false
			continue
		case inWord:
			b[i] = c | 0x20
		default:
			b[i] = c &^ 0x20
		}
		inWord = true
	}
}

// allBytes makes a method that says whether there are bytes and each passes one
// of two tests.
func allBytes(one, other func(byte) bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		s := content(t, args[0])
		for i := range len(s) {
			if !one(s[i]) && !other(s[i]) {
				return False
			}
		}
		return boolOf(s != "")
	}
}

func bytesIsASCII(t *Thread, args []Value) Value {
	s := content(t, args[0])
	for i := range len(s) {
		if s[i] >= 0x80 {
			return False
		}
	}
	return True
}

func bytesIsCase(want, not func(byte) bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		found := false
		s := content(t, args[0])
		for i := range len(s) {
			if not(s[i]) {
				return False
			}
			found = found || want(s[i])
		}
		return boolOf(found)
	}
}

func bytesIsTitle(t *Thread, args []Value) Value {
	found, cased := false, false
	s := content(t, args[0])
	for i := range len(s) {
		switch c := s[i]; {
		case isUpperByte(c):
			if cased {
				return False
			}
			cased, found = true, true
		case isLowerByte(c):
			if !cased {
				return False
			}
			found = true
		default:
			cased = false
		}
	}
	return boolOf(found)
}

// bytesSpan cuts self[start:end]; no is true if nothing can be found there.
func bytesSpan(t *Thread, args []Value) (s string, from int, no, ok bool) {
	s = content(t, args[0])
	if args[2] == Null && args[3] == Null {
		return s, 0, false, true
	}
	i, j, ok := boundArgs(t, args[2], args[3], len(s))
	if !ok || i > j {
		return "", 0, true, ok
	}
	return s[i:j], i, false, true
}

func bytesFind(index func(s, sub string) int, missing string) NativeFn {
	return func(t *Thread, args []Value) Value {
		sub, ok := subBytes(t, args[1], true)
		if !ok {
			return Null
		}
		s, from, no, ok := bytesSpan(t, args)
		i := -1
		if ok && !no {
			if i = index(s, bytesAsText(sub)); i >= 0 {
				i += from
			}
		}
		return indexResult(t, i, ok, missing)
	}
}

func bytesCount(t *Thread, args []Value) Value {
	sub, ok := subBytes(t, args[1], true)
	if !ok {
		return Null
	}
	s, _, no, ok := bytesSpan(t, args)
	switch {
	case !ok:
		return Null
	case no:
		return NewInt(t, 0)
	case len(sub) == 0:
		return NewInt(t, int64(len(s)+1))
	}
	return NewInt(t, int64(strings.Count(s, bytesAsText(sub))))
}

func bytesStartsWith(t *Thread, args []Value) Value {
	return bytesAffix(t, "startswith", args, strings.HasPrefix)
}

func bytesEndsWith(t *Thread, args []Value) Value {
	return bytesAffix(t, "endswith", args, strings.HasSuffix)
}

func bytesAffix(t *Thread, method string, args []Value, has func(s, affix string) bool) Value {
	s, _, no, ok := bytesSpan(t, args)
	if !ok {
		return Null
	}
	if IsInstance(args[1], TupleType) {
		for _, affix := range TupleItems(args[1]) {
			b, ok := bytesArg(t, affix)
			if !ok {
				return Null
			}
			if !no && has(s, bytesAsText(b)) {
				return True
			}
		}
		return False
	}
	b, ok := bufferOpt(t, args[1])
	if !ok {
		return TypeErrorf(t, "%s first arg must be bytes or a tuple of bytes, not %s", method, TypeName(args[1]))
	}
	return boolOf(!no && has(s, bytesAsText(b)))
}

func bytesDecode(t *Thread, args []Value) Value {
	for i, name := range []string{"encoding", "errors"} {
		if v := args[i+1]; v != Null && !IsStr(v) {
			return TypeErrorf(t, "decode() argument '%s' must be str, not %s", name, argTypeName(v))
		}
	}
	return decodeArgs(t, bytesLike(t, args[0]), args[1], args[2])
}

func bytesExpandTabs(t *Thread, args []Value) Value {
	size := 8
	if args[1] != Null {
		var ok bool
		if size, ok = intArgC(t, args[1]); !ok {
			return Null
		}
	}
	b, ok := expandTabs(content(t, args[0]), size, func(byte) bool { return true })
	if !ok {
		return OverflowErrorf(t, "result too long")
	}
	return bytesResult(t, args[0], b)
}

func bytesPad(method string, side int) NativeFn {
	return func(t *Thread, args []Value) Value {
		width, ok := sizeArg(t, args[1])
		if !ok {
			return Null
		}
		fill := byte(' ')
		if args[2] != Null {
			if fill, ok = fillByte(t, args[2], method); !ok {
				return Null
			}
		}
		s := content(t, args[0])
		pad := width - len(s)
		switch {
		case pad <= 0:
			return bytesSame(t, args[0])
		case pad > maxBytes:
			return NoMemory(t)
		}
		left := 0
		switch side {
		case 1:
			left = pad
		case 0:
			left = pad/2 + pad&width&1
		}
		b := make([]byte, width)
		for i := range b {
			b[i] = fill
		}
		copy(b[left:], s)
		return bytesResult(t, args[0], b)
	}
}

func fillByte(t *Thread, v Value, method string) (byte, bool) {
	if !IsBytes(v) && !isByteArray(v) {
		TypeErrorf(t, "%s() argument 2 must be a byte string of length 1, not %s", method, argTypeName(v))
		return 0, false
	}
	b := bytesLike(t, v)
	if len(b) != 1 {
		kind := "bytes"
		if !IsBytes(v) {
			kind = "bytearray"
		}
		TypeErrorf(t, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", method, kind, len(b))
		return 0, false
	}
	return b[0], true
}

func bytesZFill(t *Thread, args []Value) Value {
	width, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	s := content(t, args[0])
	pad := width - len(s)
	switch {
	case pad <= 0:
		return bytesSame(t, args[0])
	case pad > maxBytes:
		return NoMemory(t)
	}
	b := append([]byte(strings.Repeat("0", pad)), s...)
	if s != "" && (s[0] == '+' || s[0] == '-') {
		b[0], b[pad] = s[0], '0'
	}
	return bytesResult(t, args[0], b)
}

func bytesJoin(t *Thread, args []Value) Value {
	if !NativeIterable(args[1]) && isIterable(args[1]) {
		return t.SetTail(Prelude("str_join"), args[0], args[1])
	}
	items, ok := seqItems(t, args[1], "can only join an iterable")
	if !ok {
		return Null
	}
	if len(items) == 1 && Is(items[0], ShapeBytes) && !isByteArray(args[0]) {
		return items[0]
	}
	sep := bytesLike(t, args[0])
	var b []byte
	for i, item := range items {
		if i > 0 {
			b = append(b, sep...)
		}
		part, ok := bufferOpt(t, item)
		if !ok {
			if t.Exc != Null {
				return Null
			}
			return TypeErrorf(t, "sequence item %d: expected a bytes-like object, %s found", i, TypeName(item))
		}
		b = append(b, part...)
		if Is(args[1], ShapeList) && ListLen(t, args[1]) != len(items) {
			return RuntimeErrorf(t, "sequence changed size during iteration")
		}
	}
	return bytesResult(t, args[0], b)
}

func bytesStrip(left, right bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		cut := isSpaceByte
		if args[1] != Null && args[1] != None {
			set, ok := bytesArg(t, args[1])
			if !ok {
				return Null
			}
			cut = func(c byte) bool { return strings.IndexByte(bytesAsText(set), c) >= 0 }
		}
		s := bytesLike(t, args[0])
		i, j := 0, len(s)
		for left && i < j && cut(s[i]) {
			i++
		}
		for right && j > i && cut(s[j-1]) {
			j--
		}
		if j-i == len(s) {
			return bytesSame(t, args[0])
		}
		return bytesResult(t, args[0], s[i:j])
	}
}

func bytesMakeTrans(t *Thread, args []Value) Value {
	from, ok := bytesArg(t, args[0])
	if !ok {
		return Null
	}
	to, ok := bytesArg(t, args[1])
	if !ok {
		return Null
	}
	if len(from) != len(to) {
		return ValueErrorf(t, "maketrans arguments must have same length")
	}
	var table [256]byte
	for i := range table {
		table[i] = byte(i)
	}
	for i, c := range from {
		table[c] = to[i]
	}
	return NewBytes(t, table[:])
}

func bytesTranslate(t *Thread, args []Value) Value {
	var table, del []byte
	ok := true
	if args[1] != None {
		if table, ok = bytesArg(t, args[1]); !ok {
			return Null
		}
		if len(table) != 256 {
			return ValueErrorf(t, "translation table must be 256 characters long")
		}
	}
	if args[2] != Null {
		if del, ok = bytesArg(t, args[2]); !ok {
			return Null
		}
	}
	var drop [256]bool
	for _, c := range del {
		drop[c] = true
	}
	s := bytesLike(t, args[0])
	b := make([]byte, 0, len(s))
	for _, c := range s {
		if drop[c] {
			continue
		}
		if table != nil {
			c = table[c]
		}
		b = append(b, c)
	}
	return bytesResult(t, args[0], b)
}

func bytesPartition(index func(s, sub string) int, right bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		sep, ok := bytesArg(t, args[1])
		if !ok {
			return Null
		}
		if len(sep) == 0 {
			return ValueErrorf(t, "empty separator")
		}
		self := args[0]
		s := bytesLike(t, self)
		i := index(bytesAsText(s), bytesAsText(sep))
		empty := func() Value { return bytesResult(t, self, nil) }
		switch {
		case i < 0 && right:
			return NewTuple(t, empty(), empty(), bytesSame(t, self))
		case i < 0:
			return NewTuple(t, bytesSame(t, self), empty(), empty())
		}
		mid := args[1]
		if isByteArray(self) {
			mid = NewByteArray(t, sep)
		}
		return NewTuple(t, bytesResult(t, self, s[:i]), mid, bytesResult(t, self, s[i+len(sep):]))
	}
}

func bytesRemovePrefix(t *Thread, args []Value) Value {
	affix, ok := bytesArg(t, args[1])
	if !ok {
		return Null
	}
	s := content(t, args[0])
	if len(affix) == 0 || !strings.HasPrefix(s, bytesAsText(affix)) {
		return bytesSame(t, args[0])
	}
	return bytesResult(t, args[0], textAsBytes(s[len(affix):]))
}

func bytesRemoveSuffix(t *Thread, args []Value) Value {
	affix, ok := bytesArg(t, args[1])
	if !ok {
		return Null
	}
	s := content(t, args[0])
	if len(affix) == 0 || !strings.HasSuffix(s, bytesAsText(affix)) {
		return bytesSame(t, args[0])
	}
	return bytesResult(t, args[0], textAsBytes(s[:len(s)-len(affix)]))
}

func bytesReplace(t *Thread, args []Value) Value {
	old, ok := bytesArg(t, args[1])
	if !ok {
		return Null
	}
	new, ok := bytesArg(t, args[2])
	if !ok {
		return Null
	}
	n := -1
	if args[3] != Null {
		if n, ok = sizeArg(t, args[3]); !ok {
			return Null
		}
	}
	s := content(t, args[0])
	if len(old) == 0 {
		return bytesResult(t, args[0], insertBetweenBytes(s, new, n))
	}
	have := strings.Count(s, bytesAsText(old))
	if have == 0 || n == 0 {
		return bytesSame(t, args[0])
	}
	if n < 0 || n > have {
		n = have
	}
	b := make([]byte, len(s)+n*(len(new)-len(old)))
	replaceInto(b, s, bytesAsText(old), bytesAsText(new), n)
	return bytesResult(t, args[0], b)
}

// insertBetweenBytes puts text before each of the first n bytes of s, and at
// the end if n allows it.
func insertBetweenBytes(s string, text []byte, n int) []byte {
	var b []byte
	for i := 0; n != 0; i++ {
		b = append(b, text...)
		n--
		if i == len(s) {
			return b
		}
		b = append(b, s[i])
		if n == 0 {
			return append(b, s[i+1:]...)
		}
	}
	return append(b, s...)
}

// bytesSplitArgs are the arguments of split and rsplit; sep is nil for white
// space.
func bytesSplitArgs(t *Thread, args []Value) (sep []byte, max int, ok bool) {
	max = -1
	if args[2] != Null {
		if max, ok = sizeArg(t, args[2]); !ok {
			return nil, 0, false
		}
	}
	if args[1] == Null || args[1] == None {
		return nil, max, true
	}
	if sep, ok = bytesArg(t, args[1]); !ok {
		return nil, 0, false
	}
	if len(sep) == 0 {
		ValueErrorf(t, "empty separator")
		return nil, 0, false
	}
	return sep, max, true
}

func bytesSplit(t *Thread, args []Value) Value {
	sep, max, ok := bytesSplitArgs(t, args)
	if !ok {
		return Null
	}
	var items []Value
	emit := func(part string) { items = append(items, bytesResult(t, args[0], textAsBytes(part))) }
	if sep != nil {
		splitText(content(t, args[0]), bytesAsText(sep), max, emit)
	} else {
		splitASCII(content(t, args[0]), max, &byteSpace, emit)
	}
	return NewList(t, items)
}

func bytesRSplit(t *Thread, args []Value) Value {
	sep, max, ok := bytesSplitArgs(t, args)
	if !ok {
		return Null
	}
	var items []Value
	emit := func(part string) { items = append(items, bytesResult(t, args[0], textAsBytes(part))) }
	if sep != nil {
		rsplitText(content(t, args[0]), bytesAsText(sep), max, emit)
	} else {
		rsplitBytes(content(t, args[0]), max, emit)
	}
	reverse(items)
	return NewList(t, items)
}

// rsplitBytes cuts s at runs of white space from the end, last part first.
func rsplitBytes(s string, max int, emit func(string)) {
	for {
		j := len(s)
		for j > 0 && isSpaceByte(s[j-1]) {
			j--
		}
		if j == 0 {
			return
		}
		if max == 0 {
			emit(s[:j])
			return
		}
		max--
		i := j
		for i > 0 && !isSpaceByte(s[i-1]) {
			i--
		}
		emit(s[i:j])
		s = s[:i]
	}
}

func bytesSplitLines(t *Thread, args []Value) Value {
	keep, ok := optTruth(t, args[1])
	if !ok {
		return Null
	}
	var items []Value
	s := bytesLike(t, args[0])
	for len(s) > 0 {
		end := strings.IndexAny(bytesAsText(s), "\r\n")
		if end < 0 {
			end = len(s)
		}
		next := min(end+1, len(s))
		if end+1 < len(s) && s[end] == '\r' && s[end+1] == '\n' {
			next++
		}
		if keep {
			end = next
		}
		items = append(items, bytesResult(t, args[0], s[:end]))
		s = s[next:]
	}
	return NewList(t, items)
}
