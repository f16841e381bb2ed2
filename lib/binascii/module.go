package binascii

import (
	"hash/crc32"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// classes are those of the exceptions.
var classes struct{ err, incomplete Value }

type roots struct{}

// VisitRoots visits the classes, in a pause.
func (roots) VisitRoots(visit func(Value)) {
	visit(classes.err)
	visit(classes.incomplete)
}

var functions = []Method{
	{Name: "a2b_uu", Sig: "(data, /)", Fn: decoder(decodeUU), Doc: "Decode a line of uuencoded data."},
	{Name: "b2a_uu", Sig: "(data, /, *, backtick=?)", Fn: b2aUU, Doc: "Uuencode line of data."},
	{Name: "a2b_base64", Sig: "(data, /, *, strict_mode=?)", Fn: a2bBase64, Doc: "Decode a line of base64 data."},
	{Name: "b2a_base64", Sig: "(data, /, *, newline=?)", Fn: b2aBase64, Doc: "Base64-code line of data."},
	{Name: "a2b_hex", Sig: "(hexstr, /)", Fn: decoder(decodeHex), Doc: "Binary data of hexadecimal representation."},
	{Name: "unhexlify", Sig: "(hexstr, /)", Fn: decoder(decodeHex), Doc: "Binary data of hexadecimal representation."},
	{Name: "b2a_hex", Sig: "(data, sep=?, bytes_per_sep=?)", Fn: hexlify, Doc: "Hexadecimal representation of binary data."},
	{Name: "hexlify", Sig: "(data, sep=?, bytes_per_sep=?)", Fn: hexlify, Doc: "Hexadecimal representation of binary data."},
	{Name: "a2b_qp", Sig: "(data, header=?)", Fn: a2bQP, Doc: "Decode a string of qp-encoded data."},
	{Name: "b2a_qp", Sig: "(data, quotetabs=?, istext=?, header=?)", Fn: b2aQP, Doc: "Encode a string using quoted-printable encoding."},
	{Name: "crc32", Sig: "(data, crc=?, /)", Fn: checksum, Doc: "Compute CRC-32 incrementally."},
	{Name: "crc_hqx", Sig: "(data, crc, /)", Fn: checksumHQX, Doc: "Compute CRC-CCITT incrementally."},
}

func init() {
	gc.RegisterRoots(roots{})
	RegisterModule("binascii", func(t *Thread, m Value) {
		class := func(name string, base *Type) Value {
			ns := NewDict(t)
			DictSetStr(t, ns, Intern("__module__"), Intern("binascii"))
			return NewClass(t, name, []Value{base.Obj}, ns)
		}
		classes.err, classes.incomplete = class("Error", ValueErrorType), class("Incomplete", ExceptionType)
		AddValue(t, m, "__doc__", NewStr(t, "Conversion between binary data and ASCII"))
		AddValue(t, m, "Error", classes.err)
		AddValue(t, m, "Incomplete", classes.incomplete)
		AddFunctions(t, m, functions)
	})
}

// fail raises binascii.Error.
func fail(t *Thread, format string, args ...any) Value {
	return Raise(t, ClassOf(classes.err), format, args...)
}

// text returns the bytes of an argument that may be a str of ASCII characters.
func text(t *Thread, v Value) ([]byte, bool) {
	if IsStr(v) {
		if !IsASCII(v) {
			ValueErrorf(t, "string argument should contain only ASCII characters")
			return nil, false
		}
		return []byte(StrOf(v)), true
	}
	b, ok := BufferBytes(t, v)
	if !ok && ExcIs(t.Exc, TypeErrorType) {
		t.Exc = Null
		TypeErrorf(t, "argument should be bytes, buffer or ASCII string, not '%s'", TypeName(v))
	}
	return b, ok
}

// flag is an optional argument that is true or false.
func flag(t *Thread, v Value, standard bool) (on, ok bool) {
	if v == Null {
		return standard, true
	}
	return Truth(t, v)
}

// decoder makes a function that decodes text: problem says what is wrong with
// it, or is empty.
func decoder(decode func(b []byte) (data []byte, problem string)) NativeFn {
	return func(t *Thread, a []Value) Value {
		b, ok := text(t, a[0])
		if !ok {
			return Null
		}
		data, problem := decode(b)
		if problem != "" {
			return fail(t, "%s", problem)
		}
		return NewBytes(t, data)
	}
}

func hexlify(t *Thread, a []Value) Value {
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	s, ok := HexText(t, b, a[1], a[2])
	if !ok {
		return Null
	}
	return NewBytes(t, []byte(s))
}

func decodeHex(b []byte) ([]byte, string) {
	if len(b)%2 != 0 {
		return nil, "Odd-length string"
	}
	data := make([]byte, 0, len(b)/2)
	for i := 0; i < len(b); i += 2 {
		hi, lo := HexDigit(b[i]), HexDigit(b[i+1])
		if hi < 0 || lo < 0 {
			return nil, "Non-hexadecimal digit found"
		}
		data = append(data, byte(hi<<4|lo))
	}
	return data, ""
}

func checksum(t *Thread, a []Value) Value {
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	crc := int64(0)
	if a[1] != Null {
		if crc, ok = LowBits(t, a[1], 0xffffffff); !ok {
			return Null
		}
		if b, ok = BufferBytes(t, a[0]); !ok { // Python code may have run
			return Null
		}
	}
	return NewInt(t, int64(crc32.Update(uint32(crc), crc32.IEEETable, b)))
}

// checksumHQX is CRC-CCITT, the polynomial x**16 + x**12 + x**5 + 1.
func checksumHQX(t *Thread, a []Value) Value {
	n, ok := LowBits(t, a[1], 0xffff)
	if !ok {
		return Null
	}
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	crc := uint16(n)
	for _, c := range b {
		crc ^= uint16(c) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return gc.MakeInt(int64(crc))
}
