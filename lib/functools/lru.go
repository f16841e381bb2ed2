package functools

import (
	"sync/atomic"

	"gorgon/gc"
	"gorgon/vm/object"
)

// lruType is the callable that lru_cache makes: the function, the results (an
// OrderedDict: the first entry was used longest ago), maxsize or None, typed,
// the class of cache_info's results, and the number of its counters.
var lruType = object.NewType("_lru_cache_wrapper", 0)

const (
	lruFunc = gc.HeaderSize + 8*iota
	lruCache
	lruMax
	lruTyped
	lruInfo
	lruCounters
	lruSize = 8 * iota
)

// counters lie outside the heap: a cache that many threads read would otherwise
// make them collide at every hit. What a transaction adds becomes known when it
// commits (Thread.Count).
var counters = object.NewHandles[*counter](nil)

type counter struct{ hits, misses atomic.Int64 }

func counterOf(v value) *counter { return counters.At(gc.Load(v.Addr() + lruCounters)) }

func init() {
	lruType.Setup(object.Spec{
		Module: "functools", Payload: lruSize, Layout: gc.LayoutValues, HasDict: true,
		Doc: "A function with a memory of its results.",
		Slots: object.Slots{New: lruNew, Call: lruCall,
			DescrGet: func(t *thread, d, obj value, owner *object.Type) value {
				if obj == gc.Null {
					return d
				}
				return object.NewBoundMethod(t, d, obj)
			}},
		Methods: []object.Method{
			{Name: "cache_info", Sig: "(self, /)", Fn: lruCacheInfo, Doc: "How often the cache was asked and what it holds."},
			{Name: "cache_clear", Sig: "(self, /)", Fn: lruCacheClear, Doc: "Forget all results."},
			{Name: "__copy__", Sig: "(self, /)", Fn: func(t *thread, args []value) value { return args[0] }},
			{Name: "__deepcopy__", Sig: "(self, memo, /)", Fn: func(t *thread, args []value) value { return args[0] }},
			{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *thread, args []value) value {
				return object.GetAttrString(t, args[0], "__qualname__")
			}},
		},
	})
}

var lruSig = object.ParseSignature("(user_function, maxsize, typed, cache_info_type)")

func lruNew(t *thread, cls *object.Type, args []value, kw value) value {
	var buf [4]value
	a, ok := object.Bind(t, "_lru_cache_wrapper", lruSig, args, kw, buf[:0])
	if !ok {
		return gc.Null
	}
	if !object.IsCallable(a[0]) {
		return object.TypeErrorf(t, "the first argument must be callable")
	}
	most := a[1]
	if most != gc.None {
		n, ok := object.IndexInt(t, most)
		if !ok {
			return object.TypeErrorf(t, "maxsize should be integer or None")
		}
		most = gc.MakeInt(int64(max(n, 0)))
	}
	typed, ok := object.Truth(t, a[2])
	if !ok {
		return gc.Null
	}
	cache := object.Call(t, object.OrderedDictType.Obj)
	if cache == gc.Null {
		return gc.Null
	}
	o := cls.New(t)
	gc.Store(o+lruFunc, a[0])
	gc.Store(o+lruCache, cache)
	gc.Store(o+lruMax, most)
	gc.Store(o+lruTyped, gc.MakeBool(typed))
	gc.Store(o+lruInfo, a[3])
	gc.Store(o+lruCounters, counters.Add(gc.MakePtr(o), new(counter)))
	return gc.MakePtr(o)
}

// keyMark stands between positional and named arguments in a key.
var keyMark = object.Once(func(t *thread) value { return gc.MakePtr(object.ObjectType.New(t)) })

