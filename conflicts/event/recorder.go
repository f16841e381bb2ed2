package event

import (
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

const ringSize = 256 // records; a power of two

// Recorder is what one thread writes. Only its thread calls its methods but
// Drain, Published and Blocks.
type Recorder struct {
	Thread int32
	Born   int64

	ring atomic.Pointer[[ringSize]Record] // made with the first record
	head atomic.Uint64                    // records written
	tail atomic.Uint64                    // records read

	dropped     atomic.Uint64 // records that did not fit
	droppedLost atomic.Int64  // what these cost
	ended       atomic.Bool

	name      atomic.Pointer[string]
	published published
	blocks    atomic.Pointer[blockTable]
	stacks    *stackCache
}

// Times is where a thread's time went, in nanoseconds.
type Times struct {
	Useful, Aborted, Paused, Collecting, Idle int64
	Longest                                   int64 // transaction
	Commits, Aborts                           uint64
}

// published is the account as its thread has last made it known.
type published struct {
	useful, aborted, paused, collecting, idle, longest atomic.Int64
	commits, aborts                                    atomic.Uint64
	at                                                 atomic.Int64 // when; time since the start of the process
	waits                                              atomic.Uint32
}

var recorders struct {
	sync.Mutex
	list []*Recorder
}

// NewRecorder makes the recorder of a thread. born is the time since the start
// of the process.
func NewRecorder(thread, born int64) *Recorder {
	r := &Recorder{Thread: int32(thread), Born: born}
	r.published.at.Store(born)
	recorders.Lock()
	recorders.list = append(recorders.list, r)
	recorders.Unlock()
	return r
}

// Recorders returns the recorders of all threads that have not been removed.
func Recorders() []*Recorder {
	recorders.Lock()
	defer recorders.Unlock()
	return slices.Clone(recorders.list)
}

// Remove forgets recorders of threads that have ended. The reader calls it,
// after it has drained them.
func Remove(gone func(*Recorder) bool) {
	recorders.Lock()
	defer recorders.Unlock()
	recorders.list = slices.DeleteFunc(recorders.list, gone)
}

// Add writes a record down, or counts it as dropped.
func (r *Recorder) Add(rec *Record) {
	ring := r.ring.Load()
	if ring == nil {
		ring = new([ringSize]Record)
		r.ring.Store(ring)
	}
	h := r.head.Load()
	if h-r.tail.Load() == ringSize {
		r.dropped.Add(1)
		r.droppedLost.Add(rec.Lost + rec.Backoff)
		return
	}
	ring[h%ringSize] = *rec
	r.head.Store(h + 1)
}

// Drain calls f for each new record and makes room for others.
func (r *Recorder) Drain(f func(*Record)) {
	ring := r.ring.Load()
	if ring == nil {
		return
	}
	h := r.head.Load()
	for t := r.tail.Load(); t < h; t++ {
		f(&ring[t%ringSize])
		r.tail.Store(t + 1)
	}
}

// Dropped returns how many records did not fit, and what they cost.
func (r *Recorder) Dropped() (n uint64, lost int64) {
	return r.dropped.Load(), r.droppedLost.Load()
}

// End says that the thread will write nothing more.
func (r *Recorder) End() { r.ended.Store(true) }

// Ended says whether the thread has ended. What it wrote before can be drained.
func (r *Recorder) Ended() bool { return r.ended.Load() }

// SetName makes the thread's name known.
func (r *Recorder) SetName(name string) { r.name.Store(&name) }

// Name returns the thread's name, "" if it is unknown.
func (r *Recorder) Name() string {
	if s := r.name.Load(); s != nil {
		return *s
	}
	return ""
}

// Waits is what a thread does from now on.
type Waits uint32

const (
	Runs   Waits = iota
	Idles        // it waits for I/O, for a time, for an event
	Pauses       // it waits for a lock
)

// Publish makes the thread's account known. at is the time since the start of
// the process.
func (r *Recorder) Publish(t *Times, at int64, w Waits) {
	p := &r.published
	p.useful.Store(t.Useful)
	p.aborted.Store(t.Aborted)
	p.paused.Store(t.Paused)
	p.collecting.Store(t.Collecting)
	p.idle.Store(t.Idle)
	p.longest.Store(t.Longest)
	p.commits.Store(t.Commits)
	p.aborts.Store(t.Aborts)
	p.at.Store(at)
	p.waits.Store(uint32(w))
}

// Published returns the account. The time since it was made known counts as
// what the thread is said to do: what it really did is in a later account.
func (r *Recorder) Published(now int64) Times {
	p := &r.published
	t := Times{Useful: p.useful.Load(), Aborted: p.aborted.Load(), Paused: p.paused.Load(), Collecting: p.collecting.Load(),
		Idle: p.idle.Load(), Longest: p.longest.Load(), Commits: p.commits.Load(), Aborts: p.aborts.Load()}
	since := now - p.at.Load()
	if r.Ended() || since < 0 {
		return t
	}
	switch Waits(p.waits.Load()) {
	case Idles:
		t.Idle += since
	case Pauses:
		t.Paused += since
	default:
		t.Useful += since
	}
	return t
}

// maxBlocks is how many kinds of transactions a thread tells apart.
const maxBlocks = 32

// Buckets is the number of classes of durations: four for each power of two of
// nanoseconds.
const Buckets = 160

// blockTable has a thread's kinds of transactions. Entries are only added.
type blockTable struct {
	n       atomic.Int64
	entries [maxBlocks]atomic.Pointer[BlockCounts]
}

// BlockCounts is what happened to one thread's transactions of one kind.
type BlockCounts struct {
	Block                          Block
	commits, aborts, reads, writes atomic.Uint64
	durations                      [Buckets]atomic.Uint32
}

// BlockTotals is a copy of BlockCounts.
type BlockTotals struct {
	Block                          Block
	Commits, Aborts, Reads, Writes uint64
	Durations                      [Buckets]uint32
}

// bucket is the class of a duration.
func bucket(ns int64) int {
	if ns < 4 {
		return int(max(ns, 0))
	}
	log := bits.Len64(uint64(ns)) - 1
	return min(4*(log-1)+int(ns>>(log-2)&3), Buckets-1)
}

// BucketStart is the shortest duration of a class, in nanoseconds.
func BucketStart(i int) int64 {
	if i < 4 {
		return int64(i)
	}
	log := i/4 + 1
	return int64(4+i%4) << (log - 2)
}

func (r *Recorder) block(b Block) *BlockCounts {
	t := r.blocks.Load()
	if t == nil {
		t = new(blockTable)
		r.blocks.Store(t)
	}
	n := int(t.n.Load())
	for i := range t.entries[:n] {
		if c := t.entries[i].Load(); c.Block == b {
			return c
		}
	}
	if n == maxBlocks {
		return nil
	}
	c := &BlockCounts{Block: b}
	t.entries[n].Store(c)
	t.n.Store(int64(n + 1))
	return c
}

// Committed counts a transaction that took ns nanoseconds.
func (r *Recorder) Committed(b Block, ns int64, reads, writes int) {
	if c := r.block(b); c != nil {
		c.commits.Store(c.commits.Load() + 1)
		c.reads.Store(c.reads.Load() + uint64(reads))
		c.writes.Store(c.writes.Load() + uint64(writes))
		d := &c.durations[bucket(ns)]
		d.Store(d.Load() + 1)
	}
}

// RolledBack counts a transaction that was aborted.
func (r *Recorder) RolledBack(b Block) {
	if c := r.block(b); c != nil {
		c.aborts.Store(c.aborts.Load() + 1)
	}
}

// Blocks returns what happened to the thread's transactions so far.
func (r *Recorder) Blocks() []BlockTotals {
	t := r.blocks.Load()
	if t == nil {
		return nil
	}
	all := make([]BlockTotals, t.n.Load())
	for i := range all {
		c := t.entries[i].Load()
		all[i] = BlockTotals{Block: c.Block, Commits: c.commits.Load(), Aborts: c.aborts.Load(), Reads: c.reads.Load(), Writes: c.writes.Load()}
		for k := range c.durations {
			all[i].Durations[k] = c.durations[k].Load()
		}
	}
	return all
}
