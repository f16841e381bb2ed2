package builtins

import (
	"math"

	"gorgon/gc"
	"gorgon/vm/object"
)

// Functions over iterables. Lists, ranges, dicts and the like are gone through
// here; anything that may run Python code for its items by the prelude.

func iter(t *Thread, args []Value) Value {
	if args[1] == null {
		return object.Iter(t, args[0])
	}
	if !object.IsCallable(args[0]) {
		return object.TypeErrorf(t, "iter(v, w): v must be callable")
	}
	return object.NewCallableIter(t, args[0], args[1])
}

func next(t *Thread, args []Value) Value {
	if args[1] == null {
		return object.NextValue(t, args[0])
	}
	v := object.Next(t, args[0])
	switch {
	case v == gc.Stop:
		return args[1]
	case v == null && object.ExcIs(t.Exc, object.StopIterationType):
		object.ClearExc(t)
		return args[1]
	}
	return v
}

func all(t *Thread, args []Value) Value {
	if !object.NativeIterable(args[0]) {
		return t.SetTail(object.Prelude("all_of"), args[0])
	}
	return quantify(t, args[0], false)
}

func any_(t *Thread, args []Value) Value {
	if !object.NativeIterable(args[0]) {
		return t.SetTail(object.Prelude("any_of"), args[0])
	}
	return quantify(t, args[0], true)
}

// quantify looks for an item whose truth is want.
func quantify(t *Thread, v Value, want bool) Value {
	found, failed := false, false
	done := object.Iterate(t, v, func(x Value) bool {
		truth, ok := object.Truth(t, x)
		failed = !ok
		found = ok && truth == want
		return ok && !found
	})
	if failed || !done && !found {
		return null
	}
	return gc.MakeBool(found == want)
}

// extreme makes min and max: the first item that is op than all before it.
func extreme(op object.CompareOp, fname string) object.NativeFn {
	return func(t *Thread, args []Value) Value {
		items, key, fallback := object.TupleItems(args[2]), args[0], args[1]
		if key == none {
			key = null
		}
		if len(items) == 0 {
			return object.TypeErrorf(t, "%s expected at least 1 argument, got 0", fname)
		}
		src := args[2]
		if len(items) == 1 {
			src = items[0]
		} else if fallback != null {
			return object.TypeErrorf(t, "Cannot specify a default for %s() with multiple positional arguments", fname)
		}
		if key != null || !object.NativeIterable(src) {
			return extremeInPython(t, fname, src, key, fallback)
		}
		best := null
		if !object.Iterate(t, src, func(x Value) bool {
			if best == null {
				best = x
				return true
			}
			better, ok := isBetter(t, op, x, best)
			if better {
				best = x
			}
			return ok
		}) {
			return null
		}
		if best == null {
			if fallback != null {
				return fallback
			}
			return object.ValueErrorf(t, "%s() iterable argument is empty", fname)
		}
		return best
	}
}

// extremeOfTwo makes min and max of two arguments.
func extremeOfTwo(op object.CompareOp) func(t *Thread, a, b Value) Value {
	return func(t *Thread, a, b Value) Value {
		better, ok := isBetter(t, op, b, a)
		switch {
		case !ok:
			return null
		case better:
			return b
		}
		return a
	}
}

func isBetter(t *Thread, op object.CompareOp, x, best Value) (bool, bool) {
	if gc.BothInt(x, best) {
		return (op == object.OpLT) == (x.Int() < best.Int()) && x != best, true
	}
	if x.IsFloat() && best.IsFloat() {
		if op == object.OpLT {
			return x.Float() < best.Float(), true
		}
		return x.Float() > best.Float(), true
	}
	r := object.Compare(t, op, x, best)
	if r == null {
		return false, false
	}
	return object.Truth(t, r)
}

func extremeInPython(t *Thread, fname string, src, key, fallback Value) Value {
	given := gc.True
	if fallback == null {
		given, fallback = gc.False, none
	}
	if key == null {
		return t.SetTail(object.Prelude(fname+"_of"), src, given, fallback)
	}
	return t.SetTail(object.Prelude(fname+"_by"), src, key, given, fallback)
}

var sortSig = object.ParseSignature("(*, key=?, reverse=?)")

// sorted words its errors as the two functions that CPython makes it of.
func sorted(t *Thread, args []Value, kw Value) Value {
	npos := len(args)
	if kw != null {
		npos -= object.TupleLen(kw)
	}
	if npos != 1 {
		return object.TypeErrorf(t, "sorted expected 1 argument, got %d", npos)
	}
	var buf [2]Value
	opts, ok := object.Bind(t, "sort", sortSig, args[1:], kw, buf[:0])
	if !ok {
		return null
	}
	reverse := false
	if opts[1] != null {
		if reverse, ok = object.Truth(t, opts[1]); !ok {
			return null
		}
	}
	return object.Sorted(t, args[0], opts[0], reverse)
}

// A summing adds numbers as CPython's sum does: ints exactly, floats and
// complex numbers with the error of each addition carried along.
type summing struct {
	total Value // what came before the floats, or the sum of anything
	mode  int64 // one of the sum… constants
	re    float64
	im    float64
	cre   float64 // errors
	cim   float64
}

const (
	sumAny = iota
	sumFloat
	sumComplex
)

// twoSum adds x to the sum s with error c.
func twoSum(s, c, x float64) (float64, float64) {
	n := s + x
	if math.Abs(s) >= math.Abs(x) {
		c += (s - n) + x
	} else {
		c += (x - n) + s
	}
	return n, c
}