// lruKey makes one value of the arguments of a call.
func lruKey(t *thread, args []value, kw value, typed bool) value {
	if kw == gc.Null && !typed && len(args) == 1 {
		if a := args[0]; a.IsInt() || object.Is(a, object.ShapeStr) || object.Is(a, object.ShapeInt) {
			return a
		}
	}
	if kw == gc.Null && !typed {
		return object.NewTupleFrom(t, args)
	}
	pos, named := split(args, kw)
	key := append([]value(nil), pos...)
	if kw != gc.Null {
		key = append(key, keyMark.Value(t))
		for i, k := range object.TupleItems(kw) {
			key = append(key, k, named[i])
		}
	}
	if typed {
		for _, a := range args {
			key = append(key, object.TypeOf(a).Obj)
		}
	}
	return object.NewTupleFrom(t, key)
}

func lruCall(t *thread, v value, args []value, kw value) value {
	o := v.Addr()
	fn, most := gc.Load(o+lruFunc), gc.Load(o+lruMax)
	c := counterOf(v)
	if most == gc.MakeInt(0) {
		t.Count(&c.misses, 1)
		r := t.SetTail(fn, args...)
		t.TailKw = kw
		return r
	}
	key := lruKey(t, args, kw, gc.Load(o+lruTyped) == gc.True)
	cache := gc.Load(o + lruCache)
	r, ok := object.DictGet(t, cache, key)
	if !ok {
		return lruUnhashable(t, key)
	}
	if r != gc.Null {
		if most != gc.None {
			if _, ok := object.DictMoveToEnd(t, cache, key, true); !ok {
				return gc.Null
			}
		}
		t.Count(&c.hits, 1)
		return r
	}
	t.Count(&c.misses, 1)
	return lruMiss(t, v, fn, key, args, kw)
}

// lruUnhashable words the error for an unhashable argument as hash() does.
func lruUnhashable(t *thread, key value) value {
	if object.ExcIs(t.Exc, object.TypeErrorType) {
		object.ClearExc(t)
		object.Hash(t, key)
	}
	return gc.Null
}

// lruMiss ends in the prelude, which calls the function and lruStore.
func lruMiss(t *thread, v, fn, key value, args []value, kw value) value {
	pos, named := split(args, kw)
	d := gc.None
	if kw != gc.Null {
		d = object.NewDict(t)
		for i, k := range object.TupleItems(kw) {
			object.DictSet(t, d, k, named[i])
		}
	}
	return t.SetTail(object.Prelude("lru_miss"), lruStore.Value(t), v, key, fn, object.NewTupleFrom(t, pos), d)
}

var lruStore = object.Once(func(t *thread) value {
	return object.NewNative(t, &object.Native{Name: "lru_store", Sig: object.ParseSignature("(wrapper, key, result, /)"), Fn: lruStoreFn}, gc.Null)
})

// lruStoreFn keeps a result, in place of the one used longest ago if the cache
// is full. It returns the result.
func lruStoreFn(t *thread, args []value) value {
	o := args[0].Addr()
	cache, most := gc.Load(o+lruCache), gc.Load(o+lruMax)
	if most != gc.None {
		old, ok := object.DictGet(t, cache, args[1])
		switch {
		case !ok:
			return gc.Null
		case old != gc.Null:
			return args[2]
		}
		if int64(object.DictLen(t, cache)) >= most.Int() {
			object.OrderedDictPopFirst(t, cache)
		}
	}
	if !object.DictSet(t, cache, args[1], args[2]) {
		return gc.Null
	}
	return args[2]
}

func lruCacheInfo(t *thread, args []value) value {
	o := args[0].Addr()
	c := counterOf(args[0])
	return t.SetTail(gc.Load(o+lruInfo), object.NewInt(t, t.Counted(&c.hits)), object.NewInt(t, t.Counted(&c.misses)),
		gc.Load(o+lruMax), gc.MakeInt(int64(object.DictLen(t, gc.Load(o+lruCache)))))
}

func lruCacheClear(t *thread, args []value) value {
	c := counterOf(args[0])
	object.DictClear(t, gc.Load(args[0].Addr()+lruCache))
	t.Count(&c.hits, -t.Counted(&c.hits))
	t.Count(&c.misses, -t.Counted(&c.misses))
	return gc.None
}
