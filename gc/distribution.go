package gc

import (
	"math/bits"
	"time"
)

// Distribution counts durations in buckets that are a sixteenth of a power of
// two wide, so that quantiles are known to about six percent.
type Distribution struct {
	counts [64 << subBits]uint32
	N      int
	Sum    time.Duration
	Max    time.Duration
}

const subBits = 4

// Add counts a duration.
func (d *Distribution) Add(x time.Duration) {
	x = max(x, 0)
	d.N++
	d.Sum += x
	d.Max = max(d.Max, x)
	d.counts[bucketOf(uint64(x))]++
}

// bucketOf gives small numbers a bucket each, and larger ones one by their
// highest bits.
func bucketOf(x uint64) int {
	if x < 1<<subBits {
		return int(x)
	}
	shift := bits.Len64(x) - 1 - subBits
	return (shift+1)<<subBits + int(x>>shift)&(1<<subBits-1)
}

// topOf is the largest number in a bucket.
func topOf(b int) uint64 {
	if b < 1<<subBits {
		return uint64(b)
	}
	shift := b>>subBits - 1
	return (uint64(b&(1<<subBits-1)|1<<subBits)+1)<<shift - 1
}

// Quantile returns the duration that the part q of all does not exceed.
func (d *Distribution) Quantile(q float64) time.Duration {
	left := int(q * float64(d.N))
	for b, n := range d.counts {
		if left -= int(n); left < 0 {
			return min(time.Duration(topOf(b)), d.Max)
		}
	}
	return d.Max
}
