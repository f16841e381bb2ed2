package time

import (
	"math"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"gorgon/gc"
	"gorgon/vm/object"
)

// calendar are the functions of dates.
var calendar = []object.Method{
	{Name: "gmtime", Sig: "(seconds=?, /)", Fn: func(t *Thread, a []Value) Value { return brokenDown(t, a[0], time.UTC) }, Doc: "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT)."},
	{Name: "localtime", Sig: "(seconds=?, /)", Fn: func(t *Thread, a []Value) Value { return brokenDown(t, a[0], local()) }, Doc: "Convert seconds since the Epoch to a time tuple expressing local time."},
	{Name: "mktime", Sig: "(time_tuple, /)", Fn: mktime, Doc: "Convert a time tuple in local time to seconds since the Epoch."},
	{Name: "asctime", Sig: "(time_tuple=?, /)", Fn: asctime, Doc: "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."},
	{Name: "ctime", Sig: "(seconds=?, /)", Fn: ctime, Doc: "Convert a time in seconds since the Epoch to a string in local time."},
	{Name: "strftime", Sig: "(*args)", Fn: strftime, Doc: "Convert a time tuple to a string according to a format specification."},
	{Name: "strptime", Sig: "(string, format=?, /)", Fn: strptime, Doc: "Parse a string to a time tuple according to a format specification."},
	{Name: "tzset", Sig: "()", Fn: tzset, Flags: object.IO, Doc: "Initialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ']."},
}

// zone is the local zone that tzset has set; nil: the one of the start.
var zone atomic.Pointer[time.Location]

func local() *time.Location {
	if z := zone.Load(); z != nil {
		return z
	}
	return time.Local
}

// tm is a broken-down time as in C: months and days of the year from 0, days of
// the week from Sunday. Nothing says that its fields agree.
type tm struct {
	year, mon, mday, hour, min, sec, wday, yday, isdst int
	zone                                               string
	gmtoff                                             int
}

func tmOf(when time.Time) tm {
	name, off := when.Zone()
	if when.Location() == time.UTC {
		name = "GMT"
	}
	dst := 0
	if when.IsDST() {
		dst = 1
	}
	return tm{when.Year(), int(when.Month()) - 1, when.Day(), when.Hour(), when.Minute(), when.Second(), int(when.Weekday()), when.YearDay() - 1, dst, name, off}
}

// timeTypes holds the class struct_time.
var timeTypes struct{ class Value }

type roots struct{}

// VisitRoots visits the class, in a pause.
func (roots) VisitRoots(visit func(Value)) { visit(timeTypes.class) }

func init() { gc.RegisterRoots(roots{}) }

func fillCalendar(t *Thread, m Value) {
	timeTypes.class = object.StructSeqType(t, "time", "struct_time",
		strings.Fields("tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst"), 0, []string{"tm_zone", "tm_gmtoff"})
	object.AddValue(t, m, "struct_time", timeTypes.class)
	object.AddValue(t, m, "_STRUCT_TM_ITEMS", gc.MakeInt(11))
	fillZone(t, m)
}

// zoneNames are the names and offsets of the standard and the summer time.
func zoneNames() (std, alt string, stdOff, altOff int) {
	year := time.Now().Year()
	std, stdOff = time.Date(year, 1, 1, 0, 0, 0, 0, local()).Zone()
	alt, altOff = time.Date(year, 7, 1, 0, 0, 0, 0, local()).Zone()
	if altOff < stdOff {
		std, stdOff, alt, altOff = alt, altOff, std, stdOff
	}
	return std, alt, stdOff, altOff
}

func fillZone(t *Thread, m Value) {
	std, alt, stdOff, altOff := zoneNames()
	daylight := int64(0)
	if stdOff != altOff {
		daylight = 1
	}
	object.AddValue(t, m, "timezone", object.NewInt(t, int64(-stdOff)))
	object.AddValue(t, m, "altzone", object.NewInt(t, int64(-altOff)))
	object.AddValue(t, m, "daylight", gc.MakeInt(daylight))
	object.AddValue(t, m, "tzname", object.NewTuple(t, object.NewStr(t, std), object.NewStr(t, alt)))
}

