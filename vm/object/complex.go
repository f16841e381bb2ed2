package object

import (
	"math"
	"strings"

	"gorgon/gc"
	"gorgon/internal/libm"
)

func init() {
	ComplexType.Setup(Spec{
		Doc:     "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
		Payload: 16,
		Layout:  gc.LayoutValues,
		Slots:   complexSlots(),
		Methods: []Method{
			{Name: "__complex__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return exactComplex(t, a[0]) }, Doc: "Convert this value to exact type complex."},
			{Name: "__format__", Sig: "(self, format_spec, /)", Fn: numberFormat, Doc: "Convert to a string according to format_spec."},
			{Name: "__getnewargs__", Sig: "(self, /)", Fn: complexGetNewArgs},
			{Name: "conjugate", Sig: "(self, /)", Fn: complexConjugate, Doc: "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
			{Name: "from_number", Sig: "(cls, number, /)", Fn: complexFromNumber, Flags: ClassMethod, Doc: "Convert number to a complex floating-point number."},
		},
		Getset: []Getset{
			{Name: "real", Member: true, Get: func(t *Thread, v Value) Value { return NewFloat(real(ComplexOf(v))) }, Doc: "the real part of a complex number"},
			{Name: "imag", Member: true, Get: func(t *Thread, v Value) Value { return NewFloat(imag(ComplexOf(v))) }, Doc: "the imaginary part of a complex number"},
		},
	})
}

func exactComplex(t *Thread, v Value) Value {
	if Is(v, ShapeComplex) {
		return v
	}
	return NewComplex(t, ComplexOf(v))
}

func complexSlots() Slots {
	s := Slots{
		Repr:    func(t *Thread, v Value) Value { return NewStr(t, ComplexRepr(ComplexOf(v))) },
		Hash:    func(t *Thread, v Value) (uint64, bool) { return HashComplex(ComplexOf(v)), true },
		Compare: complexCompare,
		New:     newComplex,
		Truth:   func(t *Thread, v Value) (bool, bool) { return ComplexOf(v) != 0, true },
		Neg:     func(t *Thread, v Value) Value { return NewComplex(t, -ComplexOf(v)) },
		Pos:     exactComplex,
		Abs:     complexAbs,
	}
	for op, f := range map[BinaryOp]func(t *Thread, a, b complexOperand) Value{
		OpAdd: complexAdd, OpSub: complexSub, OpMul: complexMul, OpTrueDiv: complexDiv,
		OpPow: func(t *Thread, a, b complexOperand) Value { return complexPow(t, a.c, b.c) },
	} {
		s.Binary[op] = func(t *Thread, a, b Value) Value {
			x, v := complexArg(t, a)
			if v != None {
				return v
			}
			y, v := complexArg(t, b)
			if v != None {
				return v
			}
			return f(t, x, y)
		}
	}
	return s
}

// complexOperand is an operand; real says that it is an int or a float, which
// has no imaginary part at all rather than one of zero.
type complexOperand struct {
	c    complex128
	real bool
}

// complexArg converts an operand. The Value is None if all is well, else what
// the operator returns.
func complexArg(t *Thread, v Value) (complexOperand, Value) {
	if IsComplexObj(v) {
		return complexOperand{ComplexOf(v), false}, None
	}
	f, ok := realOperand(t, v)
	if !ok {
		return complexOperand{}, f
	}
	return complexOperand{complex(f.Float(), 0), true}, None
}

func complexAdd(t *Thread, a, b complexOperand) Value {
	switch {
	case a.real:
		return NewComplex(t, complex(real(a.c)+real(b.c), imag(b.c)))
	case b.real:
		return NewComplex(t, complex(real(a.c)+real(b.c), imag(a.c)))
	}
	return NewComplex(t, a.c+b.c)
}

func complexSub(t *Thread, a, b complexOperand) Value {
	switch {
	case a.real:
		return NewComplex(t, complex(real(a.c)-real(b.c), -imag(b.c)))
	case b.real:
		return NewComplex(t, complex(real(a.c)-real(b.c), imag(a.c)))
	}
	return NewComplex(t, a.c-b.c)
}

func complexMul(t *Thread, a, b complexOperand) Value {
	switch {
	case a.real:
		return NewComplex(t, complex(real(a.c)*real(b.c), real(a.c)*imag(b.c)))
	case b.real:
		return NewComplex(t, complex(real(a.c)*real(b.c), imag(a.c)*real(b.c)))
	}
	return NewComplex(t, ComplexProduct(a.c, b.c))
}

func complexDiv(t *Thread, a, b complexOperand) Value {
	if b.c == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	switch {
	case b.real:
		return NewComplex(t, complex(real(a.c)/real(b.c), imag(a.c)/real(b.c)))
	case a.real:
		return NewComplex(t, realQuotient(real(a.c), b.c))
	}
	return NewComplex(t, ComplexQuotient(a.c, b.c))
}

// realQuotient is a / b for a without imaginary part.
func realQuotient(a float64, b complex128) complex128 {
	br, bi := real(b), imag(b)
	var r, i float64
	switch absR, absI := math.Abs(br), math.Abs(bi); {
	case absR >= absI:
		ratio := bi / br
		den := br + float64(bi*ratio)
		r, i = a/den, -float64(a*ratio)/den
	case absI >= absR:
		ratio := br / bi
		den := float64(br*ratio) + bi
		r, i = float64(a*ratio)/den, -a/den
	default:
		r, i = math.NaN(), math.NaN()
	}
	if r != r && i != i && isFinite(a) && (math.IsInf(br, 0) || math.IsInf(bi, 0)) {
		return complex(0*(a*unitOfInf(br)), 0*(-a*unitOfInf(bi)))
	}
	return complex(r, i)
}

// ComplexHypot is abs(c), false if that overflows.
func ComplexHypot(c complex128) (float64, bool) {
	h := libm.Hypot(real(c), imag(c))
	return h, !math.IsInf(h, 0) || math.IsInf(real(c), 0) || math.IsInf(imag(c), 0)
}

func complexAbs(t *Thread, v Value) Value {
	h, ok := ComplexHypot(ComplexOf(v))
	if !ok {
		return OverflowErrorf(t, "absolute value too large")
	}
	return NewFloat(h)
}

func complexConjugate(t *Thread, args []Value) Value {
	c := ComplexOf(args[0])
	return NewComplex(t, complex(real(c), -imag(c)))
}

func complexGetNewArgs(t *Thread, args []Value) Value {
	c := ComplexOf(args[0])
	return NewTuple(t, NewFloat(real(c)), NewFloat(imag(c)))
}

// ComplexRepr is repr(c).
func ComplexRepr(c complex128) string {
	b := make([]byte, 0, 48)
	if real(c) == 0 && !math.Signbit(real(c)) {
		return string(append(appendFloat(b, imag(c), false), 'j'))
	}
	b = appendFloat(append(b, '('), real(c), false)
	if n := len(b); true {
		b = appendFloat(append(b, '+'), imag(c), false)
		if b[n+1] == '-' {
			b = append(b[:n], b[n+1:]...)
		}
	}
	return string(append(b, 'j', ')'))
}

func complexFromNumber(t *Thread, args []Value) Value {
	if ClassOf(args[0]) == ComplexType && Is(args[1], ShapeComplex) {
		return args[1]
	}
	c, ok := AsComplex(t, args[1])
	if !ok {
		return Null
	}
	if ClassOf(args[0]) == ComplexType {
		return NewComplex(t, c)
	}
	return Call(t, args[0], NewComplex(t, c))
}

// AsComplex is the complex number that v is: by __complex__, else as AsFloat.
func AsComplex(t *Thread, v Value) (complex128, bool) {
	c, found, ok := specialComplex(t, v)
	if found || !ok {
		return c, ok
	}
	f, ok := AsFloat(t, v)
	return complex(f, 0), ok
}

// specialComplex is a complex or what v.__complex__() returns.
func specialComplex(t *Thread, v Value) (c complex128, found, ok bool) {
	switch {
	case Is(v, ShapeComplex):
		return ComplexOf(v), true, true
	case !v.IsPtr() || IsIntObj(v):
		return 0, false, true
	}
	fn, self := LookupSpecial(t, v, Intern("__complex__"))
	if fn == Null {
		return 0, false, t.Exc == Null
	}
	args := []Value{self}
	if self == Null {
		args = nil
	}
	r := Call(t, fn, args...)
	if r == Null {
		return 0, true, false
	}
	if !IsComplexObj(r) {
		TypeErrorf(t, "__complex__ returned non-complex (type %s)", TypeName(r))
		return 0, true, false
	}
	ok = Is(r, ShapeComplex) || Warn(t, DeprecationWarningType, 1, "__complex__ returned non-complex (type %s).  The ability to return an instance of a strict subclass of complex is deprecated, and may not be supported in a future version of Python.", TypeName(r))
	return ComplexOf(r), true, ok
}

func newComplex(t *Thread, cls *Type, args []Value, kw Value) Value {
	bound, ok := ConstructorArgs(t, "complex", args, kw, 0, "real", "imag")
	if !ok {
		return Null
	}
	var c complex128
	switch r, i := bound[0], bound[1]; {
	case i != Null || r != Null && len(args) == 1 && kw != Null:
		// With keywords even one argument is the real part.
		c, ok = complexOfParts(t, r, i)
	case r == Null:
	case Is(r, ShapeComplex) && cls == ComplexType && len(args) == 1 && kw == Null:
		return r
	case IsStr(r):
		if c, ok = parseComplex(asciiNumber(StrOf(r))); !ok {
			return ValueErrorf(t, "complex() arg is a malformed string")
		}
	default:
		c, ok = complexOfNumber(t, r)
	}
	if !ok {
		return Null
	}
	if cls == ComplexType {
		return NewComplex(t, c)
	}
	o := cls.New(t)
	storeComplex(o, c)
	return gc.MakePtr(o)
}

func isRealNumber(v Value) bool {
	s := &TypeOf(v).Slots
	return s.ToFloat != nil || s.Index != nil
}

func complexOfNumber(t *Thread, v Value) (complex128, bool) {
	c, found, ok := specialComplex(t, v)
	switch {
	case found || !ok:
		return c, ok
	case !isRealNumber(v):
		TypeErrorf(t, "complex() argument must be a string or a number, not %s", TypeName(v))
		return 0, false
	}
	f, ok := AsFloat(t, v)
	return complex(f, 0), ok
}

// complexOfParts is complex(r, i): r + i*1j, either of which may (but should
// not) be complex itself. r may be Null.
func complexOfParts(t *Thread, r, i Value) (complex128, bool) {
	a, aReal, ok := complexPart(t, "real", r)
	if !ok {
		return 0, false
	}
	b, bReal, ok := complexPart(t, "imag", i)
	if !ok {
		return 0, false
	}
	re, im := real(a), real(b)
	if !bReal {
		re -= imag(b)
	}
	if !aReal {
		im += imag(a)
	}
	return complex(re, im), true
}

func complexPart(t *Thread, name string, v Value) (c complex128, isReal, ok bool) {
	if v == Null {
		return 0, true, true
	}
	c, found := complex128(0), false
	if name == "real" {
		if c, found, ok = specialComplex(t, v); !ok {
			return 0, false, false
		}
	} else if IsComplexObj(v) {
		c, found = ComplexOf(v), true
	}
	if found {
		ok = Warn(t, DeprecationWarningType, 1, "complex() argument '%s' must be a real number, not %s", name, TypeName(v))
		return c, false, ok
	}
	if !isRealNumber(v) {
		TypeErrorf(t, "complex() argument '%s' must be a real number, not %s", name, TypeName(v))
		return 0, false, false
	}
	f, ok := AsFloat(t, v)
	return complex(f, 0), true, ok
}

// parseComplex reads what complex(s) accepts.
func parseComplex(s string) (complex128, bool) {
	s = strings.Trim(s, numberSpace)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.Trim(s[1:len(s)-1], numberSpace)
	}
	if strings.Contains(s, "_") {
		ok := false
		if s, ok = dropUnderscores(s); !ok {
			return 0, false
		}
	}
	n := floatPrefix(s)
	if n == len(s) {
		return complex(parseFloat(s+""), 0), n > 0
	}
	first := s[:n]
	rest := s[n:]
	if n == 0 || rest[0]|0x20 == 'j' {
		im, ok := imaginary(s)
		return complex(0, im), ok
	}
	if rest[0] != '+' && rest[0] != '-' {
		return 0, false
	}
	im, ok := imaginary(rest)
	return complex(parseFloat(first), im), ok
}

// imaginary reads a float, or only a sign or nothing, and a j.
func imaginary(s string) (float64, bool) {
	n := len(s) - 1
	if n < 0 || s[n]|0x20 != 'j' {
		return 0, false
	}
	switch s = s[:n]; s {
	case "", "+":
		return 1, true
	case "-":
		return -1, true
	}
	if floatPrefix(s) != len(s) {
		return 0, false
	}
	return parseFloat(s), true
}
