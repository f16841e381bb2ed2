package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"gorgon/conflicts/event"
)

const (
	magic = "\x89Gorgon\n"
	// Version changes whenever an older reader would misunderstand a file.
	Version = 1

	headerSize      = 16
	chunkHeaderSize = 12
	maxChunk        = 1 << 20
)

// Kinds of chunks.
const (
	chunkMeta = iota + 1
	chunkPlaces
	chunkStacks
	chunkSubjects
	chunkThreads
	chunkBlocks // names; a later chunkCounts has the sums
	chunkCounts
	chunkInterval
	chunkEvents
	chunkSource
	chunkEnd
)

var crcTable = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

func fileHeader() []byte {
	h := make([]byte, headerSize)
	copy(h, magic)
	binary.LittleEndian.PutUint32(h[8:], Version)
	binary.LittleEndian.PutUint32(h[12:], crc32.Checksum(h[:12], crcTable()))
	return h
}

// frame puts a payload into a chunk.
func frame(kind byte, payload []byte) []byte {
	c := make([]byte, chunkHeaderSize, chunkHeaderSize+len(payload))
	c[0] = kind
	binary.LittleEndian.PutUint32(c[4:], uint32(len(payload)))
	sum := crc32.Update(crc32.Checksum(c[:8], crcTable()), crcTable(), payload)
	binary.LittleEndian.PutUint32(c[8:], sum)
	return append(c, payload...)
}

// encoder builds a payload.
type encoder struct{ b []byte }

func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int64)   { e.b = binary.AppendVarint(e.b, v) }
func (e *encoder) str(s string) {
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}
func (e *encoder) bool(v bool) {
	if v {
		e.uint(1)
	} else {
		e.uint(0)
	}
}

// decoder takes a payload apart. The first mistake ends it: all that follows
// is zero, and err says what was wrong.
type decoder struct {
	b   []byte
	err error
}

var errShort = errors.New("the payload ends within a value")

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf(format, args...)
		d.b = nil
	}
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail("%w", errShort)
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.fail("%w", errShort)
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) str() string {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail("%w", errShort)
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *decoder) bool() bool { return d.uint() != 0 }

// count reads a number of items, each of which takes at least a byte.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail("%d items cannot be in %d bytes", n, len(d.b))
		return 0
	}
	return int(n)
}

// each reads a number of items, each by f, as long as there is no mistake.
func (d *decoder) each(f func()) {
	for n := d.count(); n > 0 && d.err == nil; n-- {
		f()
	}
}

// index reads a number below n.
func (d *decoder) index(n int, of string) uint32 {
	v := d.uint()
	if v >= uint64(n) {
		d.fail("%s %d of %d", of, v, n)
		return 0
	}
	return uint32(v)
}

func (d *decoder) thread() int32 {
	v := d.int()
	if int64(int32(v)) != v {
		d.fail("thread %d", v)
	}
	return int32(v)
}

func (e *encoder) key(k *Key) {
	for _, v := range [...]uint32{k.Site, k.Read, k.Cause, k.Born, k.Subject, k.Why, k.Block} {
		e.uint(uint64(v))
	}
	e.int(int64(k.Thread))
	e.int(int64(k.CauseThread))
	e.uint(uint64(k.Kind))
}

func (d *decoder) key(l *Log) (k Key) {
	for _, p := range [...]*uint32{&k.Site, &k.Read, &k.Cause, &k.Born} {
		*p = d.index(len(l.Stacks), "stack")
	}
	k.Subject = d.index(len(l.Subjects), "object")
	k.Why = d.index(len(l.Subjects), "object")
	k.Block = d.index(len(l.Blocks), "block")
	k.Thread = d.thread()
	k.CauseThread = d.thread()
	k.Kind = event.Kind(d.index(int(event.NumKinds), "kind"))
	return k
}

