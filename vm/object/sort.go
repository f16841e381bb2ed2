package object

import (
	"encoding/binary"
	"math"
	"slices"

	"gorgon/gc"
)

// keyed is one item of a sort. The prefix orders as the key does, but keys of
// the same prefix may differ (unless merger.exact).
type keyed struct {
	prefix    uint64
	key, item Value
}

// sortByKeys returns the items in the order of their keys, equal ones as they
// were. keys may be items itself. If a comparison fails, the items come back
// in some order.
func sortByKeys(t *Thread, items, keys []Value, reverse bool) ([]Value, bool) {
	n := len(items)
	if n < 2 {
		return items, true
	}
	pairs := make([]keyed, n)
	for i := range pairs {
		pairs[i] = keyed{0, keys[i], items[i]}
	}
	if reverse {
		slices.Reverse(pairs) // twice, so that equal ones stay in order
	}
	s := merger{t: t}
	s.setPrefixes(pairs)
	var ok bool
	if s.exact && n >= radixLeast && !sortedRun(pairs) {
		radixSort(pairs)
		ok = true
	} else {
		s.buf = make([]keyed, n)
		ok = s.sort(pairs)
	}
	if reverse {
		slices.Reverse(pairs)
	}
	sorted := make([]Value, n)
	for i := range pairs {
		sorted[i] = pairs[i].item
	}
	return sorted, ok
}

// sortedRun says whether all is one ascending run of prefixes.
func sortedRun(p []keyed) bool {
	for i := 1; i < len(p); i++ {
		if p[i].prefix < p[i-1].prefix {
			return false
		}
	}
	return true
}

// kindOfKey says how the prefix of a key is made.
type kindOfKey uint8

const (
	keyOther kindOfKey = iota
	keyInt
	keyFloat
	keyStr
)

func keyKind(k Value) kindOfKey {
	switch {
	case k.IsInt():
		return keyInt
	case k.IsFloat() && k.Float() == k.Float():
		return keyFloat
	case Is(k, ShapeStr):
		return keyStr
	}
	return keyOther
}

// keyPrefix is the prefix of a key of that kind.
func keyPrefix(k Value, kind kindOfKey) uint64 {
	switch kind {
	case keyInt:
		return uint64(k.Int()) ^ 1<<63
	case keyFloat:
		bits := math.Float64bits(k.Float() + 0) // -0.0 is 0.0
		if bits>>63 != 0 {
			return ^bits
		}
		return bits | 1<<63
	}
	s := StrOf(k)
	if len(s) >= 8 {
		return binary.BigEndian.Uint64([]byte(s[:8]))
	}
	var head [8]byte
	copy(head[:], s)
	return binary.BigEndian.Uint64(head[:])
}

// setPrefixes makes prefixes if all keys are ints, floats or strs, or all are
// tuples that begin with ints, floats or strs.
func (s *merger) setPrefixes(p []keyed) {
	first := func(k Value) Value { return k }
	if Is(p[0].key, ShapeTuple) {
		first = func(k Value) Value {
			if !Is(k, ShapeTuple) || TupleLen(k) == 0 {
				return Null
			}
			return TupleItems(k)[0]
		}
	}
	kind := keyOther
	for i := range p {
		k := first(p[i].key)
		if i == 0 && k != Null {
			kind = keyKind(k)
		}
		if kind == keyOther || k == Null || keyKind(k) != kind {
			for j := range p[:i] {
				p[j].prefix = 0
			}
			return
		}
		p[i].prefix = keyPrefix(k, kind)
	}
	plain := !Is(p[0].key, ShapeTuple)
	s.exact = plain && kind != keyStr
	s.strs = plain && kind == keyStr
}

const radixLeast = 128

// radixSort sorts by exact prefixes, byte by byte from the lowest; bytes that
// are the same in all prefixes are left out.
func radixSort(p []keyed) {
	differ, all := uint64(0), p[0].prefix
	for i := range p {
		differ |= p[i].prefix ^ all
	}
	from, to := p, make([]keyed, len(p))
	for shift := 0; shift < 64; shift += 8 {
		if differ>>shift&0xff == 0 {
			continue
		}
		var count [256]int
		for i := range from {
			count[byte(from[i].prefix>>shift)]++
		}
		at := 0
		for b, n := range count {
			count[b] = at
			at += n
		}
		for i := range from {
			b := byte(from[i].prefix >> shift)
			to[count[b]] = from[i]
			count[b]++
		}
		from, to = to, from
	}
	if &from[0] != &p[0] {
		copy(p, from)
	}
}

