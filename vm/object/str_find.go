package object

import (
	"strings"
	"unsafe"
)

// bytesAsText is b as a Go string, for bytes that nobody will write to again.
func bytesAsText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// textAsBytes is s as a slice that nobody may write to.
func textAsBytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// sliceArg is one bound of a slice: None or absent gives def, integers are
// clamped to what an int holds.
func sliceArg(t *Thread, v Value, def int) (int, bool) {
	if v == Null || v == None {
		return def, true
	}
	if v.IsInt() {
		return int(v.Int()), true
	}
	if TypeOf(v).Slots.Index == nil {
		TypeErrorf(t, "slice indices must be integers or None or have an __index__ method")
		return 0, false
	}
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	if i, ok := AsInt64(n); ok {
		return int(i), true
	}
	if IntSign(n) < 0 {
		return -maxLen, true
	}
	return maxLen, true
}

const maxLen = 1<<62 - 1

// boundArgs are the optional start and end arguments of methods, for a sequence
// of length n: start may be above n, and end below start, when nothing fits.
func boundArgs(t *Thread, start, end Value, n int) (i, j int, ok bool) {
	if i, ok = sliceArg(t, start, 0); !ok {
		return 0, 0, false
	}
	if j, ok = sliceArg(t, end, n); !ok {
		return 0, 0, false
	}
	if j > n {
		j = n
	} else if j < 0 {
		j = max(j+n, 0)
	}
	if i < 0 {
		i = max(i+n, 0)
	}
	return i, j, true
}

// sizeArg is a Py_ssize_t argument.
func sizeArg(t *Thread, v Value) (int, bool) {
	if v.IsInt() {
		return int(v.Int()), true
	}
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	i, ok := AsInt64(n)
	if !ok {
		OverflowErrorf(t, "Python int too large to convert to C ssize_t")
	}
	return int(i), ok
}

// intArgC is an argument that is an int in C.
func intArgC(t *Thread, v Value) (int, bool) {
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	i, ok := AsInt64(n)
	if !ok || i != int64(int32(i)) {
		OverflowErrorf(t, "Python int too large to convert to C int")
		return 0, false
	}
	return int(i), true
}

// strArg checks that argument number n of a method is a str.
func strArg(t *Thread, v Value, method string, n int) bool {
	if IsStr(v) {
		return true
	}
	if n == 0 {
		TypeErrorf(t, "%s() argument must be str, not %s", method, argTypeName(v))
	} else {
		TypeErrorf(t, "%s() argument %d must be str, not %s", method, n, argTypeName(v))
	}
	return false
}

// argTypeName names a value's type as messages about arguments do.
func argTypeName(v Value) string {
	if v == None {
		return "None"
	}
	return TypeName(v)
}

// span resolves the bounds of find and its kin in a str: from and to are byte
// offsets; no is true if nothing can be found.
func span(t *Thread, v, start, end Value) (from, to int, no, ok bool) {
	if start == Null && end == Null {
		return 0, len(StrOf(v)), false, true
	}
	n := StrLen(v)
	i, j, ok := boundArgs(t, start, end, n)
	if !ok {
		return 0, 0, false, false
	}
	if i > j {
		return 0, 0, true, true
	}
	return byteOffset(v, i), byteOffset(v, j), false, true
}

// strSearch finds sub (args[1]) in v[start:end]: the index in code points, -1
// if it is not there.
func strSearch(t *Thread, method string, args []Value, index func(s, sub string) int) (int, bool) {
	if !strArg(t, args[1], method, 1) {
		return 0, false
	}
	from, to, no, ok := span(t, args[0], args[2], args[3])
	if !ok || no {
		return -1, ok
	}
	i := index(StrOf(args[0])[from:to], StrOf(args[1]))
	if i >= 0 {
		i = runeOffset(args[0], from+i)
	}
	return i, true
}

func strFind(t *Thread, args []Value) Value {
	i, ok := strSearch(t, "find", args, strings.Index)
	return indexResult(t, i, ok, "")
}

func strRFind(t *Thread, args []Value) Value {
	i, ok := strSearch(t, "rfind", args, strings.LastIndex)
	return indexResult(t, i, ok, "")
}

func strIndex(t *Thread, args []Value) Value {
	i, ok := strSearch(t, "index", args, strings.Index)
	return indexResult(t, i, ok, "substring not found")
}

func strRIndex(t *Thread, args []Value) Value {
	i, ok := strSearch(t, "rindex", args, strings.LastIndex)
	return indexResult(t, i, ok, "substring not found")
}

// indexResult is the result of a search: with missing, -1 is a ValueError.
func indexResult(t *Thread, i int, ok bool, missing string) Value {
	switch {
	case !ok:
		return Null
	case i < 0 && missing != "":
		return ValueErrorf(t, "%s", missing)
	}
	return NewInt(t, int64(i))
}

func strCount(t *Thread, args []Value) Value {
	if !strArg(t, args[1], "count", 1) {
		return Null
	}
	from, to, no, ok := span(t, args[0], args[2], args[3])
	switch {
	case !ok:
		return Null
	case no:
		return NewInt(t, 0)
	}
	s, sub := StrOf(args[0])[from:to], StrOf(args[1])
	if sub == "" {
		return NewInt(t, int64(countRunes(s)+1))
	}
	return NewInt(t, int64(strings.Count(s, sub)))
}

