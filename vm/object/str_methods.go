package object

import (
	"strings"

	"gorgon/gc"
)

var strMethods = []Method{
	{Name: "capitalize", Sig: "(self, /)", Fn: strCapitalize, Doc: "The first character in title case, the rest in lower case."},
	{Name: "casefold", Sig: "(self, /)", Fn: strCaseFold, Doc: "A form for comparisons that ignore case."},
	{Name: "center", Sig: "(self, width, fillchar=?, /)", Fn: strCenter, Doc: "Centered in a str of length width."},
	{Name: "count", Sig: "(self, sub, start=?, end=?, /)", Fn: strCount, Doc: "How often sub occurs without overlap in self[start:end]."},
	{Name: "encode", Sig: "(self, /, encoding=?, errors=?)", Fn: strEncode, Doc: "The bytes of the str in an encoding, by default UTF-8."},
	{Name: "endswith", Sig: "(self, suffix, start=?, end=?, /)", Fn: strEndsWith, Doc: "Whether self[start:end] ends with suffix, or one of a tuple."},
	{Name: "expandtabs", Sig: "(self, /, tabsize=?)", Fn: strExpandTabs, Doc: "Tabs replaced by spaces."},
	{Name: "find", Sig: "(self, sub, start=?, end=?, /)", Fn: strFind, Doc: "The lowest index of sub in self[start:end], or -1."},
	{Name: "format", Sig: "(self, /, *args, **kwargs)", Fn: strFormat, Doc: "Replacement fields in braces filled in."},
	{Name: "format_map", Sig: "(self, mapping, /)", Fn: strFormatMap, Doc: "As format(**mapping), but uses mapping itself."},
	{Name: "index", Sig: "(self, sub, start=?, end=?, /)", Fn: strIndex, Doc: "As find, with ValueError if sub is not there."},
	{Name: "isalnum", Sig: "(self, /)", Fn: allFlags(uniAlnum), Doc: "Whether all characters are letters or digits, and there is one."},
	{Name: "isalpha", Sig: "(self, /)", Fn: allFlags(uniAlpha), Doc: "Whether all characters are letters, and there is one."},
	{Name: "isascii", Sig: "(self, /)", Fn: strIsASCII, Doc: "Whether all characters are ASCII."},
	{Name: "isdecimal", Sig: "(self, /)", Fn: allFlags(uniDecimal), Doc: "Whether all characters are decimal digits, and there is one."},
	{Name: "isdigit", Sig: "(self, /)", Fn: allFlags(uniDigit), Doc: "Whether all characters are digits, and there is one."},
	{Name: "isidentifier", Sig: "(self, /)", Fn: strIsIdentifier, Doc: "Whether the str is a valid identifier."},
	{Name: "islower", Sig: "(self, /)", Fn: strIsLower, Doc: "Whether all cased characters are lower case, and there is one."},
	{Name: "isnumeric", Sig: "(self, /)", Fn: allFlags(uniNumeric), Doc: "Whether all characters are numeric, and there is one."},
	{Name: "isprintable", Sig: "(self, /)", Fn: strIsPrintable, Doc: "Whether repr would escape none of the characters."},
	{Name: "isspace", Sig: "(self, /)", Fn: allFlags(uniSpace), Doc: "Whether all characters are white space, and there is one."},
	{Name: "istitle", Sig: "(self, /)", Fn: strIsTitle, Doc: "Whether words begin with upper case and go on in lower case."},
	{Name: "isupper", Sig: "(self, /)", Fn: strIsUpper, Doc: "Whether all cased characters are upper case, and there is one."},
	{Name: "join", Sig: "(self, iterable, /)", Fn: strJoin, Doc: "The strs of iterable with self between them."},
	{Name: "ljust", Sig: "(self, width, fillchar=?, /)", Fn: strLJust, Doc: "Left-justified in a str of length width."},
	{Name: "lower", Sig: "(self, /)", Fn: strLower, Doc: "In lower case."},
	{Name: "lstrip", Sig: "(self, chars=?, /)", Fn: strLStrip, Doc: "Without white space, or any of chars, at the start."},
	{Name: "maketrans", Sig: "(x, y=?, z=?, /)", Fn: strMakeTrans, Flags: StaticMethod, Doc: "A table for translate."},
	{Name: "partition", Sig: "(self, sep, /)", Fn: strPartition, Doc: "What is before the first sep, sep, and the rest."},
	{Name: "removeprefix", Sig: "(self, prefix, /)", Fn: strRemovePrefix, Doc: "Without prefix, if it is there."},
	{Name: "removesuffix", Sig: "(self, suffix, /)", Fn: strRemoveSuffix, Doc: "Without suffix, if it is there."},
	{Name: "replace", Sig: "(self, old, new, /, count=?)", Fn: strReplace, Doc: "With old replaced by new, at most count times."},
	{Name: "rfind", Sig: "(self, sub, start=?, end=?, /)", Fn: strRFind, Doc: "The highest index of sub in self[start:end], or -1."},
	{Name: "rindex", Sig: "(self, sub, start=?, end=?, /)", Fn: strRIndex, Doc: "As rfind, with ValueError if sub is not there."},
	{Name: "rjust", Sig: "(self, width, fillchar=?, /)", Fn: strRJust, Doc: "Right-justified in a str of length width."},
	{Name: "rpartition", Sig: "(self, sep, /)", Fn: strRPartition, Doc: "What is before the last sep, sep, and the rest."},
	{Name: "rsplit", Sig: "(self, /, sep=?, maxsplit=?)", Fn: strRSplit, Doc: "The parts between seps, split from the end."},
	{Name: "rstrip", Sig: "(self, chars=?, /)", Fn: strRStrip, Doc: "Without white space, or any of chars, at the end."},
	{Name: "split", Sig: "(self, /, sep=?, maxsplit=?)", Fn: strSplit, Doc: "The parts between seps, or between runs of white space."},
	{Name: "splitlines", Sig: "(self, /, keepends=?)", Fn: strSplitLines, Doc: "The lines."},
	{Name: "startswith", Sig: "(self, prefix, start=?, end=?, /)", Fn: strStartsWith, Doc: "Whether self[start:end] starts with prefix, or one of a tuple."},
	{Name: "strip", Sig: "(self, chars=?, /)", Fn: strStrip, Doc: "Without white space, or any of chars, at both ends."},
	{Name: "swapcase", Sig: "(self, /)", Fn: strSwapCase, Doc: "Upper case to lower case and back."},
	{Name: "title", Sig: "(self, /)", Fn: strTitle, Doc: "Words begin with title case and go on in lower case."},
	{Name: "translate", Sig: "(self, table, /)", Fn: strTranslate, Doc: "Each character replaced by what table[ord(c)] says."},
	{Name: "upper", Sig: "(self, /)", Fn: strUpper, Doc: "In upper case."},
	{Name: "zfill", Sig: "(self, width, /)", Fn: strZFill, Doc: "With zeros on the left, behind a sign, up to length width."},
	{Name: "__format__", Sig: "(self, format_spec, /)", Fn: strFormatSpec, Doc: "format(self, format_spec)."},
	{Name: "__getnewargs__", Sig: "(self, /)", Fn: strGetNewArgs},
	{Name: "__sizeof__", Sig: "(self, /)", Fn: strSizeOf, Doc: "The size of the str in memory, in bytes."},
}