func tzset(t *Thread, a []Value) Value {
	zone.Store(findZone(os.Getenv("TZ")))
	if m := object.ImportModule(t, "time"); m != gc.Null {
		fillZone(t, m)
	}
	return object.None
}

// findZone understands names of the zone database and simple POSIX forms, such
// as EST+5; all else is UTC, as in C.
func findZone(name string) *time.Location {
	name = strings.TrimPrefix(name, ":")
	if name == "" {
		return time.UTC
	}
	if z, err := time.LoadLocation(name); err == nil && name != "Local" {
		return z
	}
	i := strings.IndexAny(name, "+-0123456789")
	if i < 3 {
		return time.UTC
	}
	std, rest := name[:i], name[i:]
	sign := -1
	if rest[0] == '-' || rest[0] == '+' {
		if rest[0] == '-' {
			sign = 1
		}
		rest = rest[1:]
	}
	secs, unit, n := 0, 3600, 0
	for j := 0; j <= len(rest); j++ {
		if j < len(rest) && '0' <= rest[j] && rest[j] <= '9' {
			n = n*10 + int(rest[j]-'0')
			continue
		}
		secs += n * unit
		unit, n = unit/60, 0
		if j == len(rest) || rest[j] != ':' {
			break
		}
	}
	return time.FixedZone(std, sign*secs)
}

// instant turns an argument in seconds (None or absent: now) into a time.
func instant(t *Thread, v Value, zone *time.Location) (time.Time, bool) {
	if v == gc.Null || v == object.None {
		return time.Now().In(zone), true
	}
	var secs int64
	if object.IsFloatObj(v) {
		f := object.FloatOf(v)
		if math.IsNaN(f) {
			object.ValueErrorf(t, "Invalid value NaN (not a number)")
			return time.Time{}, false
		}
		if f = math.Floor(f); f < -1<<63 || f >= 1<<63 {
			object.OverflowErrorf(t, "timestamp out of range for platform time_t")
			return time.Time{}, false
		}
		secs = int64(f)
	} else {
		n, ok := object.IntLike(t, v)
		if !ok {
			return time.Time{}, false
		}
		if secs, ok = object.AsInt64(n); !ok {
			object.OverflowErrorf(t, "timestamp out of range for platform time_t")
			return time.Time{}, false
		}
	}
	// The year must fit in 32 bits.
	if secs > 67767976233532799 || secs < -67768040609740800 {
		object.OSErrorFrom(t, syscall.EOVERFLOW, gc.Null)
		return time.Time{}, false
	}
	return time.Unix(secs, 0).In(zone), true
}

func brokenDown(t *Thread, v Value, zone *time.Location) Value {
	when, ok := instant(t, v, zone)
	if !ok {
		return gc.Null
	}
	c := tmOf(when)
	var vs []Value
	for _, n := range []int{c.year, c.mon + 1, c.mday, c.hour, c.min, c.sec, (c.wday + 6) % 7, c.yday + 1, c.isdst} {
		vs = append(vs, gc.MakeInt(int64(n)))
	}
	vs = append(vs, object.NewStr(t, c.zone), gc.MakeInt(int64(c.gmtoff)))
	return object.Call(t, timeTypes.class, object.NewTupleFrom(t, vs))
}

// tmArg reads a time tuple; absent: now.
func tmArg(t *Thread, fname string, v Value) (c tm, ok bool) {
	if v == gc.Null {
		return tmOf(time.Now().In(local())), true
	}
	if !object.IsTuple(v) {
		object.TypeErrorf(t, "Tuple or struct_time argument required")
		return c, false
	}
	items := object.TupleItems(v)
	if len(items) != 9 {
		object.TypeErrorf(t, "%s(): illegal time tuple argument", fname)
		return c, false
	}
	var n [9]int
	for i, x := range items {
		if n[i], ok = object.IndexInt(t, x); !ok {
			return c, false
		}
	}
	if n[0] > math.MaxInt32 || n[0] < math.MinInt32+1900 {
		object.OverflowErrorf(t, "year out of range")
		return c, false
	}
	c = tm{n[0], n[1] - 1, n[2], n[3], n[4], n[5], (n[6] + 1) % 7, n[7] - 1, n[8], "", 0}
	if object.TypeOf(v) == object.ClassOf(timeTypes.class) {
		if z, ok := object.GetAttrOpt(t, v, object.Intern("tm_zone")); ok && z != gc.Null && object.IsStr(z) {
			c.zone = object.StrOf(z)
		}
		if z, ok := object.GetAttrOpt(t, v, object.Intern("tm_gmtoff")); ok && z.IsInt() {
			c.gmtoff = int(z.Int())
		}
	}
	return c, true
}

