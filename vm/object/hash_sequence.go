package object

import (
	"math"
	"math/bits"
)

// hashCombiner folds the hashes of a sequence's items into one, in order.
type hashCombiner uint64

const (
	hashPrime1 = 11400714785074694791
	hashPrime2 = 14029467366897019727
	hashPrime5 = 2870177450012600261
)

func newHashCombiner() hashCombiner { return hashPrime5 }

func (c *hashCombiner) add(h uint64) {
	*c = hashCombiner(bits.RotateLeft64(uint64(*c)+h*hashPrime2, TupleHashRotate) * hashPrime1)
}

// sum returns the hash of a tuple of n items.
func (c hashCombiner) sum(n int) uint64 {
	u := uint64(c) + (uint64(n) ^ (hashPrime5 ^ 3527539))
	if u == math.MaxUint64 {
		return 1546275796
	}
	return u
}

// TupleHashRotate is by how much a tuple's hash rotates for each item.
const TupleHashRotate = 31

// TupleHashing says how the hash of a tuple of n items comes about: from start
// on, for each item hash times lane is added, that is rotated, and multiplied by
// scale; in the end sum is added. It is another one if that gives -1.
func TupleHashing(n int) (start, lane, scale, sum uint64) {
	return hashPrime5, hashPrime2, hashPrime1, uint64(n) ^ (hashPrime5 ^ 3527539)
}