func strCenter(t *Thread, args []Value) Value { return padStr(t, args, 0) }
func strLJust(t *Thread, args []Value) Value  { return padStr(t, args, -1) }
func strRJust(t *Thread, args []Value) Value  { return padStr(t, args, 1) }

// padStr widens a str: side is where the text goes, -1 left, 1 right.
func padStr(t *Thread, args []Value, side int) Value {
	width, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	fill := " "
	if args[2] != Null {
		if !IsStr(args[2]) {
			return TypeErrorf(t, "The fill character must be a unicode character, not %s", TypeName(args[2]))
		}
		if StrLen(args[2]) != 1 {
			return TypeErrorf(t, "The fill character must be exactly one character long")
		}
		fill = StrOf(args[2])
	}
	pad := width - StrLen(args[0])
	if pad <= 0 {
		return strToStr(t, args[0])
	}
	left := 0
	switch side {
	case 1:
		left = pad
	case 0:
		left = pad/2 + pad&width&1
	}
	return padded(t, args[0], fill, left, pad-left)
}

// padded is v with fill, one character, put left and right of it that often.
func padded(t *Thread, v Value, fill string, left, right int) Value {
	s := StrOf(v)
	if left+right > (maxStrBytes-len(s))/len(fill) {
		return NoMemory(t)
	}
	n := len(s) + (left+right)*len(fill)
	if n <= 1 {
		return NewStr(t, strings.Repeat(fill, left+right)+s)
	}
	o := allocStr(t, n, StrLen(v)+left+right)
	b := strData(o)
	repeatBytes(b[:left*len(fill)], fill)
	copy(b[left*len(fill):], s)
	repeatBytes(b[left*len(fill)+len(s):], fill)
	return finishStr(o)
}

func strZFill(t *Thread, args []Value) Value {
	width, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	v, s := args[0], StrOf(args[0])
	pad := width - StrLen(v)
	if pad <= 0 {
		return strToStr(t, v)
	}
	if pad > maxStrBytes-len(s) {
		return NoMemory(t)
	}
	sign := ""
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign, s = s[:1], s[1:]
	}
	return newStrCount(t, sign+strings.Repeat("0", pad)+s, width)
}

func strExpandTabs(t *Thread, args []Value) Value {
	size := 8
	if args[1] != Null {
		var ok bool
		if size, ok = intArgC(t, args[1]); !ok {
			return Null
		}
	}
	s := StrOf(args[0])
	if strings.IndexByte(s, '\t') < 0 {
		return strToStr(t, args[0])
	}
	b, ok := expandTabs(s, size, func(c byte) bool { return c&0xc0 != 0x80 })
	if !ok {
		return OverflowErrorf(t, "new string is too long")
	}
	return newStrBytes(t, b)
}

