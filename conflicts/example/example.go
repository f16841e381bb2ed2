// Package example makes a recording by hand, for tests of what reads
// recordings.
//
// Main invariant: it is the same each time. Only tests import it.
package example

import (
	"time"

	"gorgon/conflicts/event"
	"gorgon/conflicts/record"
)

const source = `import threading
from stm import atomic

counts = {}
total = 0


def merge(words):
    global total
    # the words of a file
    for word in words:
        with atomic("merge"):
            counts[word] += 1
            total += 1
            print(word, "</script><b>")
`

const ms = int64(time.Millisecond)

// Log returns a recording of four seconds in which three threads collide on a
// key of a dict (line 13) and at a print (line 15).
func Log() *record.Log {
	l := &record.Log{
		Meta: record.Meta{Program: "/home/me/wc.py", Version: "0.1", Args: []string{"-n", "3"}, Cores: 4, Started: time.Unix(1_700_000_000, 0), Births: true},
		Places: []record.Place{{},
			{File: "/home/me/wc.py", Function: "merge", Line: 13, Op: "store", Update: true},
			{File: "/home/me/wc.py", Function: "merge", Line: 15, Op: "call"},
			{File: "<gorgon>/lib/threading.py", Function: "Thread.run", Line: 439, Op: "call", Ours: true},
			{File: "/home/me/wc.py", Function: "<module>", Line: 4},
		},
		Stacks:   [][]uint32{nil, {1, 3}, {2, 3}, {4}},
		Subjects: []event.Subject{{}, {Type: "dict", Part: "key", Name: "'the'"}, {Type: "dict", Part: "key", Name: "'of'"}, {Part: "call", Name: "print()"}, {Part: "block", Name: "merge"}},
		Blocks:   []record.Block{{}, {Name: 4, Commits: 90_000, Aborts: 900, Reads: 1_260_000, Writes: 270_000}},
		Threads:  []record.Thread{{ID: 1, Name: "MainThread"}, {ID: 2, Name: "w0", Born: 10 * ms}, {ID: 3, Name: "w1", Born: 11 * ms}, {ID: 4, Name: "w2", Born: 12 * ms}},
		Sources:  map[string]string{"/home/me/wc.py": source},
		End:      &record.End{Wall: 4000 * ms, Longest: 30 * ms, Threads: 4, Dropped: 12, DroppedLost: 3 * ms},
	}
	l.Blocks[1].Durations[60] = 80_000
	l.Blocks[1].Durations[80] = 10_000
	for i := range int64(40) {
		l.Intervals = append(l.Intervals, interval(i))
	}
	for i := range int64(60) {
		thread := int32(2 + i%3)
		l.Events = append(l.Events, record.Event{Key: record.Key{Site: 1, Read: 1, Cause: 1, Subject: 1, Thread: thread, CauseThread: 2 + (thread-1)%3, Block: 1, Kind: event.WriteWrite},
			When: (20 + 60*i) * ms, Lost: 2 * ms, Backoff: ms, Object: 0x1000, Aborted: i%2 == 0})
	}
	return l
}

func interval(i int64) record.Interval {
	v := record.Interval{From: 100 * i * ms, To: 100 * (i + 1) * ms, Threads: []record.Slice{{Thread: 1, Idle: 100 * ms}}}
	for thread := int32(2); thread <= 4; thread++ {
		v.Threads = append(v.Threads, record.Slice{Thread: thread, Useful: 60 * ms, Aborted: 20 * ms, Paused: 10 * ms, Collecting: 2 * ms, Idle: 8 * ms, Commits: 750, Aborts: 8})
		other := 2 + (thread-1)%3
		hot := record.Key{Site: 1, Read: 1, Cause: 1, Born: 3, Subject: 1, Thread: thread, CauseThread: other, Block: 1, Kind: event.WriteWrite}
		v.Cells = append(v.Cells, record.Cell{Key: hot, Aborts: 5, Waits: 10, Aborted: 15 * ms, Paused: 5 * ms, Longest: 3 * ms, Reads: 210, Writes: 45, Objects: 1})
		rare := hot
		rare.Subject = 2
		v.Cells = append(v.Cells, record.Cell{Key: rare, Aborts: 1, Aborted: 2 * ms, Longest: 2 * ms, Reads: 14, Writes: 3, Objects: 1})
		io := record.Key{Site: 2, Cause: 2, Why: 3, Thread: thread, CauseThread: other, Block: 1, Kind: event.Irrevocable}
		v.Cells = append(v.Cells, record.Cell{Key: io, Waits: 2, Paused: 4 * ms, Longest: 3 * ms, Reads: 10, Writes: 2})
	}
	return v
}
