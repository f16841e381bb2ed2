package random

import (
	"math"
	"slices"
	"sync"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// distributions are the methods of random.Random that are here for speed. They
// draw from the generator itself: the class random.Random gives subclasses that
// override random or getrandbits other ones.
func distributions() []Method {
	return []Method{
		{Name: "randrange", Sig: "(self, start, stop=?, step=?)", Fn: randRange, Doc: "Choose a random item from range(stop) or range(start, stop[, step])."},
		{Name: "randint", Sig: "(self, a, b)", Fn: randInt, Doc: "Return a random integer from a to b, both included."},
		{Name: "choice", Sig: "(self, seq)", Fn: choice, Doc: "Choose a random element from a non-empty sequence."},
		{Name: "shuffle", Sig: "(self, x)", Fn: shuffle, Doc: "Shuffle list x in place, and return None."},
		{Name: "uniform", Sig: "(self, a, b)", Fn: uniform, Doc: "Get a random number in the range [a, b) or [a, b] depending on rounding."},
		{Name: "randbytes", Sig: "(self, n)", Fn: randBytes, Doc: "Generate n random bytes."},
		{Name: "_randbelow", Sig: "(self, n)", Fn: randBelow},
		{Name: "_indexes", Sig: "(self, n, k, /)", Fn: indexes, Doc: "Choose k of range(n) with replacement."},
		{Name: "_weighted", Sig: "(self, cum_weights, total, k, /)", Fn: weighted, Doc: "Choose k indexes by cumulative weights."},
		{Name: "_sample", Sig: "(self, n, k, /)", Fn: sample, Doc: "Choose k of range(n) without replacement."},
	}
}

// belowValue draws an int in [0, n), n being a positive int.
func (s *source) belowValue(n Value) Value {
	if u, ok := AsUint64(n); ok {
		return NewUint(s.t, s.below(u))
	}
	k := int64(BitLen(n))
	for {
		if r := s.bitsValue(k); IntCompare(OpLT, r, n) == True {
			return r
		}
	}
}

func randBelow(t *Thread, args []Value) Value {
	n, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	if IntSign(n) <= 0 {
		return ValueErrorf(t, "n must be positive")
	}
	s := openForDraw(t, args[0].Addr())
	r := s.belowValue(n)
	s.close()
	return r
}

// fromRange draws start + step*i, i in [0, n).
func fromRange(t *Thread, self Value, start, step, n Value) Value {
	s := openForDraw(t, self.Addr())
	r := s.belowValue(n)
	s.close()
	if step != gc.MakeInt(1) {
		r = IntMul(t, step, r)
	}
	return IntAdd(t, start, r)
}

func randRange(t *Thread, args []Value) Value {
	start, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	one := gc.MakeInt(1)
	if args[2] == Null || args[2] == None {
		if args[3] != Null && args[3] != one {
			return TypeErrorf(t, "Missing a non-None stop argument")
		}
		if IntSign(start) <= 0 {
			return ValueErrorf(t, "empty range for randrange()")
		}
		return fromRange(t, args[0], gc.MakeInt(0), one, start)
	}
	stop, ok := IntLike(t, args[2])
	if !ok {
		return Null
	}
	width, step := IntSub(t, stop, start), one
	if args[3] != Null {
		if step, ok = IntLike(t, args[3]); !ok {
			return Null
		}
	}
	n := width
	switch sign := IntSign(step); {
	case step == one:
		if IntSign(width) <= 0 {
			return emptyRange(t, "randrange", args[1:3])
		}
	case sign == 0:
		return ValueErrorf(t, "zero step for randrange()")
	default:
		n = IntFloorDiv(t, IntSub(t, IntAdd(t, width, step), gc.MakeInt(int64(sign))), step)
	}
	if IntSign(n) <= 0 {
		return emptyRange(t, "randrange", args[1:4])
	}
	return fromRange(t, args[0], start, step, n)
}

func emptyRange(t *Thread, name string, bounds []Value) Value {
	text := "empty range in " + name + "("
	for i, b := range bounds {
		s := Str(t, b)
		if s == Null {
			return Null
		}
		if i > 0 {
			text += ", "
		}
		text += StrOf(s)
	}
	return ValueErrorf(t, "%s)", text)
}

func randInt(t *Thread, args []Value) Value {
	a, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	b, ok := IntLike(t, args[2])
	if !ok {
		return Null
	}
	n := IntAdd(t, IntSub(t, b, a), gc.MakeInt(1))
	if IntSign(n) <= 0 {
		return emptyRange(t, "randint", []Value{a, b})
	}
	return fromRange(t, args[0], a, gc.MakeInt(1), n)
}

func choice(t *Thread, args []Value) Value {
	n, ok := Len(t, args[1])
	if !ok {
		return Null
	}
	if n == 0 {
		return Raise(t, IndexErrorType, "Cannot choose from an empty sequence")
	}
	s := openForDraw(t, args[0].Addr())
	i := s.below(uint64(n))
	s.close()
	return GetItem(t, args[1], NewUint(t, i))
}

func shuffle(t *Thread, args []Value) Value {
	x := args[1]
	n, ok := Len(t, x)
	if !ok {
		return Null
	}
	if Is(x, ShapeList) {
		return shuffleList(t, args[0], x)
	}
	for i := n - 1; i > 0; i-- {
		s := openForDraw(t, args[0].Addr())
		j := NewUint(t, s.below(uint64(i)+1))
		s.close()
		k := gc.MakeInt(int64(i))
		a := GetItem(t, x, k)
		if a == Null {
			return Null
		}
		b := GetItem(t, x, j)
		if b == Null || !SetItem(t, x, k, b) || !SetItem(t, x, j, a) {
			return Null
		}
	}
	return None
}

func shuffleList(t *Thread, self, list Value) Value {
	items := ListItems(t, list)
	s := openForDraw(t, self.Addr())
	for i := len(items) - 1; i > 0; i-- {
		j := s.below(uint64(i) + 1)
		items[i], items[j] = items[j], items[i]
	}
	s.close()
	for i, v := range items {
		if !ListSet(t, list, i, v) {
			return Null
		}
	}
	return None
}

func uniform(t *Thread, args []Value) Value {
	s := openForDraw(t, args[0].Addr())
	r := s.float64()
	s.close()
	a, b := args[1], args[2]
	if x, ok := smallReal(a); ok {
		if y, ok := smallReal(b); ok {
			return NewFloat(x + float64((y-x)*r))
		}
	}
	d := Binary(t, OpSub, b, a)
	if d == Null {
		return Null
	}
	if d = Binary(t, OpMul, d, NewFloat(r)); d == Null {
		return Null
	}
	return Binary(t, OpAdd, a, d)
}

// smallReal is a float, or an int that a float holds exactly.
func smallReal(v Value) (float64, bool) {
	if v.IsFloat() {
		return v.Float(), true
	}
	return float64(v.Int()), v.IsInt()
}

func randBytes(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	if n < 0 {
		return ValueErrorf(t, "number of bits must be non-negative")
	}
	if !Room(t, n, 1) {
		return Null
	}
	out := make([]byte, n)
	s := openForDraw(t, args[0].Addr())
	for i := 0; i < n; i += 4 {
		w := s.uint32()
		if n-i < 4 {
			w >>= 32 - 8*(n-i)
		}
		for j := i; j < min(i+4, n); j++ {
			out[j] = byte(w)
			w >>= 8
		}
	}
	s.close()
	return NewBytes(t, out)
}

// indexes is floor(random()*n), k times.
func indexes(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	k, ok := IndexInt(t, args[2])
	if !ok {
		return Null
	}
	s := openForDraw(t, args[0].Addr())
	l, out := NewListOf(t, max(k, 0))
	for i := range out {
		out[i] = NewInt(t, int64(s.float64()*float64(n)))
	}
	s.close()
	return l
}

// weighted finds random()*total among cumulative weights that are floats or
// small ints, k times; it returns None for others.
func weighted(t *Thread, args []Value) Value {
	total, ok := smallReal(args[2])
	if !ok {
		return None
	}
	k, ok := IndexInt(t, args[3])
	if !ok {
		return Null
	}
	weights, done := viewItems(t, args[1])
	defer done()
	for _, w := range weights {
		if _, ok := smallReal(w); !ok {
			return None
		}
	}
	s := openForDraw(t, args[0].Addr())
	l, out := NewListOf(t, max(k, 0))
	for i := range out {
		out[i] = gc.MakeInt(int64(weightAt(weights, s.float64()*total)))
	}
	s.close()
	return l
}

// weightAt returns the first of the cumulative weights that is more than x, the
// last one if none is.
func weightAt(weights []Value, x float64) int {
	lo, hi := 0, len(weights)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if w, _ := smallReal(weights[mid]); x < w {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return max(lo, 0)
}

// pick is the end of sample and choices, if it runs no Python code: indexes is a
// list of ints that the population has.
func pick(t *Thread, args []Value) Value {
	from, indexes := args[0], args[1]
	if !Is(from, ShapeList) && !Is(from, ShapeTuple) && !Is(from, ShapeRange) || !Is(indexes, ShapeList) {
		return None
	}
	picked, items := NewListOf(t, ListLen(t, indexes))
	if !ListCopy(t, indexes, items) {
		return None
	}
	var pool []Value // the population, if most of it may be wanted
	if Is(from, ShapeList) && len(items) > ListLen(t, from)/4 {
		all, done := viewItems(t, from)
		defer done()
		pool = all
	}
	for k, i := range items {
		switch {
		case !i.IsInt():
			return None
		case pool != nil:
			if items[k] = Null; uint(i.Int()) < uint(len(pool)) {
				items[k] = pool[i.Int()]
			}
		case Is(from, ShapeList):
			items[k] = ListGet(t, from, int(i.Int()))
		default:
			items[k] = GetItem(t, from, i)
		}
		if items[k] == Null {
			return None
		}
	}
	return picked
}

// copies holds the memory of viewItems.
var copies = sync.Pool{New: func() any { return new([]Value) }}

// viewItems is Collect for what is used at once, until done is called: in transactions
// lists are copied, each time to the same memory.
func viewItems(t *Thread, v Value) (items []Value, done func()) {
	if t.Solo || !Is(v, ShapeList) {
		items, _ = Collect(t, v)
		return items, func() {}
	}
	w := copies.Get().(*[]Value)
	for {
		n := ListLen(t, v)
		*w = slices.Grow((*w)[:0], n)[:n]
		if ListCopy(t, v, *w) {
			return *w, func() { copies.Put(w) }
		}
	}
}

// sample tracks what is left in a pool if that is small, else what was taken.
func sample(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	k, ok := IndexInt(t, args[2])
	if !ok {
		return Null
	}
	if k < 0 || k > n {
		return ValueErrorf(t, "Sample larger than population or is negative")
	}
	setSize := 21.0
	if k > 5 {
		setSize += math.Pow(4, math.Ceil(math.Log(float64(3*k))/math.Log(4)))
	}
	out := make([]Value, k)
	s := openForDraw(t, args[0].Addr())
	if float64(n) <= setSize {
		pool := make([]int, n)
		for i := range pool {
			pool[i] = i
		}
		for i := range out {
			j := s.below(uint64(n - i))
			out[i] = gc.MakeInt(int64(pool[j]))
			pool[j] = pool[n-i-1]
		}
	} else {
		taken := make(map[uint64]bool, k)
		for i := range out {
			j := s.below(uint64(n))
			for taken[j] {
				j = s.below(uint64(n))
			}
			taken[j] = true
			out[i] = NewInt(t, int64(j))
		}
	}
	s.close()
	return NewList(t, out)
}
