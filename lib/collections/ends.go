package collections

import (
	"gorgon/gc"
	"gorgon/stm"
)

// Taking from the ends of a deque, and adding to them. See layout.go for who may
// use which places.

// certainty says how much is to be known of the other end: rough is what was committed
// last, for which nobody waits; certain is all, and stays true.
type certainty bool

const (
	rough   certainty = false
	certain certainty = true
)

// ahead returns how far the other end is, which is that of side s; the transaction owns
// the other one. It may be stored as known. Roughly it is something that is committed.
func (e *ends) ahead(t *Thread, s side, reached int64, c certainty) int64 {
	for {
		i := s.end()
		if e.mine(t) || t.Owns(s.lock) {
			e.other(s).share(0)
			return i
		}
		if t.Current(s.lock) {
			if i > reached {
				e.other(s).share(1)
				return i
			}
			if c == rough || t.Seen(s.lock) {
				return i
			}
			continue
		}
		w, taken := t.Taken(s.lock)
		if !taken {
			continue
		}
		if i = s.base(); i > reached && gc.AtomicLoad(s.lock) == w && t.Renew() {
			e.other(s).share(1)
			return i
		}
		if c == rough {
			return reached
		}
		t.AwaitOwner(s.lock)
	}
}

// share notes whether another thread moves the other end: what is done at this side is
// committed after some items then.
func (s side) share(other uint64) { gc.Store64(s.at+endOther, other) }

// handOver ends the transaction soon if enough has been done for another thread to go on
// with: the end has come to i.
func (s side) handOver(t *Thread, i int64) {
	if i%handedOver == 0 && !t.Solo && gc.Load64(s.at+endOther) != 0 {
		t.BreakSoon()
	}
}

// handedOver is how many items are handed over at once.
const handedOver = 32

func (e *ends) other(s side) side {
	if s == e.leftSide() {
		return e.rightSide()
	}
	return e.leftSide()
}

// still says whether the block is the deque's, after a wait.
func (e *ends) still(t *Thread, d uintptr) bool {
	return seenBlock(t, e.block) && blockOf(d) == e.block
}

// nothing says that the deque is empty, and that this stays true, unless the
// transaction has taken from side s already.
func (e *ends) nothing(t *Thread, s side) bool {
	return !t.Owns(s.lock) && e.leftSide().end() >= e.rightSide().end() && e.seenEnds(t)
}

// room owns the right side and says whether the deque has less than most items, or,
// if most is asBlock, than its block has places for; if it is rough false may mean
// that nobody knows yet.
func room(t *Thread, d uintptr, most int64, c certainty) (e ends, ok bool) {
	for {
		e = locate(d)
		s := e.rightSide()
		if !e.own(t, d, s) {
			continue
		}
		limit := most
		if most == asBlock {
			limit = e.cap
		}
		if e.right = s.end(); e.right-s.known() < limit {
			return e, true
		}
		if s.setKnown(e.ahead(t, e.leftSide(), e.right-limit, c)); e.still(t, d) {
			return e, e.right-s.known() < limit
		}
	}
}

const asBlock = -1

// first owns the left side and says whether there is an item; if it is rough false may
// mean that nobody knows yet.
func first(t *Thread, d uintptr, c certainty) (e ends, ok bool) {
	for {
		e = locate(d)
		s := e.leftSide()
		if e.nothing(t, s) {
			return e, false
		}
		if !e.own(t, d, s) {
			continue
		}
		if e.left = s.end(); e.left < s.known() {
			return e, true
		}
		if s.setKnown(e.ahead(t, e.rightSide(), e.left, c)); e.still(t, d) {
			return e, e.left < s.known()
		}
	}
}

// openRight and openLeft say whether a trace may now put an item behind the last
// one, or take the first: its end is the transaction's then. False: it does not know.
func openRight(t *Thread, d uintptr) bool {
	e, ok := room(t, d, asBlock, rough)
	if ok {
		e.rightSide().handOver(t, e.right+1)
	}
	return ok
}

func openLeft(t *Thread, d uintptr) bool {
	e, ok := first(t, d, rough)
	if ok {
		e.leftSide().handOver(t, e.left+1)
	}
	return ok
}

// pushRight appends v; pushLeft puts it in front.
func pushRight(t *Thread, d uintptr, v Value) {
	e, ok := room(t, d, asBlock, certain)
	for !ok {
		grow(t, d)
		e, ok = room(t, d, asBlock, certain)
	}
	e.put(t, e.right, v)
	e.setRight(e.right + 1)
	e.rightSide().handOver(t, e.right)
	trim(t, d, popLeft)
}

