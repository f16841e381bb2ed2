package random

import (
	crand "crypto/rand"
	"crypto/sha512"
	"encoding/binary"
	"math/bits"
	"unsafe"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// randomType is the class _random.Random.
var randomType = NewType("Random", 0)

func init() {
	Twisters = TwisterLayout{Index: rngIndex, Block: rngBlock, Numbers: gc.HeaderSize, Words: words}
	randomType.Setup(Spec{
		Doc:     "Random() -> create a random number generator with its own internal state.",
		Module:  "_random",
		Payload: 16,
		Layout:  gc.LayoutValues,
		Slots: Slots{
			New: func(t *Thread, cls *Type, args []Value, kw Value) Value {
				o := cls.New(t)
				gc.Store(o+rngIndex, gc.MakeInt(unseeded))
				return gc.MakePtr(o)
			},
			Init: initRandom,
		},
		Methods: append([]Method{
			{Name: "random", Sig: "(self, /)", Fn: random, Doc: "random() -> x in the interval [0, 1)."},
			{Name: "seed", Sig: "(self, n=?, /)", Fn: seed, Doc: "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier."},
			{Name: "getstate", Sig: "(self, /)", Fn: getState, Doc: "getstate() -> tuple containing the current state."},
			{Name: "setstate", Sig: "(self, state, /)", Fn: setState, Doc: "setstate(state) -> None.  Restores generator state."},
			{Name: "getrandbits", Sig: "(self, k, /)", Fn: getRandBits, Doc: "getrandbits(k) -> x.  Generates an int with k random bits."},
		}, distributions()...),
	})
	RegisterModule("_random", func(t *Thread, m Value) {
		AddType(t, m, randomType)
		AddFunctions(t, m, []Method{
			{Name: "sha512", Sig: "(data, /)", Fn: digest, Doc: "The SHA-512 digest of bytes, for seeds."},
			{Name: "_pick", Sig: "(population, indexes, /)", Fn: pick, Doc: "The list of what a list, tuple or range has at indexes; None for another sequence."},
			{Name: "urandom", Sig: "(size, /)", Fn: urandom, Doc: "Return a bytes object containing random bytes suitable for cryptographic use."},
		})
	})
}

func blockWords(block Value) unsafe.Pointer {
	return unsafe.Pointer(gc.Word(block.Addr() + gc.HeaderSize))
}

func bitLen(n uint64) int { return bits.Len64(n) }

func digest(t *Thread, args []Value) Value {
	data, ok := BufferBytes(t, args[0])
	if !ok {
		return Null
	}
	sum := sha512.Sum512(data)
	return NewBytes(t, sum[:])
}

func urandom(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	if n < 0 {
		return ValueErrorf(t, "negative argument not allowed")
	}
	if !Room(t, n, 1) {
		return Null
	}
	b := make([]byte, n)
	crand.Read(b)
	return NewBytes(t, b)
}

func initRandom(t *Thread, v Value, args []Value, kw Value) bool {
	if len(args) > 1 {
		TypeErrorf(t, "Random() requires 0 or 1 argument")
		return false
	}
	arg := Value(None)
	if len(args) == 1 {
		arg = args[0]
	}
	return seed(t, []Value{v, arg}) != Null
}

// seed starts from a number, or from the system's randomness.
func seed(t *Thread, args []Value) Value {
	o := args[0].Addr()
	v := args[1]
	if v == Null || v == None {
		t.OwnObject(o)
		gc.Store(o+rngIndex, gc.MakeInt(unseeded))
		gc.Store(o+rngBlock, Null)
		return None
	}
	if IsIntObj(v) {
		v = IntAbs(t, v)
	} else {
		h, ok := Hash(t, v)
		if !ok {
			return Null
		}
		v = NewUint(t, h)
	}
	key := []uint32{0}
	if n := AsBig(v).Bits(); len(n) > 0 {
		key = key[:0]
		for _, w := range n {
			key = append(key, uint32(w), uint32(uint64(w)>>32))
		}
		if key[len(key)-1] == 0 {
			key = key[:len(key)-1]
		}
	}
	s := open(t, o)
	s.seedWords(key)
	return None
}

// settle gives a generator that was never seeded a state of its own, which from
// then on can be asked for.
func (s *source) settle() {
	if s.index != unseeded {
		return
	}
	var raw [4 * words]byte
	crand.Read(raw[:])
	key := make([]uint32, words)
	for i := range key {
		key[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	s.seedWords(key)
}

func random(t *Thread, args []Value) Value {
	s := openForDraw(t, args[0].Addr())
	f := s.float64()
	s.close()
	return gc.MakeFloat(f)
}

func getRandBits(t *Thread, args []Value) Value {
	n, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	if IntSign(n) < 0 {
		return ValueErrorf(t, "Cannot convert negative int")
	}
	k, ok := AsInt64(n)
	if !ok {
		return OverflowErrorf(t, "Python int too large to convert to C int")
	}
	s := openForDraw(t, args[0].Addr())
	r := s.bitsValue(k)
	s.close()
	return r
}

// bitsValue draws an int of k bits.
func (s *source) bitsValue(k int64) Value {
	if k == 0 {
		return gc.MakeInt(0)
	}
	if k <= 64 {
		return NewUint(s.t, s.bits(int(k)))
	}
	return IntFromBits(s.t, k, s.uint32)
}

func getState(t *Thread, args []Value) Value {
	s := open(t, args[0].Addr())
	s.settle()
	items := make([]Value, words+1)
	for i, w := range s.block {
		items[i] = gc.MakeInt(int64(w))
	}
	items[words] = gc.MakeInt(s.index)
	return NewTupleFrom(t, items)
}

func setState(t *Thread, args []Value) Value {
	if !IsInstance(args[1], TupleType) {
		return TypeErrorf(t, "state vector must be a tuple")
	}
	items := TupleItems(args[1])
	if len(items) != words+1 {
		return ValueErrorf(t, "state vector is the wrong size")
	}
	block := newBlock(t)
	mt := state(block)
	for i := range mt {
		w, ok := stateWord(t, items[i])
		if !ok {
			return Null
		}
		mt[i] = uint32(w)
	}
	index, ok := AsInt64(items[words])
	if !ok || index < 0 || index > words {
		return ValueErrorf(t, "invalid state")
	}
	s := open(t, args[0].Addr())
	s.setState(block, index)
	return None
}

func stateWord(t *Thread, v Value) (uint64, bool) {
	if !IsIntObj(v) {
		TypeErrorf(t, "an integer is required")
		return 0, false
	}
	w, ok := AsUint64(v)
	if !ok {
		if IntSign(v) < 0 {
			OverflowErrorf(t, "can't convert negative value to unsigned int")
		} else {
			OverflowErrorf(t, "Python int too large to convert to C unsigned long")
		}
	}
	return w, ok
}
