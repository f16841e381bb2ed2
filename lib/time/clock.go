package time

import (
	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/vm/object"
)

// clocks are the functions of the system's clocks by number.
var clocks = []object.Method{
	{Name: "get_clock_info", Sig: "(name, /)", Fn: clockInfo, Doc: "Get information of the specified clock."},
	{Name: "clock_gettime", Sig: "(clk_id, /)", Fn: readClock(false, false), Doc: "Return the time of the specified clock clk_id as a float."},
	{Name: "clock_gettime_ns", Sig: "(clk_id, /)", Fn: readClock(false, true), Doc: "Return the time of the specified clock clk_id as nanoseconds (int)."},
	{Name: "clock_getres", Sig: "(clk_id, /)", Fn: readClock(true, false), Doc: "Return the resolution (precision) of the specified clock clk_id."},
}

func fillClocks(t *Thread, m Value) {
	for name, n := range clockNumbers {
		object.AddValue(t, m, name, gc.MakeInt(int64(n)))
	}
}

func readClock(resolution, integer bool) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		id, ok := object.IndexInt(t, a[0])
		if !ok {
			return gc.Null
		}
		var ts unix.Timespec
		err := unix.ClockGettime(int32(id), &ts)
		if resolution && err == nil {
			ts, err = clockResolution(int32(id))
		}
		switch {
		case err != nil:
			return object.OSErrorFrom(t, err, gc.Null)
		case integer:
			return object.NewInt(t, ts.Nano())
		}
		return gc.MakeFloat(float64(ts.Nano()) / 1e9)
	}
}

func clockInfo(t *Thread, a []Value) Value {
	if !object.IsStr(a[0]) {
		return object.TypeErrorf(t, "get_clock_info() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	name := object.StrOf(a[0])
	clock, ok := map[string]string{"time": "REALTIME", "monotonic": "MONOTONIC", "perf_counter": "MONOTONIC",
		"process_time": "PROCESS_CPUTIME_ID", "thread_time": "THREAD_CPUTIME_ID"}[name]
	if !ok {
		return object.ValueErrorf(t, "unknown clock")
	}
	ns := object.NewNamespace(t)
	put := func(k string, v Value) { object.SetAttr(t, ns, object.Intern(k), v) }
	put("implementation", object.NewStr(t, "clock_gettime(CLOCK_"+clock+")"))
	put("monotonic", gc.MakeBool(name != "time"))
	put("adjustable", gc.MakeBool(name == "time"))
	put("resolution", gc.MakeFloat(1e-9))
	return ns
}
