package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"gorgon/conflicts/event"
)

const (
	drainEvery    = 10 * time.Millisecond
	firstInterval = 100 * time.Millisecond
	// After so many intervals they become twice as long.
	intervalsEach = 600
	// DefaultMax is the size that a file may have.
	DefaultMax = 256 << 20
	// MinMax is the least that can be asked for.
	MinMax = 1 << 20

	maxSource     = 1 << 20 // of one file
	maxAllSources = 16 << 20
)

// Options of a recording.
type Options struct {
	File  string // "": none is written
	Max   int64  // size of the file
	Trace bool   // keep every event
	// Since is the time since the start of the process, on which all times are
	// based.
	Since func() time.Duration
}

// Resolver knows the program that runs. The collector's goroutine calls it.
type Resolver struct {
	Place  func(event.Frame) Place
	Source func(file string) string
}

// Collector turns what threads record into a log. One goroutine runs it.
type Collector struct {
	options  Options
	resolver Resolver
	file     *os.File
	out      chunks
	written  int64
	err      error // of writing: nothing more is written

	log     *Log
	cells   *cells // of the running interval
	all     *cells
	events  []Event
	slice   Interval
	times   map[int32]*Slice // of the whole run
	flushes int
	every   time.Duration

	frames     map[event.Frame]uint32
	places     map[Place]uint32
	blocks     map[event.Block]uint32
	last       map[*event.Recorder]event.Times
	gone       map[*event.Recorder]bool
	past       blockSums // of threads that have ended
	newThreads []Thread
	sent       struct{ places, stacks, subjects, blocks, sources int }

	longest, droppedLost, worked int64
	dropped                      uint64
	threads                      int
	unwritten                    bool

	stop chan struct{}
	done sync.WaitGroup
}

// Start begins a recording. The file must not hold anything else than an older
// log.
func Start(meta Meta, resolver Resolver, options Options) (*Collector, error) {
	c := &Collector{options: options, resolver: resolver, log: newLog(), cells: newCells(maxCells), all: newCells(maxAllCells),
		times: map[int32]*Slice{}, every: firstInterval, frames: map[event.Frame]uint32{}, places: map[Place]uint32{{}: 0},
		blocks: map[event.Block]uint32{{}: 0}, last: map[*event.Recorder]event.Times{}, gone: map[*event.Recorder]bool{},
		past: blockSums{}, stop: make(chan struct{})}
	c.log.Meta = meta
	c.out = chunks{target: chunkTarget, put: c.chunk}
	c.sent.places, c.sent.stacks, c.sent.subjects, c.sent.blocks = 1, 1, 1, 1
	if options.File != "" {
		if err := c.create(); err != nil {
			return nil, err
		}
	}
	c.done.Add(1)
	go c.run()
	return c, nil
}

func (c *Collector) now() int64 { return int64(c.options.Since()) }

