package vm

import (
	"fmt"
	"strings"
	"syscall"
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// The module faulthandler. Faults of the runtime are always reported, so that
// enabling it changes nothing but what is_enabled says.

var faulthandlerEnabled bool

func init() {
	none := func(t *Thread, a []Value) Value { return object.None }
	object.RegisterModule("faulthandler", func(t *Thread, m Value) {
		object.AddFunctions(t, m, []object.Method{
			{Name: "enable", Sig: "(file=?, all_threads=?, c_stack=?)", Fn: func(t *Thread, a []Value) Value { faulthandlerEnabled = true; return object.None }},
			{Name: "disable", Sig: "()", Fn: func(t *Thread, a []Value) Value {
				was := faulthandlerEnabled
				faulthandlerEnabled = false
				return gc.MakeBool(was)
			}},
			{Name: "is_enabled", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeBool(faulthandlerEnabled) }},
			{Name: "dump_traceback", Sig: "(file=?, all_threads=?)", Fn: dumpTraceback, Flags: object.IO},
			{Name: "dump_traceback_later", Sig: "(timeout, repeat=?, file=?, exit=?)", Fn: func(t *Thread, a []Value) Value {
				return object.Raise(t, object.NotImplementedErrorType, "faulthandler.dump_traceback_later is not supported by Gorgon")
			}},
			{Name: "cancel_dump_traceback_later", Sig: "()", Fn: none},
			{Name: "_read_null", Sig: "()", Fn: readNull, Flags: object.IO},
			{Name: "_sigsegv", Sig: "(release_gil=?, /)", Fn: readNull, Flags: object.IO},
			{Name: "_fatal_error", Sig: "(message, release_gil=?, /)", Fn: func(t *Thread, a []Value) Value {
				panic(object.InternalError{Text: string(object.BytesOf(a[0]))})
			}, Flags: object.IO},
		})
	})
}

// readNull makes a fault of memory, for tests of the report.
func readNull(t *Thread, a []Value) Value {
	return Value(*(*uint64)(unsafe.Add(unsafe.Pointer(nil), 8)))
}

// dumpTraceback writes where the running thread is.
func dumpTraceback(t *Thread, a []Value) Value {
	fd := int64(2)
	if a[0] != gc.Null && a[0] != object.None {
		v := a[0]
		if !object.IsIntObj(v) {
			if v = object.CallMethod(t, v, object.Intern("fileno")); v == gc.Null {
				return gc.Null
			}
		}
		var ok bool
		if fd, ok = object.AsInt64(v); !ok {
			return object.ValueErrorf(t, "file is not a valid file descriptor")
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Current thread 0x%016x [%s] (most recent call first):\n", t.ID, t.Name)
	for _, l := range interp.Stack(t) {
		fmt.Fprintf(&b, "  File \"%s\", line %d in %s\n", l.Code.Filename, l.Code.Code.PositionAt(l.Word).Line, l.Code.Name)
	}
	if _, err := syscall.Write(int(fd), []byte(b.String())); err != nil {
		return object.OSErrorFrom(t, err, object.None)
	}
	return object.None
}