func pushLeft(t *Thread, d uintptr, v Value) {
	for {
		e := locate(d)
		s, other := e.leftSide(), e.rightSide()
		if !e.own(t, d, s) {
			continue
		}
		e.left = s.end()
		if !e.mayRetreat(t, s, other, e.left-1) {
			if !e.ownEnds(t, d) {
				continue
			}
			if e.right-e.left >= e.cap {
				grow(t, d)
				continue
			}
			other.setKnown(min(other.known(), max(e.right-e.cap, e.left-1-e.cap/reserved)))
		}
		e.put(t, e.left-1, v)
		e.setLeft(e.left - 1)
		trim(t, d, popRight)
		return
	}
}

// reserved is the part of a block by which an end may retreat further once it had to
// lower the other side's known.
const reserved = 4

// mayRetreat says whether the end of side s, which the transaction owns, may go back to
// i without the other side: its end is that far at most, or at least, and its known.
func (e *ends) mayRetreat(t *Thread, s, other side, i int64) bool {
	if s.base() > i {
		s.setBase(i)
	}
	if t.Owns(other.lock) || e.mine(t) {
		return false
	}
	w, taken := t.Taken(other.lock)
	known, end := int64(gc.AtomicLoad(other.at+endKnown)), int64(gc.AtomicLoad(other.at))
	if s == e.leftSide() {
		end -= e.cap
	}
	return !taken && known <= i && end <= i && gc.AtomicLoad(other.lock) == w
}

func grow(t *Thread, d uintptr) {
	all := items(t, d)
	replace(t, d, all, max(2*len(all), minCap))
}

// trim drops an item at the other end if a bounded deque is too long.
func trim(t *Thread, d uintptr, drop func(t *Thread, d uintptr) Value) {
	if most := maxLen(d); most >= 0 {
		if e := snapshot(t, d); e.right-e.left > most {
			drop(t, d)
		}
	}
}

// popRight takes the last item, popLeft the first; Null: there is none.
func popRight(t *Thread, d uintptr) Value {
	for {
		e := locate(d)
		s, other := e.rightSide(), e.leftSide()
		if e.nothing(t, s) {
			return gc.Null
		}
		if !e.own(t, d, s) {
			continue
		}
		if e.right = s.end(); !e.mayRetreat(t, s, other, e.right-1) {
			if !e.ownEnds(t, d) {
				continue
			}
			if e.left == e.right {
				return gc.Null
			}
			other.setKnown(min(other.known(), e.right-1-(e.right-1-e.left)/reserved))
		}
		v := e.take(t, e.right-1)
		e.setRight(e.right - 1)
		return v
	}
}

func popLeft(t *Thread, d uintptr) Value { return takeLeft(t, d, certain) }

// takeLeft is popLeft; if it is rough Null may mean that nobody knows yet.
func takeLeft(t *Thread, d uintptr, c certainty) Value {
	e, ok := first(t, d, c)
	if !ok {
		return gc.Null
	}
	v := e.take(t, e.left)
	e.setLeft(e.left + 1)
	e.leftSide().handOver(t, e.left)
	return v
}

// roughLen is how many items had been committed, and what the transaction itself has
// done, at some moment of late: that of the snapshot at least. Nobody is kept waiting
// for it, and who puts items in does not look at the other side for each of them.
func roughLen(t *Thread, d uintptr) int64 {
	for {
		e := locate(d)
		s := e.rightSide()
		mine := gc.AtomicLoad(s.lock) == t.Owner && gc.AtomicLoad(e.leftSide().lock) != t.Owner
		if e.right = s.end(); mine && s.looked() == t.RV && e.right%seldom != 0 {
			return e.right - s.known()
		}
		left, ok := e.committed(t, e.leftSide())
		right, also := e.committed(t, s)
		if !ok || !also || !e.still(t, d) {
			continue
		}
		if mine && left >= s.known() && e.right%seldom != 0 {
			if left > s.known() {
				s.share(1)
			}
			s.setKnown(left)
			s.setLooked(t.RV)
		}
		return max(0, right-left)
	}
}

// seldom is after how many items roughLen looks again though the snapshot is the same.
const seldom = 16

func (e *ends) committed(t *Thread, s side) (i int64, ok bool) {
	if i = s.end(); t.Current(s.lock) {
		return i, true
	}
	w, taken := t.Taken(s.lock)
	i = s.base()
	return i, taken && gc.AtomicLoad(s.lock) == w
}

// soon waits for a moment until something holds of what is committed of one end of a
// deque. It may end the transaction. False: it does not, as far as is known.
func soon(t *Thread, d uintptr, of func(e *ends) side, holds func(e *ends, i int64) bool) bool {
	return t.LookOut(func() (bool, uintptr) {
		e := locate(d)
		s := of(&e)
		i, ok := peek(s)
		return ok && holds(&e, i), s.lock
	})
}

// peek returns the committed end of a side, without a transaction. Where the lock is
// taken that is the base.
func peek(s side) (int64, bool) {
	w := gc.AtomicLoad(s.lock)
	if !stm.IsToken(w) {
		v, ok := stm.Peek(s.lock, s.at)
		return int64(v), ok
	}
	i := s.base()
	return i, w == gc.AtomicLoad(s.lock)
}
