package object

import (
	"math"
	"math/big"
	"math/bits"
)

// Numbers hash to their value modulo the Mersenne prime 2^61-1, so that equal
// numbers of different types have the same hash. -1 is never a hash.
const (
	hashBits    = 61
	hashModulus = 1<<hashBits - 1
	hashInf     = 314159
)

var hashModulusBig = big.NewInt(hashModulus)

// HashInt64 is the hash of an int.
func HashInt64(i int64) uint64 {
	u := uint64(i)
	if i < 0 {
		u = -u
	}
	u = u&hashModulus + u>>hashBits
	if u >= hashModulus {
		u -= hashModulus
	}
	return signedHash(u, i < 0)
}

func signedHash(u uint64, negative bool) uint64 {
	if negative {
		u = -u
	}
	if u == math.MaxUint64 {
		return math.MaxUint64 - 1
	}
	return u
}

// HashBig is the hash of an int of any size.
func HashBig(b *big.Int) uint64 {
	if b.IsInt64() {
		return HashInt64(b.Int64())
	}
	m := new(big.Int).Abs(b)
	m.Rem(m, hashModulusBig)
	return signedHash(m.Uint64(), b.Sign() < 0)
}

// HashFloat is the hash of a float: that of the equal int if there is one.
func HashFloat(f float64) uint64 {
	if i := int64(f); float64(i) == f && f > -1<<62 && f < 1<<62 {
		return HashInt64(i)
	}
	switch {
	case math.IsInf(f, 0):
		return signedHash(hashInf, f < 0)
	case f != f:
		return 0
	}
	b := math.Float64bits(f)
	mantissa, exp := b&(1<<52-1), int(b>>52&0x7ff)
	if exp == 0 {
		exp = 1
	} else {
		mantissa |= 1 << 52
	}
	// f = mantissa * 2^(exp-1075); multiplying by 2^k rotates 61 bits.
	shift := (exp - 1075) % hashBits
	if shift < 0 {
		shift += hashBits
	}
	hi, lo := bits.Mul64(mantissa, 1<<shift)
	u := lo&hashModulus + (hi<<(64-hashBits) | lo>>hashBits)
	if u >= hashModulus {
		u -= hashModulus
	}
	return signedHash(u, f < 0)
}

// hashCombiner folds the hashes of a sequence's items into one, in order.
type hashCombiner uint64

const (
	hashPrime1 = 11400714785074694791
	hashPrime2 = 14029467366897019727
	hashPrime5 = 2870177450012600261
)

func newHashCombiner() hashCombiner { return hashPrime5 }

func (c *hashCombiner) add(h uint64) {
	*c = hashCombiner(bits.RotateLeft64(uint64(*c)+h*hashPrime2, 31) * hashPrime1)
}

// sum returns the hash of a tuple of n items.
func (c hashCombiner) sum(n int) uint64 {
	u := uint64(c) + (uint64(n) ^ (hashPrime5 ^ 3527539))
	if u == math.MaxUint64 {
		return 1546275796
	}
	return u
}
