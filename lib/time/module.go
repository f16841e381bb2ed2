package time

import (
	"math"
	"time"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/object"
)

type (
	// Value and Thread are short for the runtime's.
	Value  = object.Value
	Thread = object.Thread
)

func init() {
	object.RegisterModule("time", func(t *Thread, m Value) {
		object.AddFunctions(t, m, functions)
		fillCalendar(t, m)
		fillClocks(t, m)
	})
}

// start is what perf_counter and monotonic count from.
var start = time.Now()

var functions = append([]object.Method{
	{Name: "time", Sig: "()", Fn: seconds(wall)},
	{Name: "time_ns", Sig: "()", Fn: nanoseconds(wall)},
	{Name: "perf_counter", Sig: "()", Fn: seconds(monotonic)},
	{Name: "perf_counter_ns", Sig: "()", Fn: nanoseconds(monotonic)},
	{Name: "monotonic", Sig: "()", Fn: seconds(monotonic)},
	{Name: "monotonic_ns", Sig: "()", Fn: nanoseconds(monotonic)},
	{Name: "process_time", Sig: "()", Fn: seconds(processTime)},
	{Name: "process_time_ns", Sig: "()", Fn: nanoseconds(processTime)},
	{Name: "thread_time", Sig: "()", Fn: seconds(threadTime)},
	{Name: "thread_time_ns", Sig: "()", Fn: nanoseconds(threadTime)},
	{Name: "sleep", Sig: "(seconds, /)", Fn: sleep, Flags: object.Blocks},
}, append(calendar, clocks...)...)

func wall(t *Thread) int64      { return time.Now().UnixNano() - int64(t.Lag) }
func monotonic(t *Thread) int64 { return int64(time.Since(start)-t.Lag) + 1e9 }

func clock(id int32) int64 {
	var ts unix.Timespec
	if unix.ClockGettime(id, &ts) != nil {
		return 0
	}
	return ts.Nano()
}

func processTime(*Thread) int64 { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) }
func threadTime(*Thread) int64  { return clock(unix.CLOCK_THREAD_CPUTIME_ID) }

func seconds(ns func(*Thread) int64) object.NativeFn {
	return func(t *Thread, a []Value) Value { return gc.MakeFloat(float64(ns(t)) / 1e9) }
}

func nanoseconds(ns func(*Thread) int64) object.NativeFn {
	return func(t *Thread, a []Value) Value { return object.NewInt(t, ns(t)) }
}

func sleep(t *Thread, a []Value) Value {
	if s := &object.TypeOf(a[0]).Slots; s.ToFloat == nil && s.Index == nil {
		return object.TypeErrorf(t, "'%s' object cannot be interpreted as an integer or float", object.TypeName(a[0]))
	}
	f, ok := object.AsFloat(t, a[0])
	if !ok {
		return gc.Null
	}
	switch {
	case math.IsNaN(f):
		return object.ValueErrorf(t, "Invalid value NaN (not a number)")
	case f < 0:
		return object.ValueErrorf(t, "sleep length must be non-negative")
	case f > 9.2e9:
		return object.OverflowErrorf(t, "timestamp out of range for platform time_t")
	}
	end := time.Now().Add(time.Duration(f * 1e9))
	for left := time.Duration(f * 1e9); !t.Sleep(left); {
		if !scheduler.HandleSignals(t) {
			return gc.Null
		}
		if left = time.Until(end); left <= 0 {
			break
		}
	}
	return object.None
}