func withError(s, c float64) float64 {
	if c != 0 && !math.IsInf(c, 0) && !math.IsNaN(c) {
		return s + c
	}
	return s
}

func (s *summing) start(v Value) {
	s.total = v
	s.enter()
}

// enter chooses the mode for the total so far.
func (s *summing) enter() {
	s.mode = sumAny
	if v := s.total; v.IsFloat() {
		s.mode, s.re, s.cre = sumFloat, v.Float(), 0
	} else if object.Is(v, object.ShapeComplex) {
		c := object.ComplexOf(v)
		s.mode, s.re, s.im, s.cre, s.cim = sumComplex, real(c), imag(c), 0, 0
	}
}

// leave turns the parts into a total.
func (s *summing) leave(t *Thread) {
	switch s.mode {
	case sumFloat:
		s.total = object.NewFloat(withError(s.re, s.cre))
	case sumComplex:
		s.total = object.NewComplex(t, complex(withError(s.re, s.cre), withError(s.im, s.cim)))
	}
	s.mode = sumAny
}

// add adds one item; false: an exception is pending.
func (s *summing) add(t *Thread, x Value) bool {
	if s.mode != sumAny && s.addNumber(t, x) {
		return true
	}
	if s.mode != sumAny {
		s.leave(t)
	}
	if gc.BothInt(s.total, x) {
		s.total = object.NewInt(t, s.total.Int()+x.Int())
		return true
	}
	s.total = object.Binary(t, object.OpAdd, s.total, x)
	if s.total == null {
		return false
	}
	s.enter()
	return true
}

// addNumber adds a number to a sum of floats or complex numbers.
func (s *summing) addNumber(t *Thread, x Value) bool {
	switch {
	case x.IsFloat():
		s.re, s.cre = twoSum(s.re, s.cre, x.Float())
	case x.IsInt() || x.IsBool():
		i, _ := object.AsInt64(x)
		s.re, s.cre = twoSum(s.re, s.cre, float64(i))
	case s.mode == sumComplex && object.Is(x, object.ShapeComplex):
		c := object.ComplexOf(x)
		s.re, s.cre = twoSum(s.re, s.cre, real(c))
		s.im, s.cim = twoSum(s.im, s.cim, imag(c))
	default:
		return false
	}
	return true
}

func sum(t *Thread, args []Value) Value {
	start := args[1]
	switch {
	case start == null:
		start = gc.MakeInt(0)
	case object.IsStr(start):
		return object.TypeErrorf(t, "sum() can't sum strings [use ''.join(seq) instead]")
	case object.IsBytes(start):
		return object.TypeErrorf(t, "sum() can't sum bytes [use b''.join(seq) instead]")
	case object.IsInstance(start, object.ByteArrayType):
		return object.TypeErrorf(t, "sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	if !object.NativeIterable(args[0]) {
		return t.SetTail(object.Prelude("sum_of"), args[0], start, sumStep.Value(t))
	}
	var s summing
	s.start(start)
	if !object.Iterate(t, args[0], func(x Value) bool { return s.add(t, x) }) {
		return null
	}
	s.leave(t)
	return s.total
}

// sumStep is handed to the prelude: sum_step(start, items, state) adds the
// items of a list to start, or to the state that it returned before, and
// returns the new state; with items None it returns the total.
var sumStep = object.NewPreludeNative("sum_step", "(start, items, state, /)", func(t *Thread, args []Value) Value {
	var s summing
	if args[2] == none {
		s.start(args[0])
	} else {
		w := object.TupleItems(args[2])
		s = summing{w[0], w[1].Int(), w[2].Float(), w[3].Float(), w[4].Float(), w[5].Float()}
	}
	if args[1] == none {
		s.leave(t)
		return s.total
	}
	for _, x := range object.ListItems(t, args[1]) {
		if !s.add(t, x) {
			return null
		}
	}
	return object.NewTuple(t, s.total, gc.MakeInt(s.mode), object.NewFloat(s.re), object.NewFloat(s.im), object.NewFloat(s.cre), object.NewFloat(s.cim))
})

func aiter(t *Thread, args []Value) Value {
	fn, self := object.LookupSpecial(t, args[0], object.Intern("__aiter__"))
	if fn == null {
		if t.Exc != null {
			return null
		}
		return object.TypeErrorf(t, "'%s' object is not an async iterable", object.TypeName(args[0]))
	}
	it := callBound(t, fn, self)
	if it != null && object.LookupType(t, object.TypeOf(it), object.Intern("__anext__")) == null {
		return object.TypeErrorf(t, "aiter() returned not an async iterator of type '%s'", object.TypeName(it))
	}
	return it
}

func callBound(t *Thread, fn, self Value) Value {
	if self == null {
		return object.Call(t, fn)
	}
	return object.Call(t, fn, self)
}

func anext(t *Thread, args []Value) Value {
	fn, self := object.LookupSpecial(t, args[0], object.Intern("__anext__"))
	if fn == null {
		if t.Exc != null {
			return null
		}
		return object.TypeErrorf(t, "'%s' object is not an async iterator", object.TypeName(args[0]))
	}
	awaitable := callBound(t, fn, self)
	if awaitable == null || args[1] == null {
		return awaitable
	}
	return t.SetTail(object.Prelude("anext_or"), awaitable, args[1])
}