// create opens the file and writes its start.
func (c *Collector) create() error {
	f, err := os.OpenFile(c.options.File, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	var start [len(magic)]byte
	n, _ := io.ReadFull(f, start[:])
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && n > 0 && !bytes.Equal(start[:n], []byte(magic)[:n]) {
		f.Close()
		return fmt.Errorf("%s: exists and is no conflict log: not overwritten", c.options.File)
	}
	if err := errors.Join(f.Truncate(0), seekStart(f)); err != nil {
		f.Close()
		return err
	}
	c.file = f
	c.write(fileHeader())
	var e encoder
	e.meta(&c.log.Meta)
	c.chunk(chunkMeta, e.b)
	return c.err
}

func seekStart(f *os.File) error {
	_, err := f.Seek(0, io.SeekStart)
	return err
}

// write appends to the file.
func (c *Collector) write(b []byte) {
	if c.err != nil {
		return
	}
	n, err := c.file.Write(b)
	c.written += int64(n)
	if err != nil {
		c.err = err
	}
}

// endRoom is kept free for the last chunk.
const endRoom = 4096

func (c *Collector) chunk(kind byte, payload []byte) {
	if kind != chunkEnd && c.written+int64(len(payload)) > c.options.Max-endRoom {
		c.unwritten = true // and what follows may refer to it
	}
	if kind == chunkEnd || !c.unwritten {
		c.write(frame(kind, payload))
	}
}

// run is the collector's goroutine.
func (c *Collector) run() {
	defer c.done.Done()
	wait := drainEvery
	for {
		select {
		case <-c.stop:
			return
		case <-time.After(wait):
		}
		began := time.Now()
		c.drain()
		if now := c.now(); time.Duration(now-c.slice.From) >= c.every {
			c.flush(now, false)
		}
		took := time.Since(began)
		c.worked += int64(took)
		wait = max(drainEvery, 10*took) // many threads: at most a tenth of a core
	}
}

func (c *Collector) drain() {
	for _, r := range event.Recorders() {
		r.Drain(c.fold)
		if len(c.events) >= maxTraced {
			c.flush(c.now(), false)
		}
	}
}

// flush ends the interval. What is written refers to nothing that comes later:
// all that has new stacks, subjects and blocks is folded first.
func (c *Collector) flush(now int64, last bool) {
	c.slice.To = now
	c.slice.Threads = c.slices(now)
	c.slice.Cells = c.cells.sorted()
	for i := range c.slice.Cells {
		c.all.merge(&c.slice.Cells[i])
	}
	for i := range c.slice.Threads {
		s := &c.slice.Threads[i]
		sum := c.times[s.Thread]
		if sum == nil {
			sum = &Slice{Thread: s.Thread}
			c.times[s.Thread] = sum
		}
		sum.add(s)
	}
	counts := last || c.flushes%10 == 9 && len(c.last) <= maxSlices
	if counts {
		c.countBlocks()
	}
	c.resolve()
	if c.file != nil {
		c.writeNew()
		if counts {
			c.out.counts(c.log.Blocks)
		}
		c.out.interval(&c.slice)
		if c.written < c.options.Max/2 {
			c.out.events(c.events)
		}
	}
	joined := c.cells.joined
	c.all.joined += joined
	c.cells = newCells(maxCells)
	c.events = c.events[:0]
	c.slice = Interval{From: now}
	if c.flushes++; c.flushes%intervalsEach == 0 || c.written > c.options.Max/2 {
		c.every *= 2
	}
}

// resolve finds out what the new stacks and subjects are.
func (c *Collector) resolve() {
	l := c.log
	for _, frames := range event.StacksFrom(len(l.Stacks)) {
		stack := make([]uint32, len(frames))
		for i, f := range frames {
			stack[i] = c.place(f)
		}
		l.Stacks = append(l.Stacks, stack)
	}
	l.Subjects = append(l.Subjects, event.SubjectsFrom(len(l.Subjects))...)
}

func (c *Collector) place(f event.Frame) uint32 {
	n, known := c.frames[f]
	if known {
		return n
	}
	p := c.resolver.Place(f)
	if n, known = c.places[p]; !known {
		n = uint32(len(c.log.Places))
		c.places[p] = n
		c.log.Places = append(c.log.Places, p)
		c.source(p.File)
	}
	c.frames[f] = n
	return n
}

// source keeps the text of a file that a place is in.
func (c *Collector) source(file string) {
	if _, known := c.log.Sources[file]; known || file == "" {
		return
	}
	text := c.resolver.Source(file)
	if len(text) > maxSource || c.sent.sources+len(text) > maxAllSources {
		text = ""
	}
	c.log.Sources[file] = text
	c.sent.sources += len(text)
	if c.file == nil || text == "" {
		return
	}
	c.out.source(file, text)
}

// writeNew writes what the file does not know yet.
func (c *Collector) writeNew() {
	l, sent := c.log, &c.sent
	c.out.places(l.Places[sent.places:])
	c.out.stacks(l.Stacks[sent.stacks:])
	c.out.subjects(l.Subjects[sent.subjects:])
	c.out.threads(c.newThreads)
	c.out.blocks(l.Blocks[sent.blocks:])
	sent.places, sent.stacks, sent.subjects, sent.blocks = len(l.Places), len(l.Stacks), len(l.Subjects), len(l.Blocks)
	c.newThreads = c.newThreads[:0]
}

// Stop ends the recording, when the threads have ended or stand still, and
// returns all of it, with one interval. The error is that of writing the file.
func (c *Collector) Stop() (*Log, error) {
	close(c.stop)
	c.done.Wait()
	c.drain()
	for _, r := range event.Recorders() {
		r.End()
	}
	now := c.now()
	c.flush(now, true)
	l := c.log
	l.End = &End{Wall: now, Longest: c.longest, Threads: c.threads, Dropped: c.dropped, DroppedLost: c.droppedLost, Joined: c.all.joined, CollectorRun: c.worked}
	l.End.LostStacks, l.End.LostSubjects = event.Lost()
	if c.file != nil {
		l.End.Unwritten = c.unwritten
		var e encoder
		e.end(l.End)
		c.chunk(chunkEnd, e.b)
		c.err = errors.Join(c.err, c.file.Close())
		l.Size = c.written
	}
	whole := Interval{To: now, Cells: c.all.sorted()}
	for _, s := range c.times {
		whole.Threads = append(whole.Threads, *s)
	}
	l.Intervals = []Interval{whole}
	return l, c.err
}
