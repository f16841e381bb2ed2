package time

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gorgon/gc"
	"gorgon/vm/object"
)

var calendar = []object.Method{
	{Name: "gmtime", Sig: "(seconds=?, /)", Fn: func(t *Thread, a []Value) Value { return brokenDown(t, a[0], time.UTC) }},
	{Name: "localtime", Sig: "(seconds=?, /)", Fn: func(t *Thread, a []Value) Value { return brokenDown(t, a[0], time.Local) }},
	{Name: "mktime", Sig: "(time_tuple, /)", Fn: mktime},
	{Name: "asctime", Sig: "(time_tuple=?, /)", Fn: asctime},
	{Name: "ctime", Sig: "(seconds=?, /)", Fn: ctime},
	{Name: "strftime", Sig: "(format, time_tuple=?, /)", Fn: strftime},
	{Name: "get_clock_info", Sig: "(name, /)", Fn: clockInfo},
}

// fields of struct_time in order.
var fields = []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"}

func fillZone(t *Thread, m Value) {
	names := make([]Value, len(fields))
	for i, f := range fields {
		names[i] = object.Intern(f)
	}
	cls := object.Call(t, object.Prelude("structseq_type"), object.Intern("time"), object.Intern("struct_time"), object.NewTupleFrom(t, names))
	object.AddValue(t, m, "struct_time", cls)
	year := time.Now().Year()
	std, stdOff := time.Date(year, 1, 1, 0, 0, 0, 0, time.Local).Zone()
	alt, altOff := time.Date(year, 7, 1, 0, 0, 0, 0, time.Local).Zone()
	if altOff < stdOff {
		std, stdOff, alt, altOff = alt, altOff, std, stdOff
	}
	object.AddValue(t, m, "timezone", object.NewInt(t, int64(-stdOff)))
	object.AddValue(t, m, "altzone", object.NewInt(t, int64(-altOff)))
	object.AddValue(t, m, "daylight", object.NewInt(t, map[bool]int64{true: 1}[stdOff != altOff]))
	object.AddValue(t, m, "tzname", object.NewTuple(t, object.NewStr(t, std), object.NewStr(t, alt)))
}

// instant turns an argument in seconds (None or absent: now) into a time.
func instant(t *Thread, v Value, zone *time.Location) (time.Time, bool) {
	if v == gc.Null || v == object.None {
		return time.Now().In(zone), true
	}
	f, ok := object.AsFloat(t, v)
	if !ok {
		return time.Time{}, false
	}
	if math.IsNaN(f) || math.Abs(f) > 6.7e16 {
		object.OverflowErrorf(t, "timestamp out of range for platform time_t")
		return time.Time{}, false
	}
	return time.Unix(int64(math.Floor(f)), 0).In(zone), true
}

func brokenDown(t *Thread, v Value, zone *time.Location) Value {
	when, ok := instant(t, v, zone)
	if !ok {
		return gc.Null
	}
	return structTime(t, when)
}

func structTime(t *Thread, when time.Time) Value {
	dst := 0
	if when.IsDST() {
		dst = 1
	}
	var vs []Value
	for _, n := range []int{when.Year(), int(when.Month()), when.Day(), when.Hour(), when.Minute(), when.Second(),
		(int(when.Weekday()) + 6) % 7, when.YearDay(), dst} {
		vs = append(vs, gc.MakeInt(int64(n)))
	}
	m := object.ImportedModule(t, "time")
	cls := object.GetAttr(t, m, object.Intern("struct_time"))
	if cls == gc.Null {
		return gc.Null
	}
	return object.Call(t, cls, object.NewTupleFrom(t, vs))
}

// tupleTime reads a time tuple; absent: now.
func tupleTime(t *Thread, v Value) (time.Time, bool) {
	if v == gc.Null || v == object.None {
		return time.Now(), true
	}
	if !object.IsInstance(v, object.TupleType) {
		object.TypeErrorf(t, "Tuple or struct_time argument required")
		return time.Time{}, false
	}
	items := object.TupleItems(v)
	if len(items) != 9 {
		object.TypeErrorf(t, "time tuple must have exactly 9 items, not %d", len(items))
		return time.Time{}, false
	}
	var n [9]int
	for i, x := range items {
		var ok bool
		if n[i], ok = object.IndexInt(t, x); !ok {
			return time.Time{}, false
		}
	}
	if what := outOfRange(n); what != "" {
		object.ValueErrorf(t, "%s out of range", what)
		return time.Time{}, false
	}
	return time.Date(n[0], time.Month(max(n[1], 1)), max(n[2], 1), n[3], n[4], n[5], 0, time.Local), true
}

