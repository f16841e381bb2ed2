package gc

import (
	"testing"
	"time"
)

func TestDistribution(t *testing.T) {
	var d Distribution
	for i := 1; i <= 1000; i++ {
		d.Add(time.Duration(i) * time.Microsecond)
	}
	for q, want := range map[float64]time.Duration{0.5: 500, 0.9: 900, 0.99: 990} {
		got := d.Quantile(q)
		if want *= time.Microsecond; got < want || got > want+want/10 {
			t.Errorf("quantile %v is %v, want about %v", q, got, want)
		}
	}
	if d.Max != time.Millisecond || d.Quantile(1) != d.Max || d.N != 1000 || d.Sum != 500500*time.Microsecond {
		t.Errorf("max %v, n %d, sum %v", d.Max, d.N, d.Sum)
	}
	for _, x := range []uint64{0, 1, 15, 16, 17, 31, 32, 1000, 1 << 40} {
		b := bucketOf(x)
		if topOf(b) < x || b > 0 && topOf(b-1) >= x {
			t.Errorf("%d is in bucket %d, which ends at %d", x, b, topOf(b))
		}
	}
}
