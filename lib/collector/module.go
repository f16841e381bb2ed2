package collector

import (
	"fmt"
	"sync"
	"time"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// Flags of set_debug.
const (
	debugStats         = 1
	debugCollectable   = 2
	debugUncollectable = 4
	debugSaveAll       = 32
	debugLeak          = debugCollectable | debugUncollectable | debugSaveAll
)

// generations is how many CPython has: 0 and 1 stand for the young objects.
const generations = 3

// settings are what programs set and read back. The collector runs when memory
// needs it, whatever they ask for: there are no reference counts to fall back
// on. Transactions do not bring them back, so functions that change them are IO.
var settings = struct {
	sync.Mutex
	disabled   bool
	thresholds [generations]int
	debug      int
	frozen     int
	collected  uint64 // objects found dead by full collections that were asked for
}{thresholds: [generations]int{2000, 10, 10}}

// WriteError writes to sys.stderr. The composition root sets it.
var WriteError func(t *Thread, text string)

// callbacks is the list gc.callbacks, which the module keeps alive.
var callbacks Value

type roots struct{}

func (roots) VisitRoots(visit func(Value)) { visit(callbacks) }

func init() {
	gc.RegisterRoots(roots{})
	RegisterModule("gc", func(t *Thread, m Value) {
		AddValue(t, m, "__doc__", NewStr(t, moduleDoc))
		AddValue(t, m, "garbage", NewList(t, nil))
		callbacks = NewList(t, nil)
		AddValue(t, m, "callbacks", callbacks)
		for name, flag := range map[string]int64{"DEBUG_STATS": debugStats, "DEBUG_COLLECTABLE": debugCollectable,
			"DEBUG_UNCOLLECTABLE": debugUncollectable, "DEBUG_SAVEALL": debugSaveAll, "DEBUG_LEAK": debugLeak} {
			AddValue(t, m, name, gc.MakeInt(flag))
		}
		AddFunctions(t, m, functions)
	})
}

const moduleDoc = `This module provides access to the garbage collector.

enable() -- Enable automatic garbage collection.
disable() -- Disable automatic garbage collection.
isenabled() -- Returns true if automatic collection is enabled.
collect() -- Do a full collection right now.
get_count() -- Return the current collection counts.
get_stats() -- Return list of dictionaries containing per-generation stats.
set_debug() -- Set debugging flags.
get_debug() -- Get debugging flags.
set_threshold() -- Set the collection thresholds.
get_threshold() -- Return the current collection thresholds.
get_objects() -- Return a list of all objects tracked by the collector.
is_tracked() -- Returns true if a given object is tracked.
is_finalized() -- Returns true if a given object has been already finalized.
get_referrers() -- Return the list of objects that refer to an object.
get_referents() -- Return the list of objects that an object refers to.
freeze() -- Count all tracked objects as frozen.
unfreeze() -- Count none as frozen.
get_freeze_count() -- Return how many objects are counted as frozen.
`

var functions = []Method{
	{Name: "collect", Sig: "(generation=?)", Fn: collect, Flags: IO, Doc: "Run the garbage collector and return how many objects were found dead."},
	{Name: "enable", Sig: "()", Fn: setDisabled(false), Flags: IO, Doc: "Enable automatic garbage collection."},
	{Name: "disable", Sig: "()", Fn: setDisabled(true), Flags: IO, Doc: "Disable automatic garbage collection."},
	{Name: "isenabled", Sig: "()", Fn: setting(func() Value { return gc.MakeBool(!settings.disabled) }), Doc: "Returns true if automatic garbage collection is enabled."},
	{Name: "get_threshold", Sig: "()", Fn: getThreshold, Doc: "Return the current collection thresholds."},
	{Name: "set_threshold", Sig: "(*args)", Fn: setThreshold, Flags: IO, Doc: "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency)."},
	{Name: "get_count", Sig: "()", Fn: getCount, Doc: "Return a three-tuple of the current collection counts."},
	{Name: "get_stats", Sig: "()", Fn: getStats, Doc: "Return a list of dictionaries containing per-generation statistics."},
	{Name: "get_debug", Sig: "()", Fn: setting(func() Value { return gc.MakeInt(int64(settings.debug)) }), Doc: "Get the garbage collection debugging flags."},
	{Name: "set_debug", Sig: "(flags, /)", Fn: setDebug, Flags: IO, Doc: "Set the garbage collection debugging flags."},
	{Name: "freeze", Sig: "()", Fn: freeze, Flags: IO, Doc: "Count all tracked objects as frozen."},
	{Name: "unfreeze", Sig: "()", Fn: setting(func() Value {
		settings.frozen = 0
		return None
	}), Flags: IO, Doc: "Count no object as frozen."},
	{Name: "get_freeze_count", Sig: "()", Fn: setting(func() Value { return gc.MakeInt(int64(settings.frozen)) }), Doc: "Return the number of objects in the permanent generation."},
	{Name: "get_objects", Sig: "(generation=?)", Fn: getObjects, Doc: "Return a list of objects tracked by the collector (excluding the list returned)."},
	{Name: "get_referrers", Sig: "(*objs)", Fn: getReferrers, Doc: "Return the list of objects that directly refer to any of 'objs'."},
	{Name: "get_referents", Sig: "(*objs)", Fn: getReferents, Doc: "Return the list of objects that are directly referred to by 'objs'."},
	{Name: "is_tracked", Sig: "(obj, /)", Fn: func(t *Thread, args []Value) Value {
		return gc.MakeBool(args[0].IsPtr() && tracked(args[0].Addr()))
	}, Doc: "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false."},
	{Name: "is_finalized", Sig: "(obj, /)", Fn: func(t *Thread, args []Value) Value {
		return gc.MakeBool(args[0].IsPtr() && IsFinalized(args[0]))
	}, Doc: "Returns true if the object has been already finalized by the GC."},
}

// maxRounds bounds the collections of one request: finalizers make garbage.
const maxRounds = 4

// CollectAll collects until no finalizer and no callback is left to run, and
// returns how many objects were found dead.
func CollectAll(t *Thread) (dead uint64) {
	before := gc.DeadCounted()
	for range maxRounds {
		if !t.Collect() || RunPendingCalls(t) == 0 {
			break
		}
	}
	dead = gc.DeadCounted() - before
	settings.Lock()
	settings.collected += dead
	settings.Unlock()
	return dead
}

func collect(t *Thread, args []Value) Value {
	generation := generations - 1
	if args[0] != Null {
		n, ok := IndexInt(t, args[0])
		if !ok {
			return Null
		}
		if n < 0 || n >= generations {
			return ValueErrorf(t, "invalid generation")
		}
		generation = n
	}
	settings.Lock()
	debug := settings.debug
	settings.Unlock()
	began := time.Now()
	if debug&debugStats != 0 {
		WriteError(t, fmt.Sprintf("gc: collecting generation %d...\ngc: %d objects live at the last collection\n", generation, gc.ReadStats().LiveObjects))
	}
	if !runCallbacks(t, "start", generation, 0) {
		return Null
	}
	dead := CollectAll(t)
	if debug&debugStats != 0 {
		WriteError(t, fmt.Sprintf("gc: done, %d unreachable, 0 uncollectable, %.4fs elapsed\n", dead, time.Since(began).Seconds()))
	}
	if !runCallbacks(t, "stop", generation, dead) {
		return Null
	}
	return NewUint(t, dead)
}

// runCallbacks calls the functions in gc.callbacks.
func runCallbacks(t *Thread, phase string, generation int, collected uint64) bool {
	n := ListLen(t, callbacks)
	if n == 0 {
		return true
	}
	info := NewDict(t)
	DictSetStr(t, info, Intern("generation"), gc.MakeInt(int64(generation)))
	DictSetStr(t, info, Intern("collected"), NewUint(t, collected))
	DictSetStr(t, info, Intern("uncollectable"), gc.MakeInt(0))
	for _, f := range append([]Value(nil), ListItems(t, callbacks)...) {
		if Call(t, f, NewStr(t, phase), info) == Null {
			ReportUnraisable(t, "calling GC callback", f)
		}
	}
	return true
}

func setDisabled(on bool) NativeFn {
	return setting(func() Value {
		settings.disabled = on
		gc.EaseStress(on)
		return None
	})
}

// setting makes a function without arguments that looks at the settings or
// changes them.
func setting(f func() Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		settings.Lock()
		defer settings.Unlock()
		return f()
	}
}