func outOfRange(n [9]int) string {
	for _, c := range []struct {
		i, lo, hi int
		name      string
	}{{1, 0, 12, "month"}, {2, 0, 31, "day of month"}, {3, 0, 23, "hour"}, {4, 0, 59, "minute"}, {5, 0, 61, "seconds"}, {7, 0, 366, "day of year"}} {
		if n[c.i] < c.lo || n[c.i] > c.hi {
			return c.name
		}
	}
	return ""
}

func mktime(t *Thread, a []Value) Value {
	when, ok := tupleTime(t, a[0])
	if !ok {
		return gc.Null
	}
	return gc.MakeFloat(float64(when.Unix()))
}

func asctime(t *Thread, a []Value) Value {
	when, ok := tupleTime(t, a[0])
	if !ok {
		return gc.Null
	}
	return object.NewStr(t, when.Format("Mon Jan _2 15:04:05 2006"))
}

func ctime(t *Thread, a []Value) Value {
	when, ok := instant(t, a[0], time.Local)
	if !ok {
		return gc.Null
	}
	return object.NewStr(t, when.Format("Mon Jan _2 15:04:05 2006"))
}

func strftime(t *Thread, a []Value) Value {
	if !object.IsStr(a[0]) {
		return object.TypeErrorf(t, "strftime() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	when, ok := tupleTime(t, a[1])
	if !ok {
		return gc.Null
	}
	var b strings.Builder
	format := object.StrOf(a[0])
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		b.WriteString(directive(format[i], when))
	}
	return object.NewStr(t, b.String())
}

// layouts are the directives of strftime that Go's formats express (C locale).
var layouts = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'h': "Jan", 'B': "January", 'c': "Mon Jan _2 15:04:05 2006", 'd': "02", 'e': "_2",
	'H': "15", 'I': "03", 'm': "01", 'M': "04", 'p': "PM", 'S': "05", 'x': "01/02/06", 'X': "15:04:05", 'y': "06",
	'Z': "MST", 'z': "-0700", 'F': "2006-01-02", 'T': "15:04:05", 'R': "15:04", 'D': "01/02/06", 'r': "03:04:05 PM",
}

func directive(c byte, when time.Time) string {
	if l, ok := layouts[c]; ok {
		return when.Format(l)
	}
	isoYear, isoWeek := when.ISOWeek()
	switch c {
	case '%':
		return "%"
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'Y':
		return fmt.Sprint(when.Year())
	case 'C':
		return fmt.Sprintf("%02d", when.Year()/100)
	case 'G':
		return fmt.Sprint(isoYear)
	case 'g':
		return fmt.Sprintf("%02d", isoYear%100)
	case 'V':
		return fmt.Sprintf("%02d", isoWeek)
	case 'j':
		return fmt.Sprintf("%03d", when.YearDay())
	case 'w':
		return fmt.Sprint(int(when.Weekday()))
	case 'u':
		return fmt.Sprint((int(when.Weekday())+6)%7 + 1)
	case 'U':
		return fmt.Sprintf("%02d", (when.YearDay()+6-int(when.Weekday()))/7)
	case 'W':
		return fmt.Sprintf("%02d", (when.YearDay()+6-(int(when.Weekday())+6)%7)/7)
	case 's':
		return fmt.Sprint(when.Unix())
	case 'k':
		return fmt.Sprintf("%2d", when.Hour())
	case 'l':
		return fmt.Sprintf("%2d", (when.Hour()+11)%12+1)
	}
	return "%" + string(c)
}

func clockInfo(t *Thread, a []Value) Value {
	name := ""
	if object.IsStr(a[0]) {
		name = object.StrOf(a[0])
	}
	implementations := map[string]string{
		"time": "clock_gettime(CLOCK_REALTIME)", "monotonic": "clock_gettime(CLOCK_MONOTONIC)", "perf_counter": "clock_gettime(CLOCK_MONOTONIC)",
		"process_time": "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", "thread_time": "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
	}
	impl, ok := implementations[name]
	if !ok {
		return object.ValueErrorf(t, "unknown clock")
	}
	ns := object.NewNamespace(t)
	put := func(k string, v Value) { object.SetAttr(t, ns, object.Intern(k), v) }
	put("implementation", object.NewStr(t, impl))
	put("monotonic", gc.MakeBool(name != "time"))
	put("adjustable", gc.MakeBool(name == "time"))
	put("resolution", gc.MakeFloat(1e-9))
	return ns
}
