package hashes

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"hash"
	"io"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// state is what a hash has taken in.
type state interface {
	io.Writer
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// algorithm is one hash function.
type algorithm struct {
	module, name string
	class        string // of its objects
	// function: objects are made by a function of the name, not by the class.
	function bool
	size     int // of the digest in bytes; 0: the caller says
	block    int // bytes
	fresh    func() state
	typ      *Type
}

// algorithms are all; an object knows its own by the number.
var algorithms = []*algorithm{
	{module: "_md5", name: "md5", class: "md5", function: true, size: md5.Size, block: md5.BlockSize, fresh: of(md5.New)},
	{module: "_sha1", name: "sha1", class: "sha1", function: true, size: sha1.Size, block: sha1.BlockSize, fresh: of(sha1.New)},
	{module: "_sha2", name: "sha224", class: "SHA224Type", function: true, size: sha256.Size224, block: sha256.BlockSize, fresh: of(sha256.New224)},
	{module: "_sha2", name: "sha256", class: "SHA256Type", function: true, size: sha256.Size, block: sha256.BlockSize, fresh: of(sha256.New)},
	{module: "_sha2", name: "sha384", class: "SHA384Type", function: true, size: sha512.Size384, block: sha512.BlockSize, fresh: of(sha512.New384)},
	{module: "_sha2", name: "sha512", class: "SHA512Type", function: true, size: sha512.Size, block: sha512.BlockSize, fresh: of(sha512.New)},
	{module: "_sha3", name: "sha3_224", class: "sha3_224", size: 28, block: 144, fresh: func() state { return sha3.New224() }},
	{module: "_sha3", name: "sha3_256", class: "sha3_256", size: 32, block: 136, fresh: func() state { return sha3.New256() }},
	{module: "_sha3", name: "sha3_384", class: "sha3_384", size: 48, block: 104, fresh: func() state { return sha3.New384() }},
	{module: "_sha3", name: "sha3_512", class: "sha3_512", size: 64, block: 72, fresh: func() state { return sha3.New512() }},
	{module: "_sha3", name: "shake_128", class: "shake_128", block: 168, fresh: func() state { return sha3.NewSHAKE128() }},
	{module: "_sha3", name: "shake_256", class: "shake_256", block: 136, fresh: func() state { return sha3.NewSHAKE256() }},
	{module: "_blake2", name: "blake2b", class: "blake2b", size: 64, block: 128, fresh: func() state { return &blake2[uint64]{} }},
	{module: "_blake2", name: "blake2s", class: "blake2s", size: 32, block: 64, fresh: func() state { return &blake2[uint32]{} }},
}

// of adapts a constructor of Go's library; all of its hashes can be marshalled.
func of(make func() hash.Hash) func() state {
	return func() state { return make().(state) }
}

// A hash object is, after its header, the number of its algorithm and the bytes
// object of its marshalled state.
const (
	hashAlgorithm = gc.HeaderSize
	hashState     = gc.HeaderSize + 8
	hashPayload   = 16
)

func algorithmOf(v Value) *algorithm { return algorithms[gc.Load(v.Addr()+hashAlgorithm).Int()] }

// newHash makes a hash object of the algorithm with that number.
func newHash(t *Thread, number int, s state) Value {
	o := algorithms[number].typ.New(t)
	gc.Store(o+hashAlgorithm, gc.MakeInt(int64(number)))
	gc.Store(o+hashState, marshalled(t, s))
	return gc.MakePtr(o)
}

func marshalled(t *Thread, s state) Value {
	b, err := s.MarshalBinary()
	if err != nil {
		panic(err) // none of them fails
	}
	return NewBytes(t, b)
}

// stateOf returns a state of its own that a hash object is in.
func stateOf(t *Thread, v Value) state {
	s := algorithmOf(v).fresh()
	if err := s.UnmarshalBinary(BytesOf(t.Read(v.Addr()+gc.LockOffset, v.Addr()+hashState))); err != nil {
		panic(err) // it was marshalled by the same
	}
	return s
}

// data returns the bytes to be hashed.
func data(t *Thread, v Value) ([]byte, bool) {
	if IsStr(v) {
		TypeErrorf(t, "Strings must be encoded before hashing")
		return nil, false
	}
	if !IsBytes(v) && !IsBuffer(t, v) {
		TypeErrorf(t, "object supporting the buffer API required")
		return nil, false
	}
	return BufferBytes(t, v)
}

func update(t *Thread, args []Value) Value {
	b, ok := data(t, args[1])
	if !ok {
		return Null
	}
	s := stateOf(t, args[0])
	s.Write(b)
	t.OwnObject(args[0].Addr())
	next := marshalled(t, s)
	gc.Store(args[0].Addr()+hashState, next)
	return gc.None
}

// sum is the digest of what a hash object has taken in.
func sum(t *Thread, args []Value) ([]byte, bool) {
	switch s := stateOf(t, args[0]).(type) {
	case hash.Hash:
		return s.Sum(nil), true
	case *sha3.SHAKE:
		n, ok := IndexInt(t, args[1])
		if !ok {
			return nil, false
		}
		if n < 0 {
			ValueErrorf(t, "Cannot convert negative int")
			return nil, false
		}
		if n >= 1<<29 {
			ValueErrorf(t, "length is too large")
			return nil, false
		}
		b := make([]byte, n)
		s.Read(b)
		return b, true
	}
	panic("a hash without digest")
}
