package hashes

import (
	"encoding/binary"
	"errors"
	"unsafe"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// blake2 is BLAKE2b with words of 64 bits and BLAKE2s with words of 32 (RFC
// 7693), with the parameters of tree hashing.
type blake2[W uint32 | uint64] struct {
	h        [8]W
	taken    uint64 // bytes that h covers
	buf      []byte // those that it does not yet, at most a block
	size     int    // of the digest
	lastNode bool
}

// blake2Words are the numbers in which the two differ.
type blake2Words struct {
	salt      int // bytes of salt and of personalization
	rounds    int
	rotations [4]int
	iv        [8]uint64
}

var (
	blake2bWords = blake2Words{16, 12, [4]int{32, 24, 16, 63}, [8]uint64{
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
		0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}}
	blake2sWords = blake2Words{8, 10, [4]int{16, 12, 8, 7}, [8]uint64{
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
)

// schedule is the order of a block's words in the rounds; round 10 is as 0.
var schedule = [10][16]byte{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
	{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
	{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
	{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
	{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}

// limitsOf returns the numbers of a BLAKE2, nil for other algorithms.
func limitsOf(name string) *blake2Words {
	switch name {
	case "blake2b":
		return &blake2bWords
	case "blake2s":
		return &blake2sWords
	}
	return nil
}

func (b *blake2[W]) words() *blake2Words {
	if unsafe.Sizeof(b.h[0]) == 8 {
		return &blake2bWords
	}
	return &blake2sWords
}

func (b *blake2[W]) wordSize() int { return int(unsafe.Sizeof(b.h[0])) }

func (b *blake2[W]) BlockSize() int { return 16 * b.wordSize() }

// Size is the length of the digest in bytes.
func (b *blake2[W]) Size() int { return b.size }

// Reset is there for hash.Hash; nobody begins anew with the same parameters.
func (b *blake2[W]) Reset() { panic("blake2: no reset") }

// word returns the i-th word of a block.
func (b *blake2[W]) word(block []byte, i int) W {
	if b.wordSize() == 8 {
		return W(binary.LittleEndian.Uint64(block[8*i:]))
	}
	return W(binary.LittleEndian.Uint32(block[4*i:]))
}

// begin sets the parameters: the block of RFC 7693, section 2.5, as the hash
// state takes it in.
func (b *blake2[W]) begin(parameters []byte, size int, lastNode bool) {
	for i, iv := range b.words().iv {
		b.h[i] = W(iv) ^ b.word(parameters, i)
	}
	b.size, b.lastNode = size, lastNode
}

func (b *blake2[W]) Write(p []byte) (int, error) {
	n, block := len(p), b.BlockSize()
	for len(p) > 0 {
		if len(b.buf) == block { // more follows: it is not the last
			b.taken += uint64(block)
			b.compress(b.buf, false)
			b.buf = b.buf[:0]
		}
		take := min(block-len(b.buf), len(p))
		b.buf = append(b.buf, p[:take]...)
		p = p[take:]
	}
	return n, nil
}

// Sum appends the digest.
func (b *blake2[W]) Sum(in []byte) []byte {
	end := *b
	end.taken += uint64(len(b.buf))
	last := make([]byte, b.BlockSize())
	copy(last, b.buf)
	end.compress(last, true)
	var out []byte
	for _, w := range end.h {
		if b.wordSize() == 8 {
			out = binary.LittleEndian.AppendUint64(out, uint64(w))
		} else {
			out = binary.LittleEndian.AppendUint32(out, uint32(w))
		}
	}
	return append(in, out[:b.size]...)
}

// compress is the compression function F (RFC 7693, section 3.2).
func (b *blake2[W]) compress(block []byte, last bool) {
	words := b.words()
	var m, v [16]W
	for i := range m {
		m[i] = b.word(block, i)
	}
	copy(v[:], b.h[:])
	for i, iv := range words.iv {
		v[8+i] = W(iv)
	}
	v[12] ^= W(b.taken)
	if b.wordSize() == 4 {
		v[13] ^= W(b.taken >> 32)
	}
	if last {
		v[14] = ^v[14]
		if b.lastNode {
			v[15] = ^v[15]
		}
	}
	for round := range words.rounds {
		s := &schedule[round%10]
		for i := range 4 {
			mix(&v, i, 4+i, 8+i, 12+i, m[s[2*i]], m[s[2*i+1]], &words.rotations)
		}
		for i := range 4 {
			mix(&v, i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4, m[s[8+2*i]], m[s[9+2*i]], &words.rotations)
		}
	}
	for i := range b.h {
		b.h[i] ^= v[i] ^ v[8+i]
	}
}

// mix is the mixing function G (RFC 7693, section 3.1).
func mix[W uint32 | uint64](v *[16]W, a, b, c, d int, x, y W, rotations *[4]int) {
	right := func(w W, n int) W { return w>>n | w<<(8*int(unsafe.Sizeof(w))-n) }
	v[a] += v[b] + x
	v[d] = right(v[d]^v[a], rotations[0])
	v[c] += v[d]
	v[b] = right(v[b]^v[c], rotations[1])
	v[a] += v[b] + y
	v[d] = right(v[d]^v[a], rotations[2])
	v[c] += v[d]
	v[b] = right(v[b]^v[c], rotations[3])
}

// MarshalBinary gives the state: h, taken, size, lastNode, buf.
func (b *blake2[W]) MarshalBinary() ([]byte, error) {
	var p []byte
	for _, w := range b.h {
		p = binary.LittleEndian.AppendUint64(p, uint64(w))
	}
	p = binary.LittleEndian.AppendUint64(p, b.taken)
	p = append(p, byte(b.size), 0)
	if b.lastNode {
		p[len(p)-1] = 1
	}
	return append(p, b.buf...), nil
}

func (b *blake2[W]) UnmarshalBinary(p []byte) error {
	if len(p) < 74 {
		return errors.New("blake2: damaged state")
	}
	for i := range b.h {
		b.h[i] = W(binary.LittleEndian.Uint64(p[8*i:]))
	}
	b.taken = binary.LittleEndian.Uint64(p[64:])
	b.size, b.lastNode = int(p[72]), p[73] != 0
	b.buf = append(make([]byte, 0, b.BlockSize()), p[74:]...)
	return nil
}

var blake2Params = ParseSignature("(data=?, /, *, digest_size=?, key=?, salt=?, person=?, fanout=?, depth=?, leaf_size=?, " +
	"node_offset=?, node_depth=?, inner_size=?, last_node=?, usedforsecurity=?, string=?)")

// newBlake2 makes a BLAKE2 of the parameters that were given.
func newBlake2(t *Thread, number int, args []Value, kw Value) Value {
	a := algorithms[number]
	var buf [14]Value
	p, ok := Bind(t, a.name, blake2Params, args, kw, buf[:0])
	if !ok {
		return Null
	}
	q := blake2Reader{t: t, limits: limitsOf(a.name), max: a.size}
	block, size, key, ok := q.parameters(p)
	if !ok {
		return Null
	}
	last, ok := false, true
	if p[11] != Null {
		if last, ok = Truth(t, p[11]); !ok {
			return Null
		}
	}
	s := a.fresh()
	s.(interface {
		begin(parameters []byte, size int, lastNode bool)
	}).begin(block, size, last)
	if len(key) > 0 {
		padded := make([]byte, a.block)
		copy(padded, key)
		s.Write(padded)
	}
	if !takeFirst(t, s, p[0], p[13]) {
		return Null
	}
	return newHash(t, number, s)
}

// blake2Reader reads the arguments of a BLAKE2.
type blake2Reader struct {
	t      *Thread
	limits *blake2Words
	max    int // bytes of digest and key
}

// parameters returns the parameter block of RFC 7693 (section 2.5).
func (q *blake2Reader) parameters(p []Value) (block []byte, size int, key []byte, ok bool) {
	wide := q.max == 64
	label := "s"
	if wide {
		label = "b"
	}
	if size, ok = q.small(p[1], q.max); !ok {
		return
	}
	if size < 1 || size > q.max {
		ValueErrorf(q.t, "digest_size for Blake2%s must be between 1 and %d bytes, here it is %d", label, q.max, size)
		return nil, 0, nil, false
	}
	if key, ok = q.text(p[2], q.max, "key"); !ok {
		return
	}
	salt, ok := q.text(p[3], q.limits.salt, "salt")
	if !ok {
		return
	}
	person, ok := q.text(p[4], q.limits.salt, "person")
	if !ok {
		return
	}
	fanout, ok := q.bounded(p[5], 1, 0, 255, "fanout must be between 0 and 255")
	if !ok {
		return
	}
	depth, ok := q.bounded(p[6], 1, 1, 255, "depth must be between 1 and 255")
	if !ok {
		return
	}
	leaf, ok := q.natural(p[7], 1<<32-1, "leaf_size is too large")
	if !ok {
		return
	}
	most := uint64(1<<64 - 1)
	if !wide {
		most = 1<<48 - 1
	}
	offset, ok := q.natural(p[8], most, "node_offset is too large")
	if !ok {
		return
	}
	nodeDepth, ok := q.bounded(p[9], 0, 0, 255, "node_depth must be between 0 and 255")
	if !ok {
		return
	}
	inner, ok := q.bounded(p[10], 0, 0, q.max, "inner_size must be between 0 and is "+AsBig(gc.MakeInt(int64(q.max))).String())
	if !ok {
		return
	}
	block = append(block, byte(size), byte(len(key)), byte(fanout), byte(depth))
	block = binary.LittleEndian.AppendUint32(block, uint32(leaf))
	if wide {
		block = binary.LittleEndian.AppendUint64(block, offset)
		block = append(block, byte(nodeDepth), byte(inner))
		block = append(block, make([]byte, 14)...)
	} else {
		block = binary.LittleEndian.AppendUint32(block, uint32(offset))
		block = append(block, byte(offset>>32), byte(offset>>40), byte(nodeDepth), byte(inner))
	}
	block = append(append(block, salt...), make([]byte, q.limits.salt-len(salt))...)
	block = append(append(block, person...), make([]byte, q.limits.salt-len(person))...)
	return block, size, key, true
}

// small reads an int that may be missing.
func (q *blake2Reader) small(v Value, standard int) (int, bool) {
	if v == Null {
		return standard, true
	}
	return IndexInt(q.t, v)
}

func (q *blake2Reader) bounded(v Value, standard, lo, hi int, problem string) (int, bool) {
	n, ok := q.small(v, standard)
	if ok && (n < lo || n > hi) {
		ValueErrorf(q.t, "%s", problem)
		return 0, false
	}
	return n, ok
}

func (q *blake2Reader) natural(v Value, most uint64, problem string) (uint64, bool) {
	if v == Null {
		return 0, true
	}
	v, ok := IntLike(q.t, v)
	if !ok {
		return 0, false
	}
	if IntSign(v) < 0 {
		ValueErrorf(q.t, "Cannot convert negative int")
		return 0, false
	}
	n, ok := AsUint64(v)
	if !ok || n > most {
		OverflowErrorf(q.t, "%s", problem)
		return 0, false
	}
	return n, true
}

func (q *blake2Reader) text(v Value, most int, name string) ([]byte, bool) {
	if v == Null {
		return nil, true
	}
	b, ok := BufferBytes(q.t, v)
	if !ok {
		return nil, false
	}
	if len(b) > most {
		ValueErrorf(q.t, "maximum %s length is %d bytes", name, most)
		return nil, false
	}
	return b, true
}