// expandTabs replaces tabs by spaces; counts says which bytes begin a column.
func expandTabs(s string, size int, counts func(byte) bool) (b []byte, ok bool) {
	col := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\t':
			if size > 0 {
				n := size - col%size
				if len(b)+n > maxStrBytes {
					return nil, false
				}
				for range n {
					b = append(b, ' ')
				}
				col += n
			}
		case c == '\n' || c == '\r':
			b, col = append(b, c), 0
		default:
			b = append(b, c)
			if counts(c) {
				col++
			}
		}
	}
	return b, true
}

func strTranslate(t *Thread, args []Value) Value {
	v, table := args[0], args[1]
	s := StrOf(v)
	var cache map[rune]string
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		i += n
		to, ok := cache[r]
		if !ok {
			if to, ok = translateRune(t, table, r); !ok {
				return Null
			}
			if cache == nil {
				cache = map[rune]string{}
			}
			cache[r] = to
		}
		b = append(b, to...)
	}
	return newStrBytes(t, b)
}

// translateRune looks one character up in a translation table.
func translateRune(t *Thread, table Value, r rune) (string, bool) {
	to := GetItem(t, table, gc.MakeInt(int64(r)))
	switch {
	case to == Null:
		if !excIs(t.Exc, LookupErrorType) {
			return "", false
		}
		ClearExc(t)
		return string(appendRune(nil, r)), true
	case to == None:
		return "", true
	case IsStr(to):
		return strings.Clone(StrOf(to)), true
	case IsIntObj(to):
		i, ok := AsInt64(to)
		if !ok || i < 0 || i > maxRune {
			ValueErrorf(t, "character mapping must be in range(0x110000)")
			return "", false
		}
		return string(appendRune(nil, rune(i))), true
	}
	TypeErrorf(t, "character mapping must return integer, None or str")
	return "", false
}

func strMakeTrans(t *Thread, args []Value) Value {
	x, y, z := args[0], args[1], args[2]
	d := NewDict(t)
	if y == Null {
		return makeTransDict(t, d, x)
	}
	switch {
	case !IsStr(y):
		return TypeErrorf(t, "maketrans() argument 2 must be str, not %s", argTypeName(y))
	case z != Null && !IsStr(z):
		return TypeErrorf(t, "maketrans() argument 3 must be str, not %s", argTypeName(z))
	case !IsStr(x):
		return TypeErrorf(t, "first maketrans argument must be a string if there is a second argument")
	case StrLen(x) != StrLen(y):
		return ValueErrorf(t, "the first two maketrans arguments must have equal length")
	}
	to := runesOf(StrOf(y))
	for i, r := range runesOf(StrOf(x)) {
		if !DictSet(t, d, gc.MakeInt(int64(r)), gc.MakeInt(int64(to[i]))) {
			return Null
		}
	}
	if z != Null {
		for _, r := range runesOf(StrOf(z)) {
			if !DictSet(t, d, gc.MakeInt(int64(r)), None) {
				return Null
			}
		}
	}
	return d
}

// makeTransDict copies a dict with keys of one character or code points.
func makeTransDict(t *Thread, d, x Value) Value {
	if !IsInstance(x, DictType) {
		return TypeErrorf(t, "if you give only one argument to maketrans it must be a dict")
	}
	pos := 0
	for {
		k, v, more := DictNext(t, x, &pos)
		if !more {
			return d
		}
		switch {
		case IsStr(k):
			if StrLen(k) != 1 {
				return ValueErrorf(t, "string keys in translatetable must be of length 1")
			}
			r, _ := runeAt(StrOf(k), 0)
			k = gc.MakeInt(int64(r))
		case !IsIntObj(k):
			return TypeErrorf(t, "keys in translate table mustbe strings or integers")
		}
		if !DictSet(t, d, k, v) {
			return Null
		}
	}
}

func strEncode(t *Thread, args []Value) Value {
	encoding, errors := "utf-8", "strict"
	for i, name := range []string{"encoding", "errors"} {
		v := args[i+1]
		if v == Null {
			continue
		}
		if !IsStr(v) {
			return TypeErrorf(t, "encode() argument '%s' must be str, not %s", name, argTypeName(v))
		}
		if strings.IndexByte(StrOf(v), 0) >= 0 {
			return ValueErrorf(t, "embedded null character")
		}
		if i == 0 {
			encoding = StrOf(v)
		} else {
			errors = StrOf(v)
		}
	}
	return Encode(t, args[0], encoding, errors)
}

func strSizeOf(t *Thread, args []Value) Value {
	return NewInt(t, int64(gc.SizeOf(args[0].Addr())))
}

func strGetNewArgs(t *Thread, args []Value) Value {
	return NewTuple(t, newStrCount(t, StrOf(args[0]), StrLen(args[0])))
}

func strFormatSpec(t *Thread, args []Value) Value {
	if !strArg(t, args[1], "__format__", 0) {
		return Null
	}
	return FormatValue(t, args[0], StrOf(args[1]))
}