// merger is a stable merge sort that takes runs as they come. Keys that their
// prefixes do not decide are compared by Compare, which may run Python code and
// fail. Up to 63 items are compared in the very order in which CPython does it.
type merger struct {
	t     *Thread
	buf   []keyed
	exact bool // equal prefixes mean equal keys
	strs  bool // all keys are strs
}

// less asks a < b.
func (s *merger) less(a, b *keyed) (less, ok bool) {
	if a.prefix != b.prefix {
		return a.prefix < b.prefix, true
	}
	if s.exact {
		return false, true
	}
	return s.lessSlow(a, b)
}

func (s *merger) lessSlow(a, b *keyed) (less, ok bool) {
	if s.strs {
		return StrOf(a.key) < StrOf(b.key), true
	}
	if gc.BothInt(a.key, b.key) {
		return a.key.Int() < b.key.Int(), true
	}
	r := Compare(s.t, OpLT, a.key, b.key)
	if r.IsBool() {
		return r == True, true
	}
	if r == Null {
		return false, false
	}
	return Truth(s.t, r)
}

// minRun is how long runs are made at least in a sort of n items.
func minRun(n int) int {
	rest := 0
	for n >= 64 {
		rest |= n & 1
		n >>= 1
	}
	return n + rest
}

// sort sorts p; false: a comparison failed and p is some permutation.
func (s *merger) sort(p []keyed) bool {
	type run struct{ from, to int }
	var runs []run
	least := minRun(len(p))
	for i := 0; i < len(p); {
		end, ok := s.run(p, i)
		if !ok {
			return false
		}
		for last := min(i+least, len(p)); end < last; end++ {
			if !s.insert(p[i : end+1]) {
				return false
			}
		}
		runs = append(runs, run{i, end})
		i = end
		for n := len(runs); n > 1; n = len(runs) {
			a, b := runs[n-2], runs[n-1]
			if i < len(p) && a.to-a.from > 2*(b.to-b.from) {
				break
			}
			if !s.merge(p[a.from:b.to], a.to-a.from) {
				return false
			}
			runs = append(runs[:n-2], run{a.from, b.to})
		}
	}
	return true
}

// run finds the sorted run that begins at start, turning it around if it
// descends, and returns its end. Equal items of a descending run are turned
// around twice, so that they stay in order.
func (s *merger) run(p []keyed, start int) (end int, ok bool) {
	i, ok := s.ascend(p, start+1)
	if !ok || i >= len(p) {
		return i, ok
	}
	equal := 0 // how many items before i are equal to p[i-1]
	if i > start+1 {
		less, ok := s.less(&p[start], &p[i-1])
		if !ok || less {
			return i, ok
		}
		slices.Reverse(p[start:i]) // all are equal
	}
	for i++; i < len(p); i++ {
		smaller, ok := s.less(&p[i], &p[i-1])
		if !ok {
			return 0, false
		}
		if smaller {
			slices.Reverse(p[i-1-equal : i])
			equal = 0
			continue
		}
		larger, ok := s.less(&p[i-1], &p[i])
		if !ok {
			return 0, false
		}
		if larger {
			break
		}
		equal++
	}
	slices.Reverse(p[i-1-equal : i])
	slices.Reverse(p[start:i])
	return s.ascend(p, i)
}

// ascend returns the index of the first item from i on that is smaller than
// the one before it.
func (s *merger) ascend(p []keyed, i int) (int, bool) {
	for ; i < len(p); i++ {
		smaller, ok := s.less(&p[i], &p[i-1])
		if !ok {
			return 0, false
		}
		if smaller {
			break
		}
	}
	return i, true
}

// insert puts the last of p, which is sorted but for it, in its place.
func (s *merger) insert(p []keyed) bool {
	last := len(p) - 1
	x := p[last]
	lo, hi := 0, last
	for lo < hi {
		mid := (lo + hi) / 2
		less, ok := s.less(&x, &p[mid])
		if !ok {
			return false
		}
		if less {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	copy(p[lo+1:], p[lo:last])
	p[lo] = x
	return true
}

// merge merges the sorted p[:mid] and p[mid:].
func (s *merger) merge(p []keyed, mid int) bool {
	if less, ok := s.less(&p[mid], &p[mid-1]); !less {
		return ok
	}
	left := s.buf[:copy(s.buf, p[:mid])]
	i, j, w := 0, mid, 0
	for i < len(left) && j < len(p) {
		less, ok := s.less(&p[j], &left[i])
		if !ok {
			copy(p[w:], left[i:])
			return false
		}
		if less {
			p[w] = p[j]
			j++
		} else {
			p[w] = left[i]
			i++
		}
		w++
	}
	copy(p[w:], left[i:])
	return true
}
