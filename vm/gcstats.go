package vm

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"gorgon/gc"
)

// heapSize parses the value of -X heap: a number of bytes, or with one of the
// suffixes k, m, g and t.
func heapSize(val string) (uintptr, error) {
	digits := strings.TrimRight(strings.ToLower(val), "kmgt")
	shift := map[string]int{"": 0, "k": 10, "m": 20, "g": 30, "t": 40}
	n, err := strconv.ParseUint(digits, 10, 64)
	s, known := shift[strings.ToLower(val[len(digits):])]
	if err != nil || !known || n == 0 || n<<s>>s != n {
		return 0, fmt.Errorf("-X heap: %q is not a size like 512m or 2g", val)
	}
	if n<<s < minHeap {
		return 0, fmt.Errorf("-X heap: %s is too small, the least is 16m", val)
	}
	return uintptr(n << s), nil
}

// minHeap leaves room for the runtime's own objects.
const minHeap = 16 << 20

// started is when the process began.
var started = time.Now()

// reportHeap prints what -X gcstats asks for.
func (m *Machine) reportHeap() {
	if _, ok := m.Config.X["gcstats"]; !ok {
		return
	}
	s := gc.ReadStats()
	young, full, stops := gc.Pauses()
	fmt.Fprintf(os.Stderr, "collections %d, %d of them of everything: marking %s, sweeping %s, %.1f%% of %s\n", s.Collections, s.Full, short(s.MarkTime), short(s.SweepTime),
		100*s.TotalPause.Seconds()/time.Since(started).Seconds(), short(time.Since(started)))
	w := tabwriter.NewWriter(os.Stderr, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "\tp50\tp90\tp99\tmax\ttotal\t\n")
	for _, row := range []struct {
		name string
		d    *gc.Distribution
	}{{"pause, new objects", &young}, {"pause, everything", &full}, {"to the safepoint", &stops}} {
		d := row.d
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t\n", row.name, short(d.Quantile(0.5)), short(d.Quantile(0.9)), short(d.Quantile(0.99)), short(d.Max), short(d.Sum))
	}
	writeGoPauses(w)
	w.Flush()
	fmt.Fprintf(os.Stderr, "allocated %s, survived %s, live %s in %d objects, peak %s\n",
		mebi(s.Allocated), mebi(s.Survived), mebi(s.Live), s.LiveObjects, mebi(s.Peak))
}

// writeGoPauses writes a row for each kind of pause that Go's own runtime makes, if
// it has made any: how long it took until all threads had stopped, and how long they
// stood in all. Threads in machine code stop when a signal tells them to.
func writeGoPauses(w io.Writer) {
	for _, row := range []struct{ name, metric string }{
		{"Go's collector, to the stop", "/sched/pauses/stopping/gc:seconds"}, {"Go's collector, pause", "/sched/pauses/total/gc:seconds"},
		{"Go's others, to the stop", "/sched/pauses/stopping/other:seconds"}, {"Go's others, pause", "/sched/pauses/total/other:seconds"},
	} {
		sample := []metrics.Sample{{Name: row.metric}}
		if metrics.Read(sample); sample[0].Value.Kind() != metrics.KindFloat64Histogram {
			continue
		}
		if h := sample[0].Value.Float64Histogram(); pausesIn(h) > 0 {
			at := func(q float64) string { return short(pauseAt(h, q)) }
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d times\t\n", row.name, at(0.5), at(0.9), at(0.99), at(1), pausesIn(h))
		}
	}
}

func pausesIn(h *metrics.Float64Histogram) (n uint64) {
	for _, count := range h.Counts {
		n += count
	}
	return n
}

// pauseAt is the upper end of the bucket that the part q of a histogram of seconds
// reaches.
func pauseAt(h *metrics.Float64Histogram, q float64) time.Duration {
	left := uint64(math.Ceil(q * float64(pausesIn(h))))
	for i, count := range h.Counts {
		if left > count {
			left -= count
			continue
		}
		if top := h.Buckets[i+1]; !math.IsInf(top, 1) {
			return time.Duration(top * float64(time.Second))
		}
		return time.Duration(h.Buckets[i] * float64(time.Second))
	}
	return 0
}

func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.2fs", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.1fms", d.Seconds()*1e3)
	}
	return fmt.Sprintf("%.0fµs", d.Seconds()*1e6)
}

func mebi(n uint64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
