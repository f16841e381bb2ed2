package object

import "gorgon/gc"

// TracebackHeader is the first word of a traceback object.
func TracebackHeader() uint64 { return gc.Header(ShapeTraceback, gc.LayoutValues) }

// TracebackLine returns the line of a traceback entry; TracebackFrame its frame
// object. The interpreter sets them.
var (
	TracebackLine  func(t *Thread, tb Value) int
	TracebackFrame func(t *Thread, tb Value) Value
)

func init() {
	TracebackType.Setup(Spec{Layout: gc.LayoutValues, Final: true, Payload: TbSize - gc.HeaderSize, Getset: []Getset{
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
