package object

import (
	"math"
	"strings"
)

// percentFormat is one run of the % operator over a str or a bytes format.
type percentFormat struct {
	t       *Thread
	format  string
	bytes   bool // the format is bytes
	pos     int
	args    []Value
	next    int   // the argument to be used next
	mapping Value // what %(key) looks up in, or Null
	out     []byte
}

// conversion is one % specifier.
type conversion struct {
	left, plus, blank, alt, zero bool
	width, precision             int // -1: none
	kind                         rune
	at                           int // where kind is in the format
}

// strMod is the % operator of str.
func strMod(t *Thread, a, b Value) Value {
	if !IsStr(a) {
		return NotImplemented
	}
	p := &percentFormat{t: t, format: StrOf(a)}
	p.setArgs(b)
	if !p.run() {
		return Null
	}
	return newStrBytes(t, p.out)
}

func (p *percentFormat) setArgs(v Value) {
	if IsInstance(v, TupleType) {
		p.args = TupleItems(v)
		return
	}
	p.args = []Value{v}
	text := IsStr(v) || p.bytes && (IsBytes(v) || IsInstance(v, ByteArrayType))
	if !text && TypeOf(v).Slots.GetItem != nil {
		p.mapping = v
	}
}

func (p *percentFormat) kindName() string {
	if p.bytes {
		return "bytes"
	}
	return "string"
}

// run formats all of it; false with an exception pending.
func (p *percentFormat) run() bool {
	for {
		i := strings.IndexByte(p.format[p.pos:], '%')
		if i < 0 {
			p.out = append(p.out, p.format[p.pos:]...)
			break
		}
		p.out = append(p.out, p.format[p.pos:p.pos+i]...)
		p.pos += i + 1
		if p.pos < len(p.format) && p.format[p.pos] == '%' {
			p.out = append(p.out, '%')
			p.pos++
			continue
		}
		if !p.one() {
			return false
		}
	}
	if p.next < len(p.args) && p.mapping == Null {
		TypeErrorf(p.t, "not all arguments converted during %s formatting", p.kindName())
		return false
	}
	return true
}

func (p *percentFormat) fail(format string, args ...any) bool {
	ValueErrorf(p.t, format, args...)
	return false
}

// arg takes the next argument.
func (p *percentFormat) arg() (Value, bool) {
	if p.next < len(p.args) {
		p.next++
		return p.args[p.next-1], true
	}
	TypeErrorf(p.t, "not enough arguments for format string")
	return Null, false
}

// one handles the specifier that begins at pos, after its %.
func (p *percentFormat) one() bool {
	c := conversion{width: -1, precision: -1}
	if p.more() && p.format[p.pos] == '(' {
		if !p.key() {
			return false
		}
	}
	if !p.flags(&c) || !p.size(&c.width, "width", &c.left) {
		return false
	}
	if p.more() && p.format[p.pos] == '.' {
		p.pos++
		c.precision = 0
		if !p.size(&c.precision, "precision", nil) {
			return false
		}
		c.precision = max(c.precision, 0)
	}
	if p.more() && strings.IndexByte("hlL", p.format[p.pos]) >= 0 {
		p.pos++
	}
	if !p.more() {
		return p.fail("incomplete format")
	}
	c.at = p.pos
	n := 1
	if p.bytes {
		c.kind = rune(p.format[p.pos])
	} else {
		c.kind, n = runeAt(p.format, p.pos)
	}
	p.pos += n
	v, ok := p.arg()
	return ok && p.convert(&c, v)
}

func (p *percentFormat) more() bool { return p.pos < len(p.format) }

