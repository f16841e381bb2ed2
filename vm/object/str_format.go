package object

import (
	"math"
	"strings"
)

// formatter is one run of str.format or str.format_map.
type formatter struct {
	t       *Thread
	args    []Value
	kwargs  Value // a mapping, or Null
	hasArgs bool  // false: format_map, which has no positional arguments
	auto    int   // the next automatic field number
	mode    numbering
	out     []byte
}

// numbering says how the fields seen so far are numbered.
type numbering uint8

const (
	numberingNone numbering = iota
	numberingAuto
	numberingManual
)

func strFormat(t *Thread, args []Value) Value {
	f := &formatter{t: t, args: TupleItems(args[1]), kwargs: args[2], hasArgs: true}
	return f.format(args[0])
}

func strFormatMap(t *Thread, args []Value) Value {
	f := &formatter{t: t, kwargs: args[1]}
	return f.format(args[0])
}

func (f *formatter) format(v Value) Value {
	if !f.expand(StrOf(v), 2) {
		return Null
	}
	return newStrBytes(f.t, f.out)
}

// replacement is one field of a format string, as parseField cuts it.
type replacement struct {
	literal    string
	field      bool // there is a field after the literal
	name       string
	conversion string // one character, or empty
	spec       string
	nested     bool // spec has fields itself
}

// nextField cuts the first literal and the field behind it off s. A doubled
// brace ends a literal too. err is the text of a ValueError.
func nextField(s string) (r replacement, rest, err string) {
	j := strings.IndexAny(s, "{}")
	if j < 0 {
		r.literal = s
		return r, "", ""
	}
	if j+1 < len(s) && s[j+1] == s[j] {
		r.literal = s[:j+1]
		return r, s[j+2:], ""
	}
	if s[j] == '}' {
		return r, "", "Single '}' encountered in format string"
	}
	if j+1 == len(s) {
		return r, "", "Single '{' encountered in format string"
	}
	r.literal = s[:j]
	rest, err = r.parse(s[j+1:])
	return r, rest, err
}

// parse reads a field, s being what follows its brace.
func (r *replacement) parse(s string) (rest, err string) {
	r.field = true
	i, bracket := 0, false
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '{' && !bracket:
			return "", "unexpected '{' in field name"
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case (c == '}' || c == ':' || c == '!') && !bracket:
			r.name = s[:i]
			return r.parseEnd(s[i:])
		}
	}
	return "", "expected '}' before end of string"
}

// parseEnd reads a field from the end of its name on.
func (r *replacement) parseEnd(s string) (rest, err string) {
	if s[0] == '!' {
		s = s[1:]
		if s == "" {
			return "", "end of string while looking for conversion specifier"
		}
		_, n := runeAt(s, 0)
		if n == len(s) {
			return "", "unmatched '{' in format spec"
		}
		r.conversion, s = s[:n], s[n:]
		if s[0] == '}' {
			return s[1:], ""
		}
		if s[0] != ':' {
			return "", "expected ':' after conversion specifier"
		}
	}
	if s[0] == '}' {
		return s[1:], ""
	}
	s = s[1:]
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			r.nested = true
			depth++
		case '}':
			depth--
			if depth == 0 {
				r.spec = s[:i]
				return s[i+1:], ""
			}
		}
	}
	return "", "unmatched '{' in format spec"
}

// expand appends the expansion of s; depth is how deep fields may still nest.
func (f *formatter) expand(s string, depth int) bool {
	if depth == 0 {
		ValueErrorf(f.t, "Max string recursion exceeded")
		return false
	}
	for s != "" {
		r, rest, err := nextField(s)
		if err != "" {
			ValueErrorf(f.t, "%s", err)
			return false
		}
		f.out = append(f.out, r.literal...)
		if r.field && !f.field(&r, depth) {
			return false
		}
		s = rest
	}
	return true
}

func (f *formatter) field(r *replacement, depth int) bool {
	v := f.lookup(r.name)
	if v == Null {
		return false
	}
	if r.conversion != "" {
		if v = convertField(f.t, v, r.conversion); v == Null {
			return false
		}
	}
	spec := r.spec
	if r.nested {
		outer := f.out
		f.out = nil
		if !f.expand(spec, depth-1) {
			return false
		}
		spec, f.out = bytesAsText(f.out), outer
	}
	text := formatAny(f.t, v, spec)
	if text == Null {
		return false
	}
	f.out = append(f.out, StrOf(text)...)
	return true
}

// formatAny is format(v, spec) without the detour for exact builtins.
func formatAny(t *Thread, v Value, spec string) Value {
	if v.IsInt() || v.IsFloat() || Is(v, ShapeStr) {
		return FormatValue(t, v, spec)
	}
	return Format(t, v, NewStr(t, spec))
}

func convertField(t *Thread, v Value, conversion string) Value {
	switch conversion {
	case "s":
		return Str(t, v)
	case "r":
		return Repr(t, v)
	case "a":
		return Ascii(t, v)
	}
	r, _ := runeAt(conversion, 0)
	if r > 32 && r < 127 {
		return ValueErrorf(t, "Unknown conversion specifier %c", r)
	}
	return ValueErrorf(t, "Unknown conversion specifier \\x%x", r)
}