// checked is tmArg for functions that index with the fields.
func checked(t *Thread, fname string, v Value) (c tm, ok bool) {
	if c, ok = tmArg(t, fname, v); !ok {
		return c, false
	}
	if c.mon == -1 {
		c.mon = 0
	}
	if c.mday == 0 {
		c.mday = 1
	}
	if c.yday == -1 {
		c.yday = 0
	}
	for _, r := range []struct {
		n, lo, hi int
		name      string
	}{{c.mon, 0, 11, "month"}, {c.mday, 1, 31, "day of month"}, {c.hour, 0, 23, "hour"}, {c.min, 0, 59, "minute"}, {c.sec, 0, 61, "seconds"},
		{c.wday, 0, 6, "day of week"}, {c.yday, 0, 365, "day of year"}} {
		if r.n < r.lo || r.n > r.hi {
			object.ValueErrorf(t, "%s out of range", r.name)
			return c, false
		}
	}
	return c, true
}

// unix is the moment that a time in the local zone means.
func (c tm) unix() int64 {
	when := time.Date(c.year, time.Month(c.mon+1), c.mday, c.hour, c.min, c.sec, 0, local())
	switch {
	case c.isdst > 0 && !when.IsDST():
		// Summer time in a zone without one is an hour ahead.
		ahead := 3600
		if _, _, std, alt := zoneNames(); std != alt {
			ahead = alt - std
		}
		when = when.Add(-time.Duration(ahead) * time.Second)
	case c.isdst == 0 && when.IsDST():
		_, _, std, alt := zoneNames()
		when = when.Add(time.Duration(alt-std) * time.Second)
	}
	return when.Unix()
}

func mktime(t *Thread, a []Value) Value {
	c, ok := tmArg(t, "mktime", a[0])
	if !ok {
		return gc.Null
	}
	return gc.MakeFloat(float64(c.unix()))
}

func asctime(t *Thread, a []Value) Value {
	c, ok := checked(t, "asctime", a[0])
	if !ok {
		return gc.Null
	}
	return object.NewStr(t, c.format("%a %b %e %H:%M:%S %Y"))
}

func ctime(t *Thread, a []Value) Value {
	when, ok := instant(t, a[0], local())
	if !ok {
		return gc.Null
	}
	return object.NewStr(t, tmOf(when).format("%a %b %e %H:%M:%S %Y"))
}

func strftime(t *Thread, a []Value) Value {
	switch a = object.TupleItems(a[0]); len(a) {
	case 0:
		return object.TypeErrorf(t, "strftime() takes at least 1 argument (0 given)")
	case 1:
		a = []Value{a[0], gc.Null}
	case 2:
	default:
		return object.TypeErrorf(t, "strftime() takes at most 2 arguments (%d given)", len(a))
	}
	if !object.IsStr(a[0]) {
		return object.TypeErrorf(t, "strftime() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	c, ok := checked(t, "strftime", a[1])
	if !ok {
		return gc.Null
	}
	return object.NewStr(t, c.format(object.StrOf(a[0])))
}

// strptime is in the module _strptime, which is written in Python.
func strptime(t *Thread, a []Value) Value {
	m := object.ImportModule(t, "_strptime")
	if m == gc.Null {
		return gc.Null
	}
	fn := object.GetAttrString(t, m, "_strptime_time")
	if fn == gc.Null {
		return gc.Null
	}
	if a[1] == gc.Null {
		return t.SetTail(fn, a[0])
	}
	return t.SetTail(fn, a[0], a[1])
}