// key looks up %(key).
func (p *percentFormat) key() bool {
	if p.mapping == Null {
		TypeErrorf(p.t, "format requires a mapping")
		return false
	}
	start, depth := p.pos+1, 1
	for p.pos++; p.pos < len(p.format) && depth > 0; p.pos++ {
		switch p.format[p.pos] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	if depth > 0 {
		return p.fail("incomplete format key")
	}
	text := p.format[start : p.pos-1]
	var key Value
	if p.bytes {
		key = newBytesText(p.t, text)
	} else {
		key = NewStr(p.t, text)
	}
	v := GetItem(p.t, p.mapping, key)
	if v == Null {
		return false
	}
	p.args, p.next = []Value{v}, 0
	return true
}

func (p *percentFormat) flags(c *conversion) bool {
	for ; p.more(); p.pos++ {
		switch p.format[p.pos] {
		case '-':
			c.left = true
		case '+':
			c.plus = true
		case ' ':
			c.blank = true
		case '#':
			c.alt = true
		case '0':
			c.zero = true
		default:
			return true
		}
	}
	return true
}

// size reads a number or a *, which takes it from the arguments.
func (p *percentFormat) size(n *int, what string, left *bool) bool {
	if p.more() && p.format[p.pos] == '*' {
		p.pos++
		v, ok := p.arg()
		if !ok {
			return false
		}
		if !IsIntObj(v) {
			TypeErrorf(p.t, "* wants int")
			return false
		}
		if left == nil {
			*n, ok = intArgC(p.t, v)
			return ok
		}
		if *n, ok = sizeArg(p.t, v); ok && *n < 0 {
			*left, *n = true, max(-*n, 0)
		}
		return ok
	}
	for ; p.more() && '0' <= p.format[p.pos] && p.format[p.pos] <= '9'; p.pos++ {
		d := int(p.format[p.pos] - '0')
		limit := math.MaxInt
		if left == nil {
			limit = math.MaxInt32
		}
		if *n > (limit-d)/10 {
			return p.fail("%s too big", what)
		}
		*n = max(*n, 0)*10 + d
	}
	return true
}

// convert renders one argument.
func (p *percentFormat) convert(c *conversion, v Value) bool {
	switch c.kind {
	case 's', 'r', 'a', 'b':
		if c.kind == 'b' && !p.bytes {
			break
		}
		s, ok := p.textOf(c, v)
		if ok {
			if c.precision >= 0 {
				s = p.truncate(s, c.precision)
			}
			return p.put(c, "", "", s, false)
		}
		return false
	case 'c':
		s, ok := p.charOf(v)
		if ok {
			return p.put(c, "", "", s, false)
		}
		return false
	case 'd', 'i', 'u', 'o', 'x', 'X':
		return p.integer(c, v)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		return p.float(c, v)
	}
	shown := '?'
	if c.kind > 31 && c.kind < 128 {
		shown = c.kind
	}
	at := c.at
	if !p.bytes {
		at = countRunes(p.format[:at])
	}
	return p.fail("unsupported format character '%c' (0x%x) at index %d", shown, c.kind, at)
}

func (p *percentFormat) truncate(s string, n int) string {
	if p.bytes {
		return s[:min(n, len(s))]
	}
	if n >= countRunes(s) {
		return s
	}
	return s[:skipRunes(s, 0, n)]
}

// textOf is the text of %s, %r, %a and %b.
func (p *percentFormat) textOf(c *conversion, v Value) (string, bool) {
	var r Value
	switch {
	case c.kind == 'r' && !p.bytes:
		r = Repr(p.t, v)
	case c.kind == 'a' || c.kind == 'r':
		r = Ascii(p.t, v)
	case p.bytes:
		b, ok := percentBytes(p.t, v)
		return bytesAsText(b), ok
	default:
		r = Str(p.t, v)
	}
	if r == Null {
		return "", false
	}
	return StrOf(r), true
}

// percentBytes is what %b of bytes puts in: a buffer, or what __bytes__ gives.
func percentBytes(t *Thread, v Value) ([]byte, bool) {
	if IsBytes(v) {
		return BytesOf(v), true
	}
	r, found, ok := callBytes(t, v)
	switch {
	case !ok:
		return nil, false
	case found:
		return BytesOf(r), true
	}
	if b, ok := bufferOpt(t, v); ok || t.Exc != Null {
		return b, ok
	}
	TypeErrorf(t, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", TypeName(v))
	return nil, false
}

// charOf is the text of %c.
func (p *percentFormat) charOf(v Value) (string, bool) {
	if p.bytes {
		return p.byteOf(v)
	}
	if IsStr(v) {
		if StrLen(v) != 1 {
			TypeErrorf(p.t, "%%c requires an int or a unicode character, not a string of length %d", StrLen(v))
			return "", false
		}
		return StrOf(v), true
	}
	if !IsIntObj(v) && TypeOf(v).Slots.Index == nil {
		TypeErrorf(p.t, "%%c requires an int or a unicode character, not %s", TypeName(v))
		return "", false
	}
	n, ok := IntLike(p.t, v)
	if !ok {
		return "", false
	}
	i, ok := AsInt64(n)
	if !ok || i < 0 || i > maxRune {
		OverflowErrorf(p.t, "%s", "%c arg not in range(0x110000)")
		return "", false
	}
	return string(appendRune(nil, rune(i))), true
}

func (p *percentFormat) byteOf(v Value) (string, bool) {
	if IsBytes(v) || IsInstance(v, ByteArrayType) {
		b, _ := bufferOpt(p.t, v)
		if len(b) != 1 {
			kind := "bytes"
			if !IsBytes(v) {
				kind = "bytearray"
			}
			TypeErrorf(p.t, "%%c requires an integer in range(256) or a single byte, not a %s object of length %d", kind, len(b))
			return "", false
		}
		return string(b), true
	}
	if !IsIntObj(v) && TypeOf(v).Slots.Index == nil {
		TypeErrorf(p.t, "%%c requires an integer in range(256) or a single byte, not %s", TypeName(v))
		return "", false
	}
	n, ok := IntLike(p.t, v)
	if !ok {
		return "", false
	}
	i, ok := AsInt64(n)
	if !ok || i < 0 || i > 255 {
		OverflowErrorf(p.t, "%s", "%c arg not in range(256)")
		return "", false
	}
	return string([]byte{byte(i)}), true
}

// integer renders %d, %o, %x and their kin.
func (p *percentFormat) integer(c *conversion, v Value) bool {
	base, prefix := 10, ""
	switch c.kind {
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	n, ok := p.toInt(v, c.kind, base == 10)
	if !ok {
		return false
	}
	s, ok := IntText(p.t, n, base)
	if !ok {
		return false
	}
	digits := strings.TrimPrefix(s, "-")
	neg := len(digits) < len(s)
	if c.kind == 'X' {
		digits = strings.ToUpper(digits)
	}
	if c.precision > math.MaxInt32-3 {
		OverflowErrorf(p.t, "precision too large")
		return false
	}
	if pad := c.precision - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	if !c.alt {
		prefix = ""
	}
	return p.put(c, c.signOf(neg), prefix, digits, true)
}

// toInt is the int that %d (real: of any real number) or %x prints.
func (p *percentFormat) toInt(v Value, kind rune, real bool) (Value, bool) {
	if IsIntObj(v) {
		return v, true
	}
	slots := &TypeOf(v).Slots
	switch {
	case real && slots.ToInt != nil:
		r := slots.ToInt(p.t, v)
		return r, r != Null
	case slots.Index != nil:
		return IntLike(p.t, v)
	}
	what := "an integer"
	if real {
		what = "a real number"
	}
	TypeErrorf(p.t, "%%%c format: %s is required, not %s", kind, what, TypeName(v))
	return Null, false
}

func (c *conversion) signOf(neg bool) string {
	switch {
	case neg:
		return "-"
	case c.plus:
		return "+"
	case c.blank:
		return " "
	}
	return ""
}

func (p *percentFormat) float(c *conversion, v Value) bool {
	if p.bytes && !IsFloatObj(v) && !IsIntObj(v) && TypeOf(v).Slots.ToFloat == nil && TypeOf(v).Slots.Index == nil {
		TypeErrorf(p.t, "float argument required, not %s", TypeName(v))
		return false
	}
	x, ok := AsFloat(p.t, v)
	if !ok {
		return false
	}
	precision := c.precision
	if precision < 0 {
		precision = 6
	}
	var flags floatFlags
	if c.alt {
		flags = floatAlt
	}
	s := floatText(x, byte(c.kind), precision, flags)
	digits := strings.TrimPrefix(s, "-")
	return p.put(c, c.signOf(len(digits) < len(s)), "", digits, true)
}

// put writes sign, prefix and body into the field; numbers may have zeros
// between them.
func (p *percentFormat) put(c *conversion, sign, prefix, body string, number bool) bool {
	width := len(sign) + len(prefix)
	if p.bytes {
		width += len(body)
	} else {
		width += countRunes(body)
	}
	pad := max(c.width-width, 0)
	if pad > maxStrBytes {
		NoMemory(p.t)
		return false
	}
	switch {
	case c.left:
	case number && c.zero:
		p.out = append(append(p.out, sign...), prefix...)
		sign, prefix = "", ""
		p.out = appendRepeat(p.out, "0", pad)
		pad = 0
	default:
		p.out = appendRepeat(p.out, " ", pad)
		pad = 0
	}
	p.out = append(append(append(p.out, sign...), prefix...), body...)
	p.out = appendRepeat(p.out, " ", pad)
	return true
}

func appendRepeat(b []byte, s string, n int) []byte {
	for range n {
		b = append(b, s...)
	}
	return b
}
