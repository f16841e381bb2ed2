package object

import (
	"math"
	"strings"
)

// FormatValue is format(v, spec) for values whose type has no __format__ of
// its own making: str, int, float, complex, and object's for the rest.
func FormatValue(t *Thread, v Value, spec string) Value {
	if spec == "" {
		return Str(t, v)
	}
	if len(spec) > 9 && hugeWidth(spec) {
		return NoMemory(t)
	}
	switch {
	case IsStr(v):
		return formatStr(t, v, spec)
	case IsIntObj(v):
		return formatInt(t, v, spec)
	case IsFloatObj(v):
		return formatFloat(t, v, spec)
	case IsComplexObj(v):
		return formatComplex(t, v, spec)
	}
	return TypeErrorf(t, "unsupported format string passed to %s.__format__", TypeName(v))
}

// hugeWidth says whether a specification asks for more than a str can hold.
func hugeWidth(spec string) bool {
	f, err := parseSpec(spec, "", 's', '<')
	return err == "" && f.width > maxStrBytes
}

func formatStr(t *Thread, v Value, spec string) Value {
	f, err := parseSpec(spec, TypeName(v), 's', '<')
	switch {
	case err != "":
	case f.kind != 's':
		return unknownCode(t, f.kind, TypeName(v))
	case f.sign == ' ':
		err = "Space not allowed in string format specifier"
	case f.sign != 0:
		err = "Sign not allowed in string format specifier"
	case f.noNegZero:
		err = "Negative zero coercion (z) not allowed in string format specifier"
	case f.alt:
		err = "Alternate form (#) not allowed in string format specifier"
	case f.align == '=':
		err = "'=' alignment not allowed in string format specifier"
	}
	if err != "" {
		return ValueErrorf(t, "%s", err)
	}
	if n := StrLen(v); f.precision >= 0 && f.precision < n {
		v = StrSlice(t, v, 0, f.precision)
	}
	pad := f.width - StrLen(v)
	if pad <= 0 {
		return strToStr(t, v)
	}
	left := f.leftPad(pad)
	return padded(t, v, string(appendRune(nil, f.fill)), left, pad-left)
}

func formatInt(t *Thread, v Value, spec string) Value {
	name := TypeName(v)
	f, err := parseSpec(spec, name, 'd', '>')
	if err != "" {
		return ValueErrorf(t, "%s", err)
	}
	switch f.kind {
	case 'd', 'b', 'o', 'x', 'X', 'c', 'n':
		return f.formatInt(t, v)
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, ok := IntToFloat(t, v)
		if !ok {
			return Null
		}
		return f.formatFloat(t, x, name)
	}
	return unknownCode(t, f.kind, name)
}