func strStartsWith(t *Thread, args []Value) Value {
	return strAffix(t, "startswith", args, strings.HasPrefix)
}

func strEndsWith(t *Thread, args []Value) Value {
	return strAffix(t, "endswith", args, strings.HasSuffix)
}

func strAffix(t *Thread, method string, args []Value, has func(s, affix string) bool) Value {
	from, to, no, ok := span(t, args[0], args[2], args[3])
	if !ok {
		return Null
	}
	test := func(affix Value) bool { return !no && has(StrOf(args[0])[from:to], StrOf(affix)) }
	if IsStr(args[1]) {
		return boolOf(test(args[1]))
	}
	if !IsInstance(args[1], TupleType) {
		return TypeErrorf(t, "%s first arg must be str or a tuple of str, not %s", method, TypeName(args[1]))
	}
	for _, affix := range TupleItems(args[1]) {
		if !IsStr(affix) {
			return TypeErrorf(t, "tuple for %s must only contain str, not %s", method, TypeName(affix))
		}
		if test(affix) {
			return True
		}
	}
	return False
}

func boolOf(b bool) Value {
	if b {
		return True
	}
	return False
}

func strRemovePrefix(t *Thread, args []Value) Value {
	if !strArg(t, args[1], "removeprefix", 0) {
		return Null
	}
	s, affix := StrOf(args[0]), StrOf(args[1])
	if affix == "" || !strings.HasPrefix(s, affix) {
		return strToStr(t, args[0])
	}
	return newStrCount(t, s[len(affix):], StrLen(args[0])-StrLen(args[1]))
}

func strRemoveSuffix(t *Thread, args []Value) Value {
	if !strArg(t, args[1], "removesuffix", 0) {
		return Null
	}
	s, affix := StrOf(args[0]), StrOf(args[1])
	if affix == "" || !strings.HasSuffix(s, affix) {
		return strToStr(t, args[0])
	}
	return newStrCount(t, s[:len(s)-len(affix)], StrLen(args[0])-StrLen(args[1]))
}

func strPartition(t *Thread, args []Value) Value {
	return strPartitionAt(t, args, strings.Index, false)
}

func strRPartition(t *Thread, args []Value) Value {
	return strPartitionAt(t, args, strings.LastIndex, true)
}

func strPartitionAt(t *Thread, args []Value, index func(s, sub string) int, right bool) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "must be str, not %s", TypeName(args[1]))
	}
	s, sep := StrOf(args[0]), StrOf(args[1])
	if sep == "" {
		return ValueErrorf(t, "empty separator")
	}
	i := index(s, sep)
	switch {
	case i < 0 && right:
		return NewTuple(t, emptyStr, emptyStr, strToStr(t, args[0]))
	case i < 0:
		return NewTuple(t, strToStr(t, args[0]), emptyStr, emptyStr)
	}
	return NewTuple(t, subStr(t, args[0], s[:i]), strToStr(t, args[1]), subStr(t, args[0], s[i+len(sep):]))
}

// subStr makes a str of part, which is a part of the str v.
func subStr(t *Thread, v Value, part string) Value {
	if IsASCII(v) {
		return newStrCount(t, part, len(part))
	}
	return NewStr(t, part)
}

func strReplace(t *Thread, args []Value) Value {
	if !strArg(t, args[1], "replace", 1) || !strArg(t, args[2], "replace", 2) {
		return Null
	}
	n := -1
	if args[3] != Null {
		var ok bool
		if n, ok = sizeArg(t, args[3]); !ok {
			return Null
		}
	}
	s, old, new := StrOf(args[0]), StrOf(args[1]), StrOf(args[2])
	if old == new || n == 0 {
		return strToStr(t, args[0])
	}
	if old == "" {
		return NewStr(t, insertBetween(s, new, n))
	}
	have := strings.Count(s, old)
	if have == 0 {
		return strToStr(t, args[0])
	}
	if n < 0 || n > have {
		n = have
	}
	size := len(s) + n*(len(new)-len(old))
	if size > maxStrBytes {
		return NoMemory(t)
	}
	if size <= 1 {
		return NewStr(t, strings.Replace(s, old, new, n))
	}
	o := allocStr(t, size, StrLen(args[0])+n*(StrLen(args[2])-StrLen(args[1])))
	replaceInto(strData(o), s, old, new, n)
	return finishStr(o)
}

// replaceInto writes s with the first n occurrences of old replaced.
func replaceInto(b []byte, s, old, new string, n int) {
	for range n {
		i := strings.Index(s, old)
		b = b[copy(b, s[:i]):]
		b = b[copy(b, new):]
		s = s[i+len(old):]
	}
	copy(b, s)
}

// insertBetween puts text before each of the first n code points of s, and at
// the end if n allows it.
func insertBetween(s, text string, n int) string {
	var b []byte
	i := 0
	for n != 0 {
		b = append(b, text...)
		n--
		if i == len(s) {
			break
		}
		j := skipRunes(s, i, 1)
		b = append(b, s[i:j]...)
		i = j
	}
	return bytesAsText(append(b, s[i:]...))
}
