package record

import (
	"cmp"
	"slices"

	"gorgon/conflicts/event"
)

// The limits of what is kept apart within an interval, and of the whole run.
const (
	maxCells     = 4096
	maxAllCells  = 1 << 16
	maxSlices    = 256 // threads; the rest is summed up as thread -1
	maxEvents    = 32  // the longest of an interval
	maxTraced    = 4096
	maxListed    = 4096 // threads whose names are kept
	restOfThread = -1
)

// cells are what happened, by key.
type cells struct {
	table  map[Key]*Cell
	limit  int
	joined uint64
}

func newCells(limit int) *cells { return &cells{table: map[Key]*Cell{}, limit: limit} }

// at returns the cell of a key, or where there are too many that of a coarser
// one.
func (c *cells) at(k Key) *Cell {
	if p := c.table[k]; p != nil {
		return p
	}
	if n := len(c.table); n >= c.limit {
		c.joined++
		coarse := Key{Site: k.Site, Read: k.Read, Cause: k.Cause, Kind: k.Kind}
		if n >= 2*c.limit {
			coarse = Key{Kind: k.Kind}
		}
		if p := c.table[coarse]; p != nil {
			return p
		}
		k = coarse
	}
	p := &Cell{Key: k}
	c.table[k] = p
	return p
}

func (c *cells) merge(from *Cell) {
	p := c.at(from.Key)
	p.Aborts += from.Aborts
	p.Waits += from.Waits
	p.Aborted += from.Aborted
	p.Paused += from.Paused
	p.Longest = max(p.Longest, from.Longest)
	p.Reads += from.Reads
	p.Writes += from.Writes
	p.Objects |= from.Objects
}

// sorted returns the cells in an order that does not depend on the run.
func (c *cells) sorted() []Cell {
	all := make([]Cell, 0, len(c.table))
	for _, p := range c.table {
		all = append(all, *p)
	}
	slices.SortFunc(all, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(b.Aborted+b.Paused, a.Aborted+a.Paused), cmp.Compare(a.Site, b.Site), cmp.Compare(a.Read, b.Read),
			cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Thread, b.Thread),
			cmp.Compare(a.CauseThread, b.CauseThread), cmp.Compare(a.Block, b.Block), cmp.Compare(a.Born, b.Born), cmp.Compare(a.Why, b.Why))
	})
	return all
}

// fold adds a record to the running interval.
func (c *Collector) fold(r *event.Record) {
	k := Key{Site: uint32(r.Site), Read: uint32(r.Read), Cause: uint32(r.Cause.Stack()), Born: uint32(r.Born),
		Subject: r.Subject, Why: r.Why, Block: c.blockIndex(r.Block), Thread: r.Thread, CauseThread: r.Cause.Thread(), Kind: r.Kind}
	p := c.cells.at(k)
	if r.Aborted {
		p.Aborts++
		p.Aborted += r.Lost
		p.Paused += r.Backoff
	} else {
		p.Waits++
		p.Paused += r.Lost
	}
	lost := r.Lost + r.Backoff
	p.Longest = max(p.Longest, lost)
	p.Reads += uint64(r.Reads)
	p.Writes += uint64(r.Writes)
	if r.Object != 0 {
		p.Objects |= 1 << (r.Object * 0x9e3779b97f4a7c15 >> 58)
	}
	if c.file != nil {
		c.keepEvent(Event{Key: k, When: r.When, Lost: r.Lost, Backoff: r.Backoff, Object: r.Object, Aborted: r.Aborted})
	}
}

// keepEvent keeps an event of a trace, or one of the longest.
func (c *Collector) keepEvent(e Event) {
	if c.options.Trace {
		c.events = append(c.events, e)
		return
	}
	if len(c.events) < maxEvents {
		c.events = append(c.events, e)
		return
	}
	least := 0
	for i := range c.events {
		if c.events[i].Lost+c.events[i].Backoff < c.events[least].Lost+c.events[least].Backoff {
			least = i
		}
	}
	if l := &c.events[least]; l.Lost+l.Backoff < e.Lost+e.Backoff {
		*l = e
	}
}

