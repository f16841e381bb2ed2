package random

import (
	randv2 "math/rand/v2"
	"unsafe"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// The Mersenne Twister MT19937.
const (
	words     = 624
	shift     = 397
	matrix    = 0x9908b0df
	upperMask = 0x80000000
	lowerMask = 0x7fffffff

	blockSize = gc.HeaderSize + 4*words

	// Words of a Random: the position in the block (unseeded: there is none, and
	// numbers come from Go's generator, which no program can tell), the block.
	rngIndex = gc.HeaderSize
	rngBlock = gc.HeaderSize + 8
	unseeded = -1
)

// state is the numbers in a block.
func state(block Value) *[words]uint32 {
	return (*[words]uint32)(blockWords(block))
}

func newBlock(t *Thread) Value {
	// The shape is that of no Python value: nothing but a Random refers to it.
	return gc.MakePtr(t.Alloc(gc.Header(ShapeListBlock, gc.LayoutRaw), gc.Round(blockSize)))
}

// twist fills next with the numbers that follow those of s; they may be one. It makes
// two at a time, in the halves of a 64-bit word.
func twist(s, next *[words]uint32) {
	k := 0
	for ; k+2 <= words-shift; k += 2 {
		setPair(next, k, pair(s, k+shift)^follow2(pair(s, k), pair(s, k+1)))
	}
	next[k] = s[k+shift] ^ follow(s[k], s[k+1]) // words-shift is odd
	for k++; k+2 < words; k += 2 {
		setPair(next, k, pair(next, k+shift-words)^follow2(pair(s, k), pair(s, k+1)))
	}
	next[k] = next[k+shift-words] ^ follow(s[k], next[0])
}

// follow is what a number contributes, with the one behind it, to that which takes its
// place.
func follow(y, behind uint32) uint32 {
	y = y&upperMask | behind&lowerMask
	return y>>1 ^ matrix&-(y&1)
}

// follow2 is follow of both halves.
func follow2(y, behind uint64) uint64 {
	const both = 1<<32 | 1
	y = y&(upperMask*both) | behind&(lowerMask*both)
	return y>>1&(lowerMask*both) ^ (y&both)*matrix
}

// pair returns numbers k and k+1 as the halves of a word.
func pair(s *[words]uint32, k int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(s), 4*k))
}

func setPair(s *[words]uint32, k int, n uint64) {
	*(*uint64)(unsafe.Add(unsafe.Pointer(s), 4*k)) = n
}

func temper(y uint32) uint32 {
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// source is a generator during one native call.
type source struct {
	t     *Thread
	o     uintptr
	index int64
	block *[words]uint32
}

// open makes the transaction the owner of generator o.
func open(t *Thread, o uintptr) source {
	t.OwnObject(o)
	s := source{t: t, o: o, index: gc.Load(o + rngIndex).Int()}
	if s.index != unseeded {
		s.block = state(gc.Load(o + rngBlock))
	}
	return s
}

// openForDraw is open, but leaves a generator without a seed alone.
func openForDraw(t *Thread, o uintptr) source {
	if t.Read(o+gc.LockOffset, o+rngIndex).Int() == unseeded {
		return source{t: t, o: o, index: unseeded}
	}
	return open(t, o)
}

// uint32 draws a number.
func (s *source) uint32() uint32 {
	if s.index >= words {
		s.refill()
	}
	if s.index < 0 {
		return randv2.Uint32()
	}
	y := s.block[s.index]
	s.index++
	return temper(y)
}

// refill goes on to the next block: in place unless the old one may be wanted again.
func (s *source) refill() {
	if b := gc.Load(s.o + rngBlock); s.t.OwnsAll(b.Addr() + gc.LockOffset) {
		twist(s.block, s.block)
	} else {
		b := newBlock(s.t)
		twist(s.block, state(b))
		gc.Store(s.o+rngBlock, b)
		s.block = state(b)
	}
	s.index = 0
}

// close stores the position.
func (s *source) close() {
	if s.index >= 0 {
		gc.Store(s.o+rngIndex, gc.MakeInt(s.index))
	}
}

// float64 draws a number in [0, 1) of 53 bits.
func (s *source) float64() float64 {
	if s.index < 0 {
		return float64(randv2.Uint64()>>11) / 9007199254740992
	}
	a, b := s.uint32()>>5, s.uint32()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// below draws a number in [0, n), n being positive, of the bits of n at a time.
func (s *source) below(n uint64) uint64 {
	k := bitLen(n)
	for {
		if r := s.bits(k); r < n {
			return r
		}
	}
}

// bits draws a number of k bits, 1 to 64.
func (s *source) bits(k int) uint64 {
	if s.index < 0 {
		return randv2.Uint64() >> (64 - k)
	}
	if k <= 32 {
		return uint64(s.uint32() >> (32 - k))
	}
	lo := uint64(s.uint32())
	return lo | uint64(s.uint32()>>(64-k))<<32
}

// seedWords starts the generator from a key.
func (s *source) seedWords(key []uint32) {
	b := newBlock(s.t)
	mt := state(b)
	mt[0] = 19650218
	for i := 1; i < words; i++ {
		mt[i] = 1812433253*(mt[i-1]^mt[i-1]>>30) + uint32(i)
	}
	i, j := 1, 0
	next := func() {
		if i++; i >= words {
			mt[0] = mt[words-1]
			i = 1
		}
	}
	for k := max(words, len(key)); k > 0; k-- {
		mt[i] = (mt[i] ^ (mt[i-1]^mt[i-1]>>30)*1664525) + key[j] + uint32(j)
		next()
		if j++; j >= len(key) {
			j = 0
		}
	}
	for k := words - 1; k > 0; k-- {
		mt[i] = (mt[i] ^ (mt[i-1]^mt[i-1]>>30)*1566083941) - uint32(i)
		next()
	}
	mt[0] = 0x80000000
	s.setState(b, words)
}

func (s *source) setState(block Value, index int64) {
	gc.Store(s.o+rngBlock, block)
	gc.Store(s.o+rngIndex, gc.MakeInt(index))
	s.block, s.index = state(block), index
}
