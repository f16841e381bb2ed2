package object

import "gorgon/gc"

var layoutTraceback = CodeLayout("traceback", TbCode)

// TracebackHeader is the first word of a traceback object.
func TracebackHeader() uint64 { return gc.Header(ShapeTraceback, layoutTraceback) }

// TracebackLine returns the line of a traceback entry; TracebackFrame its frame
// object. The interpreter sets them.
var (
	TracebackLine  func(t *Thread, tb Value) int
	TracebackFrame func(t *Thread, tb Value) Value
	NewTraceback   func(t *Thread, next, frame Value, lasti, line int) Value
)

var tracebackSig = ParseSignature("(tb_next, tb_frame, tb_lasti, tb_lineno)")

func tracebackNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	var buf [4]Value
	a, ok := Bind(t, "TracebackType", tracebackSig, args, kw, buf[:0])
	if !ok {
		return Null
	}
	if a[0] != None && !Is(a[0], ShapeTraceback) {
		return TypeErrorf(t, "expected traceback object or None, got '%s'", TypeOf(a[0]).Name)
	}
	if !Is(a[1], ShapeFrame) {
		return TypeErrorf(t, "TracebackType() argument 'tb_frame' must be frame, not %s", TypeName(a[1]))
	}
	lasti, ok := IndexInt(t, a[2])
	if !ok {
		return Null
	}
	line, ok := IndexInt(t, a[3])
	if !ok {
		return Null
	}
	return NewTraceback(t, a[0], a[1], lasti, line)
}

func init() {
	TracebackType.Setup(Spec{Layout: layoutTraceback, Final: true, Payload: TbSize - gc.HeaderSize, Slots: Slots{New: tracebackNew}, Getset: []Getset{
		{Name: "tb_next", Get: field(TbNext), Set: setTbNext},
		{Name: "tb_lineno", Get: func(t *Thread, v Value) Value { return NewInt(t, int64(TracebackLine(t, v))) }},
		{Name: "tb_lasti", Get: func(t *Thread, v Value) Value { return gc.MakeInt(2 * gc.Load(v.Addr()+TbPC).Int()) }},
		{Name: "tb_frame", Get: func(t *Thread, v Value) Value { return TracebackFrame(t, v) }},
	}})
}

func setTbNext(t *Thread, v, val Value) bool {
	if val != None && !Is(val, ShapeTraceback) {
		TypeErrorf(t, "expected traceback object, got '%s'", TypeOf(val).Name)
		return false
	}
	for n := val; n != None && n != Null; n = t.Read(n.Addr()+gc.LockOffset, n.Addr()+TbNext) {
		if n == v {
			ValueErrorf(t, "traceback loop detected")
			return false
		}
	}
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+TbNext, val)
	return true
}
