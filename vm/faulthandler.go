package vm

import (
	"strings"
	"sync"
	"time"
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/object"
)

// The module faulthandler. Faults of the runtime are always reported, so that
// enabling it changes nothing but what is_enabled says.

var faulthandlerEnabled bool

func init() {
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
			{Name: "dump_traceback_later", Sig: "(timeout, repeat=?, file=?, exit=?)", Fn: dumpLater, Flags: object.IO},
			{Name: "cancel_dump_traceback_later", Sig: "()", Fn: cancelDump, Flags: object.IO},
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

// dumpFile is the descriptor of the file argument of a function here.
func dumpFile(t *Thread, v Value) (fd int, ok bool) {
	if v == gc.Null || v == object.None {
		return 2, true
	}
	if !object.IsIntObj(v) {
		if v = object.CallMethod(t, v, object.Intern("fileno")); v == gc.Null {
			return 0, false
		}
	}
	n, ok := object.AsInt64(v)
	if !ok {
		object.ValueErrorf(t, "file is not a valid file descriptor")
	}
	return int(n), ok
}

// dumpTraceback writes where all threads are, or the running one.
func dumpTraceback(t *Thread, a []Value) Value {
	fd, ok := dumpFile(t, a[0])
	if !ok {
		return gc.Null
	}
	all := true
	if a[1] != gc.Null {
		if all, ok = object.Truth(t, a[1]); !ok {
			return gc.Null
		}
	}
	var text string
	if all {
		t.PauseOthers(func() { text = allStacks(t) })
	} else {
		_, text, _ = strings.Cut(threadStack(t, true), "\n")
		text = "Stack (most recent call first):\n" + text
	}
	if err := writeText(fd, text); err != nil {
		return object.OSErrorFrom(t, err, object.None)
	}
	return object.None
}

// laterDump is the watchdog that is set, if any.
var laterDump struct {
	sync.Mutex
	*watchdog
}

// dumpLater is dump_traceback_later.
func dumpLater(t *Thread, a []Value) Value {
	seconds, ok := object.AsFloat(t, a[0])
	if !ok {
		return gc.Null
	}
	if !(seconds > 0) || seconds > 9223372036 {
		return object.ValueErrorf(t, "timeout must be greater than 0")
	}
	fd, ok := dumpFile(t, a[2])
	if !ok {
		return gc.Null
	}
	var flags [2]bool // repeat, exit
	for i, v := range []Value{a[1], a[3]} {
		if v != gc.Null {
			if flags[i], ok = object.Truth(t, v); !ok {
				return gc.Null
			}
		}
	}
	cancelDump(t, nil)
	laterDump.Lock()
	defer laterDump.Unlock()
	laterDump.watchdog = watch(time.Duration(seconds*float64(time.Second)), flags[0], fd, flags[1])
	return object.None
}

// cancelDump is cancel_dump_traceback_later.
func cancelDump(t *Thread, a []Value) Value {
	laterDump.Lock()
	defer laterDump.Unlock()
	if laterDump.watchdog != nil {
		close(laterDump.cancel)
		laterDump.watchdog = nil
	}
	return object.None
}
