package conflicts

import (
	"strings"
	"testing"
	"time"

	"gorgon/conflicts/event"
)

func TestSummary(t *testing.T) {
	var ring event.Ring
	the, of := event.Intern("dict, key 'the'"), event.Intern("dict, key 'of'")
	for i := range 1000 {
		what := the
		if i%10 == 0 {
			what = of
		}
		ring.Add(event.Record{Lost: int64(time.Millisecond), Site: 1, Cause: 2, What: what, Kind: event.WriteWrite, Aborted: i%2 == 0, Thread: int32(i % 3)})
	}
	ring.Add(event.Record{Lost: 5, Site: 2, Cause: 1, Kind: event.Lock})
	ring.Flush()
	s := Summary{Program: "wc.py", Version: "0", Times: Times{Useful: 3 * time.Second, Aborted: time.Second, Commits: 2000, Threads: 3, Cores: 2, Wall: 2 * time.Second},
		Points: event.Points(),
		Place: func(s event.Site) Place {
			return Place{File: "wc.py", Line: 20 + int(s), Function: "merge", Text: "    counts[word] += 1"}
		}}
	var b strings.Builder
	s.Write(&b, 3)
	for _, want := range []string{
		"wc.py · gorgon 0 · 3 threads on 2 cores · 2.00 s wall",
		"Where the 4.00 thread-seconds went",
		"  useful      3.000 s  75% ██████████████████████████████\n",
		"2,000 commits   1,001 conflicts (50.0 per 100)",
		" C1     1000.0 100%     500.0     500.0     1,000  write-write dict, key 'the' 90%                wc.py:21 merge ✕ wc.py:22 merge\n",
		" C2        0.0   0%",
		"  ▶ wc.py:21  counts[word] += 1\n  ▶ wc.py:22  counts[word] += 1\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("missing %q in\n%s", want, b.String())
		}
	}
}