func (f *formatSpec) formatInt(t *Thread, v Value) Value {
	if f.precision >= 0 {
		return ValueErrorf(t, "Precision not allowed in integer format specifier")
	}
	if f.noNegZero {
		return ValueErrorf(t, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	n := numberText{step: 3}
	base := 10
	switch f.kind {
	case 'c':
		c, ok := f.character(t, v)
		if !ok {
			return Null
		}
		// The character takes the place of what follows the digits, so that it
		// counts as one and is never grouped.
		n.rest = c
		return NewStr(t, f.layout(n))
	case 'b':
		base, n.prefix, n.step = 2, "0b", 4
	case 'o':
		base, n.prefix, n.step = 8, "0o", 4
	case 'x':
		base, n.prefix, n.step = 16, "0x", 4
	case 'X':
		base, n.prefix, n.step = 16, "0X", 4
	}
	s, ok := IntText(t, v, base)
	if !ok {
		return Null
	}
	if f.kind == 'X' {
		s = strings.ToUpper(s)
	}
	if !f.alt {
		n.prefix = ""
	}
	n.digits = strings.TrimPrefix(s, "-")
	n.neg, n.whole = len(n.digits) < len(s), n.digits
	return NewStr(t, f.layout(n))
}

func (f *formatSpec) character(t *Thread, v Value) (string, bool) {
	if f.sign != 0 {
		ValueErrorf(t, "Sign not allowed with integer format specifier 'c'")
		return "", false
	}
	if f.alt {
		ValueErrorf(t, "Alternate form (#) not allowed with integer format specifier 'c'")
		return "", false
	}
	i, ok := AsInt64(v)
	if !ok {
		OverflowErrorf(t, "Python int too large to convert to C long")
		return "", false
	}
	if i < 0 || i > maxRune {
		OverflowErrorf(t, "%s", "%c arg not in range(0x110000)")
		return "", false
	}
	return string(appendRune(nil, rune(i))), true
}

func formatFloat(t *Thread, v Value, spec string) Value {
	f, err := parseSpec(spec, TypeName(v), 0, '>')
	if err != "" {
		return ValueErrorf(t, "%s", err)
	}
	return f.formatFloat(t, FloatOf(v), TypeName(v))
}

// floatCode resolves the presentation type of a float into a code for
// floatText and the flags that go with it.
func (f *formatSpec) floatCode(precision int) (code byte, prec int, flags floatFlags, ok bool) {
	code, prec = byte(f.kind), precision
	if f.alt {
		flags |= floatAlt
	}
	if f.noNegZero {
		flags |= floatNoNegZero
	}
	switch f.kind {
	case 0:
		code, flags = 'r', flags|floatPoint
		if prec >= 0 {
			code = 'g'
		}
	case 'n':
		code = 'g'
	case '%':
		code = 'f'
	case 'e', 'E', 'f', 'F', 'g', 'G':
	default:
		return 0, 0, 0, false
	}
	if prec < 0 {
		prec = 6
	}
	return code, prec, flags, true
}

func (f *formatSpec) formatFloat(t *Thread, x float64, typeName string) Value {
	if f.precision > math.MaxInt32 {
		return ValueErrorf(t, "precision too big")
	}
	code, prec, flags, ok := f.floatCode(f.precision)
	if !ok {
		return unknownCode(t, f.kind, typeName)
	}
	if f.kind == '%' {
		x *= 100
	}
	n := cutFloat(floatText(x, code, prec, flags))
	if f.kind == '%' {
		n.rest, n.whole = n.rest+"%", ""
	}
	return NewStr(t, f.layout(n))
}

// cutFloat cuts the text of a float for the layout.
func cutFloat(s string) numberText {
	n := numberText{step: 3}
	if s[0] == '-' {
		n.neg, s = true, s[1:]
	}
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	n.digits, n.rest, n.whole = s[:i], s[i:], s
	return n
}

func formatComplex(t *Thread, v Value, spec string) Value {
	f, err := parseSpec(spec, TypeName(v), 0, '>')
	switch {
	case err != "":
	case f.precision > math.MaxInt32:
		err = "precision too big"
	case f.fill == '0':
		err = "Zero padding is not allowed in complex format specifier"
	case f.align == '=':
		err = "'=' alignment flag is not allowed in complex format specifier"
	}
	if err != "" {
		return ValueErrorf(t, "%s", err)
	}
	code, prec, flags, ok := f.floatCode(f.precision)
	if !ok || f.kind == '%' {
		return unknownCode(t, f.kind, TypeName(v))
	}
	flags &^= floatPoint
	c := ComplexOf(v)
	part := f
	part.width, part.align, part.fill = -1, '>', ' '
	im := part
	im.sign = '+'
	text := im.layout(cutFloat(floatText(imag(c), code, prec, flags))) + "j"
	showReal := f.kind != 0 || real(c) != 0 || math.Signbit(real(c))
	if showReal {
		text = part.layout(cutFloat(floatText(real(c), code, prec, flags))) + text
	} else if f.sign != '+' {
		text = part.layout(cutFloat(floatText(imag(c), code, prec, flags))) + "j"
	}
	if f.kind == 0 && showReal {
		text = "(" + text + ")"
	}
	whole := f
	whole.group, whole.fracGroup, whole.sign = 0, 0, 0
	return NewStr(t, whole.layout(numberText{rest: text}))
}
