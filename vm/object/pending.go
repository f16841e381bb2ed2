package object

// TypeErrorf raises TypeError.
func TypeErrorf(t *Thread, format string, args ...any) Value {
	panic("TypeErrorf: not implemented yet")
}

// ValueErrorf raises ValueError.
func ValueErrorf(t *Thread, format string, args ...any) Value {
	panic("ValueErrorf: not implemented yet")
}

// OverflowErrorf raises OverflowError.
func OverflowErrorf(t *Thread, format string, args ...any) Value {
	panic("OverflowErrorf: not implemented yet")
}

// ZeroDivisionErrorf raises ZeroDivisionError.
func ZeroDivisionErrorf(t *Thread, format string, args ...any) Value {
	panic("ZeroDivisionErrorf: not implemented yet")
}

// The rest is the object model's: types, protocol, exceptions.

// Exception classes.
var (
	TypeErrorType     = NewType("TypeError", 0)
	IndexErrorType    = NewType("IndexError", 0)
	StopIterationType = NewType("StopIteration", 0)
	MemoryErrorType   = NewType("MemoryError", 0)
)

func Hash(t *Thread, v Value) (uint64, bool)                        { panic("not implemented yet") }
func Eq(t *Thread, a, b Value) (equal, ok bool)                     { panic("not implemented yet") }
func Str(t *Thread, v Value) Value                                  { panic("not implemented yet") }
func Repr(t *Thread, v Value) Value                                 { panic("not implemented yet") }
func Call(t *Thread, fn Value, args ...Value) Value                 { panic("not implemented yet") }
func Compare(t *Thread, op CompareOp, a, b Value) Value             { panic("not implemented yet") }
func Binary(t *Thread, op BinaryOp, a, b Value) Value               { panic("not implemented yet") }
func Truth(t *Thread, v Value) (truth, ok bool)                     { panic("not implemented yet") }
func Len(t *Thread, v Value) (int, bool)                            { panic("not implemented yet") }
func GetItem(t *Thread, v, key Value) Value                         { panic("not implemented yet") }
func SetItem(t *Thread, v, key, item Value) bool                    { panic("not implemented yet") }
func Contains(t *Thread, v, item Value) (in, ok bool)               { panic("not implemented yet") }
func Iter(t *Thread, v Value) Value                                 { panic("not implemented yet") }
func Next(t *Thread, it Value) Value                                { panic("not implemented yet") }
func Iterate(t *Thread, v Value, yield func(Value) bool) bool       { panic("not implemented yet") }
func TypeName(v Value) string                                       { panic("not implemented yet") }
func GetAttrOpt(t *Thread, o, name Value) (Value, bool)             { panic("not implemented yet") }
func LookupSpecial(t *Thread, v, name Value) (callable, self Value) { panic("not implemented yet") }
func NewGenericAlias(t *Thread, origin, args Value) Value           { panic("not implemented yet") }
func NewMappingProxy(t *Thread, m Value) Value                      { panic("not implemented yet") }
func NewNative(t *Thread, n *Native, self Value) Value              { panic("not implemented yet") }
func newNativeFrom(m *Method, owner *Type) *Native                  { panic("not implemented yet") }
func excAddNote(t *Thread, args []Value) Value                      { panic("not implemented yet") }
func RaiseNew(t *Thread, typ *Type, args ...Value) Value            { panic("not implemented yet") }
func KeyError(t *Thread, key Value) Value                           { panic("not implemented yet") }
func IndexErrorf(t *Thread, format string, args ...any) Value       { panic("not implemented yet") }
func RuntimeErrorf(t *Thread, format string, args ...any) Value     { panic("not implemented yet") }

var (
	BufferErrorType         = NewType("BufferError", 0)
	LookupErrorType         = NewType("LookupError", 0)
	NotImplementedErrorType = NewType("NotImplementedError", 0)
	UnicodeDecodeErrorType  = NewType("UnicodeDecodeError", 0)
	UnicodeEncodeErrorType  = NewType("UnicodeEncodeError", 0)
)

func Ascii(t *Thread, v Value) Value                               { panic("not implemented yet") }
func ClassOf(v Value) *Type                                        { panic("not implemented yet") }
func ClearExc(t *Thread)                                           { panic("not implemented yet") }
func Format(t *Thread, v, spec Value) Value                        { panic("not implemented yet") }
func GetAttr(t *Thread, o, name Value) Value                       { panic("not implemented yet") }
func Raise(t *Thread, typ *Type, format string, args ...any) Value { panic("not implemented yet") }
func RaiseObj(t *Thread, exc Value) Value                          { panic("not implemented yet") }
func excIs(exc Value, typ *Type) bool                              { panic("not implemented yet") }
func RaiseUnicodeDecode(t *Thread, encoding string, object Value, start, end int, reason string) Value {
	panic("not implemented yet")
}
func RaiseUnicodeEncode(t *Thread, encoding string, object Value, start, end int, reason string) Value {
	panic("not implemented yet")
}