func (c *Collector) blockIndex(b event.Block) uint32 {
	i, known := c.blocks[b]
	if !known {
		i = uint32(len(c.log.Blocks))
		c.blocks[b] = i
		c.log.Blocks = append(c.log.Blocks, Block{Name: b.Name, Site: uint32(b.Site)})
	}
	return i
}

// slices returns where the threads' time went since the last call.
func (c *Collector) slices(now int64) []Slice {
	var all []Slice
	for _, r := range event.Recorders() {
		ended := r.Ended()
		t := r.Published(now)
		last := c.last[r]
		c.longest = max(c.longest, t.Longest)
		s := Slice{Thread: r.Thread, Useful: t.Useful - last.Useful, Aborted: t.Aborted - last.Aborted, Paused: t.Paused - last.Paused,
			Collecting: t.Collecting - last.Collecting, Idle: t.Idle - last.Idle,
			Commits: int64(t.Commits) - int64(last.Commits), Aborts: int64(t.Aborts) - int64(last.Aborts)}
		if s != (Slice{Thread: r.Thread}) {
			all = append(all, s)
		}
		c.last[r] = t
		c.know(r)
		if ended {
			c.forget(r)
		}
	}
	event.Remove(func(r *event.Recorder) bool {
		gone := c.gone[r]
		delete(c.gone, r)
		return gone
	})
	return boundSlices(all)
}

// boundSlices sums up the threads that did least, if there are too many.
func boundSlices(all []Slice) []Slice {
	if len(all) <= maxSlices {
		return all
	}
	busy := func(s *Slice) int64 { return s.Useful + s.Aborted + s.Paused }
	slices.SortFunc(all, func(a, b Slice) int { return cmp.Or(cmp.Compare(busy(&b), busy(&a)), cmp.Compare(a.Thread, b.Thread)) })
	rest := Slice{Thread: restOfThread}
	for i := range all[maxSlices-1:] {
		rest.add(&all[maxSlices-1+i])
	}
	return append(all[:maxSlices-1], rest)
}

func (s *Slice) add(o *Slice) {
	s.Useful += o.Useful
	s.Aborted += o.Aborted
	s.Paused += o.Paused
	s.Collecting += o.Collecting
	s.Idle += o.Idle
	s.Commits += o.Commits
	s.Aborts += o.Aborts
}

// know makes a thread known.
func (c *Collector) know(r *event.Recorder) {
	name := r.Name()
	i, known := c.log.threadIndex[r.Thread]
	if !known && len(c.log.Threads) >= maxListed || known && c.log.Threads[i].Name == name {
		return
	}
	t := Thread{ID: r.Thread, Name: name, Born: r.Born}
	c.log.addThread(t)
	c.newThreads = append(c.newThreads, t)
}

// forget takes over what a thread that has ended has left.
func (c *Collector) forget(r *event.Recorder) {
	r.Drain(c.fold)
	n, lost := r.Dropped()
	c.dropped += n
	c.droppedLost += lost
	for _, b := range r.Blocks() {
		c.past.add(c, &b)
	}
	c.threads++
	delete(c.last, r)
	c.gone[r] = true
}

// blockSums are transactions by kind.
type blockSums map[uint32]*Block

func (s blockSums) add(c *Collector, t *event.BlockTotals) {
	i := c.blockIndex(t.Block)
	b := s[i]
	if b == nil {
		b = &Block{Name: t.Block.Name, Site: uint32(t.Block.Site)}
		s[i] = b
	}
	b.Commits += t.Commits
	b.Aborts += t.Aborts
	b.Reads += t.Reads
	b.Writes += t.Writes
	for i, n := range t.Durations {
		b.Durations[i] += uint64(n)
	}
}

// countBlocks brings the sums of all kinds of transactions up to date.
func (c *Collector) countBlocks() {
	sums := blockSums{}
	for i, b := range c.past {
		copied := *b
		sums[i] = &copied
	}
	for _, r := range event.Recorders() {
		for _, b := range r.Blocks() {
			sums.add(c, &b)
		}
	}
	for i, b := range sums {
		c.log.Blocks[i] = *b
	}
}
