package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"time"

	"gorgon/conflicts/event"
)

// Open reads a log. What it cannot make sense of at all is an error that names
// the file; a log with a damaged end has Damage set.
func Open(path string) (*Log, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a file", path)
	}
	l, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	l.Size = info.Size()
	return l, nil
}

// Read reads a log from its start.
func Read(r io.Reader) (*Log, error) {
	in := &reader{r: r, log: newLog()}
	if err := in.header(); err != nil {
		return nil, err
	}
	for in.log.Damage == nil && in.chunk() {
	}
	if !in.meta {
		if d := in.log.Damage; d != nil {
			return nil, fmt.Errorf("damaged %s", d)
		}
		return nil, errors.New("empty: the recording ended before anything was written")
	}
	return in.log, nil
}

type reader struct {
	r    io.Reader
	at   int64
	meta bool
	log  *Log
}

func (in *reader) header() error {
	h := make([]byte, headerSize)
	n, err := io.ReadFull(in.r, h)
	switch {
	case n < 8 || string(h[:8]) != magic:
		return errors.New("not a conflict log (gorgon -X conflicts=FILE writes them)")
	case err != nil:
		return fmt.Errorf("damaged at offset %d: the header is cut off", n)
	case crc32.Checksum(h[:12], crcTable()) != binary.LittleEndian.Uint32(h[12:]):
		return errors.New("damaged at offset 8: the header's checksum does not match")
	}
	if v := binary.LittleEndian.Uint32(h[8:]); v != Version {
		return fmt.Errorf("a conflict log of version %d; this tool reads version %d", v, Version)
	}
	in.at = headerSize
	return nil
}

func (in *reader) damaged(format string, args ...any) bool {
	in.log.Damage = &Damage{in.at, fmt.Sprintf(format, args...)}
	return false
}

// chunk reads the next chunk; false: there is none, or none that is good.
func (in *reader) chunk() bool {
	var h [chunkHeaderSize]byte
	n, err := io.ReadFull(in.r, h[:])
	if n == 0 && err == io.EOF {
		return false
	} else if err != nil {
		return in.damaged("a chunk's header is cut off after %d bytes", n)
	}
	size := binary.LittleEndian.Uint32(h[4:])
	if size > maxChunk || h[1]|h[2]|h[3] != 0 {
		return in.damaged("no chunk begins here")
	}
	payload := make([]byte, size)
	if n, err := io.ReadFull(in.r, payload); err != nil {
		return in.damaged("a chunk of %d bytes is cut off after %d", size, n)
	}
	if crc32.Update(crc32.Checksum(h[:8], crcTable()), crcTable(), payload) != binary.LittleEndian.Uint32(h[8:]) {
		return in.damaged("a chunk's checksum does not match")
	}
	d := &decoder{b: payload}
	if kind := h[0]; in.log.End != nil {
		d.fail("a chunk behind the end")
	} else if !in.meta && kind != chunkMeta {
		d.fail("the first chunk is of kind %d", kind)
	} else {
		in.decode(kind, d)
	}
	if d.err == nil && len(d.b) > 0 {
		d.fail("%d bytes too many", len(d.b))
	}
	if d.err != nil {
		return in.damaged("%v", d.err)
	}
	in.at += chunkHeaderSize + int64(size)
	return true
}

// decode adds a chunk to the log. A chunk with a mistake in it may have been
// added in part; what was added makes sense.
func (in *reader) decode(kind byte, d *decoder) {
	l := in.log
	switch kind {
	case chunkMeta:
		in.decodeMeta(d)
	case chunkPlaces:
		d.each(func() { l.Places = append(l.Places, d.place()) })
	case chunkStacks:
		d.each(func() {
			stack := make([]uint32, d.count())
			for i := range stack {
				stack[i] = d.index(len(l.Places), "place")
			}
			l.Stacks = append(l.Stacks, stack)
		})
	case chunkSubjects:
		d.each(func() {
			l.Subjects = append(l.Subjects, event.Subject{Type: d.str(), Part: d.str(), Name: d.str()})
		})
	case chunkThreads:
		d.each(func() { l.addThread(Thread{ID: d.thread(), Name: d.str(), Born: d.int()}) })
	case chunkBlocks:
		d.each(func() {
			l.Blocks = append(l.Blocks, Block{Name: d.index(len(l.Subjects), "object"), Site: d.index(len(l.Stacks), "stack")})
		})
	case chunkCounts:
		d.each(func() { d.counts(l) })
	case chunkInterval:
		in.decodeInterval(d)
	case chunkEvents:
		d.each(func() {
			if e := d.event(l); d.err == nil {
				l.Events = append(l.Events, e)
			}
		})
	case chunkSource:
		name := d.str()
		if text := d.str(); d.err == nil {
			l.Sources[name] += text
		}
	case chunkEnd:
		if e := d.end(); d.err == nil {
			l.End = e
		}
	default:
		d.fail("a chunk of the unknown kind %d", kind)
	}
}

func (in *reader) decodeMeta(d *decoder) {
	if in.meta {
		d.fail("a second start")
		return
	}
	m := Meta{Program: d.str(), Version: d.str()}
	d.each(func() { m.Args = append(m.Args, d.str()) })
	m.Cores = int(int32(d.int()))
	m.Started = time.Unix(0, d.int())
	m.Trace, m.Births = d.bool(), d.bool()
	if d.err == nil {
		in.log.Meta, in.meta = m, true
	}
}

// decodeInterval adds an interval; one that was too large for a chunk comes in
// several with the same times.
func (in *reader) decodeInterval(d *decoder) {
	l := in.log
	v := Interval{From: d.int(), To: d.int()}
	if d.err == nil && v.To < v.From {
		d.fail("an interval that ends before it begins")
	}
	d.each(func() { v.Threads = append(v.Threads, d.slice()) })
	d.each(func() { v.Cells = append(v.Cells, d.cell(l)) })
	if d.err != nil {
		return
	}
	if n := len(l.Intervals); n > 0 && l.Intervals[n-1].From == v.From && l.Intervals[n-1].To == v.To {
		p := &l.Intervals[n-1]
		p.Threads, p.Cells = append(p.Threads, v.Threads...), append(p.Cells, v.Cells...)
		return
	}
	l.Intervals = append(l.Intervals, v)
}

// addThread adds a thread, or what has become known about it since.
func (l *Log) addThread(t Thread) {
	if i, known := l.threadIndex[t.ID]; known {
		l.Threads[i] = t
		return
	}
	l.threadIndex[t.ID] = len(l.Threads)
	l.Threads = append(l.Threads, t)
}