func (e *encoder) cell(c *Cell) {
	e.key(&c.Key)
	e.uint(c.Aborts)
	e.uint(c.Waits)
	e.int(c.Aborted)
	e.int(c.Paused)
	e.int(c.Longest)
	e.uint(c.Reads)
	e.uint(c.Writes)
	e.uint(c.Objects)
}

func (d *decoder) cell(l *Log) Cell {
	return Cell{Key: d.key(l), Aborts: d.uint(), Waits: d.uint(), Aborted: d.int(), Paused: d.int(), Longest: d.int(),
		Reads: d.uint(), Writes: d.uint(), Objects: d.uint()}
}

func (e *encoder) slice(s *Slice) {
	e.int(int64(s.Thread))
	for _, v := range [...]int64{s.Useful, s.Aborted, s.Paused, s.Collecting, s.Idle, s.Commits, s.Aborts} {
		e.int(v)
	}
}

func (d *decoder) slice() (s Slice) {
	s.Thread = d.thread()
	for _, p := range [...]*int64{&s.Useful, &s.Aborted, &s.Paused, &s.Collecting, &s.Idle, &s.Commits, &s.Aborts} {
		*p = d.int()
	}
	return s
}

func (e *encoder) event(v *Event) {
	e.key(&v.Key)
	e.int(v.When)
	e.int(v.Lost)
	e.int(v.Backoff)
	e.uint(v.Object)
	e.bool(v.Aborted)
}

func (d *decoder) event(l *Log) Event {
	return Event{Key: d.key(l), When: d.int(), Lost: d.int(), Backoff: d.int(), Object: d.uint(), Aborted: d.bool()}
}

func (e *encoder) place(p *Place) {
	e.str(p.File)
	e.str(p.Function)
	e.int(int64(p.Line))
	e.str(p.Op)
	e.str(p.Name)
	e.bool(p.Update)
	e.bool(p.Ours)
}

func (d *decoder) place() Place {
	return Place{File: d.str(), Function: d.str(), Line: int(int32(d.int())), Op: d.str(), Name: d.str(), Update: d.bool(), Ours: d.bool()}
}

func (e *encoder) meta(m *Meta) {
	e.str(m.Program)
	e.str(m.Version)
	e.uint(uint64(len(m.Args)))
	for _, a := range m.Args {
		e.str(a)
	}
	e.int(int64(m.Cores))
	e.int(m.Started.UnixNano())
	e.bool(m.Trace)
	e.bool(m.Births)
}

func (e *encoder) counts(i int, b *Block) {
	e.uint(uint64(i))
	for _, v := range [...]uint64{b.Commits, b.Aborts, b.Reads, b.Writes} {
		e.uint(v)
	}
	used := 0
	for i, n := range b.Durations {
		if n > 0 {
			used = i + 1
		}
	}
	e.uint(uint64(used))
	for _, n := range b.Durations[:used] {
		e.uint(n)
	}
}

func (d *decoder) counts(l *Log) {
	b := &l.Blocks[d.index(len(l.Blocks), "block")]
	for _, p := range [...]*uint64{&b.Commits, &b.Aborts, &b.Reads, &b.Writes} {
		*p = d.uint()
	}
	n := d.count()
	if n > event.Buckets {
		d.fail("%d classes of durations", n)
		return
	}
	for i := range n {
		b.Durations[i] = d.uint()
	}
}

func (e *encoder) end(v *End) {
	for _, n := range [...]int64{v.Wall, v.Longest, int64(v.Threads), v.DroppedLost, v.CollectorRun} {
		e.int(n)
	}
	for _, n := range [...]uint64{v.Dropped, v.LostStacks, v.LostSubjects, v.Joined} {
		e.uint(n)
	}
	e.bool(v.Unwritten)
}

func (d *decoder) end() *End {
	v := &End{Wall: d.int(), Longest: d.int(), Threads: int(int32(d.int())), DroppedLost: d.int(), CollectorRun: d.int()}
	v.Dropped, v.LostStacks, v.LostSubjects, v.Joined = d.uint(), d.uint(), d.uint(), d.uint()
	v.Unwritten = d.bool()
	return v
}