// lookup evaluates a field name: an argument and what is asked of it.
func (f *formatter) lookup(name string) Value {
	first, rest := splitFieldName(name)
	v := f.argument(first)
	for v != Null && rest != "" {
		key, isAttr, tail, err := nextAccessor(rest)
		if err != "" {
			return ValueErrorf(f.t, "%s", err)
		}
		rest = tail
		if isAttr {
			v = GetAttr(f.t, v, Intern(key))
			continue
		}
		index, ok, tooBig := fieldNumber(key)
		switch {
		case tooBig:
			return ValueErrorf(f.t, "Too many decimal digits in format string")
		case ok:
			v = GetItem(f.t, v, NewInt(f.t, int64(index)))
		default:
			v = GetItem(f.t, v, NewStr(f.t, key))
		}
	}
	return v
}

// splitFieldName cuts a field name before its first accessor.
func splitFieldName(name string) (first, rest string) {
	if i := strings.IndexAny(name, ".["); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

// nextAccessor cuts .attr or [key] off the front of s.
func nextAccessor(s string) (key string, isAttr bool, rest, err string) {
	switch s[0] {
	case '.':
		end := strings.IndexAny(s[1:], ".[")
		if end < 0 {
			end = len(s) - 1
		}
		key, isAttr, rest = s[1:1+end], true, s[1+end:]
	case '[':
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return "", false, "", "Missing ']' in format string"
		}
		key, rest = s[1:end], s[end+1:]
	default:
		return "", false, "", "Only '.' or '[' may follow ']' in format field specifier"
	}
	if key == "" {
		return "", false, "", "Empty attribute in format string"
	}
	return key, isAttr, rest, ""
}

// fieldNumber reads s as a field number.
func fieldNumber(s string) (n int, ok, tooBig bool) {
	if s == "" {
		return 0, false, false
	}
	for i := 0; i < len(s); {
		r, size := runeAt(s, i)
		d := decimalDigit(r)
		if d < 0 {
			return 0, false, false
		}
		if n > (math.MaxInt-d)/10 {
			return 0, false, true
		}
		n = n*10 + d
		i += size
	}
	return n, true, false
}

func (f *formatter) argument(first string) Value {
	n, isNumber, tooBig := fieldNumber(first)
	if tooBig {
		return ValueErrorf(f.t, "Too many decimal digits in format string")
	}
	if isNumber || first == "" {
		mode := numberingManual
		if first == "" {
			mode = numberingAuto
		}
		if f.mode != numberingNone && f.mode != mode {
			return f.switched()
		}
		f.mode = mode
		if first == "" {
			n = f.auto
			f.auto++
		}
		return f.positional(n)
	}
	if f.kwargs == Null {
		return KeyError(f.t, NewStr(f.t, first))
	}
	return GetItem(f.t, f.kwargs, NewStr(f.t, first))
}

func (f *formatter) switched() Value {
	if f.mode == numberingManual {
		return ValueErrorf(f.t, "cannot switch from manual field specification to automatic field numbering")
	}
	return ValueErrorf(f.t, "cannot switch from automatic field numbering to manual field specification")
}

func (f *formatter) positional(n int) Value {
	switch {
	case !f.hasArgs:
		return ValueErrorf(f.t, "Format string contains positional fields")
	case n >= len(f.args):
		return IndexErrorf(f.t, "Replacement index %d out of range for positional args tuple", n)
	}
	return f.args[n]
}

// FormatField is a literal of a format string with the field behind it.
type FormatField struct {
	Literal                string
	HasField               bool
	Name, Conversion, Spec string
}

// ParseFormat cuts a format string; err is the text of a ValueError.
func ParseFormat(s string) (fields []FormatField, err string) {
	for s != "" {
		r, rest, err := nextField(s)
		if err != "" {
			return nil, err
		}
		fields = append(fields, FormatField{r.literal, r.field, r.name, r.conversion, r.spec})
		s = rest
	}
	return fields, ""
}

// ParseFieldName cuts a field's name into the argument, an int or a str, and
// the accessors: each a pair of a bool (attribute) and the key.
func ParseFieldName(t *Thread, name string) (first Value, accessors []Value, ok bool) {
	head, rest := splitFieldName(name)
	if first, ok = fieldKey(t, head); !ok {
		return Null, nil, false
	}
	for rest != "" {
		key, isAttr, tail, err := nextAccessor(rest)
		if err != "" {
			ValueErrorf(t, "%s", err)
			return Null, nil, false
		}
		k := NewStr(t, key)
		if !isAttr {
			if k, ok = fieldKey(t, key); !ok {
				return Null, nil, false
			}
		}
		accessors = append(accessors, NewTuple(t, boolOf(isAttr), k))
		rest = tail
	}
	return first, accessors, true
}

func fieldKey(t *Thread, s string) (Value, bool) {
	n, ok, tooBig := fieldNumber(s)
	switch {
	case tooBig:
		ValueErrorf(t, "Too many decimal digits in format string")
		return Null, false
	case ok:
		return NewInt(t, int64(n)), true
	}
	return NewStr(t, s), true
}
