package object

import (
	"strings"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// codec is an encoding that is built in.
type codec struct {
	name   string // as exceptions give it
	encode func(e *encoder) bool
	decode func(d *decoder) bool
}

// codecs holds the built-in codecs by normalised name.
var codecs = map[string]*codec{}

func addCodec(c *codec, names ...string) {
	for _, n := range names {
		codecs[n] = c
	}
}

func init() {
	utf8 := &codec{"utf-8", encodeUTF8, decodeUTF8}
	addCodec(utf8, "utf_8", "utf8", "u8", "utf", "cp65001", "utf8_ucs2", "utf8_ucs4")
	addCodec(&codec{"ascii", encodeNarrow, decodeASCII}, "ascii", "us_ascii", "646", "ansi_x3.4_1968", "ansi_x3_4_1968",
		"ansi_x3.4_1986", "cp367", "csascii", "ibm367", "iso646_us", "iso_646.irv_1991", "iso_ir_6", "us")
	addCodec(&codec{"latin-1", encodeNarrow, decodeLatin1}, "latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso8859",
		"8859", "cp819", "csisolatin1", "ibm819", "iso_8859_1_1987", "iso_ir_100")
	addCodec(&codec{"utf-16", encodeUTF16, decodeUTF16}, "utf_16", "u16", "utf16")
	addCodec(&codec{"utf-16-le", encodeUTF16, decodeUTF16}, "utf_16_le", "utf_16le", "unicodelittleunmarked")
	addCodec(&codec{"utf-16-be", encodeUTF16, decodeUTF16}, "utf_16_be", "utf_16be", "unicodebigunmarked")
	addCodec(&codec{"utf-32", encodeUTF32, decodeUTF32}, "utf_32", "u32", "utf32")
	addCodec(&codec{"utf-32-le", encodeUTF32, decodeUTF32}, "utf_32_le", "utf_32le")
	addCodec(&codec{"utf-32-be", encodeUTF32, decodeUTF32}, "utf_32_be", "utf_32be")
	addCodec(&codec{"utf-8", encodeUTF8Sig, decodeUTF8Sig}, "utf_8_sig")
	addCodec(&codec{"utf7", encodeUTF7, decodeUTF7}, "utf_7", "utf7", "u7", "unicode_1_1_utf_7")
	addCodec(&codec{"unicodeescape", encodeUnicodeEscape, decodeUnicodeEscape}, "unicode_escape", "unicodeescape")
	addCodec(&codec{"rawunicodeescape", encodeRawUnicodeEscape, decodeRawUnicodeEscape}, "raw_unicode_escape", "rawunicodeescape")
}

// Codecs that are written in Python, and handlers of errors that are Python
// functions, come in here: lib sets the hooks.
var (
	// CodecHook encodes (v is a str) or decodes (v is a bytes object) by a codec
	// that is not built in; nil, or found false, if there is none.
	CodecHook func(t *Thread, encoding string, v Value, errors string, decode bool) (r Value, found bool)
	// RuneNameHook returns the Unicode name of a character, or "".
	RuneNameHook func(r rune) string
	// RuneByNameHook returns the text that a Unicode name stands for.
	RuneByNameHook func(name string) (string, bool)
)

// errorHandlers holds what codecs.register_error registered.
var errorHandlers = newHandlerTable()

type handlerTable struct{ *xsync.MapOf[string, Value] }

func newHandlerTable() *handlerTable {
	table := &handlerTable{xsync.NewMapOf[string, Value]()}
	gc.RegisterRoots(table)
	return table
}

// VisitRoots visits the handlers, in a pause.
func (table *handlerTable) VisitRoots(visit func(Value)) {
	table.Range(func(_ string, v Value) bool {
		visit(v)
		return true
	})
}

// RegisterErrorHandler makes a Python function the handler called name.
func RegisterErrorHandler(name string, handler Value) {
	errorHandlers.Store(strings.Clone(name), handler)
}

// UnregisterErrorHandler undoes RegisterErrorHandler; false: nothing to undo.
func UnregisterErrorHandler(name string) bool {
	_, found := errorHandlers.LoadAndDelete(name)
	return found
}

// ErrorHandler returns the Python function registered as name, or Null.
func ErrorHandler(name string) Value {
	handler, _ := errorHandlers.Load(name)
	return handler
}

// NormalizeEncoding maps an encoding's name to the form of the tables: lower
// case, and an underscore for each run of anything but letters, digits, dots.
func NormalizeEncoding(name string) string {
	plain := true
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			plain = false
		}
	}
	if plain {
		return name
	}
	var b []byte
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 32
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.':
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '_')
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}

// Encode returns the bytes of the str v in an encoding.
func Encode(t *Thread, v Value, encoding, errors string) Value {
	c := codecs[NormalizeEncoding(encoding)]
	if c == nil {
		return otherCodec(t, encoding, v, errors, false)
	}
	s := StrOf(v)
	if c.name == "utf-8" && (IsASCII(v) || !hasSurrogate(s)) && encoding != "utf-8-sig" && NormalizeEncoding(encoding) != "utf_8_sig" {
		return newBytesText(t, s)
	}
	e := &encoder{t: t, v: v, s: s, name: c.name, errors: errors}
	if !c.encode(e) {
		return Null
	}
	return NewBytes(t, e.out)
}

// hasSurrogate says whether s is not valid UTF-8.
func hasSurrogate(s string) bool {
	for i := 0; ; {
		j := strings.IndexByte(s[i:], 0xed)
		if j < 0 {
			return false
		}
		i += j
		if s[i+1] >= 0xa0 {
			return true
		}
		i += 3
	}
}

// Decode returns the str that b holds in an encoding.
func Decode(t *Thread, b []byte, encoding, errors string) Value {
	v, _ := DecodePart(t, b, encoding, errors, true)
	return v
}

// DecodePart is Decode for the start of a stream: unless final is true, an
// incomplete character at the end is left. It returns how many bytes were used.
func DecodePart(t *Thread, b []byte, encoding, errors string, final bool) (Value, int) {
	c := codecs[NormalizeEncoding(encoding)]
	if c == nil {
		return otherCodec(t, encoding, NewBytes(t, b), errors, true), len(b)
	}
	d := &decoder{t: t, in: b, name: c.name, errors: errors, final: final}
	if !c.decode(d) {
		return Null, 0
	}
	return newStrBytes(t, d.out), d.pos
}

func otherCodec(t *Thread, encoding string, v Value, errors string, decode bool) Value {
	if CodecHook != nil {
		if r, found := CodecHook(t, encoding, v, errors, decode); found {
			return r
		}
	}
	return Raise(t, LookupErrorType, "unknown encoding: %s", encoding)
}

// decodeArgs is Decode with arguments as Python code gave them: Null for
// defaults.
func decodeArgs(t *Thread, b []byte, encoding, errors Value) Value {
	enc, errs := "utf-8", "strict"
	if encoding != Null {
		enc = StrOf(encoding)
	}
	if errors != Null {
		errs = StrOf(errors)
	}
	if strings.IndexByte(enc, 0) >= 0 || strings.IndexByte(errs, 0) >= 0 {
		return ValueErrorf(t, "embedded null character")
	}
	return Decode(t, b, enc, errs)
}