func getThreshold(t *Thread, args []Value) Value {
	settings.Lock()
	th := settings.thresholds
	settings.Unlock()
	return NewTuple(t, NewInt(t, int64(th[0])), NewInt(t, int64(th[1])), NewInt(t, int64(th[2])))
}

func setThreshold(t *Thread, args []Value) Value {
	items := TupleItems(args[0])
	if len(items) < 1 || len(items) > generations {
		return TypeErrorf(t, "gc.set_threshold requires 1 to 3 arguments")
	}
	var th [generations]int
	for i, v := range items {
		n, ok := IndexInt(t, v)
		if !ok {
			return Null
		}
		th[i] = n
	}
	settings.Lock()
	copy(settings.thresholds[:], th[:len(items)])
	settings.Unlock()
	return None
}

// bytesPerObject turns bytes into a number of objects where none are counted.
const bytesPerObject = 64

// getCount estimates how many objects are new since the last collection.
func getCount(t *Thread, args []Value) Value {
	s := gc.ReadStats()
	return NewTuple(t, NewUint(t, s.New/bytesPerObject), gc.MakeInt(0), gc.MakeInt(0))
}

func getStats(t *Thread, args []Value) Value {
	s := gc.ReadStats()
	settings.Lock()
	collected := settings.collected
	settings.Unlock()
	result := make([]Value, generations)
	for i, counts := range [generations][2]uint64{{0, 0}, {0, 0}, {s.Collections, collected}} {
		d := NewDict(t)
		DictSetStr(t, d, Intern("collections"), NewUint(t, counts[0]))
		DictSetStr(t, d, Intern("collected"), NewUint(t, counts[1]))
		DictSetStr(t, d, Intern("uncollectable"), gc.MakeInt(0))
		result[i] = d
	}
	return NewList(t, result)
}

func setDebug(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	settings.Lock()
	settings.debug = n
	settings.Unlock()
	return None
}
